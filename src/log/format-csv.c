/* SPDX-License-Identifier: MIT */
/* Comma-separated lines whose first names the columns, by the names of
 * log/fields.h. A field cannot hold a line end: each line is a row. */
#include <stdlib.h>

#include "ext/csvfile.h"
#include "log/fields.h"

enum { COLUMNS_MAX = 256, ROW_MAX = 1 << 20 };

struct csv {
	struct csvfile *reader;
	enum field columns[COLUMNS_MAX];
	size_t n; /* 0: the header is still to come */
	struct fields fields;
};

static void *
csv_open(struct slice argument, struct format_error *error)
{
	(void)argument;
	(void)error;
	struct csv *c = mem_zero(1, sizeof(*c));
	c->reader = csvfile_new(',', ROW_MAX);
	return c;
}

static void
csv_close(void *state)
{
	struct csv *c = state;
	csvfile_free(c->reader);
	free(c);
}

static void
csv_begin(void *state)
{
	struct csv *c = state;
	c->n = 0;
}

/* The line as a row. The LF behind it ends it. */
static bool
read_row(struct csv *c, struct slice line, struct csvfile_row *row)
{
	struct slice text = line, end = SLICE("\n");
	if (csvfile_next(c->reader, &text, row) == CSVFILE_ROW && text.n == 0)
		return true;
	if (text.n == 0 && csvfile_next(c->reader, &end, row) == CSVFILE_ROW)
		return true;
	csvfile_reset(c->reader);
	return false;
}

static bool
read_header(struct csv *c, const struct csvfile_row *row)
{
	bool time = false, target = false;
	for (size_t i = 0; i < row->n && i < COLUMNS_MAX; i++) {
		enum field field = field_by_name(row->at[i].text);
		c->columns[i] = field;
		time |= field == FIELD_TIME || field == FIELD_DATE;
		target |= field_is_target(field);
	}
	if (time && target && row->n <= COLUMNS_MAX)
		c->n = row->n;
	return c->n > 0;
}

static enum fault
csv_head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct csv *c = scan->state;
	struct csvfile_row row;
	if (!read_row(c, hit->line, &row))
		return FAULT_SHAPE;
	if (c->n == 0)
		return read_header(c, &row) ? FAULT_HEADER : FAULT_SHAPE;
	if (row.n != c->n)
		return FAULT_SHAPE;
	memset(&c->fields, 0, sizeof(c->fields));
	scan_scratch(scan, hit->line.n);
	for (size_t i = 0; i < row.n; i++) {
		struct slice *to = &c->fields.at[c->columns[i]];
		if (c->columns[i] == FIELD_NONE || to->p)
			continue;
		size_t from = scan->scratch.n;
		buf_put_slice(&scan->scratch, row.at[i].text);
		*to = (struct slice){
		    scan->scratch.p + from, scan->scratch.n - from};
	}
	fields_head(&c->fields, scan, hit);
	return FAULT_NONE;
}

static enum fault
csv_tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	struct csv *c = scan->state;
	enum fault fault = fields_tail(&c->fields, scan, hit);
	hit->decoded = true;
	return fault;
}

const struct log_format format_csv = {.name = "csv",
    .headed = true,
    .open = csv_open,
    .close = csv_close,
    .begin = csv_begin,
    .head = csv_head,
    .tail = csv_tail};
