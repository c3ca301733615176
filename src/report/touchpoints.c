/* SPDX-License-Identifier: MIT */
/* Finding and reading touchpoints. */
#include "report/touchpoints.h"

void
touchpoints_find(struct touchpoints *t, const struct sections *sections)
{
	static const char *const names[TOUCHPOINT_FIGURES] = {
	    "persons", "revenue", "cost", "roas"};
	*t = (struct touchpoints){.grid = NULL};
	for (size_t i = 0; i < sections->n && !t->grid; i++) {
		const struct grid *g = &sections->at[i].grid;
		if (g->n > 0 && slice_is(g->names[0], "touchpoint") &&
		    grid_find(g, SLICE("persons")) != NO_COLUMN)
			t->grid = g;
	}
	for (unsigned i = 0; t->grid && i < TOUCHPOINT_FIGURES; i++)
		t->figures[i] = grid_find(t->grid, slice_of(names[i]));
}

bool
touchpoints_of(const struct touchpoints *t, size_t row, struct slice stage,
    struct slice *name)
{
	static const char *const between[] = {":", " · "};
	struct slice cell = grid_cell(t->grid, row, 0);
	if (!slice_starts(cell, stage))
		return false;
	for (size_t i = 0; i < 2; i++) {
		struct slice rest = slice_skip(cell, stage.n);
		if (!slice_starts(rest, slice_of(between[i])))
			continue;
		*name = slice_skip(rest, strlen(between[i]));
		return true;
	}
	return false;
}

bool
touchpoints_figure(const struct touchpoints *t, size_t row,
    enum touchpoint_figure which, struct figure *f)
{
	return t->figures[which] != NO_COLUMN &&
	    figure_read(grid_cell(t->grid, row, t->figures[which]), f);
}
