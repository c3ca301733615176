/* SPDX-License-Identifier: MIT */
/* Recognising and turning a table of cohorts. */
#include "report/cohort.h"

#include <stdlib.h>

#include "report/labels.h"

enum {
	COHORT,
	PERIOD,
	SIZE,
	ACTIVE,
	RATE,
	REQUIRED,
	REVENUE = REQUIRED,
	LTV,
	COLUMNS
};

static const char *const names[COLUMNS] = {
    "cohort", "period", "size", "active", "rate", "revenue", "ltv"};

static bool
find_columns(const struct grid *g, unsigned at[COLUMNS])
{
	unsigned known = 0;
	for (unsigned i = 0; i < COLUMNS; i++) {
		at[i] = grid_find(g, slice_of(names[i]));
		known += at[i] != NO_COLUMN;
		if (i < REQUIRED && at[i] == NO_COLUMN)
			return false;
	}
	return known == g->n;
}

/* A cell as a number; an empty one is 0 and not given. */
static bool
number(
    const struct grid *g, size_t row, unsigned column, int128 *v, bool *given)
{
	struct figure f = {0};
	struct slice cell =
	    column == NO_COLUMN ? SLICE("") : grid_cell(g, row, column);
	*given = cell.n > 0;
	if (cell.n > 0 && !figure_read(cell, &f))
		return false;
	*v = f.v;
	return true;
}

/* The number of a row's period; false when it is none. */
static bool
period_of(const struct grid *g, size_t row, unsigned column, size_t *period)
{
	int128 v;
	bool given;
	if (!number(g, row, column, &v, &given) || !given || v < 0 ||
	    v % FIGURE_ONE != 0 || v / FIGURE_ONE >= COHORT_PERIODS)
		return false;
	*period = (size_t)(v / FIGURE_ONE);
	return true;
}

/* How many cohorts and periods there are. */
static bool
count(struct cohorts *c, const struct grid *g, const unsigned at[COLUMNS])
{
	for (size_t row = 0; row < g->n_rows; row++) {
		size_t period;
		if (!period_of(g, row, at[PERIOD], &period))
			return false;
		if (period >= c->n_periods)
			c->n_periods = period + 1;
		c->n += row == 0 ||
		    !slice_equal(grid_cell(g, row, at[COHORT]),
			grid_cell(g, row - 1, at[COHORT]));
	}
	return c->n > 0;
}

static bool
fill(struct cohorts *c, const struct grid *g, const unsigned at[COLUMNS])
{
	size_t n = 0;
	for (size_t row = 0; row < g->n_rows; row++) {
		struct slice name = grid_cell(g, row, at[COHORT]);
		size_t period;
		int128 size;
		bool given, active, any;
		bool first = n == 0 || !slice_equal(c->names[n - 1], name);
		if (first)
			c->names[n++] = name;
		if (!period_of(g, row, at[PERIOD], &period))
			return false;
		struct cohort_cell *cell =
		    &c->cells[(n - 1) * c->n_periods + period];
		if (!number(g, row, at[SIZE], &size, &any) ||
		    !number(g, row, at[ACTIVE], &cell->active, &active) ||
		    !number(g, row, at[RATE], &cell->rate, &given) ||
		    !number(g, row, at[REVENUE], &cell->revenue, &any))
			return false;
		cell->given = given || active;
		if (first) /* a total's differs from period to period */
			c->sizes[n - 1] = size;
	}
	return true;
}

bool
cohorts_read(struct cohorts *c, const struct grid *g)
{
	unsigned at[COLUMNS];
	*c = (struct cohorts){.n = 0};
	if (!find_columns(g, at) || !count(c, g, at))
		return false;
	c->revenue = at[REVENUE] != NO_COLUMN;
	c->names = mem_zero(c->n, sizeof(*c->names));
	c->sizes = mem_zero(c->n, sizeof(*c->sizes));
	c->cells = mem_zero(c->n * c->n_periods, sizeof(*c->cells));
	if (fill(c, g, at))
		return true;
	cohorts_release(c);
	return false;
}

struct page_rows
cohorts_rows(const struct page *page, const struct cohorts *c)
{
	bool total = c->n > 0 && label_is_total(c->names[c->n - 1]);
	size_t all = c->n - total, body = page_shown(page, all);
	total = total && page->rows > 0;
	return (struct page_rows){.n = body + total, body, all - body};
}

void
cohorts_release(struct cohorts *c)
{
	free(c->names);
	free(c->sizes);
	free(c->cells);
	*c = (struct cohorts){0};
}
