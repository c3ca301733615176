/* SPDX-License-Identifier: MIT */
/* Text as it lies in a block: with bytes around it that can be read. */
#ifndef CJM_TESTS_PADDED_H
#define CJM_TESTS_PADDED_H

#include <string.h>

#include "base/slice.h"
#include "simd/simd.h"

/* A copy between what a reader that runs over an end would trip over, until the
 * next one is made. */
static inline struct slice
padded(struct slice s)
{
	static char memory[8192 + 2 * SIMD_PAD];
	memset(memory, '"', sizeof(memory));
	if (s.n > 0)
		memcpy(memory + SIMD_PAD, s.p, s.n);
	return (struct slice){memory + SIMD_PAD, s.n};
}

#endif
