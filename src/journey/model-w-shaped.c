/* SPDX-License-Identifier: MIT */
/* Most to the milestones: 30 % each to the first step and to those that led to
 * the lead and to the opportunity, 10 % evenly to the others. The full path
 * has the last step as a fourth milestone and gives each 22.5 %.
 *
 * (Conventions of marketing suites; there is no primary source.) The step of a
 * milestone is the last at or before the first lead, or opportunity, that the
 * path has. Milestones on one step add up. What a path does not have, a
 * milestone or a step besides, leaves its share to the rest in proportion. */
#include "journey/models.h"

static unsigned
milestones_at(const struct path *path, size_t i, size_t lead,
    size_t opportunity, bool close)
{
	return (i == 0) + (unsigned)(i == lead) + (i == opportunity) +
	    (close && i == path->n - 1);
}

static void
weigh_milestones(
    const struct path *path, uint64_t share, bool close, uint64_t *weights)
{
	size_t lead = SIZE_MAX, opportunity = SIZE_MAX, others = 0;
	for (size_t i = path->n; i-- > 0;) {
		lead = path->at[i].lead ? i : lead;
		opportunity = path->at[i].opportunity ? i : opportunity;
	}
	for (size_t i = 0; i < path->n; i++) {
		weights[i] = milestones_at(path, i, lead, opportunity, close);
		others += weights[i] == 0;
	}
	/* times the number of the others: no fractions */
	for (size_t i = 0; i < path->n; i++)
		weights[i] = weights[i] == 0
		    ? 100
		    : weights[i] * share * (others > 0 ? others : 1);
}

static void
weigh_w_shaped(const struct path *path, const struct model_options *options,
    uint64_t *weights)
{
	(void)options;
	weigh_milestones(path, 300, false, weights);
}

static void
weigh_full_path(const struct path *path, const struct model_options *options,
    uint64_t *weights)
{
	(void)options;
	weigh_milestones(path, 225, true, weights);
}

const struct model model_w_shaped = {
    .name = "w-shaped", .weigh = weigh_w_shaped, .milestones = true};

const struct model model_full_path = {.name = "full-path",
    .weigh = weigh_full_path,
    .milestones = true,
    .on_request = true};
