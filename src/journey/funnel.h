/* SPDX-License-Identifier: MIT */
/* Funnels: how visitors flow through steps, exactly, in one pass.
 *
 * ENTRY_ANY: a visitor stands at every step of which they have an occurrence,
 * and continues from step k when some occurrence of k+1 follows one of k (at
 * the same time counts, by another occurrence) by at most the window.
 *
 * ENTRY_FIRST: a visitor reaches step k when there are k distinct occurrences,
 * the i-th filling step i, in time order, all within the window from the first.
 * Equal times are unordered. What is kept of a visitor is, for each step, the
 * latest possible start of a chain that reached it: a later start can do
 * everything that an earlier one can. Equal to trying all chains (tests).
 *
 * In both the state of a visitor is a few numbers, so any number of rows is
 * taken in the memory of the visitors. */
#ifndef CJM_JOURNEY_FUNNEL_H
#define CJM_JOURNEY_FUNNEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/num.h"
#include "base/roster.h"
#include "journey/quantile.h"
#include "journey/steps.h"

enum funnel_entry { ENTRY_ANY, ENTRY_FIRST };

/* One step's figures. visitors = continued + dropped + open but for the last
 * step; visitors = entered + continued of the step before. */
struct funnel_step {
	uint64_t visitors;
	uint64_t entered;
	uint64_t continued;
	uint64_t dropped;
	uint64_t open;  /* the window is not over: neither continued nor lost */
	int128 revenue; /* millionths, of the events that fill the step */
	struct sample seconds; /* microseconds from the step before */
};

/* One occurrence of a row, waiting for the end of its moment. */
struct funnel_mark {
	void *visitor; /* entry of the roster */
	int64_t revenue;
	uint32_t mask;
};

/* A row whose visitor is not looked up yet: the slots and entries of a whole
 * batch are on their way while it is gathered. Its masks are in the batch's.
 */
struct funnel_waiting {
	struct key visitor;
	int64_t time, revenue;
	uint32_t n; /* occurrences */
	bool with_event;
};

enum { FUNNEL_BATCH = 64 };

struct funnel {
	unsigned n; /* steps */
	enum funnel_entry entry;
	int64_t window; /* microseconds, inclusive */
	struct roster visitors;
	struct funnel_step steps[STEPS_MAX];

	int64_t now; /* the moment in hand */
	int64_t end; /* the latest time seen */
	struct funnel_mark *marks;
	size_t n_marks, room;

	struct funnel_waiting waiting[FUNNEL_BATCH];
	uint32_t masks[FUNNEL_BATCH * STEPS_MAX];
	unsigned n_waiting, n_masks;

	uint64_t late; /* rows earlier than their visitor's latest */
};

void funnel_init(
    struct funnel *f, unsigned steps, enum funnel_entry entry, int64_t window);
void funnel_release(struct funnel *f);

/* Takes what one row offers. Rows come in time order, or grouped by visitor
 * and in time order within each; equal times in any order. */
void funnel_row(struct funnel *f, struct key visitor, int64_t time,
    const struct occurrences *offered, int64_t revenue);

/* A row that fills no step still moves the end of the data. */
static inline void
funnel_pass(struct funnel *f, int64_t time)
{
	if (time > f->end)
		f->end = time;
}

/* Ends the input and fills f->steps; the roster and the counts are whole then.
 */
void funnel_finish(struct funnel *f);

#endif
