/* SPDX-License-Identifier: MIT */
/* Every kernel equals the scalar one, for all lengths up to some vectors and
 * all alignments, over bytes that are rich in what is searched. */
#include <stdlib.h>

#include "base/mem.h"
#include "simd/simd.h"
#include "tap.h"

enum { MOST = 200, ALIGNMENTS = 64, ROOM = MOST + ALIGNMENTS + 2 * SIMD_PAD };

static uint64_t state = 88172645463325252u;

static unsigned
draw(unsigned below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % below;
}

static void
fill(char *p, size_t n, unsigned kind)
{
	static const char special[] = "\t\n\r\\\"\x7f\x1f\x80\xff x";
	for (size_t i = 0; i < n; i++)
		p[i] = draw(10) < kind ? special[draw(sizeof(special) - 1)]
				       : (char)('a' + draw(26));
}

static bool
same_offsets(const uint32_t *a, const uint32_t *b, size_t n)
{
	return n == 0 || memcmp(a, b, n * sizeof(*a)) == 0;
}

static bool
same_all(const struct simd *k, const char *p, size_t n)
{
	static uint32_t at[2][ROOM + 8], ends[2][ROOM + 8];
	char out[2][ROOM + SIMD_PAD];
	const struct simd *s = &simd_scalar;
	size_t lines[2], found = s->fields(p, n, at[0], ends[0], &lines[0]);
	if (k->fields(p, n, at[1], ends[1], &lines[1]) != found ||
	    lines[0] != lines[1] || !same_offsets(at[0], at[1], found) ||
	    !same_offsets(ends[0], ends[1], lines[0]))
		return false;
	found = s->lines(p, n, at[0]);
	if (k->lines(p, n, at[1]) != found ||
	    !same_offsets(at[0], at[1], found))
		return false;
	if (k->find(p, p + n, '"', '\\') != s->find(p, p + n, '"', '\\') ||
	    k->find(p, p + n, '\n', '\n') != s->find(p, p + n, '\n', '\n'))
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
				fill(memory, ROOM, (unsigned)(n + a) % 11);
				same = same && same_all(*k, memory + a, n);
			}
		ok(same, "%s equals scalar", (*k)->name);
	}
	ok(simd_probe() != NULL, "the probe finds kernels");
	free(memory);
	return tap_done();
}
