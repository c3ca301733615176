/* SPDX-License-Identifier: MIT */
/* Finding the counts behind rates. */
#include "report/counts.h"

#include "report/figure.h"

static const struct counts_rule rules[] = {
    {"step_rate", "continued", "visitors", true},
    {"drop_rate", "dropped", "visitors", false},
    {"rate", "active", "size", false}, {"retention", "active", "size", false},
    {"conversion_rate", "buyers", "persons", false},
    {"conversion_rate", "buyers", "visitors", false},
    {"conversion_rate", "orders", "visitors", false},
    {"conversion_rate", "orders", "sessions", false}};

static bool
count(const struct grid *g, size_t row, unsigned column, uint64_t *n)
{
	struct figure f;
	if (!figure_read(grid_cell(g, row, column), &f) || f.v < 0 ||
	    f.decimals > 0)
		return false;
	*n = (uint64_t)(f.v / FIGURE_ONE);
	return true;
}

bool
counts_of(const struct grid *g, size_t row, const struct counts_rule *rule,
    struct proportion *p)
{
	unsigned part = grid_find(g, slice_of(rule->part));
	unsigned whole = grid_find(g, slice_of(rule->whole));
	if (part == NO_COLUMN || whole == NO_COLUMN || row < rule->back)
		return false;
	row -= rule->back;
	return count(g, row, part, &p->part) &&
	    count(g, row, whole, &p->whole) && p->whole > 0 &&
	    p->part <= p->whole;
}

/* Whether the counts give the rates as they are written. */
static bool
agrees(const struct grid *g, unsigned column, const struct counts_rule *rule)
{
	bool any = false;
	for (size_t row = 0; row < g->n_rows; row++) {
		struct figure rate;
		struct proportion p;
		if (!figure_read(grid_cell(g, row, column), &rate))
			continue;
		if (!counts_of(g, row, rule, &p))
			return false;
		double gap = (double)rate.v / (double)FIGURE_ONE -
		    (double)p.part / (double)p.whole;
		if (gap > 1e-4 || gap < -1e-4)
			return false;
		any = true;
	}
	return any;
}

const struct counts_rule *
counts_find(const struct grid *g, unsigned column)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (slice_is(g->names[column], rules[i].rate) &&
		    agrees(g, column, &rules[i]))
			return &rules[i];
	return NULL;
}
