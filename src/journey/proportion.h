/* SPDX-License-Identifier: MIT */
/* What a proportion of counted persons tells about the true one. */
#ifndef CJM_JOURNEY_PROPORTION_H
#define CJM_JOURNEY_PROPORTION_H

#include <stdint.h>

struct interval {
	double low, high;
};

/* Wilson's score interval at 95 % (Wilson 1927) for `part` of `whole`; whole
 * > 0, part <= whole. IEEE arithmetic with square root only, so the digits
 * are the same on every machine. */
struct interval wilson_interval(uint64_t part, uint64_t whole);

#endif
