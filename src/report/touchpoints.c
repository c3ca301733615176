/* SPDX-License-Identifier: MIT */
/* Finding and reading touchpoints. */
#include "report/touchpoints.h"

#include <stdlib.h>

/* The first table that begins with touchpoints and counts their persons. */
static size_t
find(const struct sections *sections)
{
	size_t i = 0;
	for (; i < sections->n; i++) {
		const struct grid *g = &sections->at[i].grid;
		if (g->n > 0 && slice_is(g->names[0], "touchpoint") &&
		    grid_find(g, SLICE("persons")) != NO_COLUMN)
			break;
	}
	return i;
}

void
touchpoints_find(struct touchpoints *t, const struct sections *sections)
{
	static const char *const names[TOUCHPOINT_FIGURES] = {
	    "persons", "revenue", "cost", "roas"};
	size_t at = find(sections);
	*t = (struct touchpoints){.grid = NULL};
	if (at == sections->n)
		return;
	t->grid = &sections->at[at].grid;
	for (unsigned i = 0; i < TOUCHPOINT_FIGURES; i++) {
		t->figures[i] = grid_find(t->grid, slice_of(names[i]));
		if (t->figures[i] != NO_COLUMN)
			t->decimals[i] =
			    grid_style(t->grid, t->figures[i]).decimals;
	}
}

/* The first table with a column of steps. */
static const struct grid *
find_funnel(const struct sections *sections)
{
	for (size_t i = 0; i < sections->n; i++) {
		const struct grid *g = &sections->at[i].grid;
		if (g->n > 0 && grid_find(g, SLICE("step")) != NO_COLUMN)
			return g;
	}
	return NULL;
}

/* The place of a stage among the steps; their number where it is none. */
static size_t
rank_of(const struct grid *funnel, struct slice stage)
{
	static const char *const usual[] = {
	    "reach", "aware", "discover", "prospects", "purchase"};
	const size_t n = sizeof(usual) / sizeof(*usual);
	size_t i = 0;
	if (funnel) {
		unsigned step = grid_find(funnel, SLICE("step"));
		while (i < funnel->n_rows &&
		    !slice_equal(grid_cell(funnel, i, step), stage))
			i++;
	} else {
		while (i < n && !slice_is(stage, usual[i]))
			i++;
	}
	return i;
}

void
touchpoints_by_stage(struct sections *sections)
{
	const struct grid *funnel = find_funnel(sections);
	size_t at = find(sections);
	if (at == sections->n)
		return;
	struct grid *g = &sections->at[at].grid;
	size_t *ranks = mem_zero(g->n_rows, sizeof(*ranks)), most = 0;
	for (size_t i = 0; i < g->n_rows; i++) {
		struct slice name = grid_cell(g, i, 0);
		ranks[i] = rank_of(funnel, slice_cut(&name, ':'));
		most = ranks[i] > most ? ranks[i] : most;
	}
	grid_arrange(g, ranks, most);
	free(ranks);
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
	if (t->figures[which] == NO_COLUMN ||
	    !figure_read(grid_cell(t->grid, row, t->figures[which]), f))
		return false;
	f->decimals = t->decimals[which];
	return true;
}
