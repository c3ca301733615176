/* SPDX-License-Identifier: MIT */
/* What is left after some half-lives: a power of one half in integers, so
 * that every machine gives the same digits. */
#ifndef CJM_JOURNEY_HALVING_H
#define CJM_JOURNEY_HALVING_H

#include <stdint.h>

/* 2^63 * 2^-(age / half_life), within 2^-57 of the exact power: exact for
 * whole numbers of half-lives, 0 beyond 63 of them. half_life in 1..2^63-1. */
uint64_t halving(uint64_t age, uint64_t half_life);

#endif
