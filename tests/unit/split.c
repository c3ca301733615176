/* SPDX-License-Identifier: MIT */
/* Splitting by weights: known examples, and a slow twin on random ones. */
#include "journey/split.h"

#include "unit/tap.h"

enum { MOST = 64 };

static struct split_rest rests[MOST];
static uint64_t parts[MOST];

static uint64_t state = 42;

static uint64_t
random_below(uint64_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (state >> 11) % n;
}

static bool
splits_to(
    uint64_t amount, const uint64_t *weights, const uint64_t *want, size_t n)
{
	split(amount, weights, n, parts, rests);
	return memcmp(parts, want, n * sizeof(*want)) == 0;
}

/* One unit at a time to whoever is owed most: the same rule said otherwise. */
static void
split_slowly(uint64_t amount, const uint64_t *weights, size_t n, uint64_t *to)
{
	uint128 sum = 0, owed[MOST];
	uint64_t left = amount;
	for (size_t i = 0; i < n; i++)
		sum += weights[i];
	for (size_t i = 0; i < n; i++) {
		uint128 w = sum == 0 ? 1 : weights[i];
		uint128 all = sum == 0 ? n : sum;
		to[i] = (uint64_t)((uint128)amount * w / all);
		owed[i] = (uint128)amount * w - (uint128)to[i] * all;
		left -= to[i];
	}
	for (; left > 0; left--) {
		size_t most = 0;
		for (size_t i = 1; i < n; i++)
			if (owed[i] > owed[most])
				most = i;
		to[most]++;
		owed[most] = 0;
	}
}

static void
test_examples(void)
{
	const uint64_t ones[] = {1, 1, 1}, doubling[] = {1, 2, 4};
	const uint64_t ends[] = {120, 20, 20, 20, 120}, zeros[] = {0, 0, 0};
	const uint64_t large[] = {UINT64_MAX, UINT64_MAX};
	ok(splits_to(10000, ones, (uint64_t[]){3334, 3333, 3333}, 3),
	    "10000 by thirds");
	ok(splits_to(9999, ends, (uint64_t[]){4000, 667, 667, 666, 3999}, 5),
	    "9999 by position, five steps");
	ok(splits_to(1001, doubling, (uint64_t[]){143, 286, 572}, 3),
	    "1001 by 1:2:4");
	ok(splits_to(11, zeros, (uint64_t[]){4, 4, 3}, 3),
	    "weights of zero are equal ones");
	ok(splits_to(0, ones, (uint64_t[]){0, 0, 0}, 3), "nothing to split");
	ok(splits_to(INT64_MAX, large,
	       (uint64_t[]){INT64_MAX / 2 + 1, INT64_MAX / 2}, 2),
	    "the largest amount by the largest weights");
	ok(splits_to(7, ones, (uint64_t[]){7}, 1), "a single part is all");
}

static void
test_random(void)
{
	uint64_t weights[MOST], slow[MOST];
	int different = 0, unequal = 0;
	for (int round = 0; round < 20000; round++) {
		size_t n = 1 + random_below(round % 10 == 0 ? MOST : 6);
		uint64_t top = (uint64_t)1 << random_below(63), sum = 0;
		uint64_t amount = random_below((uint64_t)1 << random_below(62));
		for (size_t i = 0; i < n; i++)
			weights[i] = random_below(top + 1);
		split(amount, weights, n, parts, rests);
		split_slowly(amount, weights, n, slow);
		for (size_t i = 0; i < n; i++)
			sum += parts[i];
		different += memcmp(parts, slow, n * sizeof(*slow)) != 0;
		unequal += sum != amount;
	}
	ok(different == 0, "20000 random splits are those of the slow way");
	ok(unequal == 0, "their parts add up to the amount");
}

int
main(void)
{
	test_examples();
	test_random();
	return tap_done();
}
