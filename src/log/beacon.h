/* SPDX-License-Identifier: MIT */
/* A track becomes an event: its page, its ids, and where the visitor came
 * from, told by the track instead of by the log's line. */
#ifndef CJM_LOG_BEACON_H
#define CJM_LOG_BEACON_H

#include "log/event.h"
#include "log/track.h"
#include "log/url.h"

enum { BEACON_ID_MAX = 32 };

/* How orders begin that were made of a visitor and what he bought. */
#define BEACON_UNNUMBERED "unnumbered-"

/* Room for what is made; outlives the event's row. */
struct beacon {
	char event_id[BEACON_ID_MAX + SIMD_PAD],
	    order[BEACON_ID_MAX + SIMD_PAD];
	struct slice referrer; /* of the page */
	struct slice campaign; /* a query to decide on instead of the page's;
				* empty for none */
	bool apart; /* the query is of another path: it tells where the visitor
		     * came from, not what the page is */
};

/* What beacon_fill knows of the line. */
struct beacon_line {
	struct slice header; /* the Referer header: the page of a hit that does
			      * not name it */
	struct slice host;   /* of pages that name none */
	struct slice client;
	uint64_t agent; /* of struct agent */
	int64_t time;   /* of the event */
};

/* Fills *e (but for uid, time, device, status and traffic, and its query only
 * as sent) and *b from t. room holds the campaign. */
void beacon_fill(struct beacon *b, const struct track *t,
    const struct beacon_line *line, struct buf *room, struct event *e);

#endif
