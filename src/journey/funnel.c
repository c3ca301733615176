/* SPDX-License-Identifier: MIT */
/* Visitors through steps. Rows of one moment are gathered and then taken
 * visitor by visitor, since equal times are unordered. */
#include "journey/funnel.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/when.h"
#include "journey/matching.h"

/* What is kept of a visitor. times[] holds, for ENTRY_ANY, the latest
 * occurrence of each step but the last; for ENTRY_FIRST the latest start of a
 * chain that reached each step but the last, then when it reached it (but for
 * the first step, where both are one). 0 is none; times are stored above 0. */
struct visitor {
	struct key key;
	uint32_t reached;   /* a bit for each step */
	uint32_t continued; /* a bit for each step */
	int64_t times[];
};

static int64_t
stored(int64_t time)
{
	return time + (INT64_MAX / 2 + 1);
}

void
funnel_init(
    struct funnel *f, unsigned steps, enum funnel_entry entry, int64_t window)
{
	unsigned kept = steps - 1;
	*f = (struct funnel){.n = steps,
	    .entry = entry,
	    .window = window,
	    .now = WHEN_NONE,
	    .end = WHEN_NONE};
	if (entry == ENTRY_FIRST && steps > 2)
		kept += steps - 2;
	roster_init(
	    &f->visitors, sizeof(struct visitor) + kept * sizeof(int64_t));
}

void
funnel_release(struct funnel *f)
{
	for (unsigned k = 0; k < f->n; k++)
		sample_release(&f->steps[k].seconds);
	roster_release(&f->visitors);
	free(f->marks);
}

/* Step k+1 follows k for the first time: the moment of k was `from`. */
static void
continue_from(
    struct funnel *f, struct visitor *v, unsigned k, int64_t from, int64_t now)
{
	if (v->continued >> k & 1)
		return;
	v->continued |= 1u << k;
	sample_add(&f->steps[k + 1].seconds, now - from);
}

/* Whether two different occurrences fill steps k and k+1. */
static bool
pair_at_once(const uint32_t *masks, size_t n, unsigned k)
{
	size_t first = 0, second = 0, both = 0;
	for (size_t i = 0; i < n; i++) {
		bool a = masks[i] >> k & 1, b = masks[i] >> (k + 1) & 1;
		first += a;
		second += b;
		both += a && b;
	}
	return first > 0 && second > 0 &&
	    !(first == 1 && second == 1 && both == 1);
}

static void
take_any(struct funnel *f, struct visitor *v, const uint32_t *masks, size_t n,
    int64_t now)
{
	uint32_t all = 0, but_last = (uint32_t)((1ull << (f->n - 1)) - 1);
	for (size_t i = 0; i < n; i++)
		all |= masks[i];
	/* by bits, not by steps: a row fills one or two of them */
	for (uint32_t left = all >> 1 & ~v->continued; left; left &= left - 1) {
		unsigned k = (unsigned)__builtin_ctz(left);
		if (n > 1 && pair_at_once(masks, n, k))
			continue_from(f, v, k, now, now);
		else if (v->times[k] != 0 && v->times[k] <= now &&
		    now - v->times[k] <= f->window)
			continue_from(f, v, k, v->times[k], now);
	}
	bool late = false;
	for (unsigned k = 0; k + 1 < f->n; k++)
		late |= v->times[k] > now;
	for (uint32_t left = all & but_last; left; left &= left - 1) {
		unsigned k = (unsigned)__builtin_ctz(left);
		if (v->times[k] < now)
			v->times[k] = now;
	}
	f->late += late;
	v->reached |= all;
}

/* ENTRY_FIRST: where a chain that reached step k (0-based) began and when it
 * got there. */
static int64_t *
start_of(struct visitor *v, unsigned k)
{
	return &v->times[k];
}

static int64_t *
arrival_of(const struct funnel *f, struct visitor *v, unsigned k)
{
	return k == 0 ? &v->times[0] : &v->times[f->n - 2 + k];
}

/* One chain that reached step k goes on, with the occurrences of this moment,
 * to step m. */
static void
extend_chain(struct funnel *f, struct visitor *v, unsigned k, unsigned m,
    int64_t start, int64_t arrival, int64_t now)
{
	for (unsigned step = k + 1; step <= m; step++) {
		int64_t from = step == k + 1 ? arrival : now;
		continue_from(f, v, step - 1, from, now);
		v->reached |= 1u << step;
		if (step + 1 == f->n || *start_of(v, step) >= start)
			continue;
		*start_of(v, step) = start;
		*arrival_of(f, v, step) = now;
	}
}

static void
take_first(struct funnel *f, struct visitor *v, const uint32_t *masks, size_t n,
    int64_t now)
{
	bool late = false;
	/* from the furthest step down: a chain's state is read before this
	 * moment changes it, so that no occurrence serves twice */
	for (unsigned k = f->n - 1; k-- > 0;) {
		int64_t start = *start_of(v, k);
		int64_t arrival = *arrival_of(f, v, k);
		if (start == 0 || now - start > f->window)
			continue;
		late = late || arrival > now;
		if (arrival > now)
			continue;
		unsigned m = matching_length(masks, n, k + 1, f->n);
		if (m > 0)
			extend_chain(f, v, k, k + m, start, arrival, now);
	}
	f->late += late;
	unsigned m = matching_length(masks, n, 0, f->n);
	if (m == 0)
		return;
	v->reached |= 1;
	if (f->n > 1) {
		*start_of(v, 0) = now;
		extend_chain(f, v, 0, m - 1, now, now, now);
	}
}

static void
take_moment(
    struct funnel *f, struct visitor *v, const uint32_t *masks, size_t n)
{
	if (f->entry == ENTRY_ANY)
		take_any(f, v, masks, n, stored(f->now));
	else
		take_first(f, v, masks, n, stored(f->now));
}

enum { FEW_MARKS = 16 };

static int
by_visitor(const void *left, const void *right)
{
	const struct funnel_mark *a = left, *b = right;
	/* any order of the visitors will do: none shows in a result */
	if (a->visitor != b->visitor)
		return (uintptr_t)a->visitor < (uintptr_t)b->visitor ? -1 : 1;
	return (a->mask > b->mask) - (a->mask < b->mask);
}

/* A moment has one or two marks as a rule. */
static void
sort_marks(struct funnel_mark *marks, size_t n)
{
	if (n > FEW_MARKS) {
		qsort(marks, n, sizeof(*marks), by_visitor);
		return;
	}
	for (size_t i = 1; i < n; i++) {
		struct funnel_mark mark = marks[i];
		size_t k = i;
		for (; k > 0 && by_visitor(&marks[k - 1], &mark) > 0; k--)
			marks[k] = marks[k - 1];
		marks[k] = mark;
	}
}

static void
add_revenue(struct funnel *f, const struct funnel_mark *mark)
{
	const struct visitor *v = mark->visitor;
	for (unsigned k = 0; mark->revenue != 0 && k < f->n; k++)
		if (mark->mask >> k & v->reached >> k & 1)
			f->steps[k].revenue += mark->revenue;
}

/* More than STEPS_MAX occurrences of one kind at one moment cannot fill more
 * steps than STEPS_MAX of them, so the rest are left out: hostile floods within
 * one second stay cheap. */
enum { SAME_MAX = STEPS_MAX, MASKS_MAX = 4096 };

static void
end_moment(struct funnel *f)
{
	uint32_t masks[MASKS_MAX];
	sort_marks(f->marks, f->n_marks);
	for (size_t i = 0; i < f->n_marks;) {
		void *visitor = f->marks[i].visitor;
		size_t n = 0, same = 0, from = i;
		for (; i < f->n_marks && f->marks[i].visitor == visitor; i++) {
			same = n > 0 && masks[n - 1] == f->marks[i].mask
			    ? same + 1
			    : 0;
			if (same < SAME_MAX && n < MASKS_MAX)
				masks[n++] = f->marks[i].mask;
		}
		take_moment(f, visitor, masks, n);
		for (; from < i; from++)
			add_revenue(f, &f->marks[from]);
	}
	f->n_marks = 0;
}

static void
put_marks(struct funnel *f, struct visitor *v, const struct funnel_waiting *w,
    const uint32_t *masks)
{
	if (f->room < f->n_marks + w->n) {
		f->room = 2 * (f->n_marks + w->n);
		f->marks = mem_grow(f->marks, f->room * sizeof(*f->marks));
	}
	for (uint32_t i = 0; i < w->n; i++)
		f->marks[f->n_marks++] = (struct funnel_mark){v, 0, masks[i]};
	if (w->with_event)
		f->marks[f->n_marks - 1].revenue = w->revenue;
}

/* Most rows are alone in their moment and need not wait for its end. */
static void
take_row(struct funnel *f, struct visitor *v, const struct funnel_waiting *w,
    const uint32_t *masks, bool last)
{
	if (w->time != f->now) {
		if (f->n_marks > 0)
			end_moment(f);
		f->now = w->time;
	}
	if (!last || f->n_marks > 0) {
		put_marks(f, v, w, masks);
		return;
	}
	take_moment(f, v, masks, w->n);
	if (w->revenue != 0 && w->with_event)
		add_revenue(
		    f, &(struct funnel_mark){v, w->revenue, masks[w->n - 1]});
}

static void
take_waiting(struct funnel *f)
{
	struct visitor *found[FUNNEL_BATCH];
	const uint32_t *masks = f->masks;
	unsigned n = f->n_waiting;
	for (unsigned i = 0; i < n; i++)
		found[i] =
		    roster_prefetch_entry(&f->visitors, f->waiting[i].visitor);
	for (unsigned i = 0; i < n; i++) {
		const struct funnel_waiting *w = &f->waiting[i];
		bool added, last = i + 1 < n && w[1].time != w->time;
		if (!found[i] || !key_equal(found[i]->key, w->visitor))
			found[i] = roster_get(&f->visitors, w->visitor, &added);
		take_row(f, found[i], w, masks, last);
		masks += w->n;
	}
	f->n_waiting = 0;
	f->n_masks = 0;
}

void
funnel_row(struct funnel *f, struct key visitor, int64_t time,
    const struct occurrences *offered, int64_t revenue)
{
	funnel_pass(f, time);
	if (offered->n == 0)
		return;
	roster_prefetch_slot(&f->visitors, visitor);
	for (uint32_t i = 0; i < offered->n; i++)
		f->masks[f->n_masks++] = offered->masks[i];
	f->waiting[f->n_waiting++] = (struct funnel_waiting){
	    visitor, time, revenue, offered->n, offered->with_event};
	if (f->n_waiting == FUNNEL_BATCH)
		take_waiting(f);
}

/* Whether a visitor who did not go on from step k still can. */
static bool
still_open(const struct funnel *f, const struct visitor *v, unsigned k)
{
	return v->times[k] != 0 && v->times[k] + f->window > stored(f->end);
}

void
funnel_finish(struct funnel *f)
{
	take_waiting(f);
	if (f->n_marks > 0)
		end_moment(f);
	for (uint32_t i = 0; i < f->visitors.n; i++) {
		const struct visitor *v = roster_at(&f->visitors, i);
		for (unsigned k = 0; k < f->n; k++) {
			struct funnel_step *step = &f->steps[k];
			if (!(v->reached >> k & 1))
				continue;
			step->visitors++;
			if (k + 1 == f->n)
				continue;
			if (v->continued >> k & 1)
				step->continued++;
			else if (still_open(f, v, k))
				step->open++;
			else
				step->dropped++;
		}
	}
	for (unsigned k = 0; k < f->n; k++)
		f->steps[k].entered = f->steps[k].visitors -
		    (k > 0 ? f->steps[k - 1].continued : 0);
}
