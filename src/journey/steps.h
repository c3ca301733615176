/* SPDX-License-Identifier: MIT */
/* The steps of a funnel, and which of them a row fills.
 *
 * A row offers one occurrence for each distinct stage among its touchpoints,
 * or a single one where it has none; the row's event belongs to the occurrence
 * of its furthest stage. One occurrence can fill one step. So the landing page
 * of an advertisement fills Reach and Aware at once (two stages), while
 * `purchase,purchase` needs two purchases. */
#ifndef CJM_JOURNEY_STEPS_H
#define CJM_JOURNEY_STEPS_H

#include <stdbool.h>
#include <stdint.h>

#include "journey/vocabulary.h"

enum { STEPS_MAX = 32 };

/* One alternative of a step. */
struct step_name {
	enum step_kind {
		STEP_ANY,
		STEP_STAGE,
		STEP_TOUCHPOINT,
		STEP_EVENT,
		STEP_KINDS
	} kind;
	struct slice name;
	unsigned step; /* 0, 1, 2…; STEPS_MAX: it excludes */
	bool met;      /* a row has it */
};

struct steps {
	struct step_name *names;
	unsigned n_names;
	struct slice texts[STEPS_MAX]; /* of each step, as given */
	unsigned n;
	bool need_touchpoints, need_event; /* columns that must be there */
	bool want_both; /* a name without prefix: of either that is there */
	struct step_memory *memory;
	struct occurrences *own;             /* of a row too long to remember */
	bool matched;                        /* a row was */
	struct vocabulary words[STEP_KINDS]; /* of the rows, by kind */
};

/* Which steps each occurrence of a row can fill, one bit a step, in stage
 * order; occurrences that fill none are left out. Money belongs to the event,
 * so to the furthest stage's occurrence alone. */
struct occurrences {
	uint32_t n;
	bool with_event; /* the last one is that of the row's event */
	bool excludes;   /* the row has something that excludes */
	uint32_t masks[STEPS_MAX];
};

/* Reads `A,B|C,stage:D`: a comma between steps, `|` between alternatives,
 * names that are a stage, a touchpoint or an event (any of them without a
 * prefix). The text must outlive the steps. NULL, or what is wrong. */
const char *steps_init(struct steps *s, struct slice text);

/* What excludes: `A|B`, alternatives as of a step. NULL, or what is wrong. */
const char *steps_exclude(struct steps *s, struct slice text);

/* The step of a text as given, with or without `stage:` before it, or of a
 * number from 1; s->n when there is none. */
unsigned steps_find(const struct steps *s, struct slice text);

/* A step's text for people: without `stage:`. */
struct slice steps_title(const struct steps *s, unsigned step);

void steps_release(struct steps *s);

/* The occurrences of a row with that event and those touchpoints (fields of
 * the stream). Valid until the next call. */
const struct occurrences *
steps_match(struct steps *s, struct slice event, struct slice touchpoints);

#endif
