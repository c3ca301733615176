/* SPDX-License-Identifier: MIT */
/* Who entered and who left a segment between two runs. */
#ifndef CJM_JOURNEY_CHANGES_H
#define CJM_JOURNEY_CHANGES_H

#include "base/mem.h"
#include "base/slice.h"

/* The names of the columns, with LF. */
void changes_put_header(struct buf *out);

/* Appends a row for each segment of the person that is only in one of the two
 * lists (by comma): those that were left in the order of the old list, then
 * those that were entered in that of the new. */
void changes_put(struct slice person, struct slice before, struct slice now,
    struct buf *out);

#endif
