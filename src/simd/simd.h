/* SPDX-License-Identifier: MIT */
/* Scanning kernels: where the delimiters of a block are.
 *
 * Every kernel exists as plain C (`percent` in table/url-text.c) and for the
 * vector units that the machine may have; all give the same answer for every
 * input (tests/unit/simd.c), and one probe at start chooses. Kernels may read
 * up to SIMD_PAD bytes behind the end they are given; what stands there does
 * not matter. */
#ifndef CJM_SIMD_SIMD_H
#define CJM_SIMD_SIMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SIMD_PAD = 64, PLACES_PAD = 64 };

/* A table's delimiters are the TABs and the LF that end a row's columns.
 * ends[i]: where i of a row's have been passed, which of the next 64 must be
 * LFs; bit k is that of the k-th. */
struct row_layout {
	unsigned columns;
	uint64_t *ends;
};

void row_layout_init(struct row_layout *layout, unsigned columns);
void row_layout_release(struct row_layout *layout);

/* The rows found, up to the first line that is none since it has more or fewer
 * columns. at[] has `columns` places for each and one more: the first holds the
 * offset of the byte before the row (UINT32_MAX for the first one), the next
 * ones those of the delimiters that end its columns; its LF's is the next row's
 * first. All are put down: to choose those of the columns that a tool reads
 * takes longer, by branches that are guessed wrong. */
struct rows {
	uint32_t *at;
	size_t n;
	size_t end; /* where the line begins that is no row */
};

/* How many places at[] has for n bytes: a delimiter takes one, and some behind
 * are scratch. */
static inline size_t
rows_room(size_t n, unsigned columns)
{
	return n + columns + PLACES_PAD + 2;
}

/* The marks that cut a log: every LF, and every `"`, backslash and `?` of its
 * lines. Both are found in one pass, since a pass over the marks of one line
 * costs more in steps begun and ended than in bytes; one number tells a line's
 * end, since each store shows in the time. */
struct lines {
	uint32_t *ends; /* of each line, which of the marks its LF is */
	size_t n;
	uint32_t *marks; /* offsets */
	size_t n_marks;
};

/* What percent-decoding read. */
struct percent {
	size_t taken; /* bytes */
	bool wide;    /* some byte given is 0x80 or more */
};

struct simd {
	const char *name; /* scalar, sse2, avx2, avx512, neon */

	/* Adds the marks of p[from..n), n < 2^32, and the lines that end there;
	 * offsets are from p. There is room for n - from ends more and one that
	 * is scratch, and for n - from + PLACES_PAD marks. */
	void (*lines)(
	    const char *p, size_t from, size_t n, struct lines *lines);

	/* Finds the delimiters of the rows of p[0..n), n < 2^32; the
	 * last byte is an LF. See struct rows. */
	void (*rows)(const char *p, size_t n, const struct row_layout *layout,
	    struct rows *rows);

	/* The first byte in [p, end) that is a or b; end when there is none.
	 */
	const char *(*find)(const char *p, const char *end, char a, char b);

	/* Writes the offset of each byte of p[0..n), n < 2^32, that is a or b;
	 * returns how many there are. at[] has room for n + PLACES_PAD. */
	size_t (*places)(const char *p, size_t n, char a, char b, uint32_t *at);

	/* Copies p[0..n) to dst up to the first byte that cannot stand in a
	 * field of the stream as it is: a control, DEL, backslash or any byte
	 * of 0x80 or more. Returns how many bytes before it were copied, n
	 * when there is none. Scan and copy in one, since most fields are
	 * short; up to SIMD_PAD bytes behind dst + n are scratch. */
	size_t (*copy)(char *dst, const char *p, size_t n);

	/* Whether any of p[0..n) is a control, a byte below 0x20. */
	bool (*control)(const char *p, size_t n);

	/* Undoes %XX of p[0..n) into dst, and + as `plus`, up to the first %
	 * behind which no two digits stand. Returns how many bytes it wrote;
	 * SIMD_PAD bytes behind dst + n are scratch. NULL where the unit has no
	 * instructions for it. */
	size_t (*percent)(
	    char *dst, const char *p, size_t n, char plus, struct percent *got);
};

/* The best kernels of this machine, or those that CJM_SIMD names (an unknown
 * name is a message and EXIT_USAGE). */
const struct simd *simd_probe(void);

/* All that this machine can run, the scalar ones first; ends with NULL. */
const struct simd *const *simd_all(void);

/* One per vector unit; only those of the compiler's target are defined. */
extern const struct simd simd_scalar, simd_sse2, simd_avx2, simd_avx512,
    simd_neon;

#endif
