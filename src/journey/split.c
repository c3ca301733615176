/* SPDX-License-Identifier: MIT */
/* The largest remainder, in 128-bit integers. */
#include "journey/split.h"

#include <stdlib.h>

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

static uint64_t
largest_first(struct split_rest *rests, size_t n)
{
	size_t best = 0;
	for (size_t i = 1; i < n; i++)
		if (rests[i].rest > rests[best].rest)
			best = i;
	return best;
}

static void
hand_out(uint64_t left, uint64_t *parts, struct split_rest *rests, size_t n)
{
	/* most paths leave one unit or none: no need to sort for that */
	if (left == 1) {
		parts[largest_first(rests, n)]++;
		return;
	}
	qsort(rests, n, sizeof(*rests), by_rest);
	for (size_t i = 0; i < left; i++)
		parts[rests[i].place]++;
}

void
split(uint64_t amount, const uint64_t *weights, size_t n, uint64_t *parts,
    struct split_rest *rests)
{
	uint128 sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += weights[i];
	uint64_t equal = sum == 0;
	if (equal)
		sum = n;
	uint64_t left = amount;
	for (size_t i = 0; i < n; i++) {
		uint128 product = (uint128)amount * (weights[i] + equal);
		parts[i] = (uint64_t)(product / sum);
		rests[i] = (struct split_rest){product % sum, i};
		left -= parts[i];
	}
	/* fewer units than parts are left, and each goes to a part that had a
	 * rest: the rests add up to left times the sum */
	if (left > 0)
		hand_out(left, parts, rests, n);
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
