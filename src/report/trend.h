/* SPDX-License-Identifier: MIT */
/* A table by day, week, month or hour, read for a view: its figures as series
 * over the periods. */
#ifndef CJM_REPORT_TREND_H
#define CJM_REPORT_TREND_H

#include "report/grid.h"
#include "report/line.h"

struct series {
	struct slice name, title; /* the column's; the grid's own */
	unsigned column;
	struct grid_style style;
	struct line_point *points; /* one a period */
	int128 low, high, mean, last;
	bool last_given;              /* the last period has one */
	struct grid_style mean_style; /* of few counts it has a decimal */
};

struct trend {
	unsigned period; /* the column */
	size_t n_periods;
	struct series *at;
	size_t n;
};

/* False, with nothing to release, unless the grid has two rows or more, one
 * column that is a period, in rising order and each once, figures, and no
 * other texts. */
bool trend_read(struct trend *t, const struct grid *g);
void trend_release(struct trend *t);

#endif
