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
 * and, where it has better ones than below, select_bit, deposit_bits,
 * first_bit and drop_bit with KERNEL_HAS_BITS, chunk_cuts with
 * KERNEL_HAS_CUTS. */

#include <stdbool.h>
#include <string.h>

#include "simd/simd.h"

#ifndef KERNEL_HAS_BITS
/* The place of the k-th set bit, 0 the lowest; there are more than k. */
static inline unsigned
select_bit(uint64_t bits, unsigned k)
{
	for (; k > 0; k--)
		bits &= bits - 1;
	return (unsigned)__builtin_ctzll(bits);
}

/* The k-th set bit of `mask` for each bit k that is set in `ranks`. */
static inline uint64_t
deposit_bits(uint64_t ranks, uint64_t mask)
{
	uint64_t out = 0;
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

/* Writes base + the place of each set bit to at; returns how many. Few blocks
 * have any. */
KERNEL_TARGET static inline size_t
put_bits(uint64_t bits, uint32_t base, uint32_t *at)
{
	size_t n = 0;
	for (; bits; bits &= bits - 1)
		at[n++] = base + (uint32_t)__builtin_ctzll(bits);
	return n;
}

/* A bit for each of the first n bytes, n < 64. */
static inline uint64_t
low_bits(size_t n)
{
	return (1ull << n) - 1;
}

/* put_bits for blocks that mostly have some, but few more than four: four at
 * once without a look at how many there are, which no branch can foretell. The
 * places behind the last are scratch. */
KERNEL_TARGET static inline size_t
put_many(uint64_t bits, uint32_t base, uint32_t *at)
{
	size_t n = (size_t)__builtin_popcountll(bits);
	at[0] = base + first_bit(bits);
	bits = drop_bit(bits);
	at[1] = base + first_bit(bits);
	bits = drop_bit(bits);
	at[2] = base + first_bit(bits);
	bits = drop_bit(bits);
	at[3] = base + first_bit(bits);
	bits = drop_bit(bits);
	if (bits)
		put_bits(bits, base, at + 4);
	return n;
}

/* The lines and marks of 64 bytes, whose LF and cuts these are. */
KERNEL_TARGET static inline void
put_lines(uint64_t ends, uint64_t bits, uint32_t base, struct lines *l)
{
	uint32_t marks = (uint32_t)l->n_marks;
	for (; ends; ends = drop_bit(ends)) {
		uint64_t before = bits & (ends ^ (ends - 1));
		l->ends[l->n++] = (struct line_end){base + first_bit(ends),
		    marks + (uint32_t)__builtin_popcountll(before)};
	}
	l->n_marks += put_many(bits, base, l->marks + marks);
}

KERNEL_TARGET static void
kernel_lines(const char *p, size_t from, size_t n, struct lines *lines)
{
	struct lines l = *lines; /* in registers */
	size_t i = from;
	for (; i + 64 <= n; i += 64) {
		struct chunk c = chunk_load(p + i);
		uint64_t ends = chunk_equal(c, '\n');
		put_lines(ends, chunk_cuts(c) ^ ends, (uint32_t)i, &l);
	}
	if (i < n) {
		struct chunk c = chunk_load(p + i);
		uint64_t ends = chunk_equal(c, '\n') & low_bits(n - i);
		put_lines(ends, (chunk_cuts(c) & low_bits(n - i)) ^ ends,
		    (uint32_t)i, &l);
	}
	*lines = l;
}

/* Where one row stands. */
struct cursor {
	uint32_t *row;
	const uint16_t *next; /* the next wanted TAB */
	unsigned seen;        /* TABs of the row so far */
};

KERNEL_TARGET static inline void
end_row(struct cursor *c, const struct row_layout *layout, uint32_t end,
    struct rows *rows)
{
	unsigned columns = layout->columns;
	bool fits = c->seen + 1 == columns;
	bool small = end - (c->row[0] + 1) <= layout->max_line;
	c->row[columns] = end;
	if (fits && small) {
		c->row += columns + 1;
		rows->n++;
	} else if (small) {
		rows->ragged++;
	} else {
		rows->too_long++;
	}
	c->row[0] = end;
	c->seen = 0;
}

KERNEL_TARGET static inline void
put_tabs(struct cursor *c, uint64_t tabs, uint32_t base)
{
	unsigned seen = c->seen + (unsigned)__builtin_popcountll(tabs);
	while (*c->next < seen) {
		c->row[1 + *c->next] =
		    base + select_bit(tabs, *c->next - c->seen);
		c->next++;
	}
	c->seen = seen;
}

/* Tables of any width. */
KERNEL_TARGET static void
wide_rows(
    const char *p, size_t n, const struct row_layout *layout, struct rows *rows)
{
	struct cursor c = {rows->at, layout->tabs, 0};
	c.row[0] = UINT32_MAX;
	for (size_t i = 0; i < n; i += 64) {
		struct chunk chunk = chunk_load(p + i);
		uint64_t tabs = chunk_equal(chunk, '\t');
		uint64_t ends = chunk_equal(chunk, '\n');
		if (n - i < 64) {
			tabs &= low_bits(n - i);
			ends &= low_bits(n - i);
		}
		while (ends) {
			uint64_t row = ends ^ (ends - 1); /* up to its LF */
			put_tabs(&c, tabs & row, (uint32_t)i);
			end_row(&c, layout,
			    (uint32_t)i + (uint32_t)__builtin_ctzll(ends),
			    rows);
			c.next = layout->tabs;
			tabs &= ~row;
			ends &= ends - 1;
		}
		put_tabs(&c, tabs, (uint32_t)i);
	}
}

/* The wanted TABs of rows with few columns, as bits and as a list that can be
 * read STEP places behind its end: those lead to the LF's place, which is
 * written after them. */
enum { NARROW = 64, STEP = 4 };

struct wanted {
	uint64_t bits;
	uint16_t places[NARROW + STEP];
};

static inline void
read_wanted(struct wanted *w, const struct row_layout *layout)
{
	unsigned n = 0;
	w->bits = 0;
	for (; layout->tabs[n] != UINT16_MAX; n++) {
		w->bits |= 1ull << layout->tabs[n];
		w->places[n] = (uint16_t)(layout->tabs[n] + 1);
	}
	for (unsigned i = 0; i < STEP; i++)
		w->places[n + i] = (uint16_t)layout->columns;
}

/* Chooses the wanted ones of all TABs of a chunk at once, then puts them STEP
 * at a time, whether there are so many or not: a branch for each one would be
 * guessed wrong too often. */
KERNEL_TARGET static inline void
put_wanted(
    struct cursor *c, const struct wanted *wanted, uint64_t tabs, uint32_t base)
{
	uint64_t later = c->seen < NARROW ? wanted->bits >> c->seen : 0;
	uint64_t bits = deposit_bits(later, tabs);
	const uint16_t *next = c->next;
	c->seen += (unsigned)__builtin_popcountll(tabs);
	c->next += __builtin_popcountll(bits);
	uint32_t *row = c->row;
	for (; bits; next += STEP) {
		/* by hand: -O2 would keep the loop */
		row[next[0]] = base + first_bit(bits);
		bits = drop_bit(bits);
		row[next[1]] = base + first_bit(bits);
		bits = drop_bit(bits);
		row[next[2]] = base + first_bit(bits);
		bits = drop_bit(bits);
		row[next[3]] = base + first_bit(bits);
		bits = drop_bit(bits);
	}
}

KERNEL_TARGET static void
kernel_rows(
    const char *p, size_t n, const struct row_layout *layout, struct rows *rows)
{
	struct wanted wanted;
	struct cursor c = {rows->at, wanted.places, 0};
	if (layout->columns > NARROW) {
		wide_rows(p, n, layout, rows);
		return;
	}
	read_wanted(&wanted, layout);
	c.row[0] = UINT32_MAX;
	for (size_t i = 0; i < n; i += 64) {
		struct chunk chunk = chunk_load(p + i);
		uint64_t tabs = chunk_equal(chunk, '\t');
		uint64_t ends = chunk_equal(chunk, '\n');
		if (n - i < 64) {
			tabs &= low_bits(n - i);
			ends &= low_bits(n - i);
		}
		for (; ends; ends &= ends - 1) {
			uint64_t row = ends ^ (ends - 1); /* up to its LF */
			put_wanted(&c, &wanted, tabs & row, (uint32_t)i);
			end_row(&c, layout,
			    (uint32_t)i + (uint32_t)__builtin_ctzll(ends),
			    rows);
			c.next = wanted.places;
			tabs &= ~row;
		}
		put_wanted(&c, &wanted, tabs, (uint32_t)i);
	}
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
};
