/* SPDX-License-Identifier: MIT */
/* Intervals of proportions. */
#include "journey/proportion.h"

#include <math.h>

struct interval
wilson_interval(uint64_t part, uint64_t whole)
{
	const double z = 1.959963984540054; /* 97.5 % of the normal */
	double n = (double)whole, p = (double)part / n, square = z * z;
	double centre = (p + square / (2 * n)) / (1 + square / n);
	double half =
	    z * sqrt(p * (1 - p) / n + square / (4 * n * n)) / (1 + square / n);
	struct interval out = {centre - half, centre + half};
	if (out.low < 0 || part == 0)
		out.low = 0;
	if (out.high > 1 || part == whole)
		out.high = 1;
	return out;
}
