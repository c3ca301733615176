/* SPDX-License-Identifier: MIT */
/* The table of touchpoints (cjm-metrics --by touchpoint) beside a funnel: what
 * each stage was reached by. */
#ifndef CJM_REPORT_TOUCHPOINTS_H
#define CJM_REPORT_TOUCHPOINTS_H

#include "report/figure.h"
#include "report/section.h"

enum touchpoint_figure {
	TOUCHPOINT_PERSONS,
	TOUCHPOINT_REVENUE, /* after it */
	TOUCHPOINT_COST,
	TOUCHPOINT_ROAS,
	TOUCHPOINT_FIGURES
};

/* The first table of the report that begins with a column touchpoint and has
 * one of persons; grid NULL where there is none. */
struct touchpoints {
	const struct grid *grid;
	unsigned figures[TOUCHPOINT_FIGURES];  /* columns, or NO_COLUMN */
	unsigned decimals[TOUCHPOINT_FIGURES]; /* of money */
};

void touchpoints_find(struct touchpoints *t, const struct sections *sections);

/* Puts the touchpoints in the order of their stages: that of the steps of the
 * report's funnel, where it has one, else of the five usual ones. Those of no
 * such stage come behind; within a stage all stay as they are. Before the
 * sections are translated. */
void touchpoints_by_stage(struct sections *sections);

/* Whether row is a touchpoint of the stage, `stage:name` (`stage · name` when
 * translated); *name is its name. */
bool touchpoints_of(const struct touchpoints *t, size_t row, struct slice stage,
    struct slice *name);

/* A figure of a row with the decimals to be shown; false where it is not
 * given. */
bool touchpoints_figure(const struct touchpoints *t, size_t row,
    enum touchpoint_figure which, struct figure *f);

#endif
