/* SPDX-License-Identifier: MIT */
/* Visitors by key: linear probing over slots of tag and number. */
#include "base/roster.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"

/* A slot is (tag << 32) | (number + 1); 0 is free. The tag is the upper half of
 * the key's lo, and the slot's place is its first bits: slots are in the order
 * of their tags, but for collisions. So a table that doubles is copied from
 * front to back without a look at the entries. (By a place from other bits, of
 * each entry anew, a funnel of five million visitors took 7 % more time.) */
enum { FIRST_BITS = 10, FEW = 4096 };

/* Some chunks stand alone. More of them are parts of regions on large pages:
 * with small ones each visitor of millions misses the TLB. */
enum { ALONE = 1, REGION = 32 };

static size_t
n_slots(const struct roster *r)
{
	return (size_t)1 << r->bits;
}

static uint64_t
next_slot(const struct roster *r, uint64_t at)
{
	return (at + 1) & (n_slots(r) - 1);
}

static size_t
chunk_bytes(const struct roster *r)
{
	return ROSTER_CHUNK * r->entry_size;
}

void
roster_init(struct roster *r, size_t entry_size)
{
	*r = (struct roster){
	    .entry_size = (entry_size + 7) & ~(size_t)7, .bits = FIRST_BITS};
	r->slots = mem_zero(n_slots(r), sizeof(*r->slots));
}

void
roster_release(struct roster *r)
{
	for (size_t i = 0; i < r->n_chunks && i < ALONE; i++)
		free(r->chunks[i]);
	for (size_t i = ALONE; i < r->n_chunks; i += REGION)
		mem_unmap(r->chunks[i], REGION * chunk_bytes(r));
	free(r->chunks);
	free(r->slots);
	*r = (struct roster){0};
}

void
roster_clear(struct roster *r)
{
	size_t entry_size = r->entry_size;
	roster_release(r);
	roster_init(r, entry_size);
}

static uint64_t
tag_of(struct key key)
{
	return key.lo & 0xffffffff00000000u;
}

static void
grow_slots(struct roster *r)
{
	const size_t n = n_slots(r);
	const uint64_t *old = r->slots;
	uint64_t *slots = mem_zero_large(2 * n * sizeof(*slots));
	r->bits++;
	for (size_t i = 0; i < n; i++) {
		if (old[i] == 0)
			continue;
		uint64_t at = old[i] >> (64 - r->bits);
		while (slots[at] != 0)
			at = next_slot(r, at);
		slots[at] = old[i];
	}
	free(r->slots);
	r->slots = slots;
}

static void
add_chunk(struct roster *r)
{
	size_t i = r->n_chunks++;
	r->chunks = mem_grow(r->chunks, r->n_chunks * sizeof(*r->chunks));
	if (i < ALONE)
		r->chunks[i] = mem_zero(ROSTER_CHUNK, r->entry_size);
	else if ((i - ALONE) % REGION == 0)
		r->chunks[i] = mem_map(REGION * chunk_bytes(r));
	else
		r->chunks[i] = r->chunks[i - 1] + chunk_bytes(r);
}

static void *
add_entry(struct roster *r, struct key key, uint64_t at)
{
	if (r->n == UINT32_MAX - 1)
		msg_fail(
		    NULL, "more than %u distinct visitors", UINT32_MAX - 1);
	if (r->n / ROSTER_CHUNK == r->n_chunks)
		add_chunk(r);
	struct key *entry = roster_at(r, r->n);
	*entry = key;
	r->n++;
	r->slots[at] = tag_of(key) | r->n;
	if (r->n > n_slots(r) / 4 * 3)
		grow_slots(r);
	return entry;
}

/* The next entry whose slot has the key's tag, from *at on; NULL with *at at
 * the free slot when there is none. */
static inline char *
next_alike(const struct roster *r, struct key key, uint64_t *at)
{
	const uint64_t tags = 0xffffffff00000000u;
	uint64_t tag = tag_of(key);
	for (; r->slots[*at] != 0; *at = next_slot(r, *at))
		if ((r->slots[*at] & tags) == tag)
			return roster_at(r, (uint32_t)r->slots[*at] - 1);
	return NULL;
}

static inline void *
find(const struct roster *r, struct key key, uint64_t *at)
{
	char *entry;
	*at = roster_slot(r, key);
	while ((entry = next_alike(r, key, at)) != NULL) {
		if (key_equal(*(const struct key *)(void *)entry, key))
			return entry;
		*at = next_slot(r, *at);
	}
	return NULL;
}

void *
roster_get(struct roster *r, struct key key, bool *added)
{
	uint64_t at;
	void *entry = find(r, key, &at);
	*added = entry == NULL;
	return entry ? entry : add_entry(r, key, at);
}

void *
roster_find(const struct roster *r, struct key key)
{
	uint64_t at;
	return find(r, key, &at);
}

void *
roster_prefetch_entry(const struct roster *r, struct key key)
{
	uint64_t at = roster_slot(r, key);
	char *entry = next_alike(r, key, &at);
	if (entry) {
		__builtin_prefetch(entry);
		__builtin_prefetch(entry + r->entry_size - 1);
	}
	return entry;
}

size_t
roster_bytes(const struct roster *r)
{
	return n_slots(r) * sizeof(*r->slots) + r->n_chunks * chunk_bytes(r);
}

size_t
roster_peak(const struct roster *r)
{
	size_t slots = n_slots(r) * sizeof(*r->slots);
	bool doubles = r->n + FEW > n_slots(r) / 4 * 3;
	return roster_bytes(r) + (doubles ? 2 * slots : 0);
}
