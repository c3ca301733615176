/* SPDX-License-Identifier: MIT */
/* A path: the touches that led to one conversion, in order. */
#ifndef CJM_JOURNEY_PATH_H
#define CJM_JOURNEY_PATH_H

#include "journey/touch.h"

/* What the `key` of a stored touch holds: the number of the attribution key;
 * whether the touch is a direct one (it tells of no source); and whether a
 * milestone (a lead, an opportunity) was reached after it, before any other. */
#define TOUCH_DIRECT      ((uint32_t)1 << 31)
#define TOUCH_LEAD        ((uint32_t)1 << 30)
#define TOUCH_OPPORTUNITY ((uint32_t)1 << 29)
#define TOUCH_KEYS        TOUCH_OPPORTUNITY /* numbers are below that */

struct step {
	int64_t last; /* time of the newest of its touches */
	uint32_t key;
	uint32_t count;         /* of a transform that counts */
	bool direct;            /* every touch of the run is */
	bool lead, opportunity; /* a touch of the run is */
	bool again;             /* the path had that key before */
};

/* Where a key was seen last: the path's serial number and the step. */
struct path_mark {
	uint32_t serial, step;
};

/* Owned by its user, filled anew for each conversion. */
struct path {
	struct step *at;
	size_t n, room;
	size_t touches;          /* before any transform */
	int64_t begin;           /* time of the first of them */
	int64_t end;             /* time of the conversion */
	struct path_mark *marks; /* by key */
	size_t n_marks;
	uint32_t serial;
};

#define PATH_INIT          \
	{                  \
		.at = NULL \
	}

/* Which touches of a list belong to a path. */
struct path_rule {
	int64_t from, to; /* both inclusive */
};

/* Fills the path from a person's touches, oldest first, each a step. */
void path_take(struct path *path, const struct touch_pool *pool,
    const struct touch_list *list, const struct path_rule *rule);

/* A path of one step, dated `time`, of no touch. */
void path_single(struct path *path, uint32_t key, int64_t time);

/* The step at which the path had the key first, when path_remember was called
 * for it since path_forget; else SIZE_MAX. */
void path_forget(struct path *path);
void path_remember(struct path *path, uint32_t key, size_t step);
size_t path_recall(const struct path *path, uint32_t key);

/* Marks the steps whose key the path had before. */
void path_mark_again(struct path *path);

/* A path that is kept, as touches (key, direct, milestones, last time), which
 * is what models need to split again: the newest links to the one before it,
 * and so on, n in all. All zeros is a path without a step. */
struct trail {
	uint32_t newest, n;
};

/* Keeps a path of one step or more. *trail is one kept before in the pool, best
 * the person's latest, and becomes this one: what they have in common is kept
 * once, so that many orders of a person take little more room than the touches
 * that led to them. False when the pool is used up. */
bool path_keep(
    const struct path *path, struct touch_pool *pool, struct trail *trail);

/* Fills the path from a trail. */
void path_restore(struct path *path, const struct touch_pool *pool,
    const struct trail *trail);

void path_release(struct path *path);

#endif
