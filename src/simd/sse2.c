/* SPDX-License-Identifier: MIT */
/* Kernels for any x86-64: SSE2 is part of it. */
#include "simd/simd.h"

#if defined(__x86_64__)

#include <emmintrin.h>

#define KERNEL_NAME sse2
#define KERNEL_TARGET

struct chunk {
	__m128i v[4];
};

static inline struct chunk
chunk_load(const char *p)
{
	struct chunk c;
	for (int i = 0; i < 4; i++)
		c.v[i] = _mm_loadu_si128(
		    (const __m128i *)(const void *)(p + 16 * i));
	return c;
}

static inline void
chunk_store(char *p, struct chunk c)
{
	for (int i = 0; i < 4; i++)
		_mm_storeu_si128((__m128i *)(void *)(p + 16 * i), c.v[i]);
}

static inline uint64_t
bits(__m128i v)
{
	return (uint64_t)(unsigned)_mm_movemask_epi8(v);
}

static inline uint64_t
chunk_equal(struct chunk c, char x)
{
	__m128i v = _mm_set1_epi8(x);
	uint64_t out = 0;
	for (int i = 0; i < 4; i++)
		out |= bits(_mm_cmpeq_epi8(c.v[i], v)) << (16 * i);
	return out;
}

static inline uint64_t
chunk_special(struct chunk c)
{
	uint64_t out = 0;
	for (int i = 0; i < 4; i++) {
		/* signed: 0x80..0xff are negative, so below 0x20 */
		__m128i low = _mm_cmpgt_epi8(_mm_set1_epi8(0x20), c.v[i]);
		__m128i back = _mm_cmpeq_epi8(c.v[i], _mm_set1_epi8('\\'));
		__m128i del = _mm_cmpeq_epi8(c.v[i], _mm_set1_epi8(0x7f));
		out |= bits(_mm_or_si128(low, _mm_or_si128(back, del)))
		    << (16 * i);
	}
	return out;
}

/* Unsigned: bytes of which 0x1f is the greater. */
static inline uint64_t
chunk_control(struct chunk c)
{
	const __m128i last = _mm_set1_epi8(0x1f);
	uint64_t out = 0;
	for (int i = 0; i < 4; i++)
		out |= bits(_mm_cmpeq_epi8(_mm_max_epu8(c.v[i], last), last))
		    << (16 * i);
	return out;
}

#include "simd/body.h"

#endif
