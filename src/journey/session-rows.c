/* SPDX-License-Identifier: MIT */
/* Columns that sessions set. */
#include "journey/session-rows.h"

void
session_rows_open(
    struct session_rows *r, const struct table *t, struct writer *out)
{
	const char *names[SESSION_VALUES];
	struct source_columns *sources = &r->sources;
	*r = (struct session_rows){0};
	source_columns_init(sources, t);
	if (!out)
		return;
	unsigned n = sources->adjacent && sources->n > 0 ? 1 : sources->n;
	for (unsigned i = 0; i < n; i++)
		names[i] = sources->names[i];
	names[n] = "session";
	names[n + 1] = "visit";
	names[n + 2] = "hit";
	output_open(&r->output, out, t, names, n + SESSION_NUMBERS);
	if (sources->adjacent && n > 0)
		output_widen(&r->output, 0, sources->n);
	r->behind = r->output.n - r->output.n_replaced == SESSION_NUMBERS;
	if (r->behind)
		output_widen(&r->output, n, SESSION_NUMBERS);
	r->plain = r->behind && sources->adjacent;
}

void
session_rows_release(struct session_rows *r)
{
	source_columns_release(&r->sources);
	output_close(&r->output);
}

/* Most are small. */
static inline char *
put_count(char *to, uint32_t v)
{
	if (v >= 10)
		return to + num_put_u64(to, v);
	*to = (char)('0' + v);
	return to + 1;
}

static inline char *
put_numbers(struct session_rows *r, char *to, const struct session *session)
{
	to += near_put_unix(&r->starts, to, session->start);
	*to++ = '\t';
	to = put_count(to, session->visit);
	*to++ = '\t';
	return put_count(to, session->hit);
}

void
session_rows_hit(struct session_rows *r, const struct sessions *s,
    const struct session *session, bool has_source, const struct row *row)
{
	struct writer *out = r->output.out;
	const struct source_columns *sources = &r->sources;
	const uint32_t *at = row->at - 1; /* the byte before the row */
	const char *from = row->base + (uint32_t)(at[0] + 1);
	const char *end = row->base + at[row->n];
	struct slice source = session_source(s, session);
	char *start = writer_need(out,
	    (size_t)(end - from) + source.n +
		SESSION_NUMBERS * (NUM_MAX_TEXT + 1) + SIMD_PAD);
	char *to = start;
	if (!has_source && sources->n > 0) {
		at += sources->columns[0];
		to = output_piece(to, from, row->base + (uint32_t)(at[0] + 1));
		to = output_value(to, source);
		from = row->base + at[sources->n];
	}
	to = output_piece(to, from, end);
	*to++ = '\t';
	to = put_numbers(r, to, session);
	*to++ = '\n';
	writer_used(out, (size_t)(to - start));
}

void
session_answer(struct session_rows *r, const struct sessions *s,
    const struct session *session, bool has_source,
    struct session_answer *answer)
{
	char *to = put_numbers(r, answer->numbers, session);
	answer->source =
	    has_source ? (struct slice){NULL, 0} : session_source(s, session);
	answer->n = (size_t)(to - answer->numbers);
}

/* One value, or one for each column of the answer's text. */
static unsigned
put_values(struct slice *values, struct slice text, bool as_one, unsigned n)
{
	if (as_one) {
		values[0] = text;
		return 1;
	}
	for (unsigned i = 0; i < n; i++)
		values[i] = text.p ? slice_cut(&text, '\t') : text;
	return n;
}

void
session_rows_put(struct session_rows *r, const struct row *row,
    const struct session_answer *answer)
{
	static const struct session_answer none;
	static const char blanks[SESSION_NUMBERS + SIMD_PAD] = "\t\t";
	struct slice values[SESSION_VALUES];
	const struct source_columns *sources = &r->sources;
	unsigned n = 0;
	if (!answer)
		answer = &none;
	if (sources->n > 0)
		n = put_values(
		    values, answer->source, sources->adjacent, sources->n);
	struct slice numbers = {NULL, 0};
	if (r->behind) /* three empty columns have two TABs between */
		numbers = (struct slice){blanks, SESSION_NUMBERS - 1};
	if (answer->n > 0)
		numbers = (struct slice){answer->numbers, answer->n};
	put_values(values + n, numbers, r->behind, SESSION_NUMBERS);
	output_row(&r->output, row, values);
}

void
session_answer_pack(const struct session_answer *answer, struct buf *b)
{
	unsigned char n = (unsigned char)answer->n;
	b->n = 0;
	buf_put_byte(b, (char)n);
	buf_put(b, answer->numbers, answer->n);
	if (answer->source.p) {
		buf_put_byte(b, '=');
		buf_put_slice(b, answer->source);
	}
}

void
session_answer_unpack(struct session_answer *answer, struct slice bytes)
{
	answer->n = (unsigned char)bytes.p[0];
	memcpy(answer->numbers, bytes.p + 1, answer->n);
	bytes = slice_skip(bytes, 1 + answer->n);
	answer->source = (struct slice){NULL, 0};
	if (bytes.n > 0)
		answer->source = slice_skip(bytes, 1);
}
