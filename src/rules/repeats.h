/* SPDX-License-Identifier: MIT */
/* Rows that tell again what an earlier row has told: an order whose thank-you
 * page was loaded again or which the tracker reported too, and an event that
 * was sent twice. */
#ifndef CJM_RULES_REPEATS_H
#define CJM_RULES_REPEATS_H

#include "base/roster.h"
#include "rules/matcher.h"

/* A column after the rules: what they made of it, else the input's. */
struct final_column {
	unsigned output, input; /* NO_OUTPUT, NO_COLUMN where there is none */
};

/* Ids of one kind, in two generations: when the younger one is full it becomes
 * the older, whose ids are forgotten. So at least half of what fits is always
 * remembered, whatever comes. */
struct seen_ids {
	struct roster young, old;
	uint64_t forgotten; /* ids */
};

struct repeats {
	struct final_column event, order, event_id;
	struct final_column revenue, item, quantity;
	unsigned time, visitor; /* of the input, or NO_COLUMN */
	int64_t window;         /* microseconds; 0: orders need an id */
	size_t room;            /* bytes of one generation of one kind */
	struct seen_ids orders, event_ids, purchases;
};

enum repeat {
	REPEAT_NONE,
	REPEAT_ORDER,
	REPEAT_EVENT_ID,
	REPEAT_PURCHASE,
	REPEAT_KINDS
};

/* `memory`: bytes that the ids may take in all. `window`: microseconds within
 * which a purchase without order id is taken for a repeat. */
void repeats_init(struct repeats *r, const struct rules *rules,
    const struct table *t, int64_t memory, int64_t window);
void repeats_release(struct repeats *r);

/* What a row repeats, and remembers it: REPEAT_ORDER when its event is
 * `purchase` and its order was in an earlier purchase; REPEAT_PURCHASE when it
 * has no order and the visitor's purchase of the same revenue, items and
 * quantities is at most the window away (from the latest repeat); else
 * REPEAT_EVENT_ID when its event_id was in an earlier row. An order or an
 * event_id that is empty or stands for none (base/junk.h) is none. A purchase
 * of less than nothing is a refund, of which an order may have several. */
enum repeat repeats_check(
    struct repeats *r, const struct row *row, const struct decision *d);

/* How many ids were forgotten, since there was no room for all. */
uint64_t repeats_forgotten(const struct repeats *r);

#endif
