/* SPDX-License-Identifier: MIT */
/* Splitting by weights: known examples, and a slow twin on random ones. */
#include "journey/split.h"

#include "unit/tap.h"

enum { MOST = 64 };

static struct split_rest rests[MOST];
static int128 parts[MOST];

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
	bool same = true;
	split(amount, weights, n, parts, rests);
	split_round(parts, n, 1, rests);
	for (size_t i = 0; i < n; i++)
		same = same && parts[i] == (int128)want[i] << SPLIT_BITS;
	return same;
}

/* A unit at a time to whoever is owed most: the same rule said otherwise. */
static void
hand_out_slowly(int128 *to, uint128 *owed, size_t n, int128 left, int128 unit)
{
	for (; left >= unit; left -= unit) {
		size_t most = 0;
		for (size_t i = 1; i < n; i++)
			if (owed[i] > owed[most])
				most = i;
		to[most] += unit;
		owed[most] = 0;
	}
}

/* Division on paper, a binary digit after the other. */
static void
split_slowly(uint64_t amount, const uint64_t *weights, size_t n, int128 *to)
{
	uint128 sum = 0, owed[MOST];
	int128 left = (int128)amount << SPLIT_BITS;
	for (size_t i = 0; i < n; i++)
		sum += weights[i];
	for (size_t i = 0; i < n; i++) {
		uint128 w = sum == 0 ? 1 : weights[i];
		uint128 all = sum == 0 ? n : sum;
		to[i] = (int128)((uint128)amount * w / all);
		owed[i] = (uint128)amount * w % all;
		for (int bit = 0; bit < SPLIT_BITS; bit++) {
			owed[i] *= 2;
			to[i] = to[i] * 2 + (owed[i] >= all);
			owed[i] -= owed[i] >= all ? all : 0;
		}
		left -= to[i];
	}
	hand_out_slowly(to, owed, n, left, 1);
}

static int128
nearest(int128 value, int128 grain)
{
	int128 down = value / grain * grain;
	return value - down < down + grain - value ? down : down + grain;
}

/* Sums that may be below nothing, as a key's are when more of it was given
 * back than bought. */
static void
round_slowly(int128 *sums, size_t n, int64_t unit)
{
	const int128 step = (int128)unit << SPLIT_BITS;
	uint128 owed[MOST];
	int128 left = 0;
	for (size_t i = 0; i < n; i++) {
		int128 down = sums[i] / step * step;
		while (down > sums[i])
			down -= step;
		owed[i] = (uint128)nearest(sums[i] - down, step >> 20);
		left += sums[i] - down;
		sums[i] = down;
	}
	hand_out_slowly(sums, owed, n, left, step);
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

static int128
sum_of(const int128 *values, size_t n)
{
	int128 sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += values[i];
	return sum;
}

/* Two thirds of a unit three times over are two units, not three. */
static void
test_sums(void)
{
	const uint64_t thirds[] = {2, 1};
	int128 sums[2] = {0, 0};
	for (int i = 0; i < 3; i++) {
		split(1, thirds, 2, parts, rests);
		sums[0] += parts[0];
		sums[1] += parts[1];
	}
	split_round(sums, 2, 1, rests);
	ok(sums[0] == (int128)2 << SPLIT_BITS &&
		sums[1] == (int128)1 << SPLIT_BITS,
	    "a sum of parts is rounded once");
}

static void
test_random(void)
{
	uint64_t weights[MOST];
	int128 slow[MOST];
	int different = 0, unequal = 0, unrounded = 0;
	for (int round = 0; round < 20000; round++) {
		size_t n = 1 + random_below(round % 10 == 0 ? MOST : 6);
		uint64_t top = (uint64_t)1 << random_below(63);
		uint64_t amount = random_below((uint64_t)1 << random_below(62));
		int64_t unit = round % 3 == 0 ? 10000 : 1;
		amount -= amount % (uint64_t)unit;
		for (size_t i = 0; i < n; i++)
			weights[i] = random_below(top + 1);
		split(amount, weights, n, parts, rests);
		split_slowly(amount, weights, n, slow);
		different += memcmp(parts, slow, n * sizeof(*slow)) != 0;
		for (size_t i = 0; round % 2 == 0 && i < n; i++)
			parts[i] = -parts[i];
		memcpy(slow, parts, n * sizeof(*slow));
		int128 before = sum_of(parts, n);
		split_round(parts, n, unit, rests);
		round_slowly(slow, n, unit);
		unrounded += memcmp(parts, slow, n * sizeof(*slow)) != 0;
		unequal += sum_of(parts, n) != before;
	}
	ok(different == 0, "20000 random splits are those of the slow way");
	ok(unrounded == 0, "their parts are rounded as in the slow way");
	ok(unequal == 0, "and add up to the same");
}

int
main(void)
{
	test_examples();
	test_sums();
	test_random();
	return tap_done();
}
