/* SPDX-License-Identifier: MIT */
/* A slot is its string's hash and length, the value, then the string. */
#include "base/memo.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

enum { LINE = 64 }; /* of the cache */

struct slot {
	uint64_t hash;
	uint64_t used; /* length + 1; 0 is a free slot */
};

static size_t
lay_out(struct memo *m, size_t n_slots, size_t max_key, size_t value_size)
{
	m->value_size = (value_size + 7) & ~(size_t)7;
	m->max_key = max_key;
	m->slot_size =
	    (sizeof(struct slot) + m->value_size + max_key + 63) & ~(size_t)63;
	m->mask = n_slots - 1;
	m->mapped = false;
	return n_slots * m->slot_size;
}

void
memo_init(struct memo *m, size_t n_slots, size_t max_key, size_t value_size)
{
	m->slots = mem_zero(1, lay_out(m, n_slots, max_key, value_size));
}

void
memo_init_large(
    struct memo *m, size_t n_slots, size_t max_key, size_t value_size)
{
	m->slots = mem_map(lay_out(m, n_slots, max_key, value_size));
	m->mapped = true;
}

void
memo_release(struct memo *m)
{
	if (m->mapped)
		mem_unmap(m->slots, (m->mask + 1) * m->slot_size);
	else
		free(m->slots);
	m->slots = NULL;
	m->mapped = false;
}

uint64_t
memo_ask(const struct memo *m, struct slice key)
{
	if (key.n > m->max_key)
		return 0;
	uint64_t hash = hash_seeded(key);
	const char *place = m->slots + (hash & m->mask) * m->slot_size;
	const char *text = place + sizeof(struct slot) + m->value_size;
	for (const char *p = place; p < text + key.n; p += LINE)
		__builtin_prefetch(p);
	return hash;
}

void *
memo_get(struct memo *m, struct slice key, bool *known)
{
	return key.n > m->max_key
	    ? NULL
	    : memo_get_asked(m, key, hash_seeded(key), known);
}

void *
memo_get_asked(struct memo *m, struct slice key, uint64_t hash, bool *known)
{
	if (key.n > m->max_key)
		return NULL;
	char *place = m->slots + (hash & m->mask) * m->slot_size;
	struct slot *slot = (struct slot *)(void *)place;
	char *value = place + sizeof(*slot);
	char *text = value + m->value_size;
	*known = slot->hash == hash && slot->used == key.n + 1 &&
	    (key.n == 0 || memcmp(text, key.p, key.n) == 0);
	if (!*known) {
		slot->hash = hash;
		slot->used = key.n + 1;
		if (key.n > 0)
			memcpy(text, key.p, key.n);
	}
	return value;
}
