/* SPDX-License-Identifier: MIT */
/* Passes over rows: the input's, then those that were put aside. */
#include "journey/session-run.h"

#include <stdlib.h>

#include "base/hot.h"
#include "journey/session-resume.h"

enum { WEIGH_EVERY = 4096 }; /* lines of a state */

static size_t
bytes_held(const struct session_run *r)
{
	return sessions_bytes(&r->sessions) + r->sums.bytes;
}

void
session_run_open(struct session_run *r, const struct session_options *options,
    struct table *t, struct reorder *reorder, struct writer *out)
{
	struct record_in *in = NULL;
	struct slice line;
	uint64_t n = 0;
	bool by_session = options->by_session;
	*r = (struct session_run){.options = options,
	    .table = t,
	    .reorder = reorder,
	    .out = out,
	    .known = WHEN_NONE};
	/* an input without a byte has no columns and changes nothing */
	if (options->state && t->header.n > 0)
		in = session_resume_open(r);
	r->time = table_need(t, "time", "cjm-parse");
	visitors_init(&r->visitors, t, false);
	session_rows_open(&r->rows, t, by_session ? NULL : out);
	struct session_rules rules = options->rules;
	rules.columns = &r->rows.sources;
	sessions_init(&r->sessions, &rules,
	    by_session ? sizeof(struct session_sum) : sizeof(struct session));
	spill_init(&r->spill, t, options->memory);
	gather_init(&r->gather, &r->spill);
	if (by_session) {
		r->ended = sort_new(NULL, NULL, 0, options->memory);
		session_sums_init(&r->sums, t, r->visitors.column,
		    options->max_pages, options->engaged, options->extra);
	}
	while (in && record_next(in, &line)) {
		session_resume_line(r, line);
		if (++n % WEIGH_EVERY == 0)
			spill_weigh(&r->spill, bytes_held(r));
	}
}

static void
sort_line(struct session_run *r, int64_t over, int64_t start, struct slice name,
    struct slice line)
{
	r->key.n = 0;
	sort_key_time(&r->key, over);
	sort_key_time(&r->key, start);
	sort_key_text(&r->key, name);
	sort_put(r->ended, buf_slice(&r->key), line);
}

/* Time goes on: no session that is over later comes before these. */
static void
leave_now(struct session_run *r)
{
	struct slice lines = buf_slice(&r->at_now);
	while (lines.n > 0) {
		struct slice line = slice_cut(&lines, '\n'), rest = line;
		struct slice name = slice_cut(&rest, '\t');
		int64_t start = 0;
		when_read_unix(slice_cut(&rest, '\t'), &start);
		sort_line(r, r->sessions.now, start, name, line);
	}
	r->at_now.n = 0;
}

/* A session is over, or the input is: its row waits for those that were over
 * before. With a state one that is over at the latest time stays apart: the
 * next run's first events may be of that time, and end others. */
static void
end_session(struct session_run *r, const struct session *session, bool open,
    int64_t over)
{
	const struct session_sum *sum = (const void *)session;
	struct slice rest = buf_slice(&sum->text);
	struct slice source = {NULL, 0};
	if (r->rows.sources.n > 0)
		source = session_source(&r->sessions, session);
	r->line.n = 0;
	session_sum_put(&r->sums, sum, source, open, &r->line);
	if (r->options->state && over == r->sessions.now) {
		buf_put_slice(&r->at_now, buf_slice(&r->line));
		buf_put_byte(&r->at_now, '\n');
		return;
	}
	sort_line(r, over, session->start, slice_cut(&rest, '\t'),
	    buf_slice(&r->line));
}

/* When a session's timeout is over, or another one began before. */
static int64_t
over_at(const struct session_run *r, const struct session *s, int64_t next)
{
	int64_t over = s->last + r->sessions.rules.timeout;
	return over < next ? over : next;
}

static void
put_answer(struct session_run *r, const struct row *row,
    const struct session_answer *answer)
{
	if (!r->gather.on) {
		session_rows_put(&r->rows, row, answer);
		return;
	}
	r->packed.n = 0;
	if (answer)
		session_answer_pack(answer, &r->packed);
	gather_answer(&r->gather, buf_slice(&r->packed));
}

static void
put_aside(struct session_run *r, struct key key, const struct row *row)
{
	bool by_session = r->options->by_session;
	if (!by_session && !r->gather.on)
		gather_row(&r->gather, row);
	spill_put(&r->spill, key, row);
	if (!by_session)
		gather_later(&r->gather, key);
}

static void
take_hit(struct session_run *r, const struct row *row, struct session *session,
    int64_t time)
{
	struct session_answer answer;
	struct slice own = source_columns_news(&r->rows.sources, row);
	bool begins = sessions_begins(&r->sessions, session, time, own);
	bool by_session = r->options->by_session;
	if (by_session && begins && session->hit > 0)
		end_session(r, session, false, over_at(r, session, time));
	sessions_take(&r->sessions, session, time, begins);
	if (own.n > 0)
		session_set_source(&r->sessions, session, own);
	if (by_session) {
		session_sum_add(&r->sums, (void *)session, row, begins);
		return;
	}
	if (r->rows.plain && !r->gather.on) {
		session_rows_hit(
		    &r->rows, &r->sessions, session, own.n > 0, row);
		return;
	}
	session_answer(&r->rows, &r->sessions, session, own.n > 0, &answer);
	put_answer(r, row, &answer);
}

static void
take_row(struct session_run *r, size_t i, struct session *guess)
{
	struct row row = table_row(r->table, i);
	struct key key = r->visitors.keys[i];
	int64_t time;
	if (!near_read_unix(&r->times, row_field(&row, r->time), &time)) {
		if (r->spill.first)
			r->bad_time++;
		else
			session_resume_again(r, row_field(&row, r->time));
		return;
	}
	if (r->gather.on && r->spill.first)
		gather_row(&r->gather, &row);
	if (time > r->sessions.now) {
		if (r->at_now.n > 0)
			leave_now(r);
		r->sessions.now = time;
	}
	if (row_field(&row, r->visitors.column).n == 0) {
		/* no visitor, so no session: the row passes as it is */
		r->nobody++;
		if (!r->options->by_session)
			put_answer(r, &row, NULL);
		return;
	}
	if (spill_wants(&r->spill, &r->sessions.visitors, key)) {
		put_aside(r, key, &row);
		return;
	}
	take_hit(r, &row, sessions_of(&r->sessions, key, guess), time);
}

/* All rows of the visitors in memory have been seen. */
static void
end_pass(struct session_run *r)
{
	struct sessions *s = &r->sessions;
	bool by_session = r->options->by_session;
	bool keep = r->options->state && r->table->header.n > 0;
	if (keep && !r->next)
		session_resume_begin(r);
	for (uint32_t i = 0; i < s->visitors.n; i++) {
		struct session *one = roster_at(&s->visitors, i);
		int64_t over = over_at(r, one, INT64_MAX);
		bool open = one->hit > 0 && over > s->now;
		if (by_session && one->hit > 0 && !(keep && open))
			end_session(r, one, open, over);
		if (keep)
			session_resume_put(r, one, open);
		if (by_session)
			session_sum_release(&r->sums, (void *)one);
	}
	r->visitors_seen += s->visitors.n;
	sessions_clear(s);
	gather_pass_over(&r->gather);
}

/* Gives the rows of sessions, in the order in which they were over. */
static void
put_sessions(struct session_run *r)
{
	struct slice lines;
	if (r->table->header.n > 0 && !r->table->common->no_header) {
		r->line.n = 0;
		session_sums_header(r->table->header.names[r->visitors.column],
		    &r->rows.sources, &r->line);
		writer_put_slice(r->out, buf_slice(&r->line));
		writer_put_byte(r->out, '\n');
	}
	sort_finish(r->ended);
	while (!writer_failed(r->out) && sort_lines(r->ended, &lines))
		writer_put_slice(r->out, lines);
}

/* Gives the rows that waited for the answers of others. */
static void
put_gathered(struct session_run *r)
{
	struct session_answer answer;
	gather_finish(&r->gather);
	while (!writer_failed(r->out) && table_next(r->table))
		for (size_t i = 0; i < r->table->n_rows; i++) {
			struct row row = table_row(r->table, i);
			struct slice packed = gather_next(&r->gather);
			if (packed.n > 0)
				session_answer_unpack(&answer, packed);
			session_rows_put(
			    &r->rows, &row, packed.n > 0 ? &answer : NULL);
		}
}

ROW_LOOP void
session_run(struct session_run *r)
{
	struct table *t = r->table;
	do {
		while (!writer_failed(r->out) && table_next(t)) {
			visitors_hash(&r->visitors, t);
			for (size_t i = 0; i < t->n_rows; i++) {
				void *guess = visitors_prefetch(
				    &r->visitors, &r->sessions.visitors, i);
				take_row(r, i, guess);
			}
			spill_weigh(&r->spill, bytes_held(r));
		}
		end_pass(r);
	} while (!writer_failed(r->out) && spill_next(&r->spill));
	session_resume_end(r);
	if (r->options->by_session)
		put_sessions(r);
	else if (r->gather.on)
		put_gathered(r);
}

bool
session_run_is_again(const struct session_run *r)
{
	int64_t now = r->reorder ? *reorder_now(r->reorder) : r->sessions.now;
	return r->known != WHEN_NONE && now <= r->known;
}

bool
session_run_close(struct session_run *r, bool good)
{
	bool done = true;
	if (r->next && good)
		done = record_commit(r->next);
	else if (r->next)
		record_abandon(r->next);
	if (r->ended)
		sort_free(r->ended);
	gather_release(&r->gather);
	spill_release(&r->spill);
	visitors_release(&r->visitors);
	sessions_release(&r->sessions);
	session_rows_release(&r->rows);
	buf_release(&r->key);
	buf_release(&r->line);
	buf_release(&r->packed);
	buf_release(&r->at_now);
	return done;
}
