/* SPDX-License-Identifier: MIT */
/* Reading the stream. */
#include "table/table.h"

#include <stdlib.h>

#include "base/msg.h"

enum { PIECE = 32 << 10 };

unsigned
header_find(const struct header *h, struct slice name)
{
	for (unsigned i = 0; i < h->n; i++)
		if (slice_equal(h->names[i], name))
			return i;
	return NO_COLUMN;
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
		if (header_find(h, name) != NO_COLUMN)
			msg_fail("header", "two columns are named '%.*s'",
			    (int)name.n, name.p);
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

static void
overlong(void *context, const char *p, size_t n, bool last)
{
	struct table *t = context;
	(void)p, (void)n;
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
	if (slice_starts(line, SLICE("\xef\xbb\xbf")))
		line = slice_skip(line, 3);
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

static void
make_room(struct table *t, size_t n)
{
	if (n + 16 <= t->room)
		return;
	free(t->memory);
	free(t->ends);
	free(t->rows);
	t->room = n + n / 2 + 16;
	t->memory = mem_alloc((t->room + 1) * sizeof(*t->memory));
	t->ends = mem_alloc(t->room * sizeof(*t->ends));
	t->rows = mem_alloc(t->room * sizeof(*t->rows));
	t->memory[0] = UINT32_MAX; /* + 1 is the block's first byte */
	t->fields = t->memory + 1;
}

/* Finds the rows among whole lines; leaves out those that do not fit the
 * header. */
static void
index_rows(struct table *t, struct slice lines)
{
	size_t n_lines;
	make_room(t, lines.n);
	t->simd->fields(lines.p, lines.n, t->fields, t->ends, &n_lines);
	uint32_t first = 0;
	size_t n = 0;
	for (size_t i = 0; i < n_lines; i++) {
		uint32_t from = t->memory[first] + 1; /* fields[first - 1] */
		uint32_t length = t->fields[t->ends[i]] - from;
		bool fits = t->ends[i] - first == t->header.n - 1;
		bool small = length <= (uint64_t)t->common->max_line;
		t->rows[n] = first;
		n += fits && small;
		t->rows_ragged += !fits && small;
		t->rows_long += !small;
		first = t->ends[i] + 1;
	}
	t->base = lines.p;
	t->n_rows = n;
	t->rows_read += n;
}

/* The whole lines at the beginning of the rest, about PIECE bytes: rows are
 * then still in the first cache when they are taken. */
static struct slice
next_piece(struct slice rest)
{
	if (rest.n <= PIECE)
		return rest;
	const char *lf = memrchr(rest.p, '\n', PIECE);
	if (!lf)
		lf = memchr(rest.p + PIECE, '\n', rest.n - PIECE);
	return slice_between(rest.p, lf + 1);
}

static bool
next_block(struct table *t)
{
	struct block block;
	switch (reader_next(t->reader, &block)) {
	case READER_END:
		return false;
	case READER_FAILED:
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
	struct slice piece = next_piece(t->rest);
	t->rest = slice_skip(t->rest, piece.n);
	index_rows(t, piece);
	return true;
}

void
table_open(struct table *t, const struct opt_common *common, struct writer *out)
{
	*t = (struct table){.common = common, .out = out, .simd = simd_probe()};
	struct reader_options options = {.files = common->operands.at,
	    .n_files = common->operands.n,
	    .max_line = (size_t)common->max_line,
	    .idle = idle,
	    .overlong = overlong,
	    .context = t};
	t->reader = reader_new(&options);
	if (common->header)
		header_read(&t->header, slice_of(common->header), ',');
	/* the first block brings the header; its rows wait in t */
	t->waiting = next_rows(t);
}

bool
table_next(struct table *t)
{
	if (t->failed)
		return false;
	if (t->waiting) {
		t->waiting = false;
		return true;
	}
	return next_rows(t);
}

int
table_close(struct table *t)
{
	reader_free(t->reader);
	arena_release(&t->header.text);
	free(t->header.names);
	free(t->memory);
	free(t->ends);
	free(t->rows);
	return t->failed ? EXIT_SYSTEM : EXIT_DONE;
}

unsigned
table_want(const struct table *t, const char *name)
{
	return header_find(&t->header, slice_of(name));
}

unsigned
table_need(const struct table *t, const char *name, const char *maker)
{
	unsigned column = table_want(t, name);
	if (column == NO_COLUMN && t->header.n > 0)
		msg_fail("input",
		    "no column '%s' (%s makes it; the header line names the "
		    "columns, or --header does)",
		    name, maker);
	return column;
}
