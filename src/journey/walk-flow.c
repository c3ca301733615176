/* SPDX-License-Identifier: MIT */
/* Flows: a unit may enter at any step. Each pair of neighbouring steps is
 * looked at by itself, so the latest occurrence of each step is all that is
 * kept. */
#include "journey/walk.h"

#include "base/when.h"

/* The slots, by step: the latest occurrence; where a step was continued and
 * the order matters, how long that took, since the occurrence is no longer
 * asked for. UNORDERED needs both: n occurrences, then n - 1 durations. Then,
 * for wants_times, the first moment at each step. Then, with bounds of the
 * entry, the latest moment, and the steps of which it counts. Then, for
 * TIES_STRICT, the latest occurrence of each step at a time before that in its
 * slot: rows of another time may lie between two of one. */
struct flow {
	uint32_t reached;
	uint32_t continued;
	uint32_t segment, at_step; /* of ATTRIBUTE_STEP: found */
	int64_t slots[];
};

static unsigned
occurrence_slots(const struct funnel_plan *plan)
{
	return plan->order == ORDER_UNORDERED ? plan->n : plan->n - 1;
}

static int64_t *
took(const struct funnel_plan *plan, struct flow *f, unsigned k)
{
	return &f->slots[plan->order == ORDER_UNORDERED ? plan->n + k : k];
}

static unsigned
time_slots_at(const struct funnel_plan *plan)
{
	return plan->order == ORDER_UNORDERED ? 2 * plan->n - 1 : plan->n - 1;
}

static bool
is_bounded(const struct funnel_plan *plan)
{
	return plan->since != WHEN_NONE || plan->until != WHEN_NONE;
}

static unsigned
bounds_slots_at(const struct funnel_plan *plan)
{
	return time_slots_at(plan) + (plan->wants_times ? plan->n : 0);
}

static unsigned
earlier_slots_at(const struct funnel_plan *plan)
{
	return bounds_slots_at(plan) + (is_bounded(plan) ? 2 : 0);
}

static size_t
flow_size(const struct funnel_plan *plan)
{
	unsigned slots = earlier_slots_at(plan) +
	    (plan->ties == TIES_STRICT ? plan->n - 1 : 0);
	return sizeof(struct flow) + slots * sizeof(int64_t);
}

/* Step k+1 follows k for the first time. */
static void
continue_from(
    const struct funnel_plan *plan, struct flow *f, unsigned k, int64_t us)
{
	f->continued |= 1u << k;
	*took(plan, f, k) = us;
}

/* Whether two different occurrences fill steps k and k+1. */
static bool
pair_at_once(const struct moment *m, unsigned k)
{
	size_t first = 0, second = 0, both = 0;
	for (size_t i = 0; i < m->n; i++) {
		bool a = m->masks[i] >> k & 1, b = m->masks[i] >> (k + 1) & 1;
		first += a;
		second += b;
		both += a && b;
	}
	return first > 0 && second > 0 &&
	    !(first == 1 && second == 1 && both == 1);
}

/* The latest occurrence of step k that one of now can follow; 0 for none. */
static int64_t
followed(const struct funnel_plan *plan, const struct flow *f, unsigned k,
    int64_t now)
{
	int64_t then = f->slots[k];
	if (plan->ties == TIES_STRICT && then == now)
		then = f->slots[earlier_slots_at(plan) + k];
	return now - then <= plan->window ? then : 0;
}

/* The steps that are continued to from the one before, or, UNORDERED, from the
 * one behind. `arrived`: the steps of this moment that count. */
static uint32_t
take_pairs(const struct funnel_plan *plan, struct flow *f,
    const struct moment *m, uint32_t all, uint32_t arrived)
{
	bool unordered = plan->order == ORDER_UNORDERED;
	bool at_once = m->n > 1 && plan->ties != TIES_STRICT;
	uint32_t pairs = all >> 1;
	if (unordered)
		pairs |= all & (uint32_t)((1ull << (plan->n - 1)) - 1);
	/* by bits, not by steps: a row fills one or two of them */
	for (uint32_t left = pairs & ~f->continued; left; left &= left - 1) {
		unsigned k = (unsigned)__builtin_ctz(left);
		int64_t then = 0;
		if (all >> (k + 1) & 1)
			then = followed(plan, f, k, m->now);
		if (at_once && arrived >> k & 1 && pair_at_once(m, k)) {
			continue_from(plan, f, k, 0);
			arrived |= 2u << k;
		} else if (then != 0) {
			continue_from(plan, f, k, m->now - then);
			arrived |= 2u << k;
		} else if (unordered && all >> k & 1 &&
		    (then = followed(plan, f, k + 1, m->now)) != 0) {
			continue_from(plan, f, k, m->now - then);
			arrived |= 1u << k;
		}
	}
	return arrived;
}

/* Forgets occurrences that nothing may follow any more. */
static void
forget(const struct funnel_plan *plan, struct flow *f, uint32_t steps,
    int64_t before)
{
	for (unsigned k = 0; k < occurrence_slots(plan); k++) {
		bool is_duration =
		    plan->order != ORDER_UNORDERED && f->continued >> k & 1;
		if (steps >> k & 1 && !is_duration && f->slots[k] < before)
			f->slots[k] = 0;
		if (steps >> k & 1 && plan->ties == TIES_STRICT)
			f->slots[earlier_slots_at(plan) + k] = 0;
	}
}

static void
note_first(const struct funnel_plan *plan, struct flow *f,
    const struct moment *m, uint32_t arrived)
{
	uint32_t added = arrived & ~f->reached;
	for (uint32_t left = plan->wants_times ? added : 0; left;
	     left &= left - 1)
		f->slots[time_slots_at(plan) + (unsigned)__builtin_ctz(left)] =
		    m->now;
	if (plan->attribute != ATTRIBUTE_STEP ||
	    !(added >> plan->attribute_step & 1))
		return;
	for (size_t i = 0; i < m->n && !f->at_step; i++) {
		if (!(m->masks[i] >> plan->attribute_step & 1))
			continue;
		f->segment = m->segments[i];
		f->at_step = 1;
	}
}

/* One occurrence, of a funnel without further wishes: by far the most frequent,
 * half the instructions. */
static void
take_plainly(
    const struct funnel_plan *plan, struct flow *f, uint32_t mask, int64_t now)
{
	uint32_t last = 1u << (plan->n - 1);
	for (uint32_t left = mask >> 1 & ~f->continued; left;
	     left &= left - 1) {
		unsigned k = (unsigned)__builtin_ctz(left);
		if (f->slots[k] == 0 || now - f->slots[k] > plan->window)
			continue;
		f->continued |= 1u << k;
		f->slots[k] = now - f->slots[k];
	}
	for (uint32_t left = mask & ~(f->continued | last); left;
	     left &= left - 1)
		f->slots[__builtin_ctz(left)] = now;
	f->reached |= mask;
}

/* Those of a moment that count, and what is asked for beside. */
static void
stand(const struct funnel_plan *plan, struct flow *f, const struct moment *m,
    uint32_t arrived)
{
	uint32_t kept =
	    arrived & (uint32_t)((1ull << occurrence_slots(plan)) - 1);
	if (plan->order != ORDER_UNORDERED)
		kept &= ~f->continued;
	for (uint32_t left = kept; left; left &= left - 1) {
		unsigned k = (unsigned)__builtin_ctz(left);
		if (plan->ties == TIES_STRICT && f->slots[k] != m->now)
			f->slots[earlier_slots_at(plan) + k] = f->slots[k];
		f->slots[k] = m->now;
	}
	if (plan->wants_times || plan->attribute == ATTRIBUTE_STEP)
		note_first(plan, f, m, arrived);
	f->reached |= arrived;
}

/* Rows of one moment may come one by one, their money comes after them all. */
static void
note_counted(const struct funnel_plan *plan, struct flow *f, int64_t now,
    uint32_t arrived)
{
	int64_t *moment = &f->slots[bounds_slots_at(plan)];
	if (moment[0] != now)
		moment[1] = 0;
	moment[0] = now;
	moment[1] |= arrived;
}

/* Ties exclude nothing: what is of this very moment stays. */
static void
exclude(const struct funnel_plan *plan, struct flow *f, int64_t now)
{
	uint32_t between = (uint32_t)((1ull << plan->to) - 1) &
	    ~(uint32_t)((1ull << plan->from) - 1);
	if (plan->order == ORDER_UNORDERED)
		between |= 1u << plan->to;
	forget(plan, f, between, now);
}

static void
flow_moment(const struct funnel_plan *plan, void *state, const struct moment *m,
    struct walk_aid *aid)
{
	struct flow *f = state;
	uint32_t all = 0;
	(void)aid;
	if (m->n == 1 && plan->plain) {
		take_plainly(plan, f, m->masks[0], m->now);
		return;
	}
	for (size_t i = 0; i < m->n; i++)
		all |= m->masks[i];
	uint32_t arrived = walk_may_enter(plan, m->now) ? all : 0;
	arrived = take_pairs(plan, f, m, all, arrived);
	if (plan->order == ORDER_STRICT)
		forget(plan, f, ~all, INT64_MAX);
	stand(plan, f, m, arrived);
	if (is_bounded(plan))
		note_counted(plan, f, m->now, arrived);
	if (m->excluded)
		exclude(plan, f, m->now);
}

static uint32_t
flow_standing(const struct funnel_plan *plan, const void *state, uint32_t mask)
{
	const struct flow *f = state;
	if (is_bounded(plan))
		return mask & (uint32_t)f->slots[bounds_slots_at(plan) + 1];
	return mask & f->reached;
}

/* Whether a unit that did not go on from step k still can. */
static bool
still_open(const struct funnel_plan *plan, const struct flow *f, unsigned k,
    int64_t end)
{
	return f->slots[k] != 0 &&
	    f->slots[k] + plan->window > walk_stored(end);
}

static void
flow_outcome(const struct funnel_plan *plan, const void *state, int64_t end,
    struct outcome *o)
{
	/* the slots are only read */
	struct flow *f = (struct flow *)(uintptr_t)state;
	o->reached = f->reached;
	o->continued = f->continued;
	o->segment = f->segment;
	o->open = 0;
	for (unsigned k = 0; k < plan->n; k++) {
		if (plan->wants_times && f->reached >> k & 1)
			o->times[k] =
			    walk_time(f->slots[time_slots_at(plan) + k]);
		if (k + 1 == plan->n)
			break;
		if (f->continued >> k & 1)
			o->seconds[k + 1] = *took(plan, f, k);
		else if (f->reached >> k & 1 && still_open(plan, f, k, end))
			o->open |= 1u << k;
	}
}

const struct walk walk_flow = {
    flow_size, flow_moment, flow_standing, flow_outcome};
