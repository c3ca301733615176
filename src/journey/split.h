/* SPDX-License-Identifier: MIT */
/* Splitting an amount by weights so that the parts add up to it, and rounding
 * sums of such parts so that they still do: the method of the largest remainder
 * (Hamilton's).
 *
 * Parts are finer than what is paid, by 2^-SPLIT_BITS: were each conversion
 * rounded to whole units, a key that many of them leave a third of one to would
 * never be told of it. Sums are rounded once, at the end. */
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

enum { SPLIT_BITS = 32 };

/* parts[i] = amount * weights[i] / sum of the weights in units of
 * 2^-SPLIT_BITS, rounded down; what is left of the amount goes, one such unit
 * each, to the parts that lost most by rounding, among equals to the earliest.
 * The parts add up to the amount exactly.
 *
 * n > 0; weights below 2^64, their sum at most UINT64_MAX * n; weights that are
 * all zero count as equal ones. */
void split(uint64_t amount, const uint64_t *weights, size_t n, int128 *parts,
    struct split_rest *rests);

/* Rounds sums of parts to multiples of `unit`, which their total is one of:
 * down, and what is left goes, a unit each, to those that lost most, to the
 * nearest 2^-20 of a unit; among equals to the earliest. 10000 by 1:1:1 is then
 * 3334 3333 3333. (Compared to the last bit, sums of thirds that are equal
 * would not be so: each part has lost some of a bit.) */
void
split_round(int128 *parts, size_t n, int64_t unit, struct split_rest *rests);

/* Both in one, for amounts below 2^77 and weights that add up to less than
 * 2^51: parts are whole. */
void split_large(uint128 amount, const uint64_t *weights, size_t n,
    uint128 *parts, struct split_rest *rests);

#endif
