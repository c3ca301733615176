/* SPDX-License-Identifier: MIT */
/* Transforms: how the touches of a path become its steps, before any model
 * sees them. The names are those of Snowplow's attribution package and of
 * google/fractribution. */
#ifndef CJM_JOURNEY_PATH_TRANSFORM_H
#define CJM_JOURNEY_PATH_TRANSFORM_H

#include "base/intern.h"
#include "journey/path.h"

enum transform_kind {
	TRANSFORM_UNIQUE,    /* each touch is a step */
	TRANSFORM_EXPOSURE,  /* neighbours with one key are one */
	TRANSFORM_FIRST,     /* the first with each key */
	TRANSFORM_FREQUENCY, /* the same, and its key tells how many: A(3) */
	TRANSFORM_TRIM,      /* the last `count` steps */
	TRANSFORM_NOT_ALL,   /* none with `key`, unless all are */
	TRANSFORM_NOT_LAST   /* none with `key` at the end, unless all are */
};

struct transform {
	enum transform_kind kind;
	uint32_t count;
	struct slice name; /* of the key; the option's own text */
	uint32_t key;      /* its number: transforms_bind */
};

enum { TRANSFORMS_MAX = 8 };

/* Applied from left to right. */
struct transforms {
	struct transform at[TRANSFORMS_MAX];
	unsigned n;
};

#define TRANSFORMS_INIT                                      \
	{                                                    \
		.at = {{.kind = TRANSFORM_EXPOSURE}}, .n = 1 \
	}

/* Reads a list such as `remove_if_last_and_not_all(Direct),exposure,trim(5)`;
 * `unique` and `none` are the same. The text must outlive *t. False with the
 * piece at fault in *bad. */
bool transforms_read(struct transforms *t, const char *text, struct slice *bad);

/* Gives the keys that transforms name their numbers. With two key columns a
 * name is their texts with a comma between. */
void
transforms_bind(struct transforms *t, struct intern *keys, unsigned n_columns);

/* Applies them. Frequency adds keys.
 * A step that another is merged into has the milestones of both; a run of
 * exposure is dated by its last touch, the others by the one that is kept. */
void transforms_apply(
    const struct transforms *t, struct intern *keys, struct path *path);

#endif
