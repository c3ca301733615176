/* SPDX-License-Identifier: MIT */
/* The table of cohorts (cjm-metrics --cohort), turned: a row a cohort, a
 * column a period since it began. */
#ifndef CJM_REPORT_COHORT_H
#define CJM_REPORT_COHORT_H

#include "report/figure.h"
#include "report/grid.h"
#include "report/renderer.h"

enum { COHORT_PERIODS = 400 }; /* more of them: no matrix */

struct cohort_cell {
	bool given;
	int128 active, rate, revenue; /* 10^-12; revenue 0 without the column */
};

struct cohorts {
	struct slice *names; /* the grid's */
	int128 *sizes;
	size_t n, n_periods;
	struct cohort_cell *cells; /* [cohort * n_periods + period] */
	bool revenue;
};

/* False, with nothing to release, unless the grid has the columns cohort,
 * period, size, active and rate, perhaps revenue and ltv, and no others; rows
 * of a cohort stand together. */
bool cohorts_read(struct cohorts *c, const struct grid *g);
void cohorts_release(struct cohorts *c);

/* The cohorts that --rows lets a view show, as page_rows has it of rows. */
struct page_rows cohorts_rows(const struct page *page, const struct cohorts *c);

/* The cohort that is number i of those. */
static inline size_t
cohorts_row(const struct page_rows *rows, const struct cohorts *c, size_t i)
{
	return i < rows->body ? i : c->n - 1;
}

static inline const struct cohort_cell *
cohorts_at(const struct cohorts *c, size_t cohort, size_t period)
{
	return &c->cells[cohort * c->n_periods + period];
}

#endif
