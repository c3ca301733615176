/* SPDX-License-Identifier: MIT */
/* A funnel's figures, added up over units: by segment, and in each by step. */
#ifndef CJM_JOURNEY_TALLY_H
#define CJM_JOURNEY_TALLY_H

#include "base/num.h"
#include "journey/quantile.h"
#include "journey/walk.h"

/* One step's figures. visitors = continued + dropped + open but for the last
 * step; visitors = entered + continued of the step before. Each is counted by
 * itself, so that tally_balances means something. */
struct funnel_step {
	uint64_t visitors;
	uint64_t entered;
	uint64_t continued;
	uint64_t dropped;
	uint64_t open;  /* the window is not over: neither continued nor lost */
	int128 revenue; /* millionths, of the events that fill the step */
	struct sample seconds; /* microseconds from the step before */
};

struct tally {
	unsigned n; /* steps */
	struct funnel_step *steps;
	uint32_t n_segments; /* with figures, or numbers between those */
};

void tally_init(struct tally *t, unsigned steps);
void tally_release(struct tally *t);

/* The n steps of a segment; valid until another one is asked for. */
struct funnel_step *tally_segment(struct tally *t, uint32_t segment);

/* Adds what became of one unit. */
void tally_add(struct tally *t, uint32_t segment, const struct outcome *o);

/* Whether every unit of every segment went somewhere, and came from
 * somewhere. */
bool tally_balances(const struct tally *t);

#endif
