/* SPDX-License-Identifier: MIT */
/* Two tables with the same columns compared: two periods, or two segments.
 *
 * Rows are matched by their texts (a step, a channel), so tables by day, whose
 * days differ, are better compared without the days. Each figure gives its
 * values and their difference. A rate whose counts are in the table (drop_rate
 * is dropped of visitors) gets the interval of the difference, a test, and its
 * p adjusted for all questions of the comparison: where nobody is open, who
 * dropped and who went on are one. */
#ifndef CJM_REPORT_COMPARE_H
#define CJM_REPORT_COMPARE_H

#include <stdbool.h>

#include "base/proportion.h"
#include "report/figure.h"
#include "report/grid.h"
#include "report/labels.h"

/* A figure of a row in both tables; texts are the grids'. */
struct comparison {
	const struct slice *keys; /* the row, of whichever table has it */
	unsigned column;
	struct figure now, before;
	bool in_now, in_before;
	/* of rates only */
	bool tested;
	bool fisher; /* the test, else z */
	struct interval interval;
	double z, p, p_holm;
	size_t counted; /* the row of now whose counts these are */
	struct proportion of_now, of_before;
};

struct comparisons {
	const struct grid *now, *before;
	unsigned *keys, n_keys; /* columns of both */
	struct comparison *at;
	size_t n, room;
};

/* False when the columns differ; release then, too. */
bool compare(
    struct comparisons *c, const struct grid *now, const struct grid *before);
void comparisons_release(struct comparisons *c);

/* As a table for programs: the keys, measure, now, before, difference, change
 * (a share of before), low, high, z, p, p_holm, test. */
void compare_table(const struct comparisons *c, struct grid *out);

/* The same for people: what matters, ready to be shown. */
void
compare_page(const struct comparisons *c, enum lang lang, struct grid *out);

#endif
