/* SPDX-License-Identifier: MIT */
/* A week beside those before it. */
#include "report/drift.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

#define WEIGHT 0.2
#define WIDTH  3.0

/* Of the mean: what rounding leaves where all days are the same. */
#define ROUNDING 1e-12

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
	wide += ROUNDING * fabs(d->mean);
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
	struct proportion before, week; /* of a rate's counts */
};

static void
take_day(void *context, int64_t before, double value, size_t row)
{
	struct days *d = context;
	const struct history *h = d->history;
	if (before >= DRIFT_RUN + DRIFT_BASE)
		return;
	if (before >= DRIFT_RUN) {
		d->base[d->n++] = value;
		history_add_counts(h, h->past, row, &d->before);
	} else {
		d->run[before] = value;
		d->has[before] = true;
		history_add_counts(h, h->past, row, &d->week);
	}
}

static void
measure(struct drift_measure *m, struct days *d)
{
	struct drift drift;
	drift_begin(&drift, d->base, d->n);
	bool roots = d->history->count && drift.mean < HISTORY_FEW;
	if (roots) {
		history_roots(d->base, d->n);
		history_roots(d->run, DRIFT_RUN);
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
	m->drifting =
	    m->days > 0 && !history_is_chance(d->week, d->before, WIDTH);
}

const char *
drift_measure(struct drift_measure *m, const struct history *h)
{
	struct days d = {.history = h,
	    .base = mem_zero(h->past->n_rows + 1, sizeof(*d.base))};
	history_days(h, take_day, &d);
	d.run[0] = h->value;
	d.has[0] = true;
	history_add_counts(h, h->grid, h->row, &d.week);
	*m = (struct drift_measure){.n = d.n};
	if (d.n >= DRIFT_LEAST)
		measure(m, &d);
	free(d.base);
	return m->n < DRIFT_LEAST ? ": fewer than 8 days before this week"
				  : NULL;
}
