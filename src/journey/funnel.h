/* SPDX-License-Identifier: MIT */
/* Funnels: how units (visitors, sessions...) flow through steps, exactly, in
 * one pass. Rows are gathered into moments and given to a walk (walk.h); what
 * became of the units is added up by segment (tally.h).
 *
 *	funnel_init(&f, &plan);
 *	do {
 *		… funnel_row(&f, &row) for each row that offers something
 *		funnel_end_units(&f, visit, context);
 *	} while (… there are more partitions of units);
 *
 * The state of a unit is a few numbers, so any number of rows is taken in the
 * memory of the units. */
#ifndef CJM_JOURNEY_FUNNEL_H
#define CJM_JOURNEY_FUNNEL_H

#include "base/intern.h"
#include "base/roster.h"
#include "journey/tally.h"

/* What one row offers. */
struct funnel_row {
	struct key unit;
	int64_t time, revenue;
	const struct occurrences *offered;
	uint32_t segment; /* its number in the funnel; 0: not by any */
};

/* A row whose unit is not looked up yet: the slots and entries of a whole
 * batch are on their way while it is gathered. Its masks are in the batch's. */
struct funnel_waiting {
	struct key unit;
	int64_t time, revenue;
	uint32_t segment, moment;
	uint16_t n; /* occurrences */
	bool with_event, excludes;
};

enum { FUNNEL_BATCH = 64 };

/* One occurrence of a row, or a row without any, waiting for the end of its
 * moment. */
struct funnel_mark {
	void *unit; /* entry of the roster */
	int64_t revenue;
	uint32_t mask, segment;
	uint32_t order; /* in the input */
	bool excludes;
};

/* Money whose segment shows at the end. */
struct funnel_money {
	void *unit;
	int64_t revenue;
	uint32_t rows; /* of the result, a bit each */
};

struct funnel {
	struct funnel_plan plan;
	const struct walk *walk;
	bool gathers; /* a row alone in its moment, too: its order counts */
	size_t at_segment, at_state; /* in a unit's entry */
	struct roster units;
	struct walk_aid aid;
	struct intern segments;
	struct tally tally;

	int64_t now;      /* of the moment in hand */
	uint32_t moment;  /* its number */
	uint32_t moments; /* how often a row's time was not that before */
	int64_t passed;   /* the time of the last row */
	int64_t end;      /* the latest time seen */
	struct funnel_mark *marks;
	size_t n_marks, room;

	struct funnel_waiting waiting[FUNNEL_BATCH];
	uint32_t masks[FUNNEL_BATCH * STEPS_MAX];
	unsigned n_waiting, n_masks;

	struct funnel_money *money;
	size_t n_money, room_money;

	uint64_t late;    /* rows earlier than their unit's latest */
	uint64_t n_units; /* of all that were ended */
};

/* `plan` is copied. */
void funnel_init(struct funnel *f, const struct funnel_plan *plan);
void funnel_release(struct funnel *f);

/* Takes what one row offers. Rows come in time order, or grouped by unit and
 * in time order within each; equal times in any order. A row that is earlier
 * than its unit's latest is counted, and taken as if it were of that time. */
void funnel_row(struct funnel *f, const struct funnel_row *row);

/* A row that fills no step, or is put aside, still moves the end of the data
 * and ends the moment of rows of another time, whoever's they are: so the other
 * rows of the input say what one moment is, not those that memory holds. */
static inline void
funnel_pass(struct funnel *f, int64_t time)
{
	if (time > f->end)
		f->end = time;
	f->moments += time != f->passed;
	f->passed = time;
}

/* Ends the moment of the rows so far, even if the next one is of its time. */
static inline void
funnel_break(struct funnel *f)
{
	f->moments++;
}

/* Looks up the rows that still wait: before the roster is asked for. */
void funnel_flush(struct funnel *f);

/* Bytes held of units, with the tables that may double soon. */
size_t funnel_bytes(const struct funnel *f);

/* Ends the units: adds what became of them to the tally and forgets them.
 * `visit`, unless NULL, is told each. */
void funnel_end_units(struct funnel *f,
    void (*visit)(void *context, struct key unit, uint32_t segment,
	const struct outcome *o),
    void *context);

#endif
