/* SPDX-License-Identifier: MIT */
/* Single bits by the instructions that came with AVX2, for body.h: included by
 * its units' files behind KERNEL_TARGET. */
#define KERNEL_HAS_BITS

KERNEL_TARGET static inline uint64_t
deposit_bits(uint64_t ranks, uint64_t mask)
{
	return _pdep_u64(ranks, mask);
}

KERNEL_TARGET static inline unsigned
first_bit(uint64_t bits)
{
	return (unsigned)_tzcnt_u64(bits);
}

KERNEL_TARGET static inline uint64_t
drop_bit(uint64_t bits)
{
	return _blsr_u64(bits);
}

/* n <= 64 */
KERNEL_TARGET static inline uint64_t
low_bits(size_t n)
{
	return _bzhi_u64(UINT64_MAX, (uint32_t)n);
}
