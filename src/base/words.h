/* SPDX-License-Identifier: MIT */
/* Eight bytes of text in a register: for texts that are too short, or too
 * tightly packed, for the kernels of simd.h. */
#ifndef CJM_BASE_WORDS_H
#define CJM_BASE_WORDS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define WORD_ONES 0x0101010101010101u

/* ASCII letters in lower case, all other bytes as they are. */
static inline uint64_t
word_lower(uint64_t x)
{
	uint64_t low = x & 0x7f * WORD_ONES;
	uint64_t letters = (low + (0x80 - 'A') * WORD_ONES) &
	    ~(low + (0x7f - 'Z') * WORD_ONES) & ~x & 0x80 * WORD_ONES;
	return x | letters >> 2;
}

/* Eight bytes, the first in the lowest byte on every machine. */
static inline uint64_t
word_load(const char *p)
{
	uint64_t x;
	memcpy(&x, p, sizeof(x));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	x = __builtin_bswap64(x);
#endif
	return x;
}

/* The first n bytes of a word_load, n < 8, and zeros. */
static inline uint64_t
word_cut(uint64_t x, size_t n)
{
	return x & ((1ull << 8 * n) - 1);
}

/* The number of the first byte that a test has found in a word_load. Of those
 * behind it some may be found that are not meant. */
static inline size_t
word_first(uint64_t found)
{
	return (size_t)__builtin_ctzll(found) / 8;
}

/* Not zero when a byte is c. */
static inline uint64_t
word_has(uint64_t x, char c)
{
	x ^= (unsigned char)c * WORD_ONES;
	return (x - WORD_ONES) & ~x & 0x80 * WORD_ONES;
}

/* Not zero when a byte cannot stand in a field of the stream as it is. */
static inline uint64_t
word_special(uint64_t x)
{
	uint64_t low = (x - 0x20 * WORD_ONES) & ~x;
	return ((low | x) & 0x80 * WORD_ONES) | word_has(x, '\\') |
	    word_has(x, 0x7f);
}

/* Whether p[0..n) and q[0..n), n >= 8, are the same. */
static inline bool
words_equal(const char *p, const char *q, size_t n)
{
	uint64_t x, y;
	for (size_t i = 0; i + sizeof(x) < n; i += sizeof(x)) {
		memcpy(&x, p + i, sizeof(x));
		memcpy(&y, q + i, sizeof(y));
		if (x != y)
			return false;
	}
	memcpy(&x, p + n - sizeof(x), sizeof(x));
	memcpy(&y, q + n - sizeof(y), sizeof(y));
	return x == y;
}

/* Copies p[0..n), n >= 4, by words of which the last two overlap; returns
 * what `test` says of them all. */
static inline uint64_t
words_copy(char *dst, const char *p, size_t n, uint64_t (*test)(uint64_t))
{
	uint64_t x, found = 0;
	if (n < 8) {
		uint32_t head, tail;
		memcpy(&head, p, sizeof(head));
		memcpy(&tail, p + n - sizeof(tail), sizeof(tail));
		memcpy(dst, &head, sizeof(head));
		memcpy(dst + n - sizeof(tail), &tail, sizeof(tail));
		return test(head | (uint64_t)tail << 32);
	}
	for (size_t i = 0; i + sizeof(x) < n; i += sizeof(x)) {
		memcpy(&x, p + i, sizeof(x));
		memcpy(dst + i, &x, sizeof(x));
		found |= test(x);
	}
	memcpy(&x, p + n - sizeof(x), sizeof(x));
	memcpy(dst + n - sizeof(x), &x, sizeof(x));
	return found | test(x);
}

#endif
