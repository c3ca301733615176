/* SPDX-License-Identifier: MIT */
/* Attribution models: how much of a conversion each step of its path earns.
 *
 * A model is one file and one const struct, listed in models.c. It gives each
 * step a weight; split.h turns weights into parts that add up. */
#ifndef CJM_JOURNEY_MODELS_H
#define CJM_JOURNEY_MODELS_H

#include "base/mem.h"
#include "base/slice.h"
#include "base/when.h"
#include "journey/path.h"

/* What a user may set of the models. */
struct model_options {
	/* position: weights of the first step, of all the middle ones
	 * together, and of the last; at most 10^12 each, not all zero */
	uint64_t position[3];
	int64_t half_life; /* decay: microseconds, above 0 */
};

#define MODEL_OPTIONS_INIT             \
	{                              \
		{40, 20, 40}, 7 * DAY, \
	}

struct model {
	const char *name;

	/* Writes the weight of each step of a path that has at least one,
	 * relative to each other. They depend on nothing but the arguments,
	 * and are integers so that they are the same on every machine.
	 * NULL for a model that looks at all paths together (markov.h). */
	void (*weigh)(const struct path *path,
	    const struct model_options *options, uint64_t *weights);

	bool milestones; /* it asks where leads and opportunities were */
	bool on_request; /* not among those that run unless named */
};

extern const struct model model_first, model_last, model_last_non_direct,
    model_linear, model_position, model_decay, model_w_shaped, model_full_path,
    model_markov, model_shapley;

enum {
	MODELS_MAX = 16,
	MODEL_STEPS_MAX = 1000000 /* so that no weight passes 2^63 */
};

/* Chosen models, in the order of the registry. */
struct model_set {
	const struct model *at[MODELS_MAX];
	unsigned n;
};

/* Chooses by names between commas; NULL for those that run unless others are
 * named. False when one is unknown or empty: *unknown is that name, a part of
 * `names`. */
bool
models_choose(struct model_set *set, const char *names, struct slice *unknown);

/* Appends the names of all models, with commas between. */
void models_list(struct buf *out);

/* The place of a model in the set, or set->n. */
unsigned models_find(const struct model_set *set, const struct model *model);

/* Whether a model of the set asks for milestones. */
bool models_ask_milestones(const struct model_set *set);

/* Reads `first/middle/last` as three decimals that are not all zero, at most
 * a million each. False leaves `position` alone. */
bool position_read(struct slice text, uint64_t position[3]);

#endif
