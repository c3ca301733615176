/* SPDX-License-Identifier: MIT */
/* Occurrences of one moment to consecutive steps, each to one. */
#ifndef CJM_JOURNEY_MATCHING_H
#define CJM_JOURNEY_MATCHING_H

#include <stddef.h>
#include <stdint.h>

/* The largest m such that steps first, first+1 … first+m-1 (below n_steps, at
 * most 32) can each be filled by an occurrence of their own, where masks[i] has
 * a bit for each step that occurrence i can fill. Exact (augmenting paths). */
unsigned matching_length(
    const uint32_t *masks, size_t n, unsigned first, unsigned n_steps);

#endif
