/* SPDX-License-Identifier: MIT */
/* Kernels for AArch64, where NEON is always there. */
#include "simd/simd.h"

#if defined(__aarch64__)

#include <arm_neon.h>

#define KERNEL_NAME neon
#define KERNEL_TARGET

struct chunk {
	uint8x16_t v[4];
};

static inline struct chunk
chunk_load(const char *p)
{
	struct chunk c;
	for (int i = 0; i < 4; i++)
		c.v[i] = vld1q_u8((const uint8_t *)p + 16 * i);
	return c;
}

static inline void
chunk_store(char *p, struct chunk c)
{
	for (int i = 0; i < 4; i++)
		vst1q_u8((uint8_t *)p + 16 * i, c.v[i]);
}

/* 64 bytes of 0x00 or 0xff to 64 bits: keep one bit of each byte, then add
 * neighbours three times. */
static inline uint64_t
bits(const uint8x16_t v[4])
{
	static const uint8_t weights[16] = {
	    1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
	uint8x16_t w = vld1q_u8(weights);
	uint8x16_t low = vpaddq_u8(vandq_u8(v[0], w), vandq_u8(v[1], w));
	uint8x16_t high = vpaddq_u8(vandq_u8(v[2], w), vandq_u8(v[3], w));
	uint8x16_t sum = vpaddq_u8(low, high);
	sum = vpaddq_u8(sum, sum);
	return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

static inline uint64_t
chunk_equal(struct chunk c, char x)
{
	uint8x16_t out[4], v = vdupq_n_u8((uint8_t)x);
	for (int i = 0; i < 4; i++)
		out[i] = vceqq_u8(c.v[i], v);
	return bits(out);
}

static inline uint64_t
chunk_special(struct chunk c)
{
	uint8x16_t out[4];
	for (int i = 0; i < 4; i++) {
		uint8x16_t low = vcltq_u8(c.v[i], vdupq_n_u8(0x20));
		uint8x16_t high = vcgeq_u8(c.v[i], vdupq_n_u8(0x7f));
		uint8x16_t back = vceqq_u8(c.v[i], vdupq_n_u8('\\'));
		out[i] = vorrq_u8(low, vorrq_u8(high, back));
	}
	return bits(out);
}

static inline uint64_t
chunk_control(struct chunk c)
{
	uint8x16_t out[4];
	for (int i = 0; i < 4; i++)
		out[i] = vcltq_u8(c.v[i], vdupq_n_u8(0x20));
	return bits(out);
}

#include "simd/body.h"

#endif
