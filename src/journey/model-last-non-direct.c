/* SPDX-License-Identifier: MIT */
/* All to the last step that is not direct; where all are, to the last. */
#include "journey/models.h"

static void
weigh(const struct path *path, const struct model_options *options,
    uint64_t *weights)
{
	size_t chosen = path->n - 1;
	(void)options;
	for (size_t i = 0; i < path->n; i++)
		if (!path->at[i].direct)
			chosen = i;
	for (size_t i = 0; i < path->n; i++)
		weights[i] = i == chosen;
}

const struct model model_last_non_direct = {
    .name = "last-non-direct", .weigh = weigh};
