/* SPDX-License-Identifier: MIT */
/* A state's lines: what they were made with, visitors, sessions that are over
 * just now, rows that wait. */
#include "journey/session-resume.h"

#include "base/msg.h"
#include "journey/session-state.h"

static const char state_kind[] = "cjm-sessionize-state";

/* 1 had other keys, 2 no sessions that are over just now. */
enum { STATE_OLDEST = 2, STATE_VERSION = 3 };

/* What a run remembers begins with these lines. */
static void
put_text(struct record_out *out, const char *name, struct slice text)
{
	struct buf line = BUF_INIT;
	buf_put_text(&line, name);
	buf_put_byte(&line, '\t');
	buf_put_slice(&line, text);
	record_put(out, buf_slice(&line));
	buf_release(&line);
}

static void
put_number(struct record_out *out, const char *name, uint64_t v)
{
	char text[NUM_MAX_TEXT];
	put_text(out, name, (struct slice){text, num_put_u64(text, v)});
}

/* The names of the table's columns with TABs between, in *b. */
static struct slice
column_names(const struct table *t, struct buf *b)
{
	b->n = 0;
	for (unsigned i = 0; i < t->header.n; i++) {
		if (i > 0)
			buf_put_byte(b, '\t');
		buf_put_slice(b, t->header.names[i]);
	}
	return buf_slice(b);
}

void
session_resume_begin(struct session_run *r)
{
	r->next = record_create(r->options->state, state_kind, STATE_VERSION);
	put_text(r->next, "rules", r->options->rules_text);
	put_number(r->next, "seed", hash_seed_get());
	put_number(r->next, "now", (uint64_t)r->sessions.now);
	put_text(r->next, "sources", buf_slice(&r->rows.sources.direct));
	if (!r->reorder)
		return;
	put_number(r->next, "reached", (uint64_t)*reorder_now(r->reorder));
	put_text(r->next, "columns", column_names(r->table, &r->line));
}

_Noreturn static void
refuse(const struct session_run *r, const char *what, struct slice its)
{
	msg_usage(r->options->state,
	    "was made with other %s (%.*s), and is left as it is; "
	    "use the same, or another file",
	    what, (int)its.n, its.p);
}

static void
take_known(struct session_run *r, struct slice line)
{
	struct key key;
	struct slice all = line;
	bool added;
	if (!session_state_key(&line, &key))
		msg_fail(r->options->state, "has a line that is no visitor");
	if (r->spill.full) {
		/* a row of its own kind: no other one without a time is put
		 * aside. In hex, since fields have no TABs */
		static const char digits[] = "0123456789abcdef";
		r->line.n = 0;
		for (unsigned i = 0; i < r->time; i++)
			buf_put_byte(&r->line, '\t');
		buf_put_byte(&r->line, '=');
		for (size_t i = 0; i < all.n; i++) {
			unsigned char c = (unsigned char)all.p[i];
			buf_put_byte(&r->line, digits[c >> 4]);
			buf_put_byte(&r->line, digits[c & 15]);
		}
		for (unsigned i = r->time + 1; i < r->table->header.n; i++)
			buf_put_byte(&r->line, '\t');
		spill_put_line(&r->spill, key, buf_slice(&r->line));
		return;
	}
	struct session *session =
	    roster_get(&r->sessions.visitors, key, &added);
	if (!session_state_read(&r->sessions,
		r->options->by_session ? &r->sums : NULL, session, line))
		msg_fail(r->options->state, "has a line that is no visitor");
}

void
session_resume_again(struct session_run *r, struct slice hex)
{
	struct buf line = BUF_INIT;
	for (size_t i = 1; i + 1 < hex.n; i += 2) {
		unsigned high = (unsigned char)hex.p[i];
		unsigned low = (unsigned char)hex.p[i + 1];
		high = high <= '9' ? high - '0' : high - 'a' + 10;
		low = low <= '9' ? low - '0' : low - 'a' + 10;
		buf_put_byte(&line, (char)(high << 4 | low));
	}
	take_known(r, buf_slice(&line));
	buf_release(&line);
}

static void
take_waiting(struct session_run *r, struct slice line)
{
	uint64_t time = 0;
	if (!r->reorder)
		refuse(r, "options", SLICE("--reorder"));
	num_read_u64(slice_cut(&line, '\t'), UINT64_MAX, &time);
	reorder_put(r->reorder, line, (int64_t)time);
}

void
session_resume_line(struct session_run *r, struct slice line)
{
	struct slice rest = line, name = slice_cut(&rest, '\t');
	uint64_t v;
	if (slice_is(name, "visitor")) {
		take_known(r, rest);
	} else if (slice_is(name, "row")) {
		take_waiting(r, rest);
	} else if (slice_is(name, "over")) {
		buf_put_slice(&r->at_now, rest);
		buf_put_byte(&r->at_now, '\n');
	} else if (slice_is(name, "now")) {
		if (num_read_u64(rest, UINT64_MAX, &v))
			r->sessions.now = r->known = (int64_t)v;
	} else if (slice_is(name, "reached")) {
		if (num_read_u64(rest, UINT64_MAX, &v) && r->reorder)
			*reorder_now(r->reorder) = r->known = (int64_t)v;
	} else if (slice_is(name, "sources")) {
		if (!slice_equal(rest, buf_slice(&r->rows.sources.direct)))
			refuse(r, "source columns", rest);
	} else if (slice_is(name, "columns")) {
		if (!slice_equal(rest, column_names(r->table, &r->line)))
			refuse(r, "columns", rest);
	}
}

struct record_in *
session_resume_open(const struct session_run *r)
{
	struct slice line;
	uint64_t seed;
	struct record_in *in = record_open(
	    r->options->state, state_kind, STATE_OLDEST, STATE_VERSION);
	record_try(r->options->state);
	if (!in || !record_next(in, &line))
		return NULL;
	slice_cut(&line, '\t');
	if (!slice_equal(line, r->options->rules_text))
		refuse(r, "options", line);
	if (!record_next(in, &line))
		return NULL;
	slice_cut(&line, '\t');
	if (num_read_u64(line, UINT64_MAX, &seed))
		hash_seed_set(seed);
	return in;
}

void
session_resume_put(
    struct session_run *r, const struct session *session, bool open)
{
	r->line.n = 0;
	buf_put_text(&r->line, "visitor\t");
	session_state_put(
	    &r->sessions, session, r->options->by_session, open, &r->line);
	record_put(r->next, buf_slice(&r->line));
}

void
session_resume_end(struct session_run *r)
{
	struct slice line, over = buf_slice(&r->at_now);
	int64_t time;
	while (r->next && over.n > 0)
		put_text(r->next, "over", slice_cut(&over, '\n'));
	while (
	    r->next && r->reorder && reorder_take(r->reorder, &line, &time)) {
		char text[NUM_MAX_TEXT];
		r->line.n = 0;
		buf_put_text(&r->line, "row\t");
		buf_put(&r->line, text, num_put_u64(text, (uint64_t)time));
		buf_put_byte(&r->line, '\t');
		buf_put_slice(&r->line, line);
		record_put(r->next, buf_slice(&r->line));
	}
}
