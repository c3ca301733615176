/* SPDX-License-Identifier: MIT */
/* A slow change: the exponentially weighted moving average of a week's figures
 * beside the spread of the eight weeks before it. It adds up small shifts that
 * no single day shows.
 *
 *	z_i = 0.2 x_i + 0.8 z_(i-1), z_0 the mean of the days before
 *	limits: mean +- 3 s sqrt(0.2 / 1.8 (1 - 0.8^(2i)))
 *
 * (S. W. Roberts 1959; s is the sample standard deviation of the days before.)
 */
#ifndef CJM_REPORT_DRIFT_H
#define CJM_REPORT_DRIFT_H

#include "report/history.h"

enum { DRIFT_RUN = 7, DRIFT_BASE = 56, DRIFT_LEAST = 8 /* days */ };

struct drift {
	double mean, deviation; /* of the days before */
	double fade;            /* 0.8^(2i) */
	double average, low, high;
};

void drift_begin(struct drift *d, const double *base, size_t n); /* n > 1 */
void drift_add(struct drift *d, double x);

static inline bool
drift_is_out(const struct drift *d)
{
	return d->average < d->low || d->average > d->high;
}

struct drift_measure {
	size_t n; /* days before the week */
	double average, low, high;
	bool drifting;
	unsigned days; /* since when without a break, today included */
};

/* Measures an opened history. A rate whose counts are in the table drifts only
 * if chance in so few persons does not explain the week, too: if the rate of
 * the days before is outside Wilson's interval of it at z 3. NULL, else why
 * there is no measure. */
const char *drift_measure(struct drift_measure *m, const struct history *h);

#endif
