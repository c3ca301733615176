/* SPDX-License-Identifier: MIT */
/* Rows through libcsv, and where their fields stand.
 *
 * libcsv tells of fields, not of places. So it is fed up to one separator or
 * line end at a time: where that makes it hand out a field, the next one
 * begins. */
#include "ext/csvfile.h"

#include <csv.h>
#include <stdlib.h>

#include "base/mem.h"

struct place {
	uint64_t line, column;
};

struct csvfile {
	struct csv_parser parser;
	char separator;
	size_t max_row;
	struct buf text;              /* of the row's fields, one by one */
	struct csvfile_field *fields; /* their p is set when the row ends:
				       * text moves while it grows */
	size_t n, room;
	struct place here;  /* of the next byte */
	struct place field; /* where the field in hand begins */
	size_t in_hand;     /* its bytes so far, at most */
	bool begun;         /* not all of them are blanks and line ends */
	bool after_cr;      /* an LF now is the end of the same line */
	bool complete;      /* the row is */
};

struct csvfile *
csvfile_new(char separator, size_t max_row)
{
	struct csvfile *f = mem_zero(1, sizeof(*f));
	csv_init(&f->parser, 0); /* fails without a parser only */
	csv_set_delim(&f->parser, (unsigned char)separator);
	csv_set_realloc_func(&f->parser, mem_grow);
	csv_set_blk_size(&f->parser, 4096);
	f->separator = separator;
	f->max_row = max_row;
	f->here = f->field = (struct place){1, 1};
	return f;
}

void
csvfile_free(struct csvfile *f)
{
	csv_free(&f->parser);
	buf_release(&f->text);
	free(f->fields);
	free(f);
}

static void
take_field(void *bytes, size_t n, void *context)
{
	struct csvfile *f = context;
	if (f->n == f->room) {
		f->room = f->room * 2 + 32;
		f->fields = mem_grow(f->fields, f->room * sizeof(*f->fields));
	}
	f->fields[f->n++] =
	    (struct csvfile_field){{NULL, n}, f->field.line, f->field.column};
	buf_put(&f->text, bytes, n);
	f->in_hand = 0;
	f->begun = false;
}

static void
take_row(int end, void *context)
{
	(void)end;
	((struct csvfile *)context)->complete = true;
}

/* Bytes up to and with the first that may end a field. */
static size_t
piece(const struct csvfile *f, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == f->separator || c == '\n' || c == '\r')
			return i + 1;
	}
	return text.n;
}

static void
step(struct csvfile *f, unsigned char c)
{
	bool after_cr = f->after_cr;
	f->after_cr = c == '\r';
	if (c == '\n' || c == '\r') {
		f->here.line += !(c == '\n' && after_cr);
		f->here.column = 1;
		return;
	}
	f->here.column += (c & 0xc0) != 0x80;
	if (c != ' ' && c != '\t')
		f->begun = true;
}

static void
feed(struct csvfile *f, struct slice bytes)
{
	size_t fields = f->n;
	f->in_hand += bytes.n;
	for (size_t i = 0; i < bytes.n; i++)
		step(f, (unsigned char)bytes.p[i]);
	csv_parse(&f->parser, bytes.p, bytes.n, take_field, take_row, f);
	/* a blank line in front of a row is none of its first field */
	if (f->n > fields || (f->n == 0 && !f->begun && f->here.column == 1)) {
		f->field = f->here;
		f->in_hand = 0;
	}
}

static enum csvfile_status
hand_out(struct csvfile *f, struct csvfile_row *row)
{
	const char *p = f->text.p;
	for (size_t i = 0; i < f->n; i++) {
		f->fields[i].text.p = p ? p : "";
		p += f->fields[i].text.n;
	}
	*row = (struct csvfile_row){f->fields, f->n};
	return CSVFILE_ROW;
}

/* The row is the field in hand, for its place. */
static enum csvfile_status
fail(struct csvfile *f, struct csvfile_row *row, enum csvfile_status status)
{
	char nothing = 0;
	f->n = 0;
	f->text.n = 0;
	f->begun = false;
	take_field(&nothing, 0, f);
	hand_out(f, row);
	return status;
}

static void
begin_row(struct csvfile *f)
{
	f->n = 0;
	f->text.n = 0;
	f->complete = false;
}

enum csvfile_status
csvfile_next(struct csvfile *f, struct slice *text, struct csvfile_row *row)
{
	if (f->complete)
		begin_row(f);
	while (text->n > 0) {
		size_t n = piece(f, *text);
		if (f->text.n + f->in_hand + n > f->max_row + 1)
			return fail(f, row, CSVFILE_LONG);
		feed(f, (struct slice){text->p, n});
		*text = slice_skip(*text, n);
		if (f->complete)
			return hand_out(f, row);
	}
	return CSVFILE_MORE;
}

enum csvfile_status
csvfile_end(struct csvfile *f, struct csvfile_row *row)
{
	if (f->complete)
		begin_row(f);
	csv_set_opts(&f->parser, CSV_STRICT | CSV_STRICT_FINI);
	if (csv_fini(&f->parser, take_field, take_row, f) != 0)
		return fail(f, row, CSVFILE_OPEN);
	return f->complete ? hand_out(f, row) : CSVFILE_MORE;
}

void
csvfile_reset(struct csvfile *f)
{
	csv_fini(&f->parser, take_field, take_row, f);
	begin_row(f);
	f->field = f->here;
	f->in_hand = 0;
	f->begun = false;
}
