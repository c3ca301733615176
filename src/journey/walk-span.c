/* SPDX-License-Identifier: MIT */
/* Steps in any order: the most steps that distinct occurrences within a span as
 * long as the window can fill.
 *
 * Sets of occurrences that can fill distinct steps are the independent sets of
 * a transversal matroid. The set that prefers the latest occurrences (greedily)
 * holds, for every moment, the most that can be filled by those since then. So
 * at most as many occurrences as there are steps are kept of a unit. */
#include "journey/walk.h"

#include <string.h>

struct filled {
	int64_t time;
	uint32_t mask;
	uint32_t unused;
};

/* The occurrences, by time; then n times: when the unit had its 1, 2...
 * furthest steps, in the span that first held so many. */
struct span {
	uint32_t n;
	uint32_t furthest;
	struct filled at[];
};

static size_t
span_size(const struct funnel_plan *plan)
{
	return sizeof(struct span) +
	    plan->n * (sizeof(struct filled) + sizeof(int64_t));
}

static int64_t *
times_of(const struct funnel_plan *plan, struct span *s)
{
	return (int64_t *)(void *)(s->at + plan->n);
}

/* Whether the occurrences but the one at `without` can all fill steps, each
 * its own (Kuhn's augmenting paths). */
struct fill {
	const struct filled *at;
	unsigned holder[STEPS_MAX]; /* the occurrence + 1 at each step */
	uint32_t tried;
};

static bool
place(struct fill *f, unsigned i)
{
	for (uint32_t left = f->at[i].mask & ~f->tried; left;
	     left &= left - 1) {
		unsigned step = (unsigned)__builtin_ctz(left);
		if (f->tried >> step & 1)
			continue;
		f->tried |= 1u << step;
		if (f->holder[step] == 0 || place(f, f->holder[step] - 1)) {
			f->holder[step] = i + 1;
			return true;
		}
	}
	return false;
}

static bool
all_fill(const struct filled *at, unsigned n, unsigned without)
{
	struct fill f = {.at = at};
	for (unsigned i = 0; i < n; i++) {
		f.tried = 0;
		if (i != without && !place(&f, i))
			return false;
	}
	return true;
}

/* Adds the latest occurrence; where they cannot all fill steps any more, the
 * earliest is left out without which they can. */
static void
add(const struct funnel_plan *plan, struct span *s, int64_t now, uint32_t mask)
{
	struct filled all[STEPS_MAX + 1];
	unsigned n = s->n;
	memcpy(all, s->at, n * sizeof(*all));
	all[n++] = (struct filled){now, mask, 0};
	if (n > plan->n || !all_fill(all, n, n)) {
		unsigned without = 0;
		while (!all_fill(all, n, without))
			without++;
		n--;
		memmove(all + without, all + without + 1,
		    (n - without) * sizeof(*all));
	}
	memcpy(s->at, all, n * sizeof(*all));
	s->n = n;
}

/* The first of those within the window that ends now. */
static unsigned
within(const struct funnel_plan *plan, const struct span *s, int64_t now)
{
	unsigned i = 0;
	while (i < s->n && now - s->at[i].time > plan->window)
		i++;
	return i;
}

static void
span_moment(const struct funnel_plan *plan, void *state, const struct moment *m,
    struct walk_aid *aid)
{
	struct span *s = state;
	(void)aid;
	if (s->furthest == plan->n)
		return;
	for (size_t i = 0; i < m->n; i++)
		add(plan, s, m->now, m->masks[i]);
	unsigned from = within(plan, s, m->now);
	unsigned steps = s->n - from;
	if (steps > s->furthest) {
		s->furthest = steps;
		for (unsigned k = 0; k < steps; k++)
			times_of(plan, s)[k] = s->at[from + k].time;
	}
	if (m->excluded) {
		unsigned gone = 0;
		while (gone < s->n && s->at[gone].time < m->now)
			gone++;
		s->n -= gone;
		memmove(s->at, s->at + gone, s->n * sizeof(*s->at));
	}
}

static uint32_t
span_standing(const struct funnel_plan *plan, const void *state, uint32_t mask)
{
	const struct span *s = state;
	(void)plan;
	return mask != 0 && s->furthest > 0 ? 1u << (s->furthest - 1) : 0;
}

static void
span_outcome(const struct funnel_plan *plan, const void *state, int64_t end,
    struct outcome *o)
{
	/* the times are only read */
	struct span *s = (struct span *)(uintptr_t)state;
	const int64_t *times = times_of(plan, s);
	unsigned steps = s->furthest;
	o->reached = o->continued = o->open = o->segment = 0;
	if (steps == 0)
		return;
	o->reached = (uint32_t)((1ull << steps) - 1);
	o->continued = o->reached >> 1;
	for (unsigned k = 0; k < steps; k++) {
		o->times[k] = walk_time(times[k]);
		if (k > 0)
			o->seconds[k] = times[k] - times[k - 1];
	}
	/* the latest span that holds so many steps */
	if (steps < plan->n && s->n >= steps &&
	    s->at[s->n - steps].time + plan->window > walk_stored(end))
		o->open = 1u << (steps - 1);
}

const struct walk walk_span = {
    span_size, span_moment, span_standing, span_outcome};
