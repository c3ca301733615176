/* SPDX-License-Identifier: MIT */
/* One day beside its like. */
#include "report/unusual.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "report/anomaly.h"
#include "report/counts.h"
#include "report/figure.h"

enum { WEEK = 7 };

/* The days to compare with. */
struct days {
	const struct history *history;
	double *values;
	size_t n;
	struct proportion all; /* of a rate's counts */
	const struct counts_rule *rule;
};

static void
take_day(void *context, int64_t before, size_t row)
{
	struct days *d = context;
	const struct grid *past = d->history->past;
	struct figure f;
	struct proportion p;
	if (before > (int64_t)UNUSUAL_WEEKS * WEEK || before % WEEK != 0 ||
	    !figure_read(grid_cell(past, row, d->history->column), &f))
		return;
	d->values[d->n++] = (double)f.v / (double)FIGURE_ONE;
	if (d->rule && counts_of(past, row, d->rule, &p)) {
		d->all.part += p.part;
		d->all.whole += p.whole;
	}
}

/* By their roots where they are few. */
static double
measure(struct days *d)
{
	double x = d->history->value;
	double median = anomaly_median(d->values, d->n);
	if (!d->history->count || median >= HISTORY_FEW || median < 0 || x < 0)
		return anomaly_z(d->values, d->n, x);
	for (size_t i = 0; i < d->n; i++)
		d->values[i] = sqrt(d->values[i] > 0 ? d->values[i] : 0);
	return anomaly_z(d->values, d->n, sqrt(x));
}

static bool
by_chance(const struct days *d)
{
	struct proportion now;
	if (!d->rule || d->all.whole == 0 ||
	    !counts_of(d->history->grid, d->history->row, d->rule, &now))
		return false;
	struct interval in = wilson_interval_z(now, ANOMALY_LIMIT);
	double usual = (double)d->all.part / (double)d->all.whole;
	return usual >= in.low && usual <= in.high;
}

const char *
unusual_measure(struct unusual *u, const struct history *h)
{
	struct days d = {.history = h,
	    .values = mem_zero(h->past->n_rows + 1, sizeof(*d.values)),
	    .rule = counts_find(h->past, h->column)};
	history_days(h, take_day, &d);
	*u = (struct unusual){.n = d.n};
	if (d.n >= ANOMALY_LEAST) {
		u->median = anomaly_median(d.values, d.n);
		u->z = measure(&d);
		u->unusual = fabs(u->z) > ANOMALY_LIMIT && !by_chance(&d);
	}
	free(d.values);
	return u->n < ANOMALY_LEAST ? ": fewer than 5 like days before" : NULL;
}
