/* SPDX-License-Identifier: MIT */
/* What proportions of counted persons tell about the true ones, and whether
 * two of them differ. The persons must be independent: counts of visitors, not
 * of events. */
#ifndef CJM_BASE_PROPORTION_H
#define CJM_BASE_PROPORTION_H

#include <stddef.h>
#include <stdint.h>

struct interval {
	double low, high;
};

/* `part` of `whole` persons; part <= whole. */
struct proportion {
	uint64_t part, whole;
};

#define NORMAL_95 1.959963984540054 /* 97.5 % of the normal distribution */

/* Wilson's score interval (Wilson 1927) for z standard deviations; whole > 0.
 * IEEE arithmetic with square root only, so the digits are the same on every
 * machine. */
struct interval wilson_interval_z(struct proportion p, double z);

/* The same at 95 %. */
struct interval wilson_interval(uint64_t part, uint64_t whole);

/* The interval at 95 % of a's share minus b's by Newcombe's hybrid score
 * (Newcombe 1998, method 10). Both wholes > 0. */
struct interval newcombe_interval(struct proportion a, struct proportion b);

/* a's share minus b's in standard deviations, by the pooled share; 0 where
 * both are none or all. Both wholes > 0. */
double proportion_z(struct proportion a, struct proportion b);

/* How likely a z so far from 0 on either side is by chance. */
double normal_two_sided(double z);

/* Whether a count that chance lets expect in the table of the two is below
 * five: too few for the normal distribution. */
int proportion_sparse(struct proportion a, struct proportion b);

/* Fisher's exact test, two-sided: the sum of all tables with these margins
 * that are no more likely than this one. Fit for tables that are sparse: its
 * time grows with the rarest margin. */
double fisher_exact(struct proportion a, struct proportion b);

/* Holm's adjustment (Holm 1979) of n values p, in place: what each is worth
 * when so many questions were asked at once. */
void holm_adjust(double *p, size_t n);

#endif
