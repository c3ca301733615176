/* SPDX-License-Identifier: MIT */
/* Names of parameters in a small hash table, without regard to ASCII case.
 *
 * A name is known by its length, its first eight bytes and, if it has more, its
 * last eight: all of one of up to NAME_WHOLE. So most are found without a look
 * at bytes; memcmp at each candidate took as long as all else. */
#ifndef CJM_LOG_NAMES_H
#define CJM_LOG_NAMES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/words.h"

enum { NAME_WHOLE = 16 };

struct name_ends {
	uint64_t first, last;
};

/* Eight bytes from p on can be read. */
static inline struct name_ends
name_ends(const char *p, size_t n)
{
	uint64_t first = word_load(p);
	if (n < 8)
		return (struct name_ends){word_lower(word_cut(first, n)), 0};
	uint64_t last = n > 8 ? word_load(p + n - 8) : 0;
	return (struct name_ends){word_lower(first), word_lower(last)};
}

/* Where a table of 2^bits slots has the name, or the first place to look. */
static inline size_t
name_place(struct name_ends e, size_t n, unsigned bits)
{
	uint64_t first = (e.first + n) * 0x9e3779b97f4a7c15u;
	uint64_t last = e.last * 0xc2b2ae3d27d4eb4fu;
	return (size_t)((first ^ last >> 29 ^ last) >> (64 - bits));
}

struct name_slot {
	struct name_ends ends;
	uint16_t n; /* 0: free */
	uint8_t value;
};

/* slots: 2^bits of them, at least a third of them free. Of a name that is
 * added twice the first counts. */
static inline void
name_add(struct name_slot *slots, unsigned bits, const char *name, size_t n,
    uint8_t value)
{
	char padded[8] = {0};
	memcpy(padded, name, n < 8 ? n : 8);
	struct name_ends e = name_ends(n < 8 ? padded : name, n);
	size_t at = name_place(e, n, bits);
	while (slots[at].n > 0)
		at = (at + 1) & (((size_t)1 << bits) - 1);
	slots[at] = (struct name_slot){e, (uint16_t)n, value};
}

/* The slot of a name, or a free one: its n is 0. Of names longer than
 * NAME_WHOLE the caller compares the middle. */
static inline const struct name_slot *
name_find(
    const struct name_slot *slots, unsigned bits, struct name_ends e, size_t n)
{
	size_t at = name_place(e, n, bits);
	while (slots[at].n > 0 &&
	    (slots[at].ends.first != e.first || slots[at].ends.last != e.last ||
		slots[at].n != n))
		at = (at + 1) & (((size_t)1 << bits) - 1);
	return &slots[at];
}

#endif
