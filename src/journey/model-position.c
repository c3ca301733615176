/* SPDX-License-Identifier: MIT */
/* Most to both ends, the rest evenly between them: 40/20/40 unless set.
 *
 * With two steps there is no middle, and the ends share by their weights
 * (evenly where both are zero); with one it has all. */
#include "journey/models.h"

static void
weigh(const struct path *path, const struct model_options *options,
    uint64_t *weights)
{
	const uint64_t *part = options->position;
	size_t n = path->n, middle = n > 2 ? n - 2 : 1;
	/* the ends times the number of steps between: no fractions */
	for (size_t i = 0; i < n; i++)
		weights[i] = part[1];
	weights[0] = part[0] * middle;
	if (n > 1)
		weights[n - 1] = part[2] * middle;
}

const struct model model_position = {.name = "position", .weigh = weigh};
