/* SPDX-License-Identifier: MIT */
/* The door to libxxhash, whose header is compiled in: a call through a shared
 * library would cost as much as hashing a short string. */
#include "base/hash.h"

#include <stdlib.h>
#include <sys/random.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/num.h"

static uint64_t seed;
static bool seeded;

void
hash_seed(void)
{
	const char *wish = getenv("CJM_SEED");
	if (seeded)
		return;
	seeded = true;
	if (wish && num_read_u64(slice_of(wish), UINT64_MAX, &seed))
		return;
	if (getrandom(&seed, sizeof(seed), GRND_NONBLOCK) != sizeof(seed))
		seed = (uint64_t)(uintptr_t)&seed; /* address space layout */
}

struct key
hash_key(struct slice s)
{
	if (!seeded)
		hash_seed();
	XXH128_hash_t h = XXH3_128bits_withSeed(s.p, s.n, seed);
	return (struct key){h.high64, h.low64};
}

uint64_t
hash_seeded(struct slice s)
{
	if (!seeded)
		hash_seed();
	return XXH3_64bits_withSeed(s.p, s.n, seed);
}

uint64_t
hash_stable(struct slice s, uint64_t salt)
{
	return XXH3_64bits_withSeed(s.p, s.n, salt);
}
