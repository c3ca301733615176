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

/* Keys of all orders and event ids so far: 16 bytes each, and the roster's
 * slots. */
struct repeats {
	struct final_column event, order, event_id;
	struct roster orders, event_ids;
};

enum repeat { REPEAT_NONE, REPEAT_ORDER, REPEAT_EVENT_ID };

void repeats_init(
    struct repeats *r, const struct rules *rules, const struct table *t);
void repeats_release(struct repeats *r);

/* What a row repeats, and remembers it: REPEAT_ORDER when its event is
 * `purchase` and its order, which is not empty, was in an earlier purchase;
 * else REPEAT_EVENT_ID when its event_id, which is not empty, was in an
 * earlier row. */
enum repeat repeats_check(
    struct repeats *r, const struct row *row, const struct decision *d);

#endif
