/* SPDX-License-Identifier: MIT */
/* Robust statistics of a few values. */
#include "report/anomaly.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

double
anomaly_median(double *values, size_t n)
{
	qsort(values, n, sizeof(*values), by_value);
	return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

double
anomaly_z(double *values, size_t n, double x)
{
	double median = anomaly_median(values, n), sum = 0;
	double *away = mem_zero(n, sizeof(*away));
	for (size_t i = 0; i < n; i++) {
		away[i] = fabs(values[i] - median);
		sum += away[i];
	}
	double deviation = anomaly_median(away, n) / 0.6745;
	free(away);
	if (!(deviation > 0))
		deviation = 1.2533 * sum / (double)n;
	if (deviation > 0)
		return (x - median) / deviation;
	return x > median ? INFINITY : x < median ? -INFINITY : 0;
}
