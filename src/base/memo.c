/* SPDX-License-Identifier: MIT */
/* A slot is its string's hash and length, the value, then the string. */
#include "base/memo.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

struct slot {
	uint64_t hash;
	uint64_t used; /* length + 1; 0 is a free slot */
};

void
memo_init(struct memo *m, size_t n_slots, size_t max_key, size_t value_size)
{
	m->value_size = (value_size + 7) & ~(size_t)7;
	m->max_key = max_key;
	m->slot_size =
	    (sizeof(struct slot) + m->value_size + max_key + 63) & ~(size_t)63;
	m->mask = n_slots - 1;
	m->slots = mem_zero(n_slots, m->slot_size);
}

void
memo_release(struct memo *m)
{
	free(m->slots);
	m->slots = NULL;
}

void *
memo_get(struct memo *m, struct slice key, bool *known)
{
	if (key.n > m->max_key)
		return NULL;
	uint64_t hash = hash_seeded(key);
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
