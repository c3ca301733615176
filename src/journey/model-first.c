/* SPDX-License-Identifier: MIT */
/* All to the first step: what made the person known. */
#include "journey/models.h"

static void
weigh(const struct path *path, const struct model_options *options,
    uint64_t *weights)
{
	(void)options;
	for (size_t i = 0; i < path->n; i++)
		weights[i] = i == 0;
}

const struct model model_first = {.name = "first", .weigh = weigh};
