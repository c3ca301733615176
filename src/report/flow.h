/* SPDX-License-Identifier: MIT */
/* The table of cjm-funnel, read for a view. */
#ifndef CJM_REPORT_FLOW_H
#define CJM_REPORT_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/num.h"
#include "report/grid.h"

enum flow_column {
	FLOW_NAME,
	FLOW_VISITORS,
	FLOW_ENTERED,
	FLOW_CONTINUED,
	FLOW_DROPPED,
	FLOW_OPEN,
	FLOW_REQUIRED, /* those above make a table a funnel */
	FLOW_SEGMENT = FLOW_REQUIRED,
	FLOW_FLOW_RATE,
	FLOW_DROP_RATE,
	FLOW_OVERALL_RATE,
	FLOW_WILSON_LOW,
	FLOW_WILSON_HIGH,
	FLOW_MEDIAN, /* seconds from the step before */
	FLOW_P90,
	FLOW_REVENUE,
	FLOW_WINDOW, /* seconds */
	FLOW_COLUMNS
};

/* A number of the table, in units of 10^-12; not given where the cell is empty
 * (the flows behind a last step) or has no column. */
struct flow_count {
	int128 v;
	unsigned decimals; /* to be shown */
	bool given;
};

/* One row; the texts are the grid's. Of a FLOW_NAME and a FLOW_SEGMENT there
 * is no count. */
struct flow_step {
	struct slice segment, name;
	struct flow_count of[FLOW_COLUMNS];
};

struct flow {
	struct flow_step *at;
	size_t n;
	bool segments; /* the table has that column */
};

/* False, with nothing to release, when the grid is no funnel: a column that is
 * required is missing, one is there that the funnel does not know, or a number
 * is none or negative. */
bool flow_read(struct flow *flow, const struct grid *grid);
void flow_release(struct flow *flow);

/* How many of the n > 0 steps at the front are one funnel: of the first one's
 * segment, up to the first step without a flow behind it. (Several funnels may
 * stand one behind the other.) */
size_t flow_length(const struct flow_step *steps, size_t n);

#endif
