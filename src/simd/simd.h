/* SPDX-License-Identifier: MIT */
/* Scanning kernels: where the delimiters of a block are.
 *
 * Every kernel exists as plain C and for the vector units that the machine may
 * have; all give the same answer for every input (tests/unit/simd.c), and one
 * probe at start chooses. Kernels may read up to SIMD_PAD bytes behind the end
 * they are given; what stands there does not matter. */
#ifndef CJM_SIMD_SIMD_H
#define CJM_SIMD_SIMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SIMD_PAD = 64, LINES_PAD = 8, PLACES_PAD = 4 };

/* Which delimiters of a table's rows are wanted: a tool reads few of its
 * columns, and finding one costs more than passing it. */
struct row_layout {
	unsigned columns;
	/* the numbers of the wanted TABs of a row (0 ends its first column),
	 * ascending, then UINT16_MAX */
	const uint16_t *tabs;
	uint32_t max_line; /* bytes; longer rows are left out */
};

/* The rows found: at[] has columns + 1 places for each. The first holds the
 * offset of the byte before the row (UINT32_MAX for the block's first), the
 * next ones those of the delimiters that end its columns, as far as they were
 * wanted, the last that of its LF. at[] has room for n / columns + 1 rows. Of
 * places that were not wanted nothing is said. */
struct rows {
	uint32_t *at;
	size_t n;
	uint64_t ragged;   /* lines with more or fewer columns, left out */
	uint64_t too_long; /* left out */
};

/* The lines of a log, and the marks in them that cut a line: every `"`,
 * backslash and `?`. Both are found in one pass, since a pass over the marks
 * of one line costs more in steps begun and ended than in bytes. */
struct lines {
	struct line_end {
		uint32_t at;    /* the offset of its LF */
		uint32_t marks; /* how many of marks[] stand before that */
	} * ends;
	size_t n;
	uint32_t *marks; /* offsets */
	size_t n_marks;
};

struct simd {
	const char *name; /* scalar, sse2, avx2, neon */

	/* Adds the lines that end in p[from..n), n < 2^32, and all marks there;
	 * offsets are from p. There is room for n - from ends more, and for
	 * n - from + LINES_PAD marks. */
	void (*lines)(
	    const char *p, size_t from, size_t n, struct lines *lines);

	/* Finds the wanted delimiters of each line of p[0..n), n < 2^32; the
	 * last byte is an LF. See struct row_layout. */
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
};

/* The best kernels of this machine, or those that CJM_SIMD names (an unknown
 * name is a message and EXIT_USAGE). */
const struct simd *simd_probe(void);

/* All that this machine can run, the scalar ones first; ends with NULL. */
const struct simd *const *simd_all(void);

/* One per vector unit; only those of the compiler's target are defined. */
extern const struct simd simd_scalar, simd_sse2, simd_avx2, simd_neon;

#endif
