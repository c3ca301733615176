/* SPDX-License-Identifier: MIT */
/* Sessions as the pages that were seen in them, in order. */
#ifndef CJM_JOURNEY_SESSION_PATHS_H
#define CJM_JOURNEY_SESSION_PATHS_H

#include "journey/sales.h"

/* Rows come session by session: sorted by person, uid and session. */
struct session_paths {
	unsigned time, person, uid, session, path, event; /* columns */
	struct kinds kinds;
	struct sales sales;
	uint64_t most; /* pages of a session */

	/* the session at hand */
	struct buf person_at_hand, uid_at_hand, pages;
	int64_t name, start, end; /* name: WHEN_NONE for none */
	uint64_t views, orders;
};

/* The texts must outlive it. */
void session_paths_open(struct session_paths *s, const struct table *t,
    const char *views, const char *conversion, uint64_t most);
void session_paths_release(struct session_paths *s);

/* The names of the columns, with LF. */
void session_paths_put_header(struct buf *out);

/* Takes a row whose time is known. A row that begins another session appends
 * the one before to *out. */
void session_paths_take(struct session_paths *s, const struct row *row,
    int64_t time, struct buf *out);

/* Appends the last one. */
void session_paths_finish(struct session_paths *s, struct buf *out);

#endif
