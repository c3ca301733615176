/* SPDX-License-Identifier: MIT */
/* A path: the touches that led to one conversion, in order. */
#ifndef CJM_JOURNEY_PATH_H
#define CJM_JOURNEY_PATH_H

#include "journey/touch.h"

/* What the `key` of a stored touch holds: the number of the attribution key,
 * and whether the touch is a direct one (it tells of no source). */
#define TOUCH_DIRECT ((uint32_t)1 << 31)

struct step {
	int64_t first, last; /* times of the run's first and last touch */
	uint32_t key;
	bool direct; /* every touch of the run is */
};

/* Owned by its user, filled anew for each conversion. */
struct path {
	struct step *at;
	size_t n, room;
};

#define PATH_INIT          \
	{                  \
		NULL, 0, 0 \
	}

/* Which touches of a list belong to a path, and how. */
struct path_rule {
	int64_t from, to; /* both inclusive */
	bool exposure;    /* neighbours with one key are a single step */
};

/* Fills the path from a person's touches, oldest first. Without exposure each
 * touch is a step. */
void path_take(struct path *path, const struct touch_pool *pool,
    const struct touch_list *list, const struct path_rule *rule);

/* A path of one step, dated `time`. */
void path_single(struct path *path, uint32_t key, int64_t time);

/* Keeps a path as touches (key, direct, last time): what models need to split
 * again. False when the pool is used up. */
bool path_keep(
    const struct path *path, struct touch_pool *pool, struct touch_list *list);

void path_release(struct path *path);

#endif
