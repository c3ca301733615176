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
}

void
session_rows_release(struct session_rows *r)
{
	source_columns_release(&r->sources);
	output_close(&r->output);
}

void
session_answer(const struct sessions *s, const struct session *session,
    bool has_source, struct session_answer *answer)
{
	char *to = answer->numbers;
	answer->source =
	    has_source ? (struct slice){NULL, 0} : session_source(s, session);
	to += when_put_unix(to, session->start);
	*to++ = '\t';
	to += num_put_u64(to, session->visit);
	*to++ = '\t';
	to += num_put_u64(to, session->hit);
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
	struct slice values[SESSION_VALUES];
	const struct source_columns *sources = &r->sources;
	unsigned n = 0;
	if (!answer)
		answer = &none;
	if (sources->n > 0)
		n = put_values(
		    values, answer->source, sources->adjacent, sources->n);
	struct slice numbers = {NULL, 0};
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
