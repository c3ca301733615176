/* SPDX-License-Identifier: MIT */
/* How unusual a value is beside earlier ones of its kind. */
#ifndef CJM_REPORT_ANOMALY_H
#define CJM_REPORT_ANOMALY_H

#include <stddef.h>

/* From this |z| on a value is unusual (Iglewicz and Hoaglin 1993), and so many
 * earlier ones there must be to say so. */
#define ANOMALY_LIMIT 3.5
enum { ANOMALY_LEAST = 5 };

/* The robust z of x: 0.6745 (x - median) / MAD of the n > 0 values, which are
 * sorted. Where the MAD is 0 the mean absolute deviation times 1.2533 stands
 * for the deviation; where that is 0 as well, any other value is infinitely
 * unusual. */
double anomaly_z(double *values, size_t n, double x);

/* The median of n > 0 values, which are sorted. */
double anomaly_median(double *values, size_t n);

#endif
