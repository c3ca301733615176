/* SPDX-License-Identifier: MIT */
/* Sessions: a visitor's hits, cut where they pause.
 *
 * A hit begins a new session when it is the visitor's first, or when
 * `timeout` or more has passed since the one before (a gap of exactly the
 * timeout cuts, as in Universal Analytics and Matomo). */
#ifndef CJM_JOURNEY_SESSION_H
#define CJM_JOURNEY_SESSION_H

#include "base/intern.h"
#include "base/roster.h"
#include "base/when.h"

/* What is kept of a visitor: 48 bytes. */
struct session {
	struct key visitor;
	int64_t last;    /* of the latest hit, microseconds */
	int64_t start;   /* of the current session */
	uint32_t visit;  /* sessions so far, the current one included */
	uint32_t hit;    /* hits of the current session */
	uint32_t source; /* its current traffic source: a number in sources */
};

struct sessions {
	struct roster visitors; /* of struct session */
	struct intern sources;
	uint32_t sources_kept; /* after the last sweep */
	int64_t timeout;       /* microseconds */
	int64_t now;           /* the latest time seen */

	uint64_t begun; /* sessions */
	uint64_t late;  /* hits earlier than their visitor's latest */
};

void sessions_init(struct sessions *s, int64_t timeout);
void sessions_release(struct sessions *s);

/* Takes one hit; `guess` is what roster_prefetch_entry gave for the visitor
 * some hits ago, or NULL. Returns its visitor with visit, hit and start as they are at
 * this hit. A hit that is earlier than the visitor's latest one (servers write
 * lines when requests end) joins the current session and never cuts. The
 * pointer is valid until sessions_release. */
struct session *sessions_hit(struct sessions *s, struct key visitor,
    struct session *guess, int64_t time);

/* The current traffic source of a session: any text, kept while the session
 * can still go on. Memory is bounded by the sessions open at a time, not by
 * the sources that a log has ever had. */
void session_set_source(
    struct sessions *s, struct session *session, struct slice text);
struct slice
session_source(const struct sessions *s, const struct session *session);

#endif
