/* SPDX-License-Identifier: MIT */
/* Sessions: a visitor's hits, cut where they pause.
 *
 * A hit begins a new session when it is the visitor's first, or when
 * `timeout` or more has passed since the one before (a gap of exactly the
 * timeout cuts, as in Universal Analytics and Matomo). By choice also when the
 * date is another one, when it brings another campaign than the session's, or
 * when the session has lasted long enough. A hit never begins one at the same
 * time as the hit before, so that visitor and start name a session; and one
 * that is earlier than its visitor's latest (servers write lines when requests
 * end) joins the session at hand. */
#ifndef CJM_JOURNEY_SESSION_H
#define CJM_JOURNEY_SESSION_H

#include "base/intern.h"
#include "base/roster.h"
#include "base/when.h"
#include "base/zone.h"
#include "table/source-columns.h"

/* What is kept of a visitor: 48 bytes. */
struct session {
	struct key visitor;
	int64_t last;    /* of the latest hit, microseconds */
	int64_t start;   /* of the current session */
	uint32_t visit;  /* sessions so far, the current one included */
	uint32_t hit;    /* hits of the current session; 0: it is over */
	uint32_t source; /* its current traffic source: a number in sources */
};

struct session_rules {
	int64_t timeout;     /* microseconds */
	int64_t max_session; /* INT64_MAX: none */
	bool split_campaign;
	struct zone *midnight; /* NULL: dates do not cut */
	const struct source_columns *columns;
};

struct sessions {
	struct session_rules rules;
	bool more_rules;        /* than the timeout */
	struct roster visitors; /* of struct session and what a caller adds */
	struct intern sources;
	uint32_t sources_kept; /* after the last sweep */
	uint32_t direct;       /* the number of a direct visit's source */
	int64_t now;           /* the latest time seen: the caller's to set */

	uint64_t begun; /* sessions */
	uint64_t late;  /* hits earlier than their visitor's latest */
};

/* `size`: of a visitor's entry, which begins with a struct session. */
void sessions_init(
    struct sessions *s, const struct session_rules *rules, size_t size);
void sessions_release(struct sessions *s);

/* Forgets the visitors; counts and `now` stay. */
void sessions_clear(struct sessions *s);

/* Bytes held of visitors, at the most while some more are added. */
size_t sessions_bytes(const struct sessions *s);

/* The visitor's session, with visit 0 when they are new; `guess` is what
 * roster_prefetch_entry gave for them some hits ago, or NULL. Valid until
 * sessions_clear. */
static inline struct session *
sessions_of(struct sessions *s, struct key visitor, struct session *guess)
{
	bool added;
	if (guess && key_equal(guess->visitor, visitor))
		return guess;
	return roster_get(&s->visitors, visitor, &added);
}

/* Whether more rules than the timeout cut: see sessions_begins. */
bool sessions_cut(const struct sessions *s, const struct session *session,
    int64_t time, struct slice source);

/* Whether a hit at that time with that source of its own (or none) begins a
 * new session. */
static inline bool
sessions_begins(const struct sessions *s, const struct session *session,
    int64_t time, struct slice source)
{
	if (session->hit == 0)
		return true;
	if (time <= session->last)
		return false;
	if (time - session->last >= s->rules.timeout)
		return true;
	return s->more_rules && sessions_cut(s, session, time, source);
}

/* Takes the hit, which begins a session or not; a new one is direct until it
 * is told otherwise. */
static inline void
sessions_take(
    struct sessions *s, struct session *session, int64_t time, bool begins)
{
	if (begins) {
		session->start = time;
		session->last = time;
		session->visit++;
		session->hit = 0;
		session->source = s->direct;
		s->begun++;
	} else if (time > session->last) {
		session->last = time;
	} else if (time < session->last) {
		s->late++;
	}
	session->hit++;
}

/* The current traffic source of a session: any text. Those that no visitor has
 * any more are forgotten now and then. */
void session_set_source(
    struct sessions *s, struct session *session, struct slice text);

static inline struct slice
session_source(const struct sessions *s, const struct session *session)
{
	return intern_at(&s->sources, session->source);
}

#endif
