/* SPDX-License-Identifier: MIT */
/* Intervals and tests of proportions. */
#include "base/proportion.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

struct interval
wilson_interval_z(struct proportion of, double z)
{
	double n = (double)of.whole, p = (double)of.part / n, square = z * z;
	double centre = (p + square / (2 * n)) / (1 + square / n);
	double half =
	    z * sqrt(p * (1 - p) / n + square / (4 * n * n)) / (1 + square / n);
	struct interval out = {centre - half, centre + half};
	if (out.low < 0 || of.part == 0)
		out.low = 0;
	if (out.high > 1 || of.part == of.whole)
		out.high = 1;
	return out;
}

struct interval
wilson_interval(uint64_t part, uint64_t whole)
{
	return wilson_interval_z((struct proportion){part, whole}, NORMAL_95);
}

static double
share(struct proportion p)
{
	return (double)p.part / (double)p.whole;
}

struct interval
newcombe_interval(struct proportion a, struct proportion b)
{
	struct interval x = wilson_interval_z(a, NORMAL_95);
	struct interval y = wilson_interval_z(b, NORMAL_95);
	double p = share(a), q = share(b);
	double down = (p - x.low) * (p - x.low) + (y.high - q) * (y.high - q);
	double up = (x.high - p) * (x.high - p) + (q - y.low) * (q - y.low);
	return (struct interval){p - q - sqrt(down), p - q + sqrt(up)};
}

double
proportion_z(struct proportion a, struct proportion b)
{
	double m = (double)a.whole, n = (double)b.whole;
	double pooled = ((double)a.part + (double)b.part) / (m + n);
	double deviation = sqrt(pooled * (1 - pooled) * (1 / m + 1 / n));
	return deviation > 0 ? (share(a) - share(b)) / deviation : 0;
}

double
normal_two_sided(double z)
{
	return erfc(fabs(z) / sqrt(2));
}

int
proportion_sparse(struct proportion a, struct proportion b)
{
	double all = (double)a.whole + (double)b.whole;
	double part = (double)a.part + (double)b.part;
	double fewer = a.whole < b.whole ? (double)a.whole : (double)b.whole;
	double rarer = part < all - part ? part : all - part;
	return fewer * rarer / all < 5;
}

/* ln(n!) */
static double
log_factorial(double n)
{
	return lgamma(n + 1);
}

static double
log_choose(double n, double k)
{
	return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
}

/* With the rarer outcome counted, so that there are few tables to add up. */
double
fisher_exact(struct proportion a, struct proportion b)
{
	const double slack = 1 + 1e-7; /* equal ones may differ in their last
					  bits */
	double m = (double)a.whole, n = (double)b.whole;
	double seen = (double)a.part, total = seen + (double)b.part;
	if (total > m + n - total) {
		seen = m - seen;
		total = m + n - total;
	}
	if (m > n) { /* count in the smaller group */
		double swap = m;
		seen = total - seen;
		m = n;
		n = swap;
	}
	double low = total > n ? total - n : 0;
	double high = total < m ? total : m;
	double whole = log_choose(m + n, total), sum = 0;
	double own =
	    exp(log_choose(m, seen) + log_choose(n, total - seen) - whole);
	uint64_t tables = high < low ? 0 : (uint64_t)(high - low) + 1;
	for (uint64_t i = 0; i < tables; i++) {
		double k = low + (double)i;
		double p =
		    exp(log_choose(m, k) + log_choose(n, total - k) - whole);
		if (p <= own * slack)
			sum += p;
	}
	return sum < 1 ? sum : 1;
}

struct ranked {
	double p;
	size_t at;
};

static int
by_value(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

void
holm_adjust(double *p, size_t n)
{
	struct ranked *ranks = mem_zero(n, sizeof(*ranks));
	double largest = 0;
	for (size_t i = 0; i < n; i++)
		ranks[i] = (struct ranked){p[i], i};
	qsort(ranks, n, sizeof(*ranks), by_value);
	for (size_t i = 0; i < n; i++) {
		double adjusted = ranks[i].p * (double)(n - i);
		if (adjusted > largest)
			largest = adjusted < 1 ? adjusted : 1;
		p[ranks[i].at] = largest;
	}
	free(ranks);
}
