/* SPDX-License-Identifier: MIT */
/* The most frequent first. */
#ifndef CJM_JOURNEY_RANKING_H
#define CJM_JOURNEY_RANKING_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct ranked {
	struct slice name;
	uint32_t number;               /* the caller's */
	uint64_t first, second, third; /* what it is ranked by */
};

struct ranking {
	struct ranked *at;
	size_t n, room;
};

/* Room for that many. */
void ranking_init(struct ranking *r, size_t room);
void ranking_release(struct ranking *r);

/* The name must outlive the ranking. One whose figures are zero is left out. */
void ranking_add(struct ranking *r, const struct ranked *ranked);

/* By the first figure, the second, the third, all downwards, and the name; then
 * leaves the n best, or all where n is 0. */
void ranking_sort(struct ranking *r, uint64_t n);

#endif
