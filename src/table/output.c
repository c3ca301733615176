/* SPDX-License-Identifier: MIT */
/* Rows out: spans of the input row and the tool's own values. */
#include "table/output.h"

#include <errno.h>
#include <stdlib.h>

#include "base/msg.h"

void
output_open(struct output *o, struct writer *out, const struct table *t,
    const char *const *names, unsigned n)
{
	*o = (struct output){.out = out, .n_input = t->header.n, .n = n};
	o->places = mem_zero(n, sizeof(*o->places));
	o->widths = mem_zero(n, sizeof(*o->widths));
	o->order = mem_zero(n, sizeof(*o->order));
	for (unsigned i = 0; i < n; i++) {
		o->places[i] = table_want(t, names[i]);
		o->widths[i] = 1;
	}
	/* by place: n is a handful */
	for (unsigned column = 0; column < t->header.n; column++)
		for (unsigned i = 0; i < n; i++)
			if (o->places[i] == column)
				o->order[o->n_replaced++] = i;
	for (unsigned i = 0, at = o->n_replaced; i < n; i++)
		if (o->places[i] == NO_COLUMN)
			o->order[at++] = i;
	if (t->common->no_header || t->header.n == 0)
		return;
	for (unsigned i = 0; i < t->header.n; i++) {
		if (i > 0)
			writer_put_byte(out, '\t');
		writer_put_slice(out, t->header.names[i]);
	}
	for (unsigned i = o->n_replaced; i < n; i++) {
		writer_put_byte(out, '\t');
		writer_put_slice(out, slice_of(names[o->order[i]]));
	}
	writer_put_byte(out, '\n');
}

void
output_row(struct output *o, const struct row *row, const struct slice *values)
{
	struct slice text = row_text(row);
	size_t room = text.n + 1 + SIMD_PAD;
	for (unsigned i = 0; i < o->n; i++)
		room += values[i].n + 1;
	char *to = writer_need(o->out, room), *start = to;
	const char *from = text.p;
	unsigned i = 0;
	for (; i < o->n_replaced; i++) {
		struct slice value = values[o->order[i]];
		if (!value.p)
			continue;
		unsigned place = o->places[o->order[i]];
		const char *old = row_field(row, place).p;
		writer_copy(to, from, (size_t)(old - from));
		to += old - from;
		memcpy(to, value.p, value.n);
		to += value.n;
		from = row->base + row->at[place + o->widths[o->order[i]] - 1];
	}
	size_t rest = (size_t)(text.p + text.n - from);
	writer_copy(to, from, rest);
	to += rest;
	for (; i < o->n; i++) {
		struct slice value = values[o->order[i]];
		*to++ = '\t';
		if (value.n > 0)
			memcpy(to, value.p, value.n);
		to += value.n;
	}
	*to++ = '\n';
	writer_used(o->out, (size_t)(to - start));
}

void
output_widen(struct output *o, unsigned i, unsigned width)
{
	o->widths[i] = width;
}

void
output_close(struct output *o)
{
	free(o->places);
	free(o->widths);
	free(o->order);
	*o = (struct output){0};
}

int
output_finish(struct writer *out, const struct opt_common *common,
    const struct counter *counters, int status)
{
	if (!writer_close(out)) {
		msg_warn("standard output", "%s", strerror(errno));
		status = EXIT_SYSTEM;
	}
	if (common->stats && !counters_write(counters, common->stats)) {
		msg_warn(common->stats, "%s", strerror(errno));
		status = EXIT_SYSTEM;
	}
	if (common->verbose)
		counters_print(counters);
	return status;
}
