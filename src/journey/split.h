/* SPDX-License-Identifier: MIT */
/* Splitting a whole amount by weights so that the parts add up to it: the
 * method of the largest remainder (Hamilton's). */
#ifndef CJM_JOURNEY_SPLIT_H
#define CJM_JOURNEY_SPLIT_H

#include <stddef.h>
#include <stdint.h>

#include "base/num.h"

/* Room that one split needs, a place for each part. The caller owns it, so
 * that splitting allocates nothing. */
struct split_rest {
	uint128 rest;
	size_t place;
};

/* parts[i] = amount * weights[i] / sum of the weights, rounded down; what is
 * left of the amount goes, one each, to the parts that lost most by rounding,
 * among equals to the earliest. The parts add up to the amount exactly.
 * 10000 by 1:1:1 is 3334 3333 3333.
 *
 * n > 0; weights below 2^64, their sum at most UINT64_MAX * n; weights that are
 * all zero count as equal ones. */
void split(uint64_t amount, const uint64_t *weights, size_t n, uint64_t *parts,
    struct split_rest *rests);

/* The same for amounts below 2^77 and weights that add up to less than 2^51. */
void split_large(uint128 amount, const uint64_t *weights, size_t n,
    uint128 *parts, struct split_rest *rests);

#endif
