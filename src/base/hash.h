/* SPDX-License-Identifier: MIT */
/* Hashing: XXH3 with a seed of this process, and with none.
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

struct key hash_key(struct slice s);  /* seeded */
uint64_t hash_seeded(struct slice s); /* seeded */

/* The same on every machine and in every run; `salt` separates uses. */
uint64_t hash_stable(struct slice s, uint64_t salt);

/* The seed: from the system's random source, or CJM_SEED (a number) where a
 * test wants another one. Called by the first hash otherwise. */
void hash_seed(void);

#endif
