/* SPDX-License-Identifier: MIT */
/* Recognising and reading a trend. */
#include "report/trend.h"

#include <stdlib.h>

#include "report/columns.h"
#include "report/figure.h"

/* The periods stand one after the other. Hours of a day may be one digit. */
static bool
rising(const struct grid *g, unsigned column, size_t n)
{
	for (size_t row = 0; row < n; row++) {
		struct slice cell = grid_cell(g, row, column);
		if (cell.n == 0)
			return false;
		if (row == 0)
			continue;
		struct slice before = grid_cell(g, row - 1, column);
		struct figure a, b;
		bool numbers = figure_read(before, &a) && figure_read(cell, &b);
		if (numbers ? a.v >= b.v : slice_compare(before, cell) >= 0)
			return false;
	}
	return true;
}

/* Whether a mean of whole numbers needs a decimal: an order every third day
 * would be none. */
static bool
is_mean_of_few(const struct series *s)
{
	const int128 few = 10 * FIGURE_ONE;
	return s->style.kind == GRID_NUMBER && s->style.decimals == 0 &&
	    s->mean > -few && s->mean < few && s->mean % FIGURE_ONE != 0;
}

static void
read_points(struct series *s, const struct grid *g, size_t n_periods)
{
	int128 sum = 0, n = 0;
	for (size_t row = 0; row < n_periods; row++) {
		struct figure f;
		if (!figure_read(grid_cell(g, row, s->column), &f))
			continue;
		s->points[row] = (struct line_point){f.v, true};
		s->low = n == 0 || f.v < s->low ? f.v : s->low;
		s->high = n == 0 || f.v > s->high ? f.v : s->high;
		s->last = f.v;
		s->last_given = row + 1 == n_periods;
		sum += f.v;
		n++;
	}
	s->mean = n > 0 ? sum / n : 0;
	s->mean_style = s->style;
	if (is_mean_of_few(s))
		s->mean_style.decimals = 1;
}

/* Whether a column has no values, as the order value of a week without orders,
 * or the persons of a month when there are but days. */
static bool
is_empty(const struct grid *g, unsigned column)
{
	size_t row = 0;
	while (row < g->n_rows && grid_cell(g, row, column).n == 0)
		row++;
	return row == g->n_rows;
}

bool
trend_read(struct trend *t, const struct grid *g)
{
	*t = (struct trend){.period = NO_COLUMN};
	t->at = mem_zero(g->n, sizeof(*t->at));
	for (unsigned i = 0; i < g->n; i++) {
		struct grid_style style = grid_style(g, i);
		if (column_is_period(g->names[i]) && t->period == NO_COLUMN) {
			t->period = i;
			continue;
		}
		if (slice_is(g->names[i], "currency") || is_empty(g, i))
			continue;
		if (style.kind == GRID_TEXT || style.kind == GRID_TIME ||
		    style.kind == GRID_DONE) {
			trend_release(t);
			return false;
		}
		t->at[t->n++] = (struct series){.name = g->names[i],
		    .title = g->titles[i],
		    .column = i,
		    .style = style};
	}
	if (t->period != NO_COLUMN)
		t->n_periods = grid_body(g, t->period);
	if (t->n == 0 || t->n_periods < 2 ||
	    !rising(g, t->period, t->n_periods)) {
		trend_release(t);
		return false;
	}
	for (size_t i = 0; i < t->n; i++) {
		t->at[i].points =
		    mem_zero(t->n_periods, sizeof(*t->at[i].points));
		read_points(&t->at[i], g, t->n_periods);
	}
	return true;
}

void
trend_release(struct trend *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->at[i].points);
	free(t->at);
	*t = (struct trend){0};
}
