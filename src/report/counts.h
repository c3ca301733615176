/* SPDX-License-Identifier: MIT */
/* The counts behind a rate of a table: drop_rate is dropped of visitors. With
 * them a rate has an interval, and two of them a test. */
#ifndef CJM_REPORT_COUNTS_H
#define CJM_REPORT_COUNTS_H

#include <stdbool.h>

#include "base/proportion.h"
#include "report/grid.h"

struct counts_rule {
	const char *rate;
	const char *part; /* NULL: what the rate makes of the whole */
	const char *whole;
	bool back;        /* the counts stand in the row before */
	const char *less; /* of the whole, does not count; NULL for nothing */
};

/* The rule whose counts give the rates of a column as they are written, in
 * every row; NULL where none does. */
const struct counts_rule *counts_find(const struct grid *g, unsigned column);

/* The counts behind a row's rate; false where they are not given, or there are
 * no persons. */
bool counts_of(const struct grid *g, size_t row, const struct counts_rule *rule,
    struct proportion *p);

#endif
