/* SPDX-License-Identifier: MIT */
/* Lines of units. */
#include "journey/funnel-members.h"

#include <stdlib.h>

#include "base/num.h"
#include "base/when.h"

/* A unit and its name. */
struct named {
	struct key key;
	struct slice name;
};

void
funnel_members_init(struct funnel_members *m,
    const struct funnel_question *question, const struct intern *segments)
{
	*m =
	    (struct funnel_members){.question = question, .segments = segments};
	roster_init(&m->names, sizeof(struct named));
}

void
funnel_members_release(struct funnel_members *m)
{
	roster_release(&m->names);
	arena_release(&m->text);
	buf_release(&m->columns);
	buf_release(&m->lines);
	free(m->list);
}

void
funnel_members_column(struct funnel_members *m, struct slice name)
{
	buf_put_slice(&m->columns, name);
	buf_put_byte(&m->columns, '\t');
}

void
funnel_members_name(struct funnel_members *m, struct key key,
    const struct slice *parts, const bool *has, size_t n)
{
	bool added;
	struct named *unit = roster_get(&m->names, key, &added);
	if (!added)
		return;
	size_t room = 0;
	for (size_t i = 0; i < n; i++)
		room += has[i] ? parts[i].n + 1 : 0;
	char *to = arena_alloc(&m->text, room);
	unit->name = (struct slice){to, room};
	for (size_t i = 0; i < n; i++) {
		if (!has[i])
			continue;
		memcpy(to, parts[i].p, parts[i].n);
		to += parts[i].n;
		*to++ = '\t';
	}
}

/* What became of the unit at the step asked for; NULL when it is none of those
 * that are listed. */
static const char *
outcome_at(const struct funnel_question *q, const struct outcome *o)
{
	unsigned k = q->members_step;
	bool continued = o->continued >> k & 1, open = o->open >> k & 1;
	if (!(o->reached >> k & 1))
		return NULL;
	if (k + 1 == q->plan.n)
		return "completed";
	switch (q->members) {
	case MEMBERS_CONTINUED:
		return continued ? "continued" : NULL;
	case MEMBERS_OPEN:
		return open ? "open" : NULL;
	case MEMBERS_DROPPED:
		return continued || open ? NULL : "dropped";
	default:
		return continued ? "continued" : open ? "open" : "dropped";
	}
}

void
funnel_members_visit(
    void *members, struct key unit, uint32_t segment, const struct outcome *o)
{
	struct funnel_members *m = members;
	const struct funnel_question *q = m->question;
	const char *outcome = outcome_at(q, o);
	if (!outcome)
		return;
	const struct named *named = roster_find(&m->names, unit);
	if (m->n == m->room) {
		m->room = m->room ? 2 * m->room : 256;
		m->list = mem_grow(m->list, m->room * sizeof(*m->list));
	}
	struct buf *b = &m->lines;
	size_t at = b->n;
	buf_put_slice(b, named->name);
	if (q->by) {
		buf_put_slice(b, intern_at(m->segments, segment));
		buf_put_byte(b, '\t');
	}
	buf_put_text(b, outcome);
	for (unsigned k = 0; k < q->plan.n; k++) {
		buf_put_byte(b, '\t');
		if (o->reached >> k & 1)
			b->n += when_put_unix(
			    buf_need(b, NUM_MAX_TEXT), o->times[k]);
	}
	m->list[m->n++] = (struct member){at, b->n - at};
}

void
funnel_members_end_units(struct funnel_members *m)
{
	roster_clear(&m->names);
	arena_release(&m->text);
	m->text = (struct arena)ARENA_INIT;
}

size_t
funnel_members_bytes(const struct funnel_members *m)
{
	return roster_peak(&m->names) + m->text.total;
}

static int
by_line(const void *left, const void *right, void *context)
{
	const struct member *a = left, *b = right;
	const char *text = context;
	return slice_compare((struct slice){text + a->at, a->n},
	    (struct slice){text + b->at, b->n});
}

void
funnel_members_put(struct funnel_members *m, bool header, struct buf *out)
{
	if (header) {
		buf_put_slice(out, buf_slice(&m->columns));
		if (m->question->by)
			buf_put_text(out, "segment\t");
		buf_put_text(out, "outcome");
		for (unsigned k = 0; k < m->question->plan.n; k++)
			buf_printf(out, "\ttime_%u", k + 1);
		buf_put_byte(out, '\n');
	}
	if (m->n > 0)
		qsort_r(m->list, m->n, sizeof(*m->list), by_line, m->lines.p);
	for (size_t i = 0; i < m->n; i++) {
		buf_put(out, m->lines.p + m->list[i].at, m->list[i].n);
		buf_put_byte(out, '\n');
	}
}
