/* SPDX-License-Identifier: MIT */
/* cjm-sessionize: cuts each visitor's events into sessions, numbers them, and
 * gives every event its session's traffic source. */
#include "base/msg.h"
#include "base/num.h"
#include "journey/session.h"
#include "table/output.h"
#include "table/visitor.h"

static struct {
	struct opt_common common;
	int64_t timeout;
} options = {.common = OPT_COMMON_INIT, .timeout = 30 * MINUTE};

static const struct opt option_table[] = {
    {'T', "timeout", OPT_DURATION, &options.timeout, "DURATION",
	"a pause this long ends a session (30m)"},
    OPT_COMMON_INPUT(options.common),
    OPT_COMMON_OUTPUT(options.common),
    {0},
};

static const struct opt_tool tool = {
    .name = "cjm-sessionize",
    .purpose = "Cut each visitor's events into sessions; fill in the sources.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "zstd -dc access.log.zst | cjm-parse | cjm-sessionize",
};

/* The traffic-source columns: those of the input that exist, in its order. */
enum { N_SOURCES = 6, N_NUMBERS = 3 };

static const char *const source_names[N_SOURCES] = {
    "channel", "source", "medium", "campaign", "term", "content"};
static const char *const source_direct[N_SOURCES] = {
    "Direct", "(direct)", "(none)", "", "", ""};

struct run {
	struct table table;
	struct writer out;
	struct output output;
	struct visitors visitors;
	struct sessions sessions;
	unsigned time;
	unsigned columns[N_SOURCES]; /* of the input */
	unsigned n_columns;
	bool adjacent; /* then their text is taken and given as one */
	bool behind;   /* the numbers too: all three are appended */
	struct buf joined, direct;
	uint64_t bad_time, nobody;
};

static void
find_columns(struct run *r)
{
	const char *names[N_SOURCES + N_NUMBERS];
	unsigned n = 0;
	r->time = table_need(&r->table, "time", "cjm-parse");
	for (unsigned i = 0; i < N_SOURCES; i++) {
		unsigned column = table_want(&r->table, source_names[i]);
		if (column == NO_COLUMN)
			continue;
		names[n] = source_names[i];
		buf_put_text(&r->direct, n > 0 ? "\t" : "");
		buf_put_text(&r->direct, source_direct[i]);
		r->columns[n++] = column;
	}
	r->n_columns = n;
	r->adjacent = n > 0;
	for (unsigned i = 1; i < n; i++)
		r->adjacent = r->adjacent && r->columns[i] == r->columns[0] + i;
	unsigned n_spans = r->adjacent ? 1 : n;
	names[n_spans] = "session";
	names[n_spans + 1] = "visit";
	names[n_spans + 2] = "hit";
	output_open(&r->output, &r->out, &r->table, names, n_spans + N_NUMBERS);
	if (r->adjacent)
		output_widen(&r->output, 0, n);
	r->behind = r->output.n - r->output.n_replaced == N_NUMBERS;
	if (r->behind)
		output_widen(&r->output, n_spans, N_NUMBERS);
}

/* The row's own sources, joined by TAB; n is set to 0 when all are empty. */
static struct slice
own_source(struct run *r, const struct row *row)
{
	struct slice text;
	if (r->adjacent) {
		struct slice last =
		    row_field(row, r->columns[r->n_columns - 1]);
		text = slice_between(
		    row_field(row, r->columns[0]).p, last.p + last.n);
	} else {
		r->joined.n = 0;
		for (unsigned i = 0; i < r->n_columns; i++) {
			if (i > 0)
				buf_put_byte(&r->joined, '\t');
			buf_put_slice(
			    &r->joined, row_field(row, r->columns[i]));
		}
		text = buf_slice(&r->joined);
	}
	if (text.n + 1 <= r->n_columns) /* TABs alone */
		text.n = 0;
	return text;
}

/* Puts what the row is to have into values; returns how many they are. */
static unsigned
fill_source(struct run *r, const struct row *row, struct session *session,
    struct slice *values)
{
	struct slice own = own_source(r, row), fill = {NULL, 0};
	if (r->n_columns == 0)
		return 0;
	if (own.n > 0)
		session_set_source(&r->sessions, session, own);
	else if (session->hit == 1)
		session_set_source(
		    &r->sessions, session, buf_slice(&r->direct));
	if (own.n == 0)
		fill = session_source(&r->sessions, session);
	if (r->adjacent) {
		values[0] = fill;
		return 1;
	}
	for (unsigned i = 0; i < r->n_columns; i++)
		values[i] =
		    fill.p ? slice_cut(&fill, '\t') : (struct slice){NULL, 0};
	return r->n_columns;
}

/* The session's start, visit and hit: three values, or one with their TABs. */
static void
fill_numbers(const struct run *r, const struct session *s, char *to,
    struct slice *values)
{
	char *start = to;
	to += when_put_unix(to, s->start);
	values[0] = slice_between(start, to);
	*to++ = '\t';
	char *visit = to;
	to += num_put_u64(to, s->visit);
	values[1] = slice_between(visit, to);
	*to++ = '\t';
	char *hit = to;
	to += num_put_u64(to, s->hit);
	values[2] = slice_between(hit, to);
	if (r->behind)
		values[0] = slice_between(start, to);
}

static void
take_row(struct run *r, size_t i, struct session *guess)
{
	struct row row = table_row(&r->table, i);
	struct slice values[N_SOURCES + N_NUMBERS];
	char numbers[N_NUMBERS * (NUM_MAX_TEXT + 1)];
	int64_t time;
	if (!when_read_unix(row_field(&row, r->time), &time)) {
		r->bad_time++;
		return;
	}
	if (row_field(&row, r->visitors.column).n == 0) {
		/* no visitor, so no session: the row passes as it is */
		r->nobody++;
		memset(values, 0, sizeof(values));
		output_row(&r->output, &row, values);
		return;
	}
	struct session *s =
	    sessions_hit(&r->sessions, r->visitors.keys[i], guess, time);
	unsigned n = fill_source(r, &row, s, values);
	fill_numbers(r, s, numbers, values + n);
	output_row(&r->output, &row, values);
}

int
main(int argc, char **argv)
{
	static struct run run;
	struct run *r = &run;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&options.common, argc, argv, first);
	writer_init(&r->out, 1, (int)options.common.zstd);
	sessions_init(&r->sessions, options.timeout);
	table_open(&r->table, &options.common, &r->out);
	find_columns(r);
	visitors_init(&r->visitors, &r->table, false);
	while (!writer_failed(&r->out) && table_next(&r->table)) {
		visitors_hash(&r->visitors, &r->table);
		for (size_t i = 0; i < r->table.n_rows; i++) {
			void *guess = visitors_prefetch(
			    &r->visitors, &r->sessions.visitors, i);
			take_row(r, i, guess);
		}
	}
	uint64_t visitors = r->sessions.visitors.n;
	const struct counter counters[] = {TABLE_COUNTERS(r->table),
	    {"rows_bad_time", &r->bad_time}, {"nobody", &r->nobody},
	    {"late", &r->sessions.late}, {"visitors", &visitors},
	    {"sessions", &r->sessions.begun}, {0}};
	int status = table_close(&r->table);
	status = output_finish(&r->out, &options.common, counters, status);
	output_close(&r->output);
	visitors_release(&r->visitors);
	sessions_release(&r->sessions);
	buf_release(&r->joined);
	buf_release(&r->direct);
	return status;
}
