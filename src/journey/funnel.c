/* SPDX-License-Identifier: MIT */
/* Units through steps. Rows of one moment are gathered and then taken unit by
 * unit, since equal times are unordered. */
#include "journey/funnel.h"

#include <stdlib.h>

#include "base/when.h"

/* What is kept of a unit: this, with ATTRIBUTE_FIRST or LAST its segment, and
 * the state of its walk. */
struct unit {
	struct key key;
	int64_t latest; /* the last moment, as walk_stored gives it; 0: none */
};

static bool
one_by_one(const struct funnel_plan *p)
{
	return p->ties == TIES_INPUT || p->order == ORDER_STRICT;
}

static bool
by_value(const struct funnel_plan *p)
{
	return p->attribute == ATTRIBUTE_FIRST ||
	    p->attribute == ATTRIBUTE_LAST;
}

static bool
is_plain(const struct funnel_plan *p)
{
	return p->order == ORDER_ORDERED && p->ties == TIES_ANY &&
	    p->since == WHEN_NONE && p->until == WHEN_NONE && !p->excludes &&
	    !p->wants_times && p->attribute != ATTRIBUTE_STEP;
}

static void
add_entry(void *funnel, const struct outcome *o)
{
	struct funnel *f = funnel;
	tally_add(&f->tally, 0, o);
}

void
funnel_init(struct funnel *f, const struct funnel_plan *plan)
{
	*f = (struct funnel){
	    .plan = *plan, .passed = WHEN_NONE, .end = WHEN_NONE};
	struct funnel_plan *p = &f->plan;
	if (p->entry == ENTRY_ANY && p->step_window > 0 &&
	    p->step_window < p->window)
		p->window = p->step_window; /* all chains are of two steps */
	p->plain = is_plain(p);
	f->gathers =
	    p->attribute != ATTRIBUTE_NONE || one_by_one(p) || p->totals;
	f->walk = walk_choose(p);
	f->at_segment = sizeof(struct unit);
	f->at_state = f->at_segment + (by_value(p) ? sizeof(uint64_t) : 0);
	roster_init(&f->units, f->at_state + f->walk->size(p));
	f->aid = (struct walk_aid){
	    .memory = ARENA_INIT, .left = add_entry, .context = f};
	intern_init(&f->segments);
	tally_init(&f->tally, p->n);
	tally_segment(&f->tally, 0);
}

void
funnel_release(struct funnel *f)
{
	roster_release(&f->units);
	arena_release(&f->aid.memory);
	intern_release(&f->segments);
	tally_release(&f->tally);
	free(f->marks);
	free(f->money);
}

static void *
state_of(const struct funnel *f, void *unit)
{
	return (char *)unit + f->at_state;
}

static uint32_t *
segment_of(const struct funnel *f, void *unit)
{
	return (uint32_t *)(void *)((char *)unit + f->at_segment);
}

/* By name: numbers come in order of arrival, which shall not show. */
static int
compare_segments(const struct funnel *f, uint32_t a, uint32_t b)
{
	return a == b ? 0
		      : slice_compare(intern_at(&f->segments, a),
			    intern_at(&f->segments, b));
}

static int
compare_marks(const void *left, const void *right, void *context)
{
	const struct funnel_mark *a = left, *b = right;
	const struct funnel *f = context;
	/* any order of the units will do: none shows in a result */
	if (a->unit != b->unit)
		return (uintptr_t)a->unit < (uintptr_t)b->unit ? -1 : 1;
	if (one_by_one(&f->plan))
		return (a->order > b->order) - (a->order < b->order);
	if (a->mask != b->mask)
		return a->mask < b->mask ? -1 : 1;
	return compare_segments(f, a->segment, b->segment);
}

enum { FEW_MARKS = 16 };

/* A moment has one or two marks as a rule. */
static void
sort_marks(struct funnel *f)
{
	struct funnel_mark *marks = f->marks;
	if (f->n_marks > FEW_MARKS) {
		qsort_r(marks, f->n_marks, sizeof(*marks), compare_marks, f);
		return;
	}
	for (size_t i = 1; i < f->n_marks; i++) {
		struct funnel_mark mark = marks[i];
		size_t k = i;
		for (; k > 0 && compare_marks(&marks[k - 1], &mark, f) > 0; k--)
			marks[k] = marks[k - 1];
		marks[k] = mark;
	}
}

static void
keep_money(struct funnel *f, struct unit *u, uint32_t rows, int64_t revenue)
{
	if (f->n_money == f->room_money) {
		f->room_money = f->room_money ? 2 * f->room_money : 1024;
		f->money =
		    mem_grow(f->money, f->room_money * sizeof(*f->money));
	}
	f->money[f->n_money++] = (struct funnel_money){u, revenue, rows};
}

static void
add_money(struct funnel *f, uint32_t segment, uint32_t rows, int64_t revenue)
{
	struct funnel_step *steps = tally_segment(&f->tally, segment);
	for (; rows; rows &= rows - 1)
		steps[__builtin_ctz(rows)].revenue += revenue;
}

static void
take_money(struct funnel *f, struct unit *u, uint32_t mask, int64_t revenue)
{
	uint32_t rows = f->walk->standing(&f->plan, state_of(f, u), mask);
	if (rows == 0)
		return;
	if (f->plan.attribute != ATTRIBUTE_NONE || f->plan.drops)
		keep_money(f, u, rows, revenue);
	else
		add_money(f, 0, rows, revenue);
}

/* The first by name of the values at a moment becomes the unit's segment. */
static void
note_segment(
    struct funnel *f, struct unit *u, const struct funnel_mark *marks, size_t n)
{
	uint32_t *segment = segment_of(f, u), best = 0;
	if (f->plan.attribute == ATTRIBUTE_FIRST && *segment != 0)
		return;
	for (size_t i = 0; i < n; i++) {
		uint32_t s = marks[i].segment;
		if (marks[i].mask != 0 && s != 0 &&
		    (best == 0 || compare_segments(f, s, best) < 0))
			best = s;
	}
	if (best != 0)
		*segment = best;
}

static void
walk_moment(struct funnel *f, struct unit *u, struct moment *m)
{
	m->now = u->latest;
	f->walk->moment(&f->plan, state_of(f, u), m, &f->aid);
}

/* Begins a moment of a unit: time never goes back. */
static void
begin_moment(struct unit *u, int64_t time)
{
	if (u->latest < walk_stored(time))
		u->latest = walk_stored(time);
}

static bool
excludes(const struct funnel_mark *marks, size_t n)
{
	bool excluded = false;
	for (size_t i = 0; i < n; i++)
		excluded |= marks[i].excludes;
	return excluded;
}

static void
take_one_by_one(
    struct funnel *f, struct unit *u, const struct funnel_mark *marks, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (marks[i].mask == 0 && f->plan.order != ORDER_STRICT)
			continue;
		walk_moment(f, u,
		    &(struct moment){.masks = &marks[i].mask,
			.segments = &marks[i].segment,
			.n = marks[i].mask != 0});
	}
	if (excludes(marks, n))
		walk_moment(f, u, &(struct moment){.excluded = true});
}

/* More than STEPS_MAX occurrences of one kind at one moment cannot fill more
 * steps than STEPS_MAX of them, so the rest are left out: hostile floods within
 * one second stay cheap. */
enum { SAME_MAX = STEPS_MAX, MASKS_MAX = 4096 };

static void
take_at_once(
    struct funnel *f, struct unit *u, const struct funnel_mark *marks, size_t n)
{
	uint32_t masks[MASKS_MAX], segments[MASKS_MAX];
	struct moment m = {.masks = masks,
	    .segments = segments,
	    .excluded = excludes(marks, n),
	    .in_order = f->plan.ties == TIES_INPUT};
	size_t same = 0;
	for (size_t i = 0; i < n; i++) {
		if (marks[i].mask == 0)
			continue;
		same =
		    m.n > 0 && masks[m.n - 1] == marks[i].mask ? same + 1 : 0;
		if (same >= SAME_MAX || m.n == MASKS_MAX)
			continue;
		masks[m.n] = marks[i].mask;
		segments[m.n++] = marks[i].segment;
	}
	walk_moment(f, u, &m);
}

static void
end_moment(struct funnel *f)
{
	sort_marks(f);
	for (size_t i = 0, n; i < f->n_marks; i += n) {
		const struct funnel_mark *marks = &f->marks[i];
		struct unit *u = marks->unit;
		for (n = 1; i + n < f->n_marks && marks[n].unit == u;)
			n++;
		begin_moment(u, f->now);
		if (by_value(&f->plan))
			note_segment(f, u, marks, n);
		if (one_by_one(&f->plan) &&
		    !(f->walk == &walk_chain && excludes(marks, n)))
			take_one_by_one(f, u, marks, n);
		else
			take_at_once(f, u, marks, n);
		for (size_t k = 0; k < n; k++)
			if (marks[k].revenue != 0)
				take_money(
				    f, u, marks[k].mask, marks[k].revenue);
	}
	f->n_marks = 0;
}

static void
put_marks(struct funnel *f, struct unit *u, const struct funnel_waiting *w,
    const uint32_t *masks)
{
	uint32_t n = w->n > 0 ? w->n : 1;
	if (f->room < f->n_marks + n) {
		f->room = 2 * (f->n_marks + n);
		f->marks = mem_grow(f->marks, f->room * sizeof(*f->marks));
	}
	struct funnel_mark *mark = &f->marks[f->n_marks];
	for (uint32_t i = 0; i < n; i++)
		mark[i] = (struct funnel_mark){.unit = u,
		    .mask = w->n > 0 ? masks[i] : 0,
		    .segment = w->segment,
		    .order = (uint32_t)(f->n_marks + i),
		    .excludes = w->excludes};
	if (w->with_event)
		mark[n - 1].revenue = w->revenue;
	f->n_marks += n;
}

/* Most rows are alone in their moment and need not wait for its end. */
static void
take_row(struct funnel *f, struct unit *u, const struct funnel_waiting *w,
    const uint32_t *masks, bool last)
{
	if (w->moment != f->moment) {
		if (f->n_marks > 0)
			end_moment(f);
		f->moment = w->moment;
		f->now = w->time;
	}
	f->late += u->latest > walk_stored(w->time);
	if (!last || f->n_marks > 0 || f->gathers) {
		put_marks(f, u, w, masks);
		return;
	}
	begin_moment(u, w->time);
	walk_moment(f, u,
	    &(struct moment){
		.masks = masks, .n = w->n, .excluded = w->excludes});
	if (w->revenue != 0 && w->with_event)
		take_money(f, u, masks[w->n - 1], w->revenue);
}

void
funnel_flush(struct funnel *f)
{
	struct unit *found[FUNNEL_BATCH];
	const uint32_t *masks = f->masks;
	unsigned n = f->n_waiting;
	for (unsigned i = 0; i < n; i++)
		found[i] = roster_prefetch_entry(&f->units, f->waiting[i].unit);
	for (unsigned i = 0; i < n; i++) {
		const struct funnel_waiting *w = &f->waiting[i];
		bool added, last = i + 1 < n && w[1].moment != w->moment;
		if (!found[i] || !key_equal(found[i]->key, w->unit))
			found[i] = w->n > 0
			    ? roster_get(&f->units, w->unit, &added)
			    : roster_find(&f->units, w->unit);
		/* nothing yet can be broken or excluded of a new unit */
		if (found[i])
			take_row(f, found[i], w, masks, last);
		masks += w->n;
	}
	f->n_waiting = 0;
	f->n_masks = 0;
}

void
funnel_row(struct funnel *f, const struct funnel_row *row)
{
	const struct occurrences *offered = row->offered;
	funnel_pass(f, row->time);
	roster_prefetch_slot(&f->units, row->unit);
	for (uint32_t i = 0; i < offered->n; i++)
		f->masks[f->n_masks++] = offered->masks[i];
	f->waiting[f->n_waiting++] = (struct funnel_waiting){.unit = row->unit,
	    .time = row->time,
	    .revenue = row->revenue,
	    .segment = row->segment,
	    .moment = f->moments,
	    .n = (uint16_t)offered->n,
	    .with_event = offered->with_event,
	    .excludes = offered->excludes};
	if (f->n_waiting == FUNNEL_BATCH)
		funnel_flush(f);
}

size_t
funnel_bytes(const struct funnel *f)
{
	return roster_peak(&f->units) + f->aid.memory.total +
	    f->room_money * sizeof(*f->money) + f->room * sizeof(*f->marks);
}

static uint32_t
final_segment(const struct funnel *f, void *unit, const struct outcome *o)
{
	return by_value(&f->plan) ? *segment_of(f, unit) : o->segment;
}

void
funnel_end_units(struct funnel *f,
    void (*visit)(void *context, struct key unit, uint32_t segment,
	const struct outcome *o),
    void *context)
{
	struct outcome o;
	funnel_flush(f);
	if (f->n_marks > 0)
		end_moment(f);
	for (size_t i = 0; i < f->n_money; i++) {
		const struct funnel_money *money = &f->money[i];
		f->walk->outcome(
		    &f->plan, state_of(f, money->unit), f->end, &o);
		if (o.reached != 0)
			add_money(f, final_segment(f, money->unit, &o),
			    money->rows, money->revenue);
	}
	f->n_money = 0;
	for (uint32_t i = 0; i < f->units.n; i++) {
		struct unit *u = roster_at(&f->units, i);
		f->walk->outcome(&f->plan, state_of(f, u), f->end, &o);
		uint32_t segment = final_segment(f, u, &o);
		tally_add(&f->tally, segment, &o);
		if (visit)
			visit(context, u->key, segment, &o);
	}
	f->n_units += f->units.n;
	roster_clear(&f->units);
	arena_release(&f->aid.memory);
	f->aid.memory = (struct arena)ARENA_INIT;
	funnel_break(f);
}
