/* SPDX-License-Identifier: MIT */
/* The kernels, written once over 64 bytes at a time. Each vector unit's file
 * defines KERNEL_NAME and KERNEL_TARGET, and these over struct chunk, 64 bytes
 * in registers, before it includes this:
 *
 *   chunk_load(p)       64 bytes from any address
 *   chunk_store(p, c)   the same, out
 *   chunk_equal(c, x)   a bit for each byte that is x
 *   chunk_special(c)    a bit for each byte that is < 0x20, 0x7f, \ or >= 0x80
 *
 * and, where it has a better one than below, put_bits with
 * KERNEL_HAS_PUT_BITS. */

#include <stdbool.h>
#include <string.h>

#include "simd/simd.h"

#ifndef KERNEL_HAS_PUT_BITS
/* Writes base + the place of each set bit to at; returns how many. Four at a
 * time without a branch: tables hold many. */
KERNEL_TARGET static inline size_t
put_bits(uint64_t bits, uint32_t base, uint32_t *at)
{
	size_t n = (size_t)__builtin_popcountll(bits);
	for (size_t i = 0; i < n; i += 4) {
		for (size_t k = 0; k < 4; k++) {
			at[i + k] = base +
			    (uint32_t)__builtin_ctzll(bits | (1ull << 63));
			bits &= bits - 1;
		}
	}
	return n;
}
#endif

/* The same where there is hardly ever more than one. */
KERNEL_TARGET static inline size_t
put_few_bits(uint64_t bits, uint32_t base, uint32_t *at)
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

KERNEL_TARGET static size_t
kernel_lines(const char *p, size_t n, uint32_t *at)
{
	size_t found = 0, i = 0;
	for (; i + 64 <= n; i += 64)
		found += put_few_bits(chunk_equal(chunk_load(p + i), '\n'),
		    (uint32_t)i, at + found);
	if (i < n)
		found += put_few_bits(
		    chunk_equal(chunk_load(p + i), '\n') & low_bits(n - i),
		    (uint32_t)i, at + found);
	return found;
}

KERNEL_TARGET static inline void
put_fields(uint64_t tabs, uint64_t ends, uint32_t base, uint32_t *at,
    size_t *found, uint32_t *lines, size_t *n_lines)
{
	uint64_t all = tabs | ends;
	while (ends) {
		uint64_t bit = ends & -ends;
		lines[(*n_lines)++] = (uint32_t)(*found +
		    (size_t)__builtin_popcountll(all & (bit - 1)));
		ends &= ends - 1;
	}
	*found += put_bits(all, base, at + *found);
}

KERNEL_TARGET static size_t
kernel_fields(
    const char *p, size_t n, uint32_t *at, uint32_t *ends, size_t *n_lines)
{
	size_t found = 0, i = 0;
	*n_lines = 0;
	for (; i + 64 <= n; i += 64) {
		struct chunk c = chunk_load(p + i);
		put_fields(chunk_equal(c, '\t'), chunk_equal(c, '\n'),
		    (uint32_t)i, at, &found, ends, n_lines);
	}
	if (i < n) {
		struct chunk c = chunk_load(p + i);
		uint64_t valid = low_bits(n - i);
		put_fields(chunk_equal(c, '\t') & valid,
		    chunk_equal(c, '\n') & valid, (uint32_t)i, at, &found, ends,
		    n_lines);
	}
	return found;
}

KERNEL_TARGET static const char *
kernel_find(const char *p, const char *end, char a, char b)
{
	for (; p < end; p += 64) {
		struct chunk c = chunk_load(p);
		uint64_t bits = chunk_equal(c, a) | chunk_equal(c, b);
		if (bits) {
			p += __builtin_ctzll(bits);
			return p < end ? p : end;
		}
	}
	return end;
}

KERNEL_TARGET static size_t
kernel_copy(char *dst, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i += 64) {
		struct chunk c = chunk_load(p + i);
		uint64_t bits = chunk_special(c);
		chunk_store(dst + i, c);
		if (bits) {
			i += (size_t)__builtin_ctzll(bits);
			return i < n ? i : n;
		}
	}
	return n;
}

#define KERNEL_TEXT_(name) #name
#define KERNEL_TEXT(name)  KERNEL_TEXT_(name)
#define KERNEL_STRUCT_(n)  simd_##n
#define KERNEL_STRUCT(n)   KERNEL_STRUCT_(n)

const struct simd KERNEL_STRUCT(KERNEL_NAME) = {
    .name = KERNEL_TEXT(KERNEL_NAME),
    .lines = kernel_lines,
    .fields = kernel_fields,
    .find = kernel_find,
    .copy = kernel_copy,
};
