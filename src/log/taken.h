/* SPDX-License-Identifier: MIT */
/* How long a request took, as servers write it: 0.012, 12 of a smaller unit,
 * 12ms, 1m2.5s, or the seconds of its several ways with blanks between. */
#ifndef CJM_LOG_TAKEN_H
#define CJM_LOG_TAKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* The sum of the text's parts in microseconds. A number without a unit counts
 * 10^scale of them: 6 for seconds, 3 for milliseconds, -3 for nanoseconds.
 * False when any part is none, or negative, as it is where a way was not
 * gone. */
bool taken_read(struct slice text, int scale, int64_t *us);

#endif
