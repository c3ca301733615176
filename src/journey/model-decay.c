/* SPDX-License-Identifier: MIT */
/* Half as much for every half-life that a step is older.
 *
 * Ages count from the newest step, not from the conversion: the ratios are the
 * same, and the newest weight is always one. With an error of 2^-57 in each
 * weight a credit of n steps is exact to (n + 1) * 2^-57: 10^-14 at n = 1000,
 * a hundredth of the unit in which conversions are split. */
#include "journey/models.h"

#include "journey/halving.h"

static void
weigh(const struct path *path, const struct model_options *options,
    uint64_t *weights)
{
	int64_t newest = path->at[0].last;
	for (size_t i = 1; i < path->n; i++)
		if (path->at[i].last > newest)
			newest = path->at[i].last;
	for (size_t i = 0; i < path->n; i++)
		weights[i] = halving((uint64_t)(newest - path->at[i].last),
		    (uint64_t)options->half_life);
}

const struct model model_decay = {.name = "decay", .weigh = weigh};
