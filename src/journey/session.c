/* SPDX-License-Identifier: MIT */
/* Cutting hits into sessions. */
#include "journey/session.h"

#include <stdlib.h>

#include "base/mem.h"

enum { SWEEP_ABOVE = 1 << 16 };

void
sessions_init(struct sessions *s, int64_t timeout)
{
	*s = (struct sessions){.timeout = timeout, .now = WHEN_NONE};
	roster_init(&s->visitors, sizeof(struct session));
	intern_init(&s->sources);
}

void
sessions_release(struct sessions *s)
{
	roster_release(&s->visitors);
	intern_release(&s->sources);
}

static void
begin(struct sessions *s, struct session *session, int64_t time)
{
	session->start = time;
	session->last = time;
	session->visit++;
	session->hit = 0;
	session->source = 0;
	s->begun++;
}

struct session *
sessions_hit(
    struct sessions *s, struct key visitor, struct session *guess, int64_t time)
{
	bool added = false;
	struct session *session = guess;
	if (!guess || !key_equal(guess->visitor, visitor))
		session = roster_get(&s->visitors, visitor, &added);
	if (time > s->now)
		s->now = time;
	if (added || time - session->last >= s->timeout)
		begin(s, session, time);
	else if (time >= session->last)
		session->last = time;
	else
		s->late++;
	session->hit++;
	return session;
}

/* Forgets the sources of sessions that are over. */
static void
sweep(struct sessions *s)
{
	struct intern kept;
	intern_init(&kept);
	for (uint32_t i = 0; i < s->visitors.n; i++) {
		struct session *session = roster_at(&s->visitors, i);
		bool open = s->now - session->last < s->timeout;
		session->source =
		    open ? intern_add(&kept, session_source(s, session)) : 0;
	}
	intern_release(&s->sources);
	s->sources = kept;
	s->sources_kept = kept.n;
}

void
session_set_source(
    struct sessions *s, struct session *session, struct slice text)
{
	if (s->sources.n > SWEEP_ABOVE && s->sources.n / 2 > s->sources_kept)
		sweep(s);
	session->source = intern_add(&s->sources, text);
}

struct slice
session_source(const struct sessions *s, const struct session *session)
{
	return intern_at(&s->sources, session->source);
}
