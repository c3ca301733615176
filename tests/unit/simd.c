/* SPDX-License-Identifier: MIT */
/* Every kernel equals the scalar one, for all lengths up to some vectors and
 * all alignments, over bytes that are rich in what is searched. */
#include <stdlib.h>

#include "base/mem.h"
#include "simd/simd.h"
#include "unit/draw.h"
#include "unit/tap.h"

enum { MOST = 200, ALIGNMENTS = 64, ROOM = MOST + ALIGNMENTS + 2 * SIMD_PAD };

static void
fill(char *p, size_t n, unsigned kind)
{
	static const char special[] = "\t\n\r\\\"?\x7f\x1f\x80\xff x";
	for (size_t i = 0; i < n; i++)
		p[i] = draw(10) < kind ? special[draw(sizeof(special) - 1)]
				       : (char)('a' + draw(26));
}

enum { COLUMNS = 12 };

static bool
same_rows(const struct simd *k, const char *p, size_t n, unsigned columns)
{
	static uint32_t at[2][ROOM + COLUMNS + 2 * SIMD_PAD];
	struct row_layout layout;
	struct rows a = {.at = at[0]}, b = {.at = at[1]};
	row_layout_init(&layout, columns);
	simd_scalar.rows(p, n, &layout, &a);
	k->rows(p, n, &layout, &b);
	row_layout_release(&layout);
	return a.n == b.n && a.end == b.end &&
	    memcmp(a.at, b.at, (a.n * columns + 1) * sizeof(*a.at)) == 0;
}

/* Bytes whose LFs mostly stand where rows of so many columns end, so that many
 * rows are found before one that does not fit. */
static void
fit_rows(char *p, size_t n, unsigned columns)
{
	unsigned seen = 0;
	for (size_t i = 0; i < n; i++)
		if ((p[i] == '\t' || p[i] == '\n') && draw(40) > 0)
			p[i] = ++seen % columns == 0 ? '\n' : '\t';
}

/* Lines and their marks, also when they are found in two steps. */
static bool
same_lines(const struct simd *k, const char *p, size_t n, size_t cut)
{
	static uint32_t marks[2][ROOM + PLACES_PAD];
	static uint32_t ends[2][ROOM + 1];
	struct lines a = {ends[0], 0, marks[0], 0};
	struct lines b = {ends[1], 0, marks[1], 0};
	simd_scalar.lines(p, 0, n, &a);
	k->lines(p, 0, cut, &b);
	k->lines(p, cut, n, &b);
	return a.n == b.n && a.n_marks == b.n_marks &&
	    memcmp(ends[0], ends[1], a.n * sizeof(**ends)) == 0 &&
	    memcmp(marks[0], marks[1], a.n_marks * sizeof(**marks)) == 0;
}

static bool
same_places(const struct simd *k, const char *p, size_t n)
{
	static uint32_t at[2][ROOM + PLACES_PAD];
	size_t found = simd_scalar.places(p, n, '"', '\n', at[0]);
	return k->places(p, n, '"', '\n', at[1]) == found &&
	    memcmp(at[0], at[1], found * sizeof(**at)) == 0;
}

static bool
same_all(const struct simd *k, const char *p, size_t n)
{
	char out[2][ROOM + SIMD_PAD];
	const struct simd *s = &simd_scalar;
	if (k->find(p, p + n, '"', '\\') != s->find(p, p + n, '"', '\\') ||
	    k->find(p, p + n, '\n', '\n') != s->find(p, p + n, '\n', '\n') ||
	    k->control(p, n) != s->control(p, n) || !same_places(k, p, n))
		return false;
	size_t copied = s->copy(out[0], p, n);
	return k->copy(out[1], p, n) == copied &&
	    memcmp(out[0], out[1], copied) == 0;
}

int
main(void)
{
	char *memory = mem_zero(1, ROOM);
	for (const struct simd *const *k = simd_all(); *k; k++) {
		bool same = true;
		for (size_t n = 0; n <= MOST; n++)
			for (size_t a = 0; a < ALIGNMENTS; a++) {
				unsigned columns = 1 + draw(COLUMNS);
				fill(memory, ROOM, (unsigned)(n + a) % 11);
				same = same && same_all(*k, memory + a, n) &&
				    same_lines(*k, memory + a, n,
					draw((unsigned)n + 1));
				fit_rows(memory + a, n, columns);
				same = same &&
				    same_rows(*k, memory + a, n, columns);
			}
		ok(same, "%s equals scalar", (*k)->name);
	}
	ok(simd_probe() != NULL, "the probe finds kernels");
	free(memory);
	return tap_done();
}
