/* SPDX-License-Identifier: MIT */
/* One day beside its like. */
#include "report/unusual.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/anomaly.h"

enum { WEEK = 7 };

/* The days to compare with. */
struct days {
	const struct history *history;
	double *values;
	size_t n;
	struct proportion all; /* of a rate's counts */
};

static void
take_day(void *context, int64_t before, double value, size_t row)
{
	struct days *d = context;
	if (before > (int64_t)UNUSUAL_WEEKS * WEEK || before % WEEK != 0)
		return;
	d->values[d->n++] = value;
	history_add_counts(d->history, d->history->past, row, &d->all);
}

/* By their roots where they are few. */
static double
measure(struct days *d)
{
	double x = d->history->value;
	double median = anomaly_median(d->values, d->n);
	if (!d->history->count || median >= HISTORY_FEW || median < 0 || x < 0)
		return anomaly_z(d->values, d->n, x);
	history_roots(d->values, d->n);
	return anomaly_z(d->values, d->n, sqrt(x));
}

/* Counts that chance alone makes of one mean differ less: by Anscombe's
 * transformation (1948) their deviation is 1 whatever they are. */
static bool
is_chance_of(double mean, double x)
{
	double away = 2 * (sqrt(x + 0.375) - sqrt(mean + 0.375));
	return fabs(away) <= ANOMALY_LIMIT;
}

static bool
by_chance(const struct days *d, double median)
{
	const struct history *h = d->history;
	struct proportion now = {0, 0};
	if (h->count && median >= 0 && h->value >= 0)
		return is_chance_of(median, h->value);
	history_add_counts(h, h->grid, h->row, &now);
	return history_is_chance(now, d->all, ANOMALY_LIMIT);
}

const char *
unusual_measure(struct unusual *u, const struct history *h)
{
	struct days d = {.history = h,
	    .values = mem_zero(h->past->n_rows + 1, sizeof(*d.values))};
	history_days(h, take_day, &d);
	*u = (struct unusual){.n = d.n};
	if (d.n >= ANOMALY_LEAST) {
		u->median = anomaly_median(d.values, d.n);
		u->z = measure(&d);
		u->unusual =
		    fabs(u->z) > ANOMALY_LIMIT && !by_chance(&d, u->median);
	}
	free(d.values);
	return u->n < ANOMALY_LEAST ? ": fewer than 5 like days before" : NULL;
}
