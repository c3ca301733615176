/* SPDX-License-Identifier: MIT */
/* Recognising and reading a funnel table. */
#include "report/flow.h"

#include <stdlib.h>

#include "report/figure.h"

static const char *const names[FLOW_COLUMNS] = {"step", "visitors", "entered",
    "continued", "dropped", "open", "segment", "step_rate", "drop_rate",
    "overall_rate", "wilson_low", "wilson_high", "median_s", "p90_s", "revenue",
    "window_s"};

/* The columns by name; false when one is missing, or one is there that a view
 * of the funnel would hide. */
static bool
find_columns(const struct grid *g, unsigned at[FLOW_COLUMNS])
{
	unsigned known = 0;
	for (unsigned i = 0; i < FLOW_COLUMNS; i++) {
		at[i] = grid_find(g, slice_of(names[i]));
		known += at[i] != NO_COLUMN;
		if (i < FLOW_REQUIRED && at[i] == NO_COLUMN)
			return false;
	}
	return known == g->n;
}

static bool
read_step(const struct grid *g, size_t row, const unsigned at[FLOW_COLUMNS],
    struct flow_step *step)
{
	*step = (struct flow_step){.name = grid_cell(g, row, at[FLOW_NAME])};
	if (at[FLOW_SEGMENT] != NO_COLUMN)
		step->segment = grid_cell(g, row, at[FLOW_SEGMENT]);
	for (unsigned i = 0; i < FLOW_COLUMNS; i++) {
		struct figure f;
		if (i == FLOW_NAME || i == FLOW_SEGMENT || at[i] == NO_COLUMN)
			continue;
		struct slice cell = grid_cell(g, row, at[i]);
		if (cell.n == 0)
			continue;
		/* refunds may outweigh sales */
		if (!figure_read(cell, &f) || (f.v < 0 && i != FLOW_REVENUE))
			return false;
		step->of[i] =
		    (struct flow_count){f.v, f.decimals > 0 ? 2 : 0, true};
	}
	return step->of[FLOW_VISITORS].given;
}

bool
flow_read(struct flow *flow, const struct grid *g)
{
	unsigned at[FLOW_COLUMNS];
	if (!find_columns(g, at))
		return false;
	*flow = (struct flow){
	    .n = g->n_rows, .segments = at[FLOW_SEGMENT] != NO_COLUMN};
	flow->at = mem_zero(g->n_rows, sizeof(*flow->at));
	unsigned money = at[FLOW_REVENUE] != NO_COLUMN
	    ? grid_style(g, at[FLOW_REVENUE]).decimals
	    : 0;
	for (size_t i = 0; i < g->n_rows; i++) {
		if (!read_step(g, i, at, &flow->at[i])) {
			flow_release(flow);
			return false;
		}
		flow->at[i].of[FLOW_REVENUE].decimals = money;
	}
	return true;
}

void
flow_release(struct flow *flow)
{
	free(flow->at);
	*flow = (struct flow){0};
}

size_t
flow_length(const struct flow_step *steps, size_t n)
{
	size_t i = 1;
	while (i < n && steps[i - 1].of[FLOW_CONTINUED].given &&
	    slice_equal(steps[i].segment, steps[0].segment))
		i++;
	return i;
}
