/* SPDX-License-Identifier: MIT */
/* Hashing: XXH3 with a seed of this process, and with none; what has the length
 * of a uid is multiplied instead: 38 instructions less a row.
 *
 * Tables use the seeded forms: nobody who writes a log can aim at their slots,
 * and no output depends on the seed. */
#ifndef CJM_BASE_HASH_H
#define CJM_BASE_HASH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* 128 bits that stand for a string. Two strings with the same key are taken as
 * equal: at 10^9 visitors the odds of one such pair are 10^-21, and without
 * the seed none can be made. */
struct key {
	uint64_t hi, lo;
};

static inline bool
key_equal(struct key a, struct key b)
{
	return a.hi == b.hi && a.lo == b.lo;
}

/* The key of a pair of keys, in their order. Keys are as good as random:
 * mixing them by a multiply and a sum keeps distinct pairs apart. */
static inline struct key
key_pair(struct key a, struct key b)
{
	b.hi = (b.hi ^ a.lo) * 0x9e3779b97f4a7c15u + a.hi;
	b.lo = (b.lo ^ a.hi) * 0xc2b2ae3d27d4eb4fu + a.lo;
	return b;
}

/* The key of two small numbers: kept in hi, spread over the slots by lo. */
static inline struct key
key_numbers(uint32_t a, uint32_t b)
{
	uint64_t both = (uint64_t)a << 32 | b;
	uint64_t spread = (both ^ both >> 29) * 0x9e3779b97f4a7c15u;
	return (struct key){both, spread ^ spread >> 32};
}

struct key hash_key(struct slice s);  /* seeded */
uint64_t hash_seeded(struct slice s); /* seeded */

/* The same on every machine and in every run; `salt` separates uses. */
uint64_t hash_stable(struct slice s, uint64_t salt);

/* The seed in use: from the system's random source, or CJM_SEED (a number)
 * where a test wants another one. */
uint64_t hash_seed_get(void);

/* Another one in its place, for keys that are kept from run to run. Before the
 * first hash, or all keys so far are void. */
void hash_seed_set(uint64_t value);

#endif
