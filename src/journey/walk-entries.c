/* SPDX-License-Identifier: MIT */
/* Entries: a unit enters at each first step that comes while it is in no
 * entry, and leaves it at the last step, when the window is over, and when
 * something excludes. The window counts from the entry, which later first steps
 * do not restart; each step takes the first occurrence that comes. */
#include "journey/walk.h"

struct entry {
	uint32_t steps; /* done in the entry at hand; 0: in none */
	uint32_t stood; /* the most at the latest moment, for its money */
	int64_t moment;
	int64_t times[];
};

static size_t
entries_size(const struct funnel_plan *plan)
{
	return sizeof(struct entry) + plan->n * sizeof(int64_t);
}

/* What became of the entry at hand. */
static void
judge(const struct funnel_plan *plan, const struct entry *e, bool open,
    struct outcome *o)
{
	o->reached = (uint32_t)((1ull << e->steps) - 1);
	o->continued = o->reached >> 1;
	o->open = open && e->steps < plan->n ? 1u << (e->steps - 1) : 0;
	o->segment = 0;
	for (unsigned k = 1; k < e->steps; k++)
		o->seconds[k] = e->times[k] - e->times[k - 1];
}

static void
leave(const struct funnel_plan *plan, struct entry *e, struct walk_aid *aid)
{
	struct outcome o;
	judge(plan, e, false, &o);
	aid->left(aid->context, &o);
	e->steps = 0;
}

static bool
is_over(const struct funnel_plan *plan, const struct entry *e, int64_t now)
{
	return now - e->times[0] > plan->window ||
	    (plan->step_window > 0 &&
		now - e->times[e->steps - 1] > plan->step_window);
}

/* True when the occurrence is a step, or an entry. */
static bool
take(
    const struct funnel_plan *plan, struct entry *e, uint32_t mask, int64_t now)
{
	if (!(mask >> e->steps & 1))
		return false;
	if (e->steps == 0
		? !walk_may_enter(plan, now)
		: plan->ties == TIES_STRICT && e->times[e->steps - 1] == now)
		return false;
	e->times[e->steps++] = now;
	return true;
}

static bool
is_among(const size_t *numbers, unsigned n, size_t number)
{
	for (unsigned i = 0; i < n; i++)
		if (numbers[i] == number)
			return true;
	return false;
}

/* The steps in their order. What fills several waits for the last of them,
 * unless an earlier one is the next. */
static void
take_in_order(const struct funnel_plan *plan, struct entry *e,
    const struct moment *m, struct walk_aid *aid)
{
	size_t taken[STEPS_MAX]; /* while they could wait */
	unsigned n_taken = 0;
	for (unsigned k = 0; k < plan->n; k++)
		for (size_t i = 0; i < m->n; i++) {
			uint32_t mask = m->masks[i];
			bool waits = mask >> k > 1;
			if (!(mask >> k & 1) || (waits && e->steps != k) ||
			    is_among(taken, n_taken, i))
				continue;
			if (e->steps == plan->n)
				leave(plan, e, aid);
			if (!take(plan, e, mask, m->now))
				continue;
			if (waits)
				taken[n_taken++] = i;
			if (e->stood < e->steps)
				e->stood = e->steps;
		}
}

static void
entries_moment(const struct funnel_plan *plan, void *state,
    const struct moment *m, struct walk_aid *aid)
{
	struct entry *e = state;
	if (e->steps == plan->n || (e->steps > 0 && is_over(plan, e, m->now)))
		leave(plan, e, aid);
	if (e->moment != m->now)
		e->stood = e->steps;
	e->moment = m->now;
	take_in_order(plan, e, m, aid);
	if (m->excluded && e->steps > plan->from && e->steps <= plan->to &&
	    e->times[plan->from] < m->now)
		leave(plan, e, aid);
}

static uint32_t
entries_standing(
    const struct funnel_plan *plan, const void *state, uint32_t mask)
{
	const struct entry *e = state;
	(void)plan;
	return mask & (uint32_t)((1ull << e->stood) - 1);
}

static void
entries_outcome(const struct funnel_plan *plan, const void *state, int64_t end,
    struct outcome *o)
{
	const struct entry *e = state;
	int64_t last = walk_stored(end);
	o->reached = o->continued = o->open = o->segment = 0;
	if (e->steps == 0)
		return;
	judge(plan, e,
	    e->times[0] + plan->window > last &&
		(plan->step_window == 0 ||
		    e->times[e->steps - 1] + plan->step_window > last),
	    o);
}

const struct walk walk_entries = {
    entries_size, entries_moment, entries_standing, entries_outcome};
