/* SPDX-License-Identifier: MIT */
/* The largest remainder, in 128-bit integers. */
#include "journey/split.h"

#include <stdlib.h>

enum { REST_BITS = 20 }; /* to which rests of a rounding are compared */

/* Larger rests first, then earlier places: no two are equal, so the order
 * does not depend on the sort. */
static int
by_rest(const void *a, const void *b)
{
	const struct split_rest *x = a, *y = b;
	if (x->rest != y->rest)
		return x->rest > y->rest ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

static size_t
largest_first(const struct split_rest *rests, size_t n)
{
	size_t best = 0;
	for (size_t i = 1; i < n; i++)
		if (rests[i].rest > rests[best].rest)
			best = i;
	return best;
}

/* Fewer units than parts are left, and each goes to a part that had a rest: the
 * rests add up to them. */
static void
hand_out(
    size_t left, int128 unit, int128 *parts, struct split_rest *rests, size_t n)
{
	/* most paths leave one unit or none: no need to sort for that */
	if (left == 1) {
		parts[rests[largest_first(rests, n)].place] += unit;
		return;
	}
	if (left > 1)
		qsort(rests, n, sizeof(*rests), by_rest);
	for (size_t i = 0; i < left; i++)
		parts[rests[i].place] += unit;
}

void
split(uint64_t amount, const uint64_t *weights, size_t n, int128 *parts,
    struct split_rest *rests)
{
	uint128 sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += weights[i];
	uint64_t equal = sum == 0;
	if (equal)
		sum = n;
	uint128 left = (uint128)amount << SPLIT_BITS;
	for (size_t i = 0; i < n; i++) {
		/* in two steps: the product is below 2^128, sum below 2^96 */
		uint128 product = (uint128)amount * (weights[i] + equal);
		uint128 whole = product / sum;
		uint128 rest = (product - whole * sum) << SPLIT_BITS;
		uint128 fine = rest / sum, part = whole << SPLIT_BITS | fine;
		parts[i] = (int128)part;
		rests[i] = (struct split_rest){rest - fine * sum, i};
		left -= part;
	}
	hand_out((size_t)left, 1, parts, rests, n);
}

void
split_round(int128 *parts, size_t n, int64_t unit, struct split_rest *rests)
{
	const int128 step = (int128)unit << SPLIT_BITS;
	const int128 grain = step >> REST_BITS;
	int128 left = 0;
	size_t n_rests = 0;
	for (size_t i = 0; i < n; i++) {
		int128 rest = parts[i] % step;
		rest += rest < 0 ? step : 0;
		if (rest == 0)
			continue;
		rests[n_rests++] = (struct split_rest){
		    (uint128)((rest + grain / 2) / grain), i};
		parts[i] -= rest;
		left += rest;
	}
	hand_out((size_t)(left / step), step, parts, rests, n_rests);
}

void
split_large(uint128 amount, const uint64_t *weights, size_t n, uint128 *parts,
    struct split_rest *rests)
{
	uint128 sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += weights[i];
	uint64_t equal = sum == 0;
	if (equal)
		sum = n;
	uint128 left = amount;
	for (size_t i = 0; i < n; i++) {
		uint128 product = amount * (weights[i] + equal);
		parts[i] = product / sum;
		rests[i] = (struct split_rest){product % sum, i};
		left -= parts[i];
	}
	if (left > 0)
		qsort(rests, n, sizeof(*rests), by_rest);
	for (size_t i = 0; i < left; i++)
		parts[rests[i].place]++;
}
