/* SPDX-License-Identifier: MIT */
/* Finding rows by what stands in them. */
#include "report/history.h"

#include <math.h>

#include "base/when.h"
#include "report/columns.h"
#include "report/figure.h"
#include "report/labels.h"

static bool
row_has(const struct grid *g, size_t row, struct slice text)
{
	for (unsigned i = 0; i < g->n; i++)
		if (!column_is_quantity(g->names[i]) &&
		    slice_equal(grid_cell(g, row, i), text))
			return true;
	return false;
}

/* Whether the row's texts are the keys, one of which is of no matter. A text
 * may have commas of its own: all that was asked for can be one. */
static bool
matches(const struct grid *g, size_t row, struct slice keys, struct slice but)
{
	if (keys.n == 0)
		return !row_has(g, row, SLICE("(total)"));
	if (row_has(g, row, keys))
		return true;
	while (keys.p) {
		struct slice key = slice_trim(slice_cut(&keys, ','));
		if (!slice_equal(key, but) && !row_has(g, row, key))
			return false;
	}
	return true;
}

size_t
history_row(const struct grid *g, struct slice keys)
{
	for (size_t row = g->n_rows; row-- > 0;)
		if (matches(g, row, keys, SLICE("")))
			return row;
	return SIZE_MAX;
}

static unsigned
day_column(const struct grid *g)
{
	unsigned day = grid_find(g, SLICE("day"));
	return day != NO_COLUMN ? day : grid_find(g, SLICE("date"));
}

/* `2026-03-05…` as days since the epoch. */
static bool
read_day(struct slice text, int64_t *day)
{
	int64_t us;
	if (text.n < 10)
		return false;
	text.n = 10;
	if (!slice_find(text, '-') || !when_read(text, &us))
		return false;
	*day = us / DAY - (us % DAY < 0);
	return true;
}

/* Whether a column tells of what, and not of how much or when, a row is. */
static bool
is_name(struct slice name, struct slice cell)
{
	struct figure f;
	enum column_kind kind = column_kind(name);
	if (kind == COLUMN_OTHER)
		return !figure_read(cell, &f);
	return (kind == COLUMN_TEXT || kind == COLUMN_ID) &&
	    !column_is_period(name);
}

/* Whether a row of the past is of the same thing as the row at hand, as far as
 * both tables tell: keys that were not asked for may stand in a row. */
static bool
same_thing(const struct history *h, size_t row)
{
	const struct grid *g = h->grid;
	for (unsigned i = 0; i < g->n; i++) {
		struct slice cell = grid_cell(g, h->row, i);
		unsigned at = grid_find(h->past, g->names[i]);
		if (at != NO_COLUMN && is_name(g->names[i], cell) &&
		    !slice_equal(grid_cell(h->past, row, at), cell))
			return false;
	}
	return true;
}

static double
value_of(struct figure f)
{
	return (double)f.v / (double)FIGURE_ONE;
}

bool
history_compares(const struct grid *g, const struct grid *past)
{
	const struct slice step = SLICE("step");
	return grid_find(g, step) == NO_COLUMN ||
	    grid_find(past, step) != NO_COLUMN;
}

const char *
history_open(struct history *h)
{
	unsigned at = day_column(h->grid);
	struct figure f;
	h->column = grid_find(h->past, h->metric);
	if (day_column(h->past) == NO_COLUMN)
		return ": no earlier days (--baseline)";
	if (h->column == NO_COLUMN)
		return " is no column of the baseline";
	if (!history_compares(h->grid, h->past))
		return ": the baseline has no column step";
	if (at != NO_COLUMN)
		h->day = grid_cell(h->grid, h->row, at);
	if (!read_day(h->day, &h->today))
		return ": of which day? (--period YYYY-MM-DD)";
	figure_read(
	    grid_cell(h->grid, h->row, grid_find(h->grid, h->metric)), &f);
	h->value = value_of(f);
	h->count = column_kind(h->metric) == COLUMN_FIGURE && f.decimals == 0;
	h->rule = counts_find(h->past, h->column);
	return NULL;
}

void
history_days(const struct history *h,
    void (*take)(void *context, int64_t days_before, double value, size_t row),
    void *context)
{
	unsigned at = day_column(h->past);
	for (size_t row = 0; row < h->past->n_rows; row++) {
		int64_t then;
		struct figure f;
		if (read_day(grid_cell(h->past, row, at), &then) &&
		    then < h->today && matches(h->past, row, h->keys, h->day) &&
		    same_thing(h, row) &&
		    figure_read(grid_cell(h->past, row, h->column), &f))
			take(context, h->today - then, value_of(f), row);
	}
}

void
history_add_counts(const struct history *h, const struct grid *g, size_t row,
    struct proportion *to)
{
	struct proportion p;
	if (!h->rule || !counts_of(g, row, h->rule, &p))
		return;
	to->part += p.part;
	to->whole += p.whole;
}

bool
history_is_chance(struct proportion now, struct proportion before, double z)
{
	if (now.whole == 0 || before.whole == 0)
		return false;
	struct interval in = wilson_interval_z(now, z);
	double usual = (double)before.part / (double)before.whole;
	return usual >= in.low && usual <= in.high;
}

void
history_roots(double *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		values[i] = sqrt(values[i] > 0 ? values[i] : 0);
}
