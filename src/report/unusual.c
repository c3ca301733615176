/* SPDX-License-Identifier: MIT */
/* Finding the days to compare with. */
#include "report/unusual.h"

#include <math.h>
#include <stdlib.h>

#include "base/when.h"
#include "report/anomaly.h"
#include "report/columns.h"
#include "report/counts.h"
#include "report/figure.h"
#include "report/labels.h"

enum { FEW = 30, WEEK = 7 };

static bool
row_has(const struct grid *g, size_t row, struct slice text)
{
	for (unsigned i = 0; i < g->n; i++)
		if (!column_is_quantity(g->names[i]) &&
		    slice_equal(grid_cell(g, row, i), text))
			return true;
	return false;
}

/* Whether the row's texts are the keys, one of which is of no matter. */
static bool
matches(const struct grid *g, size_t row, struct slice keys, struct slice but)
{
	if (keys.n == 0)
		return !row_has(g, row, SLICE("(total)"));
	while (keys.p) {
		struct slice key = slice_trim(slice_cut(&keys, ','));
		if (!slice_equal(key, but) && !row_has(g, row, key))
			return false;
	}
	return true;
}

size_t
unusual_row(const struct grid *g, struct slice keys)
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

/* The rows to compare with, and what becomes of them. */
struct days {
	double *values;
	size_t n;
	struct proportion all; /* of a rate's counts */
	const struct counts_rule *rule;
};

static void
add_day(struct days *d, const struct grid *g, size_t row, unsigned column)
{
	struct figure f;
	struct proportion p;
	if (!figure_read(grid_cell(g, row, column), &f))
		return;
	d->values[d->n++] = (double)f.v / (double)FIGURE_ONE;
	if (d->rule && counts_of(g, row, d->rule, &p)) {
		d->all.part += p.part;
		d->all.whole += p.whole;
	}
}

static void
find_days(struct days *d, const struct grid *past, unsigned column,
    struct slice keys, struct slice day, int64_t today)
{
	unsigned at = day_column(past);
	for (size_t row = 0; row < past->n_rows; row++) {
		int64_t then;
		if (!read_day(grid_cell(past, row, at), &then) ||
		    !matches(past, row, keys, day))
			continue;
		int64_t before = today - then;
		if (before > 0 && before <= (int64_t)UNUSUAL_WEEKS * WEEK &&
		    before % WEEK == 0)
			add_day(d, past, row, column);
	}
}

/* By their roots where they are few. */
static double
measure(struct days *d, bool count, double x)
{
	double median = anomaly_median(d->values, d->n);
	if (!count || median >= FEW || median < 0 || x < 0)
		return anomaly_z(d->values, d->n, x);
	for (size_t i = 0; i < d->n; i++)
		d->values[i] = sqrt(d->values[i] > 0 ? d->values[i] : 0);
	return anomaly_z(d->values, d->n, sqrt(x));
}

static bool
by_chance(const struct days *d, const struct grid *g, size_t row)
{
	struct proportion now;
	if (!d->rule || d->all.whole == 0 || !counts_of(g, row, d->rule, &now))
		return false;
	struct interval in = wilson_interval_z(now, ANOMALY_LIMIT);
	double usual = (double)d->all.part / (double)d->all.whole;
	return usual >= in.low && usual <= in.high;
}

const char *
unusual_measure(struct unusual *u, const struct grid *g, size_t row,
    struct slice metric, const struct grid *past, struct slice keys,
    struct slice day)
{
	unsigned at = day_column(g), column = grid_find(past, metric);
	int64_t today;
	struct figure f;
	*u = (struct unusual){.n = 0};
	if (day_column(past) == NO_COLUMN)
		return ": no earlier days (--baseline)";
	if (column == NO_COLUMN)
		return " is no column of the baseline";
	if (at != NO_COLUMN)
		day = grid_cell(g, row, at);
	if (!read_day(day, &today))
		return ": of which day? (--period YYYY-MM-DD)";
	figure_read(grid_cell(g, row, grid_find(g, metric)), &f);
	struct days d = {
	    .values = mem_zero(past->n_rows + 1, sizeof(*d.values)),
	    .rule = counts_find(past, column)};
	find_days(&d, past, column, keys, day, today);
	u->n = d.n;
	if (d.n >= ANOMALY_LEAST) {
		double x = (double)f.v / (double)FIGURE_ONE;
		bool count =
		    column_kind(metric) == COLUMN_FIGURE && f.decimals == 0;
		u->median = anomaly_median(d.values, d.n);
		u->z = measure(&d, count, x);
		u->unusual =
		    fabs(u->z) > ANOMALY_LIMIT && !by_chance(&d, g, row);
	}
	free(d.values);
	return u->n < ANOMALY_LEAST ? ": fewer than 5 like days before" : NULL;
}
