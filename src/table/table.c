/* SPDX-License-Identifier: MIT */
/* Reading the stream. */
#include "table/table.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/msg.h"

enum { PIECE = 32 << 10, COLUMNS_MAX = 10000 };

unsigned
header_find(const struct header *h, struct slice name)
{
	for (unsigned i = 0; i < h->n; i++)
		if (slice_equal(h->names[i], name))
			return i;
	return NO_COLUMN;
}

static bool
has_control(struct slice name)
{
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.p[i] < 0x20 || name.p[i] == 0x7f)
			return true;
	return false;
}

/* Column names from a line (or, by comma, from --header). */
static void
header_read(struct header *h, struct slice line, char separator)
{
	line = arena_copy(&h->text, line);
	while (line.p) {
		struct slice name = slice_cut(&line, separator);
		if (name.n == 0)
			msg_fail("header", "column %u has no name", h->n + 1);
		if (has_control(name))
			msg_fail("header",
			    "the name of column %u has control bytes: the "
			    "input is no table of text",
			    h->n + 1);
		if (header_find(h, name) != NO_COLUMN)
			msg_fail("header", "two columns are named '%.*s'",
			    (int)name.n, name.p);
		if (h->n == COLUMNS_MAX)
			msg_fail("header", "more than %d columns", COLUMNS_MAX);
		h->names = mem_grow(h->names, (h->n + 1) * sizeof(*h->names));
		h->names[h->n++] = name;
	}
}

static bool
header_is(const struct header *h, struct slice line)
{
	unsigned i = 0;
	for (; line.p; i++)
		if (i == h->n ||
		    !slice_equal(h->names[i], slice_cut(&line, '\t')))
			return false;
	return i == h->n;
}

static void
idle(void *context)
{
	struct table *t = context;
	if (t->out)
		writer_flush(t->out);
}

/* A header that is too long cannot be passed over as rows are: none could be
 * read without it. */
static void
refuse_header(const struct table *t, const char *file)
{
	msg_fail(file,
	    "its first line, the header, is longer than %" PRId64
	    " bytes; give a larger --max-line",
	    t->common->max_line);
}

static void
overlong(void *context, const char *p, size_t n, bool last)
{
	struct table *t = context;
	(void)p, (void)n;
	if (!t->common->header && reader_begins(t->reader))
		refuse_header(t, reader_current(t->reader));
	t->rows_long += last;
}

/* Takes the header line off the first block of a file. */
static void
take_header(struct table *t, struct block *block)
{
	const char *lf = memchr(block->p, '\n', block->n);
	struct slice line = slice_between(block->p, lf);
	t->crlf = line.n > 0 && line.p[line.n - 1] == '\r';
	line.n -= t->crlf;
	if (line.n > (size_t)t->common->max_line)
		refuse_header(t, reader_name(t->reader, block->file));
	line = slice_skip_bom(line);
	if (t->header.n == 0)
		header_read(&t->header, line, '\t');
	else if (!header_is(&t->header, line))
		msg_fail(reader_name(t->reader, block->file),
		    "its header differs from that of %s; give files with the "
		    "same columns in the same order",
		    reader_name(t->reader, 0));
	block->n -= (size_t)(lf + 1 - block->p);
	block->p += lf + 1 - block->p;
}

/* Takes the CR off each line of a block. */
static void
drop_carriage_returns(struct block *block)
{
	char *to = block->p;
	for (size_t i = 0; i < block->n; i++)
		if (block->p[i] != '\r' || block->p[i + 1] != '\n')
			*to++ = block->p[i];
	block->n = (size_t)(to - block->p);
}

/* Finds the rows among whole lines, up to the first line that is none; returns
 * how many bytes they are. */
static size_t
index_rows(struct table *t, struct slice lines)
{
	if (!t->layout.ends)
		row_layout_init(&t->layout, t->header.n);
	size_t need = rows_room(lines.n, t->header.n);
	if (t->room < need) {
		free(t->at);
		t->room = need + need / 2;
		t->at = mem_alloc(t->room * sizeof(*t->at));
	}
	struct rows rows = {.at = t->at};
	t->simd->rows(lines.p, lines.n, &t->layout, &rows);
	t->base = lines.p;
	t->n_rows = rows.n;
	if (!t->lines)
		t->rows_read += rows.n;
	return rows.end;
}

/* The whole lines at the beginning of the rest, at most PIECE bytes, so that
 * rows are still in the first cache when they are taken; or one longer line. A
 * line that is too long always stands alone. */
static struct slice
next_piece(const struct table *t)
{
	struct slice rest = t->rest;
	size_t longest = (size_t)t->common->max_line + 1;
	size_t most = longest < PIECE ? longest : PIECE;
	if (rest.n <= most)
		return rest;
	const char *lf = memrchr(rest.p, '\n', most);
	if (!lf)
		lf = memchr(rest.p + most, '\n', rest.n - most);
	return slice_between(rest.p, lf + 1);
}

static bool
next_block(struct table *t)
{
	struct block block;
	if (t->lines)
		return t->lines(t->from, &t->rest);
	switch (reader_next(t->reader, &block)) {
	case READER_END:
		return false;
	case READER_FAILED:
		if (t->header.n == 0) /* figures of nothing would mislead */
			reader_fail(t->reader);
		if (!t->failed) /* else it has been told */
			reader_explain(t->reader);
		t->failed = true;
		return false;
	case READER_BLOCK:
		break;
	}
	if (block.first && !t->common->header)
		take_header(t, &block);
	if (t->crlf)
		drop_carriage_returns(&block);
	t->rest = (struct slice){block.p, block.n};
	return true;
}

static bool
next_rows(struct table *t)
{
	while (t->rest.n == 0)
		if (!next_block(t))
			return false;
	struct slice piece = next_piece(t);
	t->n_rows = 0;
	if (piece.n - 1 > (size_t)t->common->max_line) {
		t->rows_long++;
		t->rest = slice_skip(t->rest, piece.n);
		return true;
	}
	size_t end = index_rows(t, piece);
	t->rest = slice_skip(t->rest, end);
	if (end < piece.n) {
		t->rows_ragged++;
		slice_cut(&t->rest, '\n');
	}
	return true;
}

static void
open_reader(struct table *t)
{
	const struct opt_common *common = t->common;
	struct reader_options options = {.files = common->operands.at,
	    .n_files = common->operands.n,
	    .max_line = (size_t)common->max_line,
	    .idle = idle,
	    .overlong = overlong,
	    .context = t};
	t->reader = reader_new(&options);
}

void
table_open(struct table *t, const struct opt_common *common, struct writer *out)
{
	*t = (struct table){.common = common, .out = out, .simd = simd_probe()};
	open_reader(t);
	if (common->header)
		header_read(&t->header, slice_of(common->header), ',');
	/* the first block brings the header; its rows wait in t->rest */
	if (!next_block(t))
		t->ended = true;
	t->used = mem_zero(t->header.n + 1, sizeof(*t->used));
}

void
table_restart(struct table *t)
{
	reader_free(t->reader);
	open_reader(t);
	t->rows_read = t->rows_ragged = t->rows_long = 0;
	t->rest = (struct slice){NULL, 0};
	t->ended = !next_block(t);
}

bool
table_next(struct table *t)
{
	return !t->ended && next_rows(t);
}

void
table_feed(
    struct table *t, bool (*lines)(void *from, struct slice *lines), void *from)
{
	t->lines = lines;
	t->from = from;
	t->rest = (struct slice){NULL, 0};
	t->ended = false;
}

struct row
row_of(struct slice line, uint32_t *places, unsigned n)
{
	const char *p = line.p, *end = line.p + line.n;
	places[0] = UINT32_MAX; /* one before the first byte */
	for (unsigned i = 1; i < n; i++) {
		const char *tab = memchr(p, '\t', (size_t)(end - p));
		p = tab ? tab : end;
		places[i] = (uint32_t)(p - line.p);
		p += tab != NULL;
	}
	places[n] = (uint32_t)line.n;
	return (struct row){line.p, places + 1, n};
}

void
table_derive(struct table *t, const struct table *from)
{
	const struct header *h = &from->header;
	*t = (struct table){
	    .common = from->common, .simd = from->simd, .ended = true};
	t->header.n = h->n;
	t->header.names = mem_alloc((h->n + 1) * sizeof(*h->names));
	for (unsigned i = 0; i < h->n; i++)
		t->header.names[i] = h->names[i];
	t->used = mem_zero(h->n + 1, sizeof(*t->used));
}

int
table_close(struct table *t)
{
	if (t->reader)
		reader_free(t->reader);
	arena_release(&t->header.text);
	free(t->header.names);
	free(t->used);
	row_layout_release(&t->layout);
	free(t->at);
	return t->failed ? EXIT_SYSTEM : EXIT_DONE;
}

unsigned
table_want(const struct table *t, const char *name)
{
	unsigned column = header_find(&t->header, slice_of(name));
	table_use(t, column);
	return column;
}

void
table_use(const struct table *t, unsigned column)
{
	if (column != NO_COLUMN)
		t->used[column] = true;
}

/* The names of a header, for a message that shows some of them at least. */
static char *
names_of(const struct header *h)
{
	struct buf text = BUF_INIT;
	for (unsigned i = 0; i < h->n; i++) {
		if (i > 0)
			buf_put_byte(&text, ' ');
		buf_put_slice(&text, h->names[i]);
	}
	buf_put_byte(&text, '\0');
	return text.p;
}

unsigned
table_need(const struct table *t, const char *name, const char *maker)
{
	unsigned column = table_want(t, name);
	if (column != NO_COLUMN || t->header.n == 0)
		return column;
	if (!maker)
		msg_fail("input", "no column '%s' among: %s", name,
		    names_of(&t->header));
	msg_fail("input",
	    "no column '%s' (%s makes it; the header line names the columns, "
	    "or --header does)",
	    name, maker);
}
