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
	output_pick(o, NULL, &o->all);
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
output_pick(const struct output *o, const bool *set, struct output_parts *parts)
{
	*parts = (struct output_parts){
	    .at = mem_alloc((o->n + 1) * sizeof(*parts->at))};
	for (unsigned i = 0; i < o->n; i++) {
		unsigned value = o->order[i], place = o->places[value];
		struct output_part part = {value, NO_COLUMN, NO_COLUMN};
		if (place != NO_COLUMN) {
			if (set && !set[value])
				continue;
			part.from = place;
			part.to = place + o->widths[value];
			parts->n_replaced++;
		}
		parts->at[parts->n++] = part;
		if (place == NO_COLUMN)
			i += o->widths[value] - 1;
	}
}

void
output_row_of(struct output *o, const struct row *row,
    const struct slice *values, const struct output_parts *parts)
{
	const struct output_part *part = parts->at, *last = part + parts->n;
	const struct output_part *appended = part + parts->n_replaced;
	const uint32_t *at = row->at - 1; /* the byte before the row */
	const char *from = row->base + (uint32_t)(at[0] + 1);
	const char *end = row->base + at[row->n];
	size_t room = (size_t)(end - from) + parts->n + 1 + SIMD_PAD;
	for (const struct output_part *p = part; p < last; p++)
		room += values[p->value].n;
	char *to = writer_need(o->out, room), *start = to;
	for (; part < appended; part++) {
		struct slice value = values[part->value];
		if (!value.p)
			continue;
		to = output_piece(
		    to, from, row->base + (uint32_t)(at[part->from] + 1));
		to = output_value(to, value);
		from = row->base + at[part->to];
	}
	to = output_piece(to, from, end);
	for (; part < last; part++) {
		*to++ = '\t';
		to = output_value(to, values[part->value]);
	}
	*to++ = '\n';
	writer_used(o->out, (size_t)(to - start));
}

void
output_row(struct output *o, const struct row *row, const struct slice *values)
{
	output_row_of(o, row, values, &o->all);
}

void
output_parts_release(struct output_parts *parts)
{
	free(parts->at);
	*parts = (struct output_parts){0};
}

void
output_widen(struct output *o, unsigned i, unsigned width)
{
	o->widths[i] = width;
	output_parts_release(&o->all);
	output_pick(o, NULL, &o->all);
}

void
output_close(struct output *o)
{
	free(o->places);
	free(o->widths);
	free(o->order);
	output_parts_release(&o->all);
	*o = (struct output){0};
}

int
output_counters(
    const struct opt_common *common, const struct counter *counters, int status)
{
	if (common->stats && !counters_write(counters, common->stats)) {
		msg_warn(common->stats, "%s", strerror(errno));
		status = EXIT_SYSTEM;
	}
	if (common->verbose)
		counters_print(counters);
	return status;
}

int
output_finish(struct writer *out, const struct opt_common *common,
    const struct counter *counters, int status)
{
	if (!writer_close(out)) {
		msg_warn("standard output", "%s", strerror(errno));
		status = EXIT_SYSTEM;
	}
	return output_counters(common, counters, status);
}
