/* SPDX-License-Identifier: MIT */
/* Kernels for x86-64 with AVX2 (and the bit instructions that came with it).
 * The target is set for each function, not for the file, so that nothing the
 * headers inline needs AVX2 before the probe has seen it. */
#include "simd/simd.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define KERNEL_NAME   avx2
#define KERNEL_TARGET __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))

struct chunk {
	__m256i low, high;
};

KERNEL_TARGET static inline __m256i
load_half(const char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

KERNEL_TARGET static inline uint64_t
bits_of(__m256i v)
{
	return (uint32_t)_mm256_movemask_epi8(v);
}

KERNEL_TARGET static inline struct chunk
chunk_load(const char *p)
{
	return (struct chunk){load_half(p), load_half(p + 32)};
}

KERNEL_TARGET static inline void
chunk_store(char *p, struct chunk c)
{
	_mm256_storeu_si256((__m256i *)(void *)p, c.low);
	_mm256_storeu_si256((__m256i *)(void *)(p + 32), c.high);
}

KERNEL_TARGET static inline uint64_t
mask(__m256i low, __m256i high)
{
	return bits_of(low) | bits_of(high) << 32;
}

KERNEL_TARGET static inline uint64_t
chunk_equal(struct chunk c, char x)
{
	__m256i v = _mm256_set1_epi8(x);
	return mask(_mm256_cmpeq_epi8(c.low, v), _mm256_cmpeq_epi8(c.high, v));
}

KERNEL_TARGET static inline __m256i
special(__m256i v)
{
	/* signed: 0x80..0xff are negative, so below 0x20 like the controls */
	__m256i out = _mm256_cmpgt_epi8(_mm256_set1_epi8(0x20), v);
	out =
	    _mm256_or_si256(out, _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\\')));
	return _mm256_or_si256(
	    out, _mm256_cmpeq_epi8(v, _mm256_set1_epi8(0x7f)));
}

KERNEL_TARGET static inline uint64_t
chunk_special(struct chunk c)
{
	return mask(special(c.low), special(c.high));
}

/* Unsigned: bytes of which 0x1f is the greater. */
KERNEL_TARGET static inline uint64_t
chunk_control(struct chunk c)
{
	const __m256i last = _mm256_set1_epi8(0x1f);
	return mask(_mm256_cmpeq_epi8(_mm256_max_epu8(c.low, last), last),
	    _mm256_cmpeq_epi8(_mm256_max_epu8(c.high, last), last));
}

#include "simd/bmi.h"

/* The four bytes differ in their low halves, so that one shuffle names the only
 * one that each byte can be. */
KERNEL_TARGET static inline __m256i
cuts(__m256i v)
{
	const __m256i table = _mm256_setr_epi8(1, 0, '"', 0, 0, 0, 0, 0, 0, 0,
	    '\n', 0, '\\', 0, 0, '?', 1, 0, '"', 0, 0, 0, 0, 0, 0, 0, '\n', 0,
	    '\\', 0, 0, '?');
	return _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, v), v);
}

KERNEL_TARGET static inline uint64_t
chunk_cuts(struct chunk c)
{
	return mask(cuts(c.low), cuts(c.high));
}

/* The places of a byte's bits. */
static uint64_t places_of[256];

__attribute__((constructor)) static void
fill_places(void)
{
	for (unsigned byte = 0; byte < 256; byte++) {
		unsigned n = 0;
		for (unsigned bit = 0; bit < 8; bit++)
			if (byte >> bit & 1)
				places_of[byte] |= (uint64_t)bit << 8 * n++;
	}
}

/* Eight bits after the other, whether they are set or not: how many are set in
 * a piece of a row no branch can foretell. The eight places behind the last are
 * scratch. With a branch for every four, finding a row of 29 columns and 186
 * bytes took 47 ns, with this 23. */
KERNEL_TARGET static inline void
put_dense(uint64_t bits, uint32_t base, uint32_t *at)
{
	__m256i from = _mm256_set1_epi32((int)base);
#pragma GCC unroll 8
	for (int i = 0; i < 8; i++, bits >>= 8) {
		uint64_t byte = bits & 0xff;
		__m256i places = _mm256_cvtepu8_epi32(
		    _mm_cvtsi64_si128((long long)places_of[byte]));
		_mm256_storeu_si256(
		    (__m256i *)(void *)at, _mm256_add_epi32(places, from));
		from = _mm256_add_epi32(from, _mm256_set1_epi32(8));
		at += _mm_popcnt_u64(byte);
	}
}

/* The numbers that hexadecimal digits are, and 0 for what is none; *good has
 * 0xff for each of them. */
KERNEL_TARGET static inline __m256i
hex_numbers(__m256i v, __m256i *good)
{
	__m256i digit = _mm256_sub_epi8(v, _mm256_set1_epi8('0'));
	__m256i lower = _mm256_or_si256(v, _mm256_set1_epi8(0x20));
	__m256i letter = _mm256_sub_epi8(lower, _mm256_set1_epi8('a'));
	__m256i is_digit = _mm256_cmpeq_epi8(
	    _mm256_min_epu8(digit, _mm256_set1_epi8(9)), digit);
	__m256i is_letter = _mm256_cmpeq_epi8(
	    _mm256_min_epu8(letter, _mm256_set1_epi8(5)), letter);
	__m256i ten = _mm256_add_epi8(letter, _mm256_set1_epi8(10));
	*good = _mm256_or_si256(is_digit, is_letter);
	return _mm256_and_si256(
	    _mm256_blendv_epi8(digit, ten, is_letter), *good);
}

/* Writes those of eight bytes that are kept; returns how many. */
KERNEL_TARGET static inline size_t
put_kept(char *dst, __m128i v, uint64_t kept)
{
	__m128i order = _mm_cvtsi64_si128((long long)places_of[kept & 0xff]);
	_mm_storel_epi64((__m128i *)(void *)dst, _mm_shuffle_epi8(v, order));
	return (size_t)_mm_popcnt_u64(kept & 0xff);
}

enum { HALF = 32 };

/* At most 32 bytes. */
KERNEL_TARGET static inline size_t
percent_chunk(
    char *dst, const char *p, size_t n, char plus, struct percent *got)
{
	uint64_t within = low_bits(n < HALF ? n : HALF);
	__m256i high_good, low_good, v = load_half(p);
	__m256i high = hex_numbers(load_half(p + 1), &high_good);
	__m256i low = hex_numbers(load_half(p + 2), &low_good);
	__m256i sign = _mm256_cmpeq_epi8(v, _mm256_set1_epi8('%'));
	__m256i blank = _mm256_cmpeq_epi8(v, _mm256_set1_epi8('+'));
	__m256i both = _mm256_and_si256(high_good, low_good);
	uint64_t signs = bits_of(sign) & within;
	uint64_t good = signs & bits_of(both) & within >> 2;
	if (signs != good) {
		within = low_bits(first_bit(signs ^ good));
		good &= within;
	}
	/* numbers are below 16: none goes into the byte beside it */
	__m256i byte = _mm256_or_si256(_mm256_slli_epi16(high, 4), low);
	v = _mm256_blendv_epi8(v, byte, _mm256_and_si256(sign, both));
	v = _mm256_blendv_epi8(v, _mm256_set1_epi8(plus), blank);
	uint64_t kept = within & ~(good << 1 | good << 2);
	__m128i first = _mm256_castsi256_si128(v);
	__m128i last = _mm256_extracti128_si256(v, 1);
	char *to = dst + put_kept(dst, first, kept);
	to += put_kept(to, _mm_srli_si128(first, 8), kept >> 8);
	to += put_kept(to, last, kept >> 16);
	to += put_kept(to, _mm_srli_si128(last, 8), kept >> 24);
	got->taken += (size_t)_mm_popcnt_u64(within);
	got->wide |= (bits_of(v) & kept) != 0;
	return (size_t)(to - dst);
}

#define KERNEL_HAS_PERCENT
#define KERNEL_HAS_CUTS
#define KERNEL_HAS_DENSE
#include "simd/body.h"

#endif
