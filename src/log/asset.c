/* SPDX-License-Identifier: MIT */
/* Endings in a small hash table, looked up by the last eight bytes at once:
 * this runs for every line of the log. */
#include "log/asset.h"

#include <stdint.h>

/* An ending of up to 7 letters, lower-case, its first letter in the lowest
 * byte. */
#define E1(a)             (uint64_t)(a)
#define E2(a, b)          (E1(a) | E1(b) << 8)
#define E3(a, b, c)       (E2(a, b) | E1(c) << 16)
#define E4(a, b, c, d)    (E3(a, b, c) | E1(d) << 24)
#define E5(a, b, c, d, e) (E4(a, b, c, d) | E1(e) << 32)

static const uint64_t parts[] = {E3('c', 's', 's'), E2('j', 's'),
    E3('m', 'j', 's'), E4('w', 'o', 'f', 'f'), E5('w', 'o', 'f', 'f', '2'),
    E3('t', 't', 'f'), E3('o', 't', 'f'), E3('e', 'o', 't')};

static const uint64_t others[] = {E3('m', 'a', 'p'), E4('j', 's', 'o', 'n'),
    E3('x', 'm', 'l'), E3('t', 'x', 't'), E4('w', 'a', 's', 'm'),
    E3('p', 'n', 'g'), E4('a', 'p', 'n', 'g'), E3('j', 'p', 'g'),
    E4('j', 'p', 'e', 'g'), E3('j', 'p', 'e'), E3('g', 'i', 'f'),
    E4('w', 'e', 'b', 'p'), E4('a', 'v', 'i', 'f'), E4('h', 'e', 'i', 'c'),
    E3('s', 'v', 'g'), E4('s', 'v', 'g', 'z'), E3('i', 'c', 'o'),
    E3('c', 'u', 'r'), E3('b', 'm', 'p'), E3('t', 'i', 'f'),
    E4('t', 'i', 'f', 'f'), E3('m', 'p', '4'), E3('m', '4', 'v'),
    E4('w', 'e', 'b', 'm'), E3('m', 'o', 'v'), E3('a', 'v', 'i'),
    E3('m', 'p', '3'), E3('m', '4', 'a'), E3('o', 'g', 'g'), E3('o', 'g', 'a'),
    E3('o', 'g', 'v'), E3('w', 'a', 'v'), E4('f', 'l', 'a', 'c'),
    E3('a', 'a', 'c'), E3('s', 'w', 'f')};

enum { BITS = 8, SLOTS = 1 << BITS };

static uint64_t slots[SLOTS];
static unsigned char kinds[SLOTS];

static unsigned
slot_of(uint64_t ending)
{
	return (unsigned)((ending * 0x9e3779b97f4a7c15u) >> (64 - BITS));
}

static void
add(uint64_t ending, enum asset kind)
{
	unsigned at = slot_of(ending);
	while (slots[at] != 0)
		at = (at + 1) % SLOTS;
	slots[at] = ending;
	kinds[at] = (unsigned char)kind;
}

/* Filled before main: a constant table, but one that is easier to read as
 * words than as numbers. */
__attribute__((constructor)) static void
fill(void)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		add(parts[i], ASSET_PART);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		add(others[i], ASSET_OTHER);
}

enum asset
asset_kind(struct slice path)
{
	const uint64_t dots = 0x2e2e2e2e2e2e2e2eu, ones = 0x0101010101010101u;
	uint64_t tail;
	if (path.n < 3)
		return ASSET_NONE;
	memcpy(&tail, path.p + path.n - 8, sizeof(tail));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	tail = __builtin_bswap64(tail);
#endif
	/* the highest zero byte of tail ^ dots is the last dot; the usual test
	 * for zero bytes may also mark bytes above one, never below it, so the
	 * exact form is needed here */
	uint64_t x = tail ^ dots;
	uint64_t zero = ~(((x & ~(ones << 7)) + ~(ones << 7)) | x) & ones << 7;
	if (zero == 0)
		return path.n >= 12 &&
			slice_equal_nocase(slice_skip(path, path.n - 12),
			    SLICE(".webmanifest"))
		    ? ASSET_OTHER
		    : ASSET_NONE;
	unsigned shift = 64 - (unsigned)__builtin_clzll(zero);
	if (shift == 64)
		return ASSET_NONE;
	uint64_t ending = (tail >> shift) | ones << 5;
	/* the case bit was set in the bytes above the ending, too */
	ending &= ~0ull >> shift;
	for (unsigned at = slot_of(ending); slots[at] != 0;
	     at = (at + 1) % SLOTS)
		if (slots[at] == ending)
			return (enum asset)kinds[at];
	return ASSET_NONE;
}
