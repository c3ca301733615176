/* SPDX-License-Identifier: MIT */
/* One row a session: what its hits add up to.
 *
 * A session is engaged with two views, an order, or a duration of 10 s or more
 * (facts that a server's log has; it has no timer of attention), and a bounce
 * when it is not. */
#ifndef CJM_JOURNEY_SESSION_SUM_H
#define CJM_JOURNEY_SESSION_SUM_H

#include "base/mem.h"
#include "journey/kinds.h"
#include "journey/session.h"

/* A visitor's entry: the session and its sums. */
struct session_sum {
	struct session session;
	int64_t revenue;     /* millionths, of purchases */
	uint64_t last_order; /* its id's hash: a reload is no second order */
	uint32_t views, orders;
	uint32_t n_pages; /* of the path: runs of one page count once */
	struct buf text;  /* the visitor, then pages, with TABs between */
};

struct session_sums {
	unsigned uid, event, path, order, revenue; /* columns */
	uint32_t max_pages;                        /* in path */
	int64_t engaged;                           /* microseconds */
	int64_t extra; /* added to each duration, microseconds */
	struct kinds kinds;
	size_t bytes; /* of texts */
	uint64_t bad_revenue;
};

void session_sums_init(struct session_sums *s, const struct table *t,
    unsigned uid, uint32_t max_pages, int64_t engaged, int64_t extra);

/* Adds a hit to the session that has just taken it. */
void session_sum_add(struct session_sums *s, struct session_sum *sum,
    const struct row *row, bool begins);

/* Appends the names of the columns, or a session's row, without LF. */
void session_sums_header(
    struct slice visitor, const struct source_columns *sources, struct buf *b);
void
session_sum_put(const struct session_sums *s, const struct session_sum *sum,
    struct slice source, bool open, struct buf *b);

/* Frees a visitor's texts; the entry itself is the roster's. */
void session_sum_release(struct session_sums *s, struct session_sum *sum);

#endif
