/* SPDX-License-Identifier: MIT */
/* Rosters, interned strings, memos, arenas and slices. */
#include <stdio.h>
#include <stdlib.h>

#include "base/intern.h"
#include "base/memo.h"
#include "base/num.h"
#include "base/roster.h"
#include "tap.h"

struct entry {
	struct key key;
	uint64_t value;
};

static struct key
key_of(uint64_t n)
{
	char text[NUM_MAX_TEXT];
	return hash_key((struct slice){text, num_put_u64(text, n)});
}

/* How many uids that differ in one digit alone, at any of the 16 places, come
 * into the fullest of as many slots as there are uids. */
static unsigned
fullest_slot(void)
{
	enum { BITS = 12 };
	static unsigned char slots[1 << BITS];
	unsigned most = 0;
	memset(slots, 0, sizeof(slots));
	for (unsigned i = 0; i < sizeof(slots); i++) {
		char uid[] = "00000000000000000";
		/* three digits of a number, which lie at one of its places */
		snprintf(uid + i % 14, 4, "%03x", i);
		uid[i % 14 + 3] = '0';
		struct key key = hash_key((struct slice){uid, 16});
		unsigned char *slot = &slots[key.lo >> (64 - BITS)];
		most = ++*slot > most ? *slot : most;
	}
	return most;
}

/* The secret of a uid's key is the seed: with any of them uids spread. */
static void
uids(void)
{
	const struct slice uid = SLICE("20af0fdb4a525c3d");
	unsigned most = 0;
	struct key before = hash_key(uid);
	ok(key_equal(before, hash_key(uid)), "a uid has one key");
	uint64_t seed = hash_seed_get();
	for (uint64_t i = 0; i < 100; i++) {
		hash_seed_set(i * i * i);
		unsigned n = fullest_slot();
		most = n > most ? n : most;
	}
	ok(most < 16, "alike uids share their slots with %u at most", most);
	ok(!key_equal(before, hash_key(uid)), "with another seed another key");
	hash_seed_set(seed);
	ok(key_equal(before, hash_key(uid)), "and the same with the same");
}

static void
rosters(void)
{
	enum { MANY = 200000 };
	struct roster r;
	bool added, good = true;
	roster_init(&r, sizeof(struct entry));
	for (uint64_t i = 0; i < MANY; i++) {
		struct entry *e = roster_get(&r, key_of(i), &added);
		good = good && added && e->value == 0;
		e->value = i + 1;
	}
	ok(good && r.n == MANY, "%d visitors are added", MANY);
	for (uint64_t i = 0; i < MANY; i++) {
		struct entry *e = roster_get(&r, key_of(i), &added);
		good = good && !added && e->value == i + 1 &&
		    roster_find(&r, key_of(i)) == e &&
		    roster_at(&r, (uint32_t)i) == e;
	}
	ok(good, "and found, in order of arrival");
	ok(!roster_find(&r, key_of(MANY)), "one that is not there");
	ok(roster_bytes(&r) / MANY < sizeof(struct entry) + 25,
	    "%zu bytes a visitor", roster_bytes(&r) / MANY);
	/* keys that share their low halves end in one chain */
	struct key alike = key_of(1);
	for (uint64_t i = 0; i < 1000; i++) {
		alike.hi = i << 32;
		roster_get(&r, alike, &added);
		good = good && added;
	}
	ok(good, "a chain of equal places");
	roster_release(&r);
}

static void
strings(void)
{
	struct intern in;
	bool good = true;
	char text[NUM_MAX_TEXT];
	intern_init(&in);
	for (uint32_t i = 1; i < 5000; i++)
		good = good &&
		    intern_add(&in,
			(struct slice){text, num_put_u64(text, i * 7)}) == i;
	for (uint32_t i = 1; i < 5000; i++)
		good = good &&
		    intern_add(&in,
			(struct slice){text, num_put_u64(text, i * 7)}) == i &&
		    slice_equal(intern_at(&in, i),
			(struct slice){text, num_put_u64(text, i * 7)});
	ok(good, "numbers of strings, in order of arrival");
	ok(intern_add(&in, SLICE("")) == 0, "the empty string is 0");
	intern_release(&in);
}

/* How many slots are taken in a row: so far a search may have to go. */
static size_t
longest_chain(const struct intern *in)
{
	size_t longest = 0, chain = 0;
	for (uint64_t i = 0; i <= in->mask; i++) {
		chain = in->slots[i] != 0 ? chain + 1 : 0;
		longest = chain > longest ? chain : longest;
	}
	return longest;
}

/* A string of sixteen bytes is hashed as a uid is. */
static void
strings_like_uids(void)
{
	struct intern in;
	char text[32];
	intern_init(&in);
	for (unsigned i = 0; i < 20000; i++) {
		int n = snprintf(text, sizeof(text), "/products/%06u", i);
		intern_add(&in, (struct slice){text, (size_t)n});
	}
	ok(longest_chain(&in) < 500, "strings that begin alike are scattered");
	intern_release(&in);
}

static void
memos(void)
{
	struct memo m;
	bool known, good = true;
	char text[NUM_MAX_TEXT];
	memo_init(&m, 64, 16, sizeof(uint64_t));
	for (int round = 0; round < 3; round++)
		for (uint64_t i = 0; i < 1000; i++) {
			struct slice s = {text, num_put_u64(text, i)};
			uint64_t *v = memo_get(&m, s, &known);
			good = good && (!known || *v == i * i);
			*v = i * i;
		}
	ok(good, "an answer is never another string's");
	uint64_t *v = memo_get(&m, SLICE("7"), &known);
	*v = 49;
	v = memo_get(&m, SLICE("7"), &known);
	ok(known && *v == 49, "what was asked last is known");
	v = memo_get(&m, SLICE(""), &known);
	ok(v != NULL && !known, "the empty string is one, too");
	ok(!memo_get(&m, SLICE("longer than its room"), &known),
	    "a long one is not remembered");
	memo_release(&m);
}

int
main(void)
{
	struct arena a = ARENA_INIT;
	struct slice big = {mem_zero(1, 100000), 100000};
	struct slice one = arena_copy(&a, SLICE("one"));
	struct slice copy = arena_copy(&a, big);
	struct slice two = arena_copy(&a, SLICE("two"));
	ok(slice_equal(copy, big), "an arena takes large pieces");
	ok(two.p - one.p == 16, "and goes on filling its block");
	arena_release(&a);
	free((void *)(uintptr_t)big.p);
	struct slice rest = SLICE("a,,b");
	is(slice_cut(&rest, ','), SLICE("a"), "cut");
	is(slice_cut(&rest, ','), SLICE(""), "an empty piece");
	is(slice_cut(&rest, ','), SLICE("b"), "the last");
	ok(rest.p == NULL, "then none");
	ok(slice_compare(SLICE("ab"), SLICE("abc")) < 0, "order by length");
	ok(slice_compare(SLICE("b"), SLICE("abc")) > 0, "and by byte");
	uids();
	rosters();
	strings();
	strings_like_uids();
	memos();
	return tap_done();
}
