/* SPDX-License-Identifier: MIT */
/* The kernels, written once over 64 bytes at a time. Each vector unit's file
 * defines KERNEL_NAME and KERNEL_TARGET, and these over struct chunk, 64 bytes
 * in registers, before it includes this:
 *
 *   chunk_load(p)       64 bytes from any address
 *   chunk_store(p, c)   the same, out
 *   chunk_equal(c, x)   a bit for each byte that is x
 *   chunk_special(c)    a bit for each byte that is < 0x20, 0x7f, \ or >= 0x80
 *   chunk_control(c)    a bit for each byte that is < 0x20
 *
 * and, where it has better ones than below, deposit_bits, first_bit,
 * drop_bit and low_bits with KERNEL_HAS_BITS, chunk_cuts with KERNEL_HAS_CUTS,
 * put_many with KERNEL_HAS_MANY, put_dense with KERNEL_HAS_DENSE; and, where it
 * can, percent_chunk with KERNEL_HAS_PERCENT. */

#include <stdbool.h>
#include <string.h>

#include "simd/simd.h"

#ifndef KERNEL_HAS_BITS
/* A bit for each of the first n bytes, n < 64. */
static inline uint64_t
low_bits(size_t n)
{
	return (1ull << n) - 1;
}

/* The k-th set bit of `mask` for each bit k that is set in `ranks`; mostly
 * there is none. */
static inline uint64_t
deposit_bits(uint64_t ranks, uint64_t mask)
{
	uint64_t out = 0;
	unsigned n = (unsigned)__builtin_popcountll(mask);
	if (n < 64 && !(ranks & low_bits(n)))
		return 0;
	for (; mask && ranks; mask &= mask - 1, ranks >>= 1)
		out |= mask & -mask & -(ranks & 1);
	return out;
}

/* The place of the lowest set bit; any number where there is none. */
static inline unsigned
first_bit(uint64_t bits)
{
	return (unsigned)__builtin_ctzll(bits | 1ull << 63);
}

/* Without that one. */
static inline uint64_t
drop_bit(uint64_t bits)
{
	return bits & (bits - 1);
}
#endif

#ifndef KERNEL_HAS_CUTS
/* A bit for each LF and each mark of struct lines. */
static inline uint64_t
chunk_cuts(struct chunk c)
{
	return chunk_equal(c, '\n') | chunk_equal(c, '"') |
	    chunk_equal(c, '\\') | chunk_equal(c, '?');
}
#endif

/* Writes base + the place of each of the next four set bits, whether there are
 * so many or not; returns the others. */
KERNEL_TARGET static inline uint64_t
put_four(uint64_t bits, uint32_t base, uint32_t *at)
{
	at[0] = base + first_bit(bits);
	bits = drop_bit(bits);
	at[1] = base + first_bit(bits);
	bits = drop_bit(bits);
	at[2] = base + first_bit(bits);
	bits = drop_bit(bits);
	at[3] = base + first_bit(bits);
	return drop_bit(bits);
}

#ifndef KERNEL_HAS_DENSE
/* Writes base + the place of each set bit to at, where many are likely. The
 * PLACES_PAD places behind the last are scratch. */
KERNEL_TARGET static inline void
put_dense(uint64_t bits, uint32_t base, uint32_t *at)
{
	for (; bits; at += 4)
		bits = put_four(bits, base, at);
}
#endif

#ifndef KERNEL_HAS_MANY
/* The same where there are mostly some, but few more than four: four are put at
 * once without a look at how many there are, which no branch can foretell.
 * Returns how many. */
KERNEL_TARGET static inline size_t
put_many(uint64_t bits, uint32_t base, uint32_t *at)
{
	size_t n = (size_t)__builtin_popcountll(bits);
	bits = put_four(bits, base, at);
	if (bits)
		put_dense(bits, base, at + 4);
	return n;
}
#endif

/* The line that ends at the first of `ends`, if there is one, among all cuts of
 * 64 bytes: put down in any case, since no branch can foretell it. */
KERNEL_TARGET static inline void
put_line(uint64_t ends, uint64_t cuts, struct lines *l)
{
	uint64_t before = cuts & ~ends & (ends - 1);
	l->ends[l->n] =
	    (uint32_t)l->n_marks + (uint32_t)__builtin_popcountll(before);
}

/* The lines and marks of 64 bytes, whose LF and cuts these are. Inlined in any
 * case: called, it keeps struct lines in memory. */
KERNEL_TARGET __attribute__((always_inline)) static inline void
put_lines(uint64_t ends, uint64_t cuts, uint32_t base, struct lines *l)
{
	put_line(ends, cuts, l);
	l->n += ends != 0;
	for (ends = drop_bit(ends); ends; ends = drop_bit(ends), l->n++)
		put_line(ends, cuts, l);
	l->n_marks += put_many(cuts, base, l->marks + l->n_marks);
}

KERNEL_TARGET static void
kernel_lines(const char *p, size_t from, size_t n, struct lines *lines)
{
	struct lines l = *lines; /* in registers */
	for (size_t i = from; i < n; i += 64) {
		struct chunk c = chunk_load(p + i);
		uint64_t ends = chunk_equal(c, '\n'), cuts = chunk_cuts(c);
		if (n - i < 64) {
			ends &= low_bits(n - i);
			cuts &= low_bits(n - i);
		}
		put_lines(ends, cuts, (uint32_t)i, &l);
	}
	*lines = l;
}

/* Where a row stands. */
struct cursor {
	uint32_t *row;
	size_t seen; /* delimiters of it so far */
};

/* Takes the delimiters of a chunk, bits of all and of the LFs among them. False
 * when the row ends where it must not. */
KERNEL_TARGET static inline bool
take_chunk(struct cursor *c, const struct row_layout *layout, uint64_t all,
    uint64_t ends, uint32_t base)
{
	uint64_t wrong = deposit_bits(layout->ends[c->seen], all) ^ ends;
	if (wrong) {
		all &= (wrong & -wrong) - 1;
		ends &= all;
	}
	put_dense(all, base, c->row + 1 + c->seen);
	size_t passed = (size_t)__builtin_popcountll(ends) * layout->columns;
	c->row += passed;
	c->seen += (size_t)__builtin_popcountll(all) - passed;
	return !wrong;
}

/* Rows have all the same delimiters, so that none needs a look at where it
 * ends, which no branch can foretell: it is enough to see that LFs come where
 * they must. */
KERNEL_TARGET static void
kernel_rows(
    const char *p, size_t n, const struct row_layout *layout, struct rows *rows)
{
	struct row_layout l = *layout; /* in registers */
	struct cursor c = {rows->at, 0};
	bool good = true;
	size_t i = 0;
	c.row[0] = UINT32_MAX;
	for (; good && i + 64 <= n; i += 64) {
		struct chunk chunk = chunk_load(p + i);
		uint64_t ends = chunk_equal(chunk, '\n');
		uint64_t all = chunk_equal(chunk, '\t') | ends;
		good = take_chunk(&c, &l, all, ends, (uint32_t)i);
	}
	if (good && i < n) {
		struct chunk chunk = chunk_load(p + i);
		uint64_t ends = chunk_equal(chunk, '\n') & low_bits(n - i);
		uint64_t tabs = chunk_equal(chunk, '\t') & low_bits(n - i);
		take_chunk(&c, &l, tabs | ends, ends, (uint32_t)i);
	}
	rows->n = (size_t)(c.row - rows->at) / l.columns;
	rows->end = (uint32_t)(c.row[0] + 1);
}

KERNEL_TARGET static const char *
kernel_find(const char *p, const char *end, char a, char b)
{
	for (; p < end; p += 64) {
		struct chunk c = chunk_load(p);
		uint64_t bits = chunk_equal(c, a) | chunk_equal(c, b);
		if (end - p < 64)
			bits &= low_bits((size_t)(end - p));
		if (bits)
			return p + __builtin_ctzll(bits);
	}
	return end;
}

KERNEL_TARGET static size_t
kernel_places(const char *p, size_t n, char a, char b, uint32_t *at)
{
	size_t found = 0;
	for (size_t i = 0; i < n; i += 64) {
		struct chunk c = chunk_load(p + i);
		uint64_t bits = chunk_equal(c, a) | chunk_equal(c, b);
		if (n - i < 64)
			bits &= low_bits(n - i);
		found += put_many(bits, (uint32_t)i, at + found);
	}
	return found;
}

KERNEL_TARGET static size_t
kernel_copy(char *dst, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i += 64) {
		struct chunk c = chunk_load(p + i);
		uint64_t bits = chunk_special(c);
		chunk_store(dst + i, c);
		if (n - i < 64)
			bits &= low_bits(n - i);
		if (bits)
			return i + (size_t)__builtin_ctzll(bits);
	}
	return n;
}

KERNEL_TARGET static bool
kernel_control(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i += 64) {
		uint64_t bits = chunk_control(chunk_load(p + i));
		if (n - i < 64)
			bits &= low_bits(n - i);
		if (bits)
			return true;
	}
	return false;
}

#ifdef KERNEL_HAS_PERCENT
/* percent_chunk(dst, p, n, plus, got) is the same for as many bytes as it can
 * take at once; an escape that goes beyond them is left to the next ones. */
KERNEL_TARGET static size_t
kernel_percent(
    char *dst, const char *p, size_t n, char plus, struct percent *got)
{
	struct percent g = {0, false}; /* in registers */
	char *to = dst;
	for (size_t before = 1; g.taken < n && g.taken != before;) {
		before = g.taken;
		to += percent_chunk(to, p + before, n - before, plus, &g);
	}
	*got = g;
	return (size_t)(to - dst);
}
#endif

#define KERNEL_TEXT_(name) #name
#define KERNEL_TEXT(name)  KERNEL_TEXT_(name)
#define KERNEL_STRUCT_(n)  simd_##n
#define KERNEL_STRUCT(n)   KERNEL_STRUCT_(n)

const struct simd KERNEL_STRUCT(KERNEL_NAME) = {
    .name = KERNEL_TEXT(KERNEL_NAME),
    .lines = kernel_lines,
    .rows = kernel_rows,
    .find = kernel_find,
    .places = kernel_places,
    .copy = kernel_copy,
    .control = kernel_control,
#ifdef KERNEL_HAS_PERCENT
    .percent = kernel_percent,
#endif
};
