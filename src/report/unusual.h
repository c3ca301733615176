/* SPDX-License-Identifier: MIT */
/* A figure of a table beside the same figure on the same weekdays of the eight
 * weeks before. */
#ifndef CJM_REPORT_UNUSUAL_H
#define CJM_REPORT_UNUSUAL_H

#include <stdbool.h>

#include "report/grid.h"

enum { UNUSUAL_WEEKS = 8 };

/* The last row whose texts are the keys, by comma, in any columns; without
 * keys the last row of all. `(total)` is only found by its name. SIZE_MAX for
 * none. */
size_t unusual_row(const struct grid *g, struct slice keys);

struct unusual {
	size_t n; /* days before */
	double median, z;
	bool unusual;
};

/* Measures a figure of a row. Its day is that of its column day or date, else
 * `day`; the days before are rows of `past` with these keys. Counts whose
 * median is below 30 are compared by their roots, whose spread does not depend
 * on their size. A rate whose counts are in the table is unusual only if
 * chance in so few persons does not explain it, too: if the rate of all those
 * days is outside Wilson's interval of this one at the same z. NULL, else why
 * there is no measure. */
const char *unusual_measure(struct unusual *u, const struct grid *g, size_t row,
    struct slice metric, const struct grid *past, struct slice keys,
    struct slice day);

#endif
