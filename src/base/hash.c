/* SPDX-License-Identifier: MIT */
/* The door to libxxhash, whose header is compiled in: a call through a shared
 * library would cost as much as hashing a short string. */
#include "base/hash.h"

#include <stdlib.h>
#include <sys/random.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/msg.h"
#include "base/num.h"

enum { UID_TEXT = 16 };

static uint64_t seed;
static bool seeded;
/* XXH3 derives a secret from the seed for strings above 240 bytes: once here,
 * not at each call. */
static unsigned char secret[XXH3_SECRET_DEFAULT_SIZE];
static uint64_t factors[2]; /* of it */

static void
derive(void)
{
	XXH3_generateSecret_fromSeed(secret, seed);
	memcpy(factors, secret, sizeof(factors));
}

static void
need_seed(void)
{
	const char *wish = getenv("CJM_SEED");
	if (seeded)
		return;
	seeded = true;
	if (wish) {
		if (!num_read_u64(slice_of(wish), UINT64_MAX, &seed))
			msg_usage("CJM_SEED", "not a number: '%s'", wish);
	} else if (getrandom(&seed, sizeof(seed), GRND_NONBLOCK) !=
	    sizeof(seed)) {
		seed = (uint64_t)(uintptr_t)&seed; /* the layout */
	}
	derive();
}

uint64_t
hash_seed_get(void)
{
	need_seed();
	return seed;
}

void
hash_seed_set(uint64_t value)
{
	seeded = true;
	seed = value;
	derive();
}

/* A uid as cjm-parse writes it: the whole product of its halves, each hidden by
 * a part of the secret. Its upper bits, and those of its lower half, depend on
 * all bits of both. */
static struct key
hash_uid(const char *uid)
{
	uint64_t halves[2];
	memcpy(halves, uid, sizeof(halves));
	uint128 product =
	    (uint128)(halves[0] ^ factors[0]) * (halves[1] ^ factors[1]);
	return (struct key){(uint64_t)(product >> 64), (uint64_t)product};
}

struct key
hash_key(struct slice s)
{
	if (!seeded)
		need_seed();
	if (s.n == UID_TEXT)
		return hash_uid(s.p);
	XXH128_hash_t h = XXH3_128bits_withSecretandSeed(
	    s.p, s.n, secret, sizeof(secret), seed);
	return (struct key){h.high64, h.low64};
}

uint64_t
hash_seeded(struct slice s)
{
	if (!seeded)
		need_seed();
	return XXH3_64bits_withSecretandSeed(
	    s.p, s.n, secret, sizeof(secret), seed);
}

uint64_t
hash_stable(struct slice s, uint64_t salt)
{
	return XXH3_64bits_withSeed(s.p, s.n, salt);
}
