/* SPDX-License-Identifier: MIT */
/* Cutting hits into sessions. */
#include "journey/session.h"

#include <stdlib.h>

#include "table/small.h"

enum { SWEEP_ABOVE = 1 << 16 };

static void
begin_sources(struct sessions *s, struct intern *sources)
{
	intern_init(sources);
	s->direct = intern_add(sources, buf_slice(&s->rules.columns->direct));
}

void
sessions_init(
    struct sessions *s, const struct session_rules *rules, size_t size)
{
	*s = (struct sessions){.rules = *rules,
	    .more_rules = rules->split_campaign || rules->midnight ||
		rules->max_session < INT64_MAX,
	    .now = WHEN_NONE};
	roster_init(&s->visitors, size);
	begin_sources(s, &s->sources);
}

void
sessions_release(struct sessions *s)
{
	roster_release(&s->visitors);
	intern_release(&s->sources);
}

void
sessions_clear(struct sessions *s)
{
	roster_clear(&s->visitors);
	intern_release(&s->sources);
	begin_sources(s, &s->sources);
	s->sources_kept = 0;
}

size_t
sessions_bytes(const struct sessions *s)
{
	return roster_peak(&s->visitors) + intern_bytes(&s->sources);
}

static bool
another_campaign(const struct sessions *s, const struct session *session,
    struct slice source)
{
	const struct source_columns *columns = s->rules.columns;
	struct slice own = source_columns_campaign(columns, source);
	if (own.n == 0)
		return false;
	struct slice current =
	    source_columns_campaign(columns, session_source(s, session));
	return current.n > 0 && !small_equal(own, current);
}

bool
sessions_cut(const struct sessions *s, const struct session *session,
    int64_t time, struct slice source)
{
	const struct session_rules *rules = &s->rules;
	if (time - session->start >= rules->max_session)
		return true;
	if (rules->midnight &&
	    zone_day(rules->midnight, time) !=
		zone_day(rules->midnight, session->last))
		return true;
	return rules->split_campaign && another_campaign(s, session, source);
}

/* Forgets the sources that no visitor has. Each is looked up once, not once a
 * visitor. */
static void
sweep(struct sessions *s)
{
	struct intern kept;
	uint32_t *numbers = mem_zero(s->sources.n, sizeof(*numbers));
	begin_sources(s, &kept);
	for (uint32_t i = 0; i < s->visitors.n; i++) {
		struct session *session = roster_at(&s->visitors, i);
		uint32_t *number = &numbers[session->source];
		if (*number == 0)
			*number = intern_add(&kept, session_source(s, session));
		session->source = *number;
	}
	free(numbers);
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
