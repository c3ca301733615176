/* SPDX-License-Identifier: MIT */
/* Strings by number and numbers by string. */
#include "base/intern.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/msg.h"

enum { FIRST_SLOTS = 256 };

void
intern_init(struct intern *in)
{
	*in = (struct intern){.text = ARENA_INIT,
	    .room = FIRST_SLOTS / 2,
	    .n = 1,
	    .mask = FIRST_SLOTS - 1};
	in->slots = mem_zero(FIRST_SLOTS, sizeof(*in->slots));
	in->strings = mem_zero(in->room, sizeof(*in->strings));
	in->hashes = mem_zero(in->room, sizeof(*in->hashes));
	in->strings[0] = SLICE("");
}

void
intern_release(struct intern *in)
{
	arena_release(&in->text);
	free(in->strings);
	free(in->hashes);
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
	in->strings = mem_grow(in->strings, in->room * sizeof(*in->strings));
	in->hashes = mem_grow(in->hashes, in->room * sizeof(*in->hashes));
	free(in->slots);
	in->slots = mem_zero(mask + 1, sizeof(*in->slots));
	for (uint32_t i = 1; i < in->n; i++) {
		uint64_t at = in->hashes[i] & mask;
		while (in->slots[at] != 0)
			at = (at + 1) & mask;
		in->slots[at] = i;
	}
	in->mask = mask;
}

uint32_t
intern_add(struct intern *in, struct slice s)
{
	if (s.n == 0)
		return 0;
	uint64_t hash = hash_seeded(s);
	uint64_t at = hash & in->mask;
	for (; in->slots[at] != 0; at = (at + 1) & in->mask) {
		uint32_t i = in->slots[at];
		if (in->hashes[i] == hash && slice_equal(in->strings[i], s))
			return i;
	}
	uint32_t number = in->n++;
	in->slots[at] = number;
	in->strings[number] = arena_copy(&in->text, s);
	in->hashes[number] = hash;
	if (in->n == in->room)
		grow(in);
	return number;
}

size_t
intern_bytes(const struct intern *in)
{
	return in->text.total +
	    in->room * (sizeof(*in->strings) + sizeof(*in->hashes)) +
	    (in->mask + 1) * sizeof(*in->slots);
}
