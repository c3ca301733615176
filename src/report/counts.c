/* SPDX-License-Identifier: MIT */
/* Finding the counts behind rates. */
#include "report/counts.h"

#include "report/figure.h"

static const struct counts_rule rules[] = {
    {"step_rate", "continued", "visitors", true, NULL},
    {"drop_rate", "dropped", "visitors", false, NULL},
    {"rate", "active", "size", false, NULL},
    {"retention", "active", "size", false, NULL},
    {"buyer_rate", "buyers", "persons", false, NULL},
    {"buyer_rate", "buyers", "visitors", false, NULL},
    {"repeat_rate", "repeat_buyers", "buyers", false, NULL},
    {"conversion_rate", "buyers", "persons", false, NULL},
    {"conversion_rate", "buyers", "visitors", false, NULL},
    {"conversion_rate", "orders", "visitors", false, NULL},
    {"conversion_rate", "orders", "sessions", false, NULL},
    /* one session may have several orders */
    {"conversion_rate", NULL, "sessions", false, NULL},
    {"conversion_rate", NULL, "visitors", false, NULL},
    {"bounce_rate", NULL, "sessions", false, "open_sessions"},
    {"cart_abandonment", NULL, "carts", false, NULL},
    {"checkout_completion", NULL, "checkouts", false, NULL}};

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

/* The part of a whole that a rate, written to six places, makes: the nearest
 * count. */
static bool
part_of_rate(const struct grid *g, size_t row, const struct counts_rule *rule,
    struct proportion *p)
{
	struct figure rate;
	unsigned column = grid_find(g, slice_of(rule->rate));
	if (!figure_read(grid_cell(g, row, column), &rate) || rate.v < 0 ||
	    rate.v > FIGURE_ONE || p->whole > UINT32_MAX)
		return false;
	int128 part = (int128)p->whole * rate.v + FIGURE_ONE / 2;
	p->part = (uint64_t)(part / FIGURE_ONE);
	return true;
}

bool
counts_of(const struct grid *g, size_t row, const struct counts_rule *rule,
    struct proportion *p)
{
	unsigned whole = grid_find(g, slice_of(rule->whole));
	unsigned part =
	    rule->part ? grid_find(g, slice_of(rule->part)) : NO_COLUMN;
	unsigned less =
	    rule->less ? grid_find(g, slice_of(rule->less)) : NO_COLUMN;
	uint64_t without = 0;
	if (whole == NO_COLUMN || row < rule->back ||
	    (rule->part && part == NO_COLUMN) ||
	    (rule->less && less == NO_COLUMN))
		return false;
	row -= rule->back;
	if (!count(g, row, whole, &p->whole) ||
	    (rule->less && !count(g, row, less, &without)) ||
	    p->whole <= without)
		return false;
	p->whole -= without;
	return (rule->part ? count(g, row, part, &p->part)
			   : part_of_rate(g, row, rule, p)) &&
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
		/* a part that was made of the rate must be so to its places */
		double most = rule->part ? 1e-4 : 6e-7;
		if (gap > most || gap < -most)
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
