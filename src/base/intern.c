/* SPDX-License-Identifier: MIT */
/* Strings by number and numbers by string. */
#include "base/intern.h"

#include <stdlib.h>

#include "base/msg.h"

enum { FIRST_SLOTS = 256 };

static uint64_t
slot_of(struct key key, uint32_t number)
{
	return (key.hi & 0xffffffff00000000u) | number;
}

/* Not by the low bits of key.lo: of a string as long as a uid they are made of
 * the first bytes of its halves, and `/products/123456` has the same there for
 * each product. */
static uint64_t
place_of(struct key key, uint64_t mask)
{
	return key.hi & mask;
}

void
intern_init(struct intern *in)
{
	*in = (struct intern){.text = ARENA_INIT,
	    .room = FIRST_SLOTS / 2,
	    .n = 1,
	    .mask = FIRST_SLOTS - 1};
	in->slots = mem_zero(FIRST_SLOTS, sizeof(*in->slots));
	in->entries = mem_zero(in->room, sizeof(*in->entries));
	in->entries[0].string = SLICE("");
}

void
intern_release(struct intern *in)
{
	arena_release(&in->text);
	free(in->entries);
	free(in->slots);
	*in = (struct intern){.text = ARENA_INIT};
}

static void
grow(struct intern *in)
{
	uint64_t mask = in->mask * 2 + 1;
	if (in->n > UINT32_MAX / 4)
		msg_fail(NULL, "too many distinct values");
	in->room *= 2;
	in->entries = mem_grow(in->entries, in->room * sizeof(*in->entries));
	free(in->slots);
	in->slots = mem_zero_large((mask + 1) * sizeof(*in->slots));
	for (uint32_t i = 1; i < in->n; i++) {
		struct key key = in->entries[i].key;
		uint64_t at = place_of(key, mask);
		while (in->slots[at] != 0)
			at = (at + 1) & mask;
		in->slots[at] = slot_of(key, i);
	}
	in->mask = mask;
}

uint32_t
intern_add(struct intern *in, struct slice s)
{
	if (s.n == 0)
		return 0;
	struct key key = hash_key(s);
	uint64_t tag = slot_of(key, 0), at = place_of(key, in->mask), slot;
	for (; (slot = in->slots[at]) != 0; at = (at + 1) & in->mask) {
		uint32_t i = (uint32_t)slot;
		if (slot - i == tag && key_equal(in->entries[i].key, key))
			return i;
	}
	uint32_t number = in->n++;
	in->slots[at] = slot_of(key, number);
	in->entries[number] = (struct interned){key, arena_copy(&in->text, s)};
	if (in->n == in->room)
		grow(in);
	return number;
}

size_t
intern_bytes(const struct intern *in)
{
	return in->text.total + in->room * sizeof(*in->entries) +
	    (in->mask + 1) * sizeof(*in->slots);
}
