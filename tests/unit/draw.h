/* SPDX-License-Identifier: MIT */
/* Random numbers that are the same in every run. */
#ifndef CJM_TESTS_DRAW_H
#define CJM_TESTS_DRAW_H

#include <stdint.h>

/* 0 to below - 1. */
static inline unsigned
draw(unsigned below)
{
	static uint64_t state = 88172645463325252u;
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % below;
}

#endif
