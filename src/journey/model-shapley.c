/* SPDX-License-Identifier: MIT */
/* The Shapley value of the game in which a set of keys is worth the conversions
 * of all paths that have no other key.
 *
 * Its closed form is that each conversion is shared evenly among the distinct
 * keys of its path (Zhao, Mahboobi, Bagheri 2018, arXiv 1804.05327): exact,
 * for any number of keys. */
#include "journey/models.h"

static void
weigh(const struct path *path, const struct model_options *options,
    uint64_t *weights)
{
	(void)options;
	for (size_t i = 0; i < path->n; i++)
		weights[i] = !path->at[i].again;
}

const struct model model_shapley = {.name = "shapley", .weigh = weigh};
