/* SPDX-License-Identifier: MIT */
/* Chains: k distinct occurrences, the i-th filling step i, in time order and
 * within the window from the first.
 *
 * Of all chains that reached a step the one that began last is kept: it can do
 * everything that an earlier one can, and what follows from it is the latest
 * for the steps behind it too. Occurrences of one moment are matched to steps
 * (matching.h), from the furthest step down, so that a chain is read before
 * this moment changes it and no occurrence serves twice. Equal to trying all
 * chains (tests/brute).
 *
 * Where those of one moment follow each other as in the input they come as
 * moments of their own, but for a moment that excludes: it excludes nothing of
 * its own, so they come together and steps are filled in their order.
 *
 * STRICT: the same with one occurrence a moment, after which chains are dropped
 * whose last step it does not fill.
 *
 * Occurrences that exclude drop the chains that stand between the two steps,
 * those that came to the first of them in this very moment excepted. Where they
 * put the unit out (plan->drops), what the unit has reached by such chains does
 * not count unless their window was over by then; and another state, which
 * nothing is excluded from, tells how far it came in all: who came further with
 * exclusions than without is out. */
#include "journey/walk.h"

#include <string.h>

#include "journey/matching.h"

/* One step's chains: the first that came so far, which tells the times of a
 * unit that comes no further, then the latest. Each is the times of its steps,
 * and with ATTRIBUTE_STEP the segment. A first time of 0 is none. Blocks are
 * made when a step is reached: few are. With TIES_STRICT there is a third one,
 * the latest that was there before the latest one's time: rows of another time
 * may lie between two of one. */
struct chains {
	uint32_t furthest; /* steps done, for the outcome */
	uint32_t is_safe;  /* no exclusion can take that back */
	int64_t *level[];  /* chains of 1, 2... n steps */
};

static size_t
state_size(const struct funnel_plan *plan)
{
	return sizeof(struct chains) + plan->n * sizeof(int64_t *);
}

static size_t
chain_size(const struct funnel_plan *plan)
{
	return plan->drops ? 2 * state_size(plan) : state_size(plan);
}

/* Numbers of a chain of so many steps. */
static unsigned
width(const struct funnel_plan *plan, unsigned steps)
{
	return steps + (plan->attribute == ATTRIBUTE_STEP);
}

static int64_t *
first_of(const struct chains *c, unsigned steps)
{
	return c->level[steps - 1];
}

static int64_t *
latest_of(
    const struct funnel_plan *plan, const struct chains *c, unsigned steps)
{
	int64_t *level = c->level[steps - 1];
	return level ? level + width(plan, steps) : NULL;
}

static int64_t *
earlier_of(
    const struct funnel_plan *plan, const struct chains *c, unsigned steps)
{
	return c->level[steps - 1] + 2 * (size_t)width(plan, steps);
}

/* The chain of so many steps that an occurrence of now would follow, or NULL.
 */
static const int64_t *
followed(const struct funnel_plan *plan, const struct chains *c, unsigned steps,
    int64_t now)
{
	const int64_t *latest = latest_of(plan, c, steps);
	if (plan->ties == TIES_STRICT && latest && latest[0] != 0 &&
	    latest[steps - 1] == now)
		return earlier_of(plan, c, steps);
	return latest;
}

/* Whether a chain of so many steps can go on now. */
static bool
can_go_on(const struct funnel_plan *plan, const int64_t *chain, unsigned steps,
    int64_t now)
{
	if (!chain || chain[0] == 0 || now - chain[0] > plan->window)
		return false;
	return plan->step_window == 0 ||
	    now - chain[steps - 1] <= plan->step_window;
}

/* The place of the occurrence of a moment that fills a step, of the steps from
 * `from` on, which the moment fills. Where any may be the one they are sorted
 * by segment. */
static size_t
place_of(const struct moment *m, unsigned from, unsigned step)
{
	unsigned at = m->in_order ? from : step;
	size_t i = 0;
	for (; i < m->n; i++) {
		if (!(m->masks[i] >> at & 1))
			continue;
		if (at == step)
			break;
		at++;
	}
	return i;
}

static uint32_t
segment_at(const struct moment *m, unsigned from, unsigned step)
{
	size_t i = place_of(m, from, step);
	return i < m->n ? m->segments[i] : 0;
}

/* A chain of `from` steps (its times at `source`) and this moment for all
 * further ones. */
static void
copy_chain(const struct funnel_plan *plan, int64_t *to, const int64_t *source,
    unsigned from, unsigned steps, const struct moment *m)
{
	if (from > 0)
		memcpy(to, source, from * sizeof(*to));
	for (unsigned i = from; i < steps; i++)
		to[i] = m->now;
	if (plan->attribute != ATTRIBUTE_STEP)
		return;
	to[steps] = 0;
	if (plan->attribute_step < from)
		to[steps] = source[from];
	else if (plan->attribute_step < steps)
		to[steps] = segment_at(m, from, plan->attribute_step);
}

/* Whether a chain is between the two steps and an exclusion meets it. */
static bool
is_doomed(const struct funnel_plan *plan, const struct moment *m,
    const int64_t *chain, unsigned steps)
{
	return m->excluded && steps > plan->from && steps <= plan->to &&
	    chain[plan->from] < m->now;
}

/* Whether a chain begun at `start` takes the place of `chain`. Of those that
 * began at once the one with the earlier steps stays; with a window for each
 * step the one with the later steps can go on longer. */
static bool
takes_place(const struct funnel_plan *plan, const int64_t *chain, int64_t start)
{
	return chain[0] == 0 || start > chain[0] ||
	    (start == chain[0] && plan->step_window > 0);
}

/* Whether a new chain is told rather than the first one that came so far in
 * this moment, by the occurrence at *place: where occurrences are in order the
 * one that comes there by an earlier one. */
static bool
is_told(const struct funnel_plan *plan, const struct moment *m,
    const int64_t *first, int64_t start, size_t at, size_t *place)
{
	if (!m->in_order)
		return takes_place(plan, first, start);
	if (first[0] != 0 &&
	    (at > *place || (at == *place && !takes_place(plan, first, start))))
		return false;
	*place = at;
	return true;
}

/* A chain has come to `steps` steps. `known`: how far the unit was. */
static void
offer(const struct funnel_plan *plan, struct chains *c, const int64_t *source,
    unsigned from, unsigned steps, unsigned known, const struct moment *m,
    size_t *places, struct arena *memory)
{
	int64_t fresh[STEPS_MAX + 1];
	int64_t **level = &c->level[steps - 1];
	size_t chains = plan->ties == TIES_STRICT ? 3 : 2;
	size_t size = chains * width(plan, steps) * sizeof(**level);
	if (!*level)
		*level = memset(arena_alloc(memory, size), 0, size);
	copy_chain(plan, fresh, source, from, steps, m);
	size = width(plan, steps) * sizeof(**level);
	if (steps > known &&
	    is_told(plan, m, first_of(c, steps), fresh[0],
		place_of(m, from, steps - 1), &places[steps - 1]))
		memcpy(first_of(c, steps), fresh, size);
	int64_t *latest = latest_of(plan, c, steps);
	bool has = latest[0] != 0;
	bool was = has && is_doomed(plan, m, latest, steps);
	bool is = is_doomed(plan, m, fresh, steps);
	if (has && (was != is ? is : !takes_place(plan, latest, fresh[0])))
		return;
	if (was && !is && steps == known && plan->drops && !c->is_safe) {
		/* what the unit has reached rests on this chain now */
		c->is_safe = m->now - latest[0] > plan->window;
		if (!c->is_safe)
			memcpy(first_of(c, steps), fresh, size);
	}
	if (plan->ties == TIES_STRICT && has && latest[steps - 1] < m->now)
		memcpy(earlier_of(plan, c, steps), latest, size);
	memcpy(latest, fresh, size);
}

/* What of this moment may follow a chain of so many steps: how many. */
static unsigned
steps_on(const struct funnel_plan *plan, const struct moment *m, unsigned steps)
{
	if (m->in_order) {
		unsigned at = steps;
		for (size_t i = 0; i < m->n && at < plan->n; i++)
			at += m->masks[i] >> at & 1;
		return at - steps;
	}
	unsigned n = matching_length(m->masks, m->n, steps, plan->n);
	return n > 1 && plan->ties == TIES_STRICT ? 1 : n;
}

/* STRICT: only chains stay whose last step this occurrence fills. */
static void
keep_strict(
    const struct funnel_plan *plan, struct chains *c, const struct moment *m)
{
	uint32_t mask = m->n > 0 ? m->masks[0] : 0;
	for (unsigned steps = 1; steps < plan->n; steps++)
		if (c->level[steps - 1] && !(mask >> (steps - 1) & 1))
			latest_of(plan, c, steps)[0] = 0;
}

/* Drops what an exclusion meets. */
static void
exclude(
    const struct funnel_plan *plan, struct chains *c, const struct moment *m)
{
	bool met = false;
	for (unsigned steps = plan->from + 1; steps <= plan->to; steps++) {
		int64_t *chain = latest_of(plan, c, steps);
		if (chain && plan->ties == TIES_STRICT)
			earlier_of(plan, c, steps)[0] = 0;
		if (!chain || chain[0] == 0 ||
		    !is_doomed(plan, m, chain, steps))
			continue;
		if (steps == c->furthest) {
			met = m->now - chain[0] <= plan->window;
			c->is_safe |= !met;
		}
		chain[0] = 0;
	}
	if (!met || !plan->drops || c->is_safe)
		return;
	/* what was reached so does not count */
	for (unsigned steps = plan->from + 1; steps <= c->furthest; steps++)
		if (c->level[steps - 1])
			first_of(c, steps)[0] = 0;
	c->furthest = plan->from;
}

static void
take(const struct funnel_plan *plan, struct chains *c, const struct moment *m,
    struct arena *memory)
{
	unsigned known = c->furthest, furthest = known;
	size_t places[STEPS_MAX];
	if (known == plan->n)
		return;
	if (m->in_order)
		memset(places, 0, sizeof(places));
	/* offers change only chains of more steps than are read here */
	for (unsigned steps = plan->n; steps-- > 0;) {
		const int64_t *chain = NULL;
		if (steps > 0) {
			chain = followed(plan, c, steps, m->now);
			if (!can_go_on(plan, chain, steps, m->now))
				continue;
		} else if (!walk_may_enter(plan, m->now)) {
			break;
		}
		unsigned on = steps_on(plan, m, steps);
		for (unsigned i = 1; i <= on; i++)
			offer(plan, c, chain, steps, steps + i, known, m,
			    places, memory);
		if (furthest < steps + on && on > 0)
			furthest = steps + on;
	}
	if (furthest > known) {
		c->furthest = furthest;
		c->is_safe = furthest <= plan->from || furthest > plan->to;
	}
}

static void
chain_moment(const struct funnel_plan *plan, void *state,
    const struct moment *m, struct walk_aid *aid)
{
	struct arena *memory = &aid->memory;
	struct chains *c = state;
	if (plan->order == ORDER_STRICT) {
		/* chains go on from what stood before, then the others end */
		take(plan, c, m, memory);
		keep_strict(plan, c, m);
		return;
	}
	if (m->n > 0)
		take(plan, c, m, memory);
	if (m->excluded)
		exclude(plan, c, m);
	if (plan->drops && m->n > 0) {
		struct moment clean = *m;
		clean.excluded = false;
		c = (struct chains *)(void *)((char *)state + state_size(plan));
		take(plan, c, &clean, memory);
	}
}

static uint32_t
bits_below(unsigned n)
{
	return (uint32_t)((1ull << n) - 1);
}

static uint32_t
chain_standing(const struct funnel_plan *plan, const void *state, uint32_t mask)
{
	const struct chains *c = state;
	(void)plan;
	return mask & bits_below(c->furthest);
}

static void
chain_outcome(const struct funnel_plan *plan, const void *state, int64_t end,
    struct outcome *o)
{
	const struct chains *c = state;
	const struct chains *all =
	    (const void *)((const char *)state + state_size(plan));
	unsigned steps = c->furthest;
	o->reached = o->continued = o->open = o->segment = 0;
	/* the second state is there with plan->drops only */
	if (steps == 0 || (plan->drops && all->furthest > steps))
		return;
	const int64_t *first = first_of(c, steps);
	o->reached = bits_below(steps);
	o->continued = bits_below(steps - 1);
	for (unsigned k = 0; k < steps; k++) {
		o->times[k] = walk_time(first[k]);
		if (k > 0)
			o->seconds[k] = first[k] - first[k - 1];
	}
	if (plan->attribute == ATTRIBUTE_STEP)
		o->segment = (uint32_t)first[steps];
	if (steps == plan->n)
		return;
	const int64_t *latest = latest_of(plan, c, steps);
	int64_t last = walk_stored(end);
	if (latest[0] != 0 && latest[0] + plan->window > last &&
	    (plan->step_window == 0 ||
		latest[steps - 1] + plan->step_window > last))
		o->open = 1u << (steps - 1);
}

const struct walk walk_chain = {
    chain_size, chain_moment, chain_standing, chain_outcome};
