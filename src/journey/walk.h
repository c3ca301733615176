/* SPDX-License-Identifier: MIT */
/* Ways of walking through a funnel's steps.
 *
 * A walk takes the occurrences of one unit (a visitor, a session...) moment by
 * moment and keeps a state of a few numbers, so that any number of rows is
 * taken in the memory of the units. At the end it tells how far the unit came.
 * There are four, chosen by walk_choose; each is one file. tests/brute tries
 * every chain of small cases and has to come to the same. */
#ifndef CJM_JOURNEY_WALK_H
#define CJM_JOURNEY_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "journey/steps.h"

enum funnel_entry { ENTRY_ANY, ENTRY_FIRST };

/* ORDERED: other occurrences may lie between two steps. STRICT: none may but
 * repeats of the step at hand. UNORDERED: the steps come in any order. */
enum funnel_order { ORDER_ORDERED, ORDER_STRICT, ORDER_UNORDERED };

/* Whether occurrences at one time follow each other: as it suits, never, or in
 * the order of the input. */
enum funnel_ties { TIES_ANY, TIES_STRICT, TIES_INPUT };

/* Which of a unit's occurrences tells its segment. */
enum funnel_attribute {
	ATTRIBUTE_NONE,
	ATTRIBUTE_FIRST, /* the first that has a value */
	ATTRIBUTE_LAST,  /* the last that has one */
	ATTRIBUTE_STEP   /* that by which it came to a step */
};

/* What is asked. Times are microseconds; both windows are inclusive. */
struct funnel_plan {
	unsigned n; /* steps, 1 to STEPS_MAX */
	enum funnel_entry entry;
	enum funnel_order order;
	enum funnel_ties ties;
	int64_t window;       /* from the first step of a chain */
	int64_t step_window;  /* from the step before; 0: none */
	int64_t since, until; /* bounds of the entry; WHEN_NONE: none */
	bool excludes;        /* there are occurrences that break chains… */
	bool drops;           /* …or put the unit out of the funnel */
	unsigned from, to;    /* between these two steps, from < to */
	enum funnel_attribute attribute;
	unsigned attribute_step;
	bool totals;      /* count entries, not units */
	bool wants_times; /* outcome.times are asked for */
	bool plain;       /* nothing of all that: funnel_init finds it out */
};

/* The occurrences of one unit at one moment. */
struct moment {
	int64_t now; /* as walk_stored gives it */
	const uint32_t *masks;
	const uint32_t *segments; /* of each; 0 is none. Only for a step's */
	size_t n;
	bool excluded; /* one that excludes is among the unit's rows */
	bool in_order; /* they follow each other as they stand here */
};

/* What became of a unit: bits by step. Where a bit of `continued` is set,
 * seconds[k + 1] is the time (microseconds) from step k to the next. What is
 * not said is not filled. */
struct outcome {
	uint32_t reached, continued, open;
	int64_t seconds[STEPS_MAX];
	int64_t times[STEPS_MAX]; /* where reached and wants_times */
	uint32_t segment;         /* of ATTRIBUTE_STEP */
};

/* What a walk may ask for. */
struct walk_aid {
	struct arena memory; /* what the state needs beyond its bytes */
	/* walk_entries: to be told what became of an entry that is over */
	void (*left)(void *context, const struct outcome *o);
	void *context;
};

struct walk {
	/* Bytes of a unit's state, which begins as zeros. */
	size_t (*size)(const struct funnel_plan *plan);

	/* Takes a moment, not earlier than the one before. */
	void (*moment)(const struct funnel_plan *plan, void *state,
	    const struct moment *m, struct walk_aid *aid);

	/* The rows of the result to which the money of an occurrence belongs,
	 * once its moment was taken. */
	uint32_t (*standing)(
	    const struct funnel_plan *plan, const void *state, uint32_t mask);

	/* `end`: the latest time of all units. */
	void (*outcome)(const struct funnel_plan *plan, const void *state,
	    int64_t end, struct outcome *o);
};

/* ENTRY_ANY. A unit stands at every step of which it has an occurrence, and
 * continues from step k when one of k+1 follows one of k within the window
 * (UNORDERED: or precedes it). With bounds of the entry, an occurrence outside
 * them counts only where it continues a step. */
extern const struct walk walk_flow;

/* ENTRY_FIRST, ORDERED or STRICT. A unit reaches step k by a chain: k distinct
 * occurrences, the i-th filling step i, in time order, all within the window
 * from the first. */
extern const struct walk walk_chain;

/* ENTRY_FIRST, UNORDERED. Row k counts the units with k steps in any order, by
 * distinct occurrences, within some span as long as the window. */
extern const struct walk walk_span;

/* Totals: a unit may enter again and again, see the file. */
extern const struct walk walk_entries;

static inline const struct walk *
walk_choose(const struct funnel_plan *plan)
{
	if (plan->totals)
		return &walk_entries;
	if (plan->entry == ENTRY_ANY)
		return &walk_flow;
	return plan->order == ORDER_UNORDERED ? &walk_span : &walk_chain;
}

/* Times are kept above 0, which is none. */
static inline int64_t
walk_stored(int64_t time)
{
	return time + (INT64_MAX / 2 + 1);
}

static inline int64_t
walk_time(int64_t stored)
{
	return stored - (INT64_MAX / 2 + 1);
}

/* Whether an entry may be at that moment. */
static inline bool
walk_may_enter(const struct funnel_plan *plan, int64_t stored)
{
	int64_t time = walk_time(stored);
	return (plan->since == INT64_MIN || time >= plan->since) &&
	    (plan->until == INT64_MIN || time < plan->until);
}

#endif
