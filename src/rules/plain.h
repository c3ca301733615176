/* SPDX-License-Identifier: MIT */
/* What rules make of a row, found by asking them one after the other.
 *
 * This is the meaning of the rules; matcher.h gives the same answers faster,
 * and comes back to this one where its tables are full. */
#ifndef CJM_RULES_PLAIN_H
#define CJM_RULES_PLAIN_H

#include "rules/scene.h"

struct outcome {
	const struct rule *excluded; /* the rule that drops the row, or NULL */
	const struct rule *event;    /* the event rule that won, or NULL */
	uint64_t touchpoints[TOUCHPOINT_WORDS]; /* bits by rule->index */
};

/* Asks a condition of the row that the scene has begun. */
enum answer plain_ask(struct scene *s, const struct expr *e);

/* Begins the row in the scene and decides it: excludes first, then event rules
 * (both see the row as it came), then touchpoints, which see it as the winning
 * event rule has set it. False when a pattern gave up (s->failed). */
bool plain_decide(struct scene *s, const struct row *row, struct outcome *o);

/* Writes an outcome's stage, which is the furthest and empty if none, a TAB and
 * its touchpoints as `stage:name,…` to *text, which is emptied first. Returns
 * the length of the stage. */
size_t stages_put(
    const struct rules *r, const uint64_t *touchpoints, struct buf *text);

/* Such a text as values. */
static inline void
stages_set(const struct rules *r, struct slice *values, struct slice text,
    size_t stage_n)
{
	values[OUTPUT_STAGE].p = text.p;
	values[OUTPUT_STAGE].n = r->stages_joined ? text.n : stage_n;
	values[OUTPUT_TOUCHPOINTS] = slice_skip(text, stage_n + 1);
}

static inline bool
touchpoint_is(const uint64_t *touchpoints, unsigned index)
{
	return touchpoints[index / 64] >> (index % 64) & 1;
}

static inline void
touchpoint_add(uint64_t *touchpoints, unsigned index)
{
	touchpoints[index / 64] |= (uint64_t)1 << (index % 64);
}

#endif
