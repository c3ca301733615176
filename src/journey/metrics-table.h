/* SPDX-License-Identifier: MIT */
/* The table of a mode of cjm-metrics: its heading, and a row of figures for
 * each group and for all of them. */
#ifndef CJM_JOURNEY_METRICS_TABLE_H
#define CJM_JOURNEY_METRICS_TABLE_H

#include "journey/metrics.h"

/* Appends the heading: the groups' columns and then those, with TABs between.
 */
void metrics_put_heading(
    const struct metrics *m, const char *columns, struct buf *out);

/* Figures that add up. add returns false for those of nobody: a group that has
 * none but rows of persons who count in another has no row. */
struct metrics_sum {
	bool (*add)(const struct metrics *m, void *total, const void *figures);
	void (*put)(const struct metrics *m, void *figures, struct buf *out);
};

/* Appends the rows of the groups in the order of their names, then that of the
 * total, to which each group's figures are added. */
void metrics_put_groups(const struct metrics *m, struct group_array *figures,
    void *total, const struct metrics_sum *sum, struct buf *out);

#endif
