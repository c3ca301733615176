/* SPDX-License-Identifier: MIT */
/* Kernels for x86-64 with AVX-512 and its byte permutation and compression
 * (VBMI and VBMI2), by which the places of many bits are written at once. As in
 * avx2.c, the target is set for each function. */
#include "simd/simd.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define KERNEL_NAME avx512
#define KERNEL_TARGET          \
	__attribute__((target( \
	    "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi,bmi2,lzcnt,popcnt")))

struct chunk {
	__m512i v;
};

KERNEL_TARGET static inline struct chunk
chunk_load(const char *p)
{
	__m512i v = _mm512_loadu_si512(p);
	__asm__("" : "+v"(v)); /* in a register: gcc 12 may go by the stack */
	return (struct chunk){v};
}

KERNEL_TARGET static inline void
chunk_store(char *p, struct chunk c)
{
	_mm512_storeu_si512(p, c.v);
}

KERNEL_TARGET static inline uint64_t
chunk_equal(struct chunk c, char x)
{
	return _mm512_cmpeq_epi8_mask(c.v, _mm512_set1_epi8(x));
}

/* Signed: 0x80..0xff are negative, so below 0x20 like the controls. */
KERNEL_TARGET static inline uint64_t
chunk_special(struct chunk c)
{
	return _mm512_cmplt_epi8_mask(c.v, _mm512_set1_epi8(0x20)) |
	    chunk_equal(c, '\\') | chunk_equal(c, 0x7f);
}

KERNEL_TARGET static inline uint64_t
chunk_control(struct chunk c)
{
	return _mm512_cmplt_epu8_mask(c.v, _mm512_set1_epi8(0x20));
}

#include "simd/bmi.h"

/* See avx2.c. */
KERNEL_TARGET static inline uint64_t
chunk_cuts(struct chunk c)
{
	const __m512i table = _mm512_broadcast_i32x4(_mm_setr_epi8(
	    1, 0, '"', 0, 0, 0, 0, 0, 0, 0, '\n', 0, '\\', 0, 0, '?'));
	return _mm512_cmpeq_epi8_mask(_mm512_shuffle_epi8(table, c.v), c.v);
}

/* Sixteen places of those that are compressed into the low bytes. */
KERNEL_TARGET static inline void
put_sixteen(__m128i places, uint32_t base, uint32_t *at)
{
	_mm512_storeu_si512(at,
	    _mm512_add_epi32(
		_mm512_cvtepu8_epi32(places), _mm512_set1_epi32((int)base)));
}

/* 0 to 63 */
KERNEL_TARGET static inline __m512i
numbers(void)
{
	return _mm512_set_epi64(0x3f3e3d3c3b3a3938, 0x3736353433323130,
	    0x2f2e2d2c2b2a2928, 0x2726252423222120, 0x1f1e1d1c1b1a1918,
	    0x1716151413121110, 0x0f0e0d0c0b0a0908, 0x0706050403020100);
}

KERNEL_TARGET static inline size_t
put_many(uint64_t bits, uint32_t base, uint32_t *at)
{
	size_t n = (size_t)_mm_popcnt_u64(bits);
	__m512i places = _mm512_maskz_compress_epi8(bits, numbers());
	put_sixteen(_mm512_castsi512_si128(places), base, at);
	if (n > 16) {
		put_sixteen(
		    _mm512_extracti32x4_epi32(places, 1), base, at + 16);
		put_sixteen(
		    _mm512_extracti32x4_epi32(places, 2), base, at + 32);
		put_sixteen(
		    _mm512_extracti32x4_epi32(places, 3), base, at + 48);
	}
	return n;
}

/* Rows have some 10 delimiters in 64 bytes, and where fields are empty more
 * than 16: no branch can foretell where. */
KERNEL_TARGET static inline void
put_dense(uint64_t bits, uint32_t base, uint32_t *at)
{
	__m512i places = _mm512_maskz_compress_epi8(bits, numbers());
	put_sixteen(_mm512_castsi512_si128(places), base, at);
	put_sixteen(_mm512_extracti32x4_epi32(places, 1), base, at + 16);
	if (_mm_popcnt_u64(bits) > 32) {
		put_sixteen(
		    _mm512_extracti32x4_epi32(places, 2), base, at + 32);
		put_sixteen(
		    _mm512_extracti32x4_epi32(places, 3), base, at + 48);
	}
}

/* The numbers that hexadecimal digits are; *good has a bit for each of them. */
KERNEL_TARGET static inline __m512i
hex_numbers(__m512i v, uint64_t *good)
{
	const __m512i ten = _mm512_set1_epi8(10);
	__m512i digit = _mm512_sub_epi8(v, _mm512_set1_epi8('0'));
	__m512i lower = _mm512_or_si512(v, _mm512_set1_epi8(0x20));
	__m512i letter = _mm512_sub_epi8(lower, _mm512_set1_epi8('a'));
	uint64_t letters = _mm512_cmplt_epu8_mask(letter, _mm512_set1_epi8(6));
	*good = letters | _mm512_cmplt_epu8_mask(digit, ten);
	return _mm512_mask_add_epi8(digit, letters, letter, ten);
}

/* For each byte the one so far behind it; what the last ones are does not
 * matter. */
KERNEL_TARGET static inline __m512i
behind(__m512i v, char by)
{
	return _mm512_permutexvar_epi8(
	    _mm512_add_epi8(numbers(), _mm512_set1_epi8(by)), v);
}

/* At most 64 bytes. */
KERNEL_TARGET static inline size_t
percent_chunk(
    char *dst, const char *p, size_t n, char plus, struct percent *got)
{
	uint64_t within = low_bits(n < 64 ? n : 64), hex;
	struct chunk c = {_mm512_maskz_loadu_epi8(within, p)};
	__m512i number = hex_numbers(c.v, &hex);
	uint64_t signs = chunk_equal(c, '%'), blanks = chunk_equal(c, '+');
	uint64_t good = signs & hex >> 1 & hex >> 2;
	if (signs != good) {
		within = low_bits(first_bit(signs ^ good));
		good &= within;
	}
	/* by pairs, since no instruction shifts bytes */
	__m512i high = _mm512_and_si512(_mm512_slli_epi16(behind(number, 1), 4),
	    _mm512_set1_epi8((char)0xf0));
	__m512i byte = _mm512_or_si512(high, behind(number, 2));
	__m512i v = _mm512_mask_mov_epi8(c.v, good, byte);
	v = _mm512_mask_mov_epi8(v, blanks, _mm512_set1_epi8(plus));
	uint64_t kept = within & ~(good << 1 | good << 2);
	_mm512_storeu_si512(dst, _mm512_maskz_compress_epi8(kept, v));
	got->taken += (size_t)_mm_popcnt_u64(within);
	got->wide |= (_mm512_movepi8_mask(v) & kept) != 0;
	return (size_t)_mm_popcnt_u64(kept);
}

#define KERNEL_HAS_PERCENT
#define KERNEL_HAS_CUTS
#define KERNEL_HAS_MANY
#define KERNEL_HAS_DENSE
#include "simd/body.h"

#endif
