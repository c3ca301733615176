/* SPDX-License-Identifier: MIT */
/* A week beside those before it. */
#include "report/drift.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/counts.h"
#include "report/figure.h"

#define WEIGHT 0.2
#define WIDTH  3.0

void
drift_begin(struct drift *d, const double *base, size_t n)
{
	double sum = 0, squares = 0;
	for (size_t i = 0; i < n; i++)
		sum += base[i];
	double mean = sum / (double)n;
	for (size_t i = 0; i < n; i++)
		squares += (base[i] - mean) * (base[i] - mean);
	*d = (struct drift){.mean = mean,
	    .deviation = sqrt(squares / (double)(n - 1)),
	    .fade = 1,
	    .average = mean,
	    .low = mean,
	    .high = mean};
}

void
drift_add(struct drift *d, double x)
{
	d->average = WEIGHT * x + (1 - WEIGHT) * d->average;
	d->fade *= (1 - WEIGHT) * (1 - WEIGHT);
	double wide =
	    WIDTH * d->deviation * sqrt(WEIGHT / (2 - WEIGHT) * (1 - d->fade));
	d->low = d->mean - wide;
	d->high = d->mean + wide;
}

/* The days of the past, as they are found. */
struct days {
	const struct history *history;
	double *base;
	size_t n;
	double run[DRIFT_RUN]; /* by days before today */
	bool has[DRIFT_RUN];
	const struct counts_rule *rule;
	struct proportion before, week;
};

static void
add_counts(const struct days *d, const struct grid *g, size_t row,
    struct proportion *to)
{
	struct proportion p;
	if (!d->rule || !counts_of(g, row, d->rule, &p))
		return;
	to->part += p.part;
	to->whole += p.whole;
}

static void
take_day(void *context, int64_t before, size_t row)
{
	struct days *d = context;
	const struct grid *past = d->history->past;
	struct figure f;
	if (before >= DRIFT_RUN + DRIFT_BASE ||
	    !figure_read(grid_cell(past, row, d->history->column), &f))
		return;
	double value = (double)f.v / (double)FIGURE_ONE;
	if (before >= DRIFT_RUN) {
		d->base[d->n++] = value;
	} else {
		d->run[before] = value;
		d->has[before] = true;
	}
	add_counts(d, past, row, before >= DRIFT_RUN ? &d->before : &d->week);
}

static void
take_roots(double *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		values[i] = sqrt(values[i] > 0 ? values[i] : 0);
}

static bool
by_chance(const struct days *d)
{
	if (d->before.whole == 0 || d->week.whole == 0)
		return false;
	struct interval in = wilson_interval_z(d->week, WIDTH);
	double usual = (double)d->before.part / (double)d->before.whole;
	return usual >= in.low && usual <= in.high;
}

static void
measure(struct drift_measure *m, struct days *d)
{
	struct drift drift;
	drift_begin(&drift, d->base, d->n);
	bool roots = d->history->count && drift.mean < HISTORY_FEW;
	if (roots) {
		take_roots(d->base, d->n);
		take_roots(d->run, DRIFT_RUN);
		drift_begin(&drift, d->base, d->n);
	}
	for (size_t i = DRIFT_RUN; i-- > 0;) {
		if (!d->has[i])
			continue;
		drift_add(&drift, d->run[i]);
		m->days = drift_is_out(&drift) ? m->days + 1 : 0;
	}
	double low = drift.low > 0 || !roots ? drift.low : 0;
	m->average = roots ? drift.average * drift.average : drift.average;
	m->low = roots ? low * low : low;
	m->high = roots ? drift.high * drift.high : drift.high;
	m->drifting = m->days > 0 && !by_chance(d);
}

const char *
drift_measure(struct drift_measure *m, const struct history *h)
{
	struct days d = {.history = h,
	    .base = mem_zero(h->past->n_rows + 1, sizeof(*d.base)),
	    .rule = counts_find(h->past, h->column)};
	history_days(h, take_day, &d);
	d.run[0] = h->value;
	d.has[0] = true;
	add_counts(&d, h->grid, h->row, &d.week);
	*m = (struct drift_measure){.n = d.n};
	if (d.n >= DRIFT_LEAST)
		measure(m, &d);
	free(d.base);
	return m->n < DRIFT_LEAST ? ": fewer than 8 days before this week"
				  : NULL;
}
