/* SPDX-License-Identifier: MIT */
/* A heap of files by the time of the line that each comes with next. */
#include "log/merge.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/when.h"

/* A file at a line. */
struct cursor {
	struct merge *merge;
	struct reader *reader;
	const char *name; /* for messages */
	struct dialect dialect;
	struct slice rest; /* of the block, behind the line */
	struct slice line; /* without its LF */
	int64_t key;       /* the latest time so far */
	uint64_t number;   /* of lines in front of it */
	size_t file;
};

struct merge {
	struct merge_options options;
	struct feed *feed;
	struct cursor *cursors;
	struct cursor **heap;
	size_t n;
	struct dialect *alone; /* the parser's, when nothing is merged */
};

static void
overlong(void *context, const char *p, size_t n, bool last)
{
	struct cursor *c = context;
	feed_overlong(c->merge->feed, p, n, last);
	c->number += last;
}

static void
idle(void *context)
{
	const struct cursor *c = context;
	c->merge->options.idle(c->merge->options.context);
}

static void
cursor_init(struct cursor *c, struct merge *m, size_t file)
{
	const struct merge_options *o = &m->options;
	struct format_error error;
	struct reader_options options = {.files = &o->files[file],
	    .n_files = 1,
	    .max_line = o->max_line,
	    .idle = idle,
	    .overlong = overlong,
	    .context = c};
	*c = (struct cursor){.merge = m, .file = file, .key = INT64_MIN};
	c->reader = reader_new(&options);
	c->name = reader_name(c->reader, 0);
	dialect_init(
	    &c->dialect, o->choice, m->alone->scan.simd, o->zone, &error);
	dialect_begin(&c->dialect);
}

struct merge *
merge_new(const struct merge_options *options, struct feed *feed)
{
	struct merge *m = mem_zero(1, sizeof(*m));
	m->options = *options;
	m->feed = feed;
	m->alone = feed->parser->dialect;
	m->cursors = mem_zero(options->n_files + 1, sizeof(*m->cursors));
	m->heap = mem_zero(options->n_files + 1, sizeof(struct cursor *));
	for (size_t i = 0; i < options->n_files; i++)
		cursor_init(&m->cursors[i], m, i);
	return m;
}

void
merge_free(struct merge *m)
{
	m->feed->parser->dialect = m->alone;
	for (size_t i = 0; i < m->options.n_files; i++) {
		reader_free(m->cursors[i].reader);
		dialect_release(&m->cursors[i].dialect);
	}
	free(m->cursors);
	free(m->heap);
	free(m);
}

bool
merge_guessed_zone(const struct merge *m)
{
	for (size_t i = 0; i < m->options.n_files; i++)
		if (m->cursors[i].dialect.scan.clock.guessed)
			return true;
	return false;
}

/* The line's time becomes the key, unless it has none or is a late one. */
static void
read_key(struct cursor *c)
{
	struct hit hit = {.line = line_begin(c->line), .base = c->line.p};
	if (hit.line.n > 0 && hit.line.p[hit.line.n - 1] == '\r')
		hit.line.n--;
	if (hit.line.n == 0 || hit.line.p[0] == '#' ||
	    hit.line.n > c->merge->options.max_line)
		return;
	if (dialect_head(&c->dialect, &hit) == FAULT_NONE &&
	    dialect_tail(&c->dialect, &hit) == FAULT_NONE && hit.time > c->key)
		c->key = hit.time;
}

/* The next line of the file. */
static enum reader_status
advance(struct cursor *c)
{
	while (c->rest.n == 0) {
		struct block block;
		enum reader_status status = reader_next(c->reader, &block);
		if (status == READER_FAILED)
			reader_explain(c->reader);
		if (status != READER_BLOCK)
			return status;
		c->rest = (struct slice){block.p, block.n};
		if (block.first)
			c->rest = slice_skip_bom(c->rest);
	}
	c->line = slice_cut(&c->rest, '\n');
	read_key(c);
	return READER_BLOCK;
}

static bool
comes_first(const struct cursor *a, const struct cursor *b)
{
	return a->key != b->key ? a->key < b->key : a->file < b->file;
}

/* Lets the cursor at that place down to where it belongs. */
static void
sift(struct merge *m, size_t at)
{
	struct cursor *c = m->heap[at];
	for (;;) {
		size_t child = 2 * at + 1;
		if (child + 1 < m->n &&
		    comes_first(m->heap[child + 1], m->heap[child]))
			child++;
		if (child >= m->n || comes_first(c, m->heap[child]))
			break;
		m->heap[at] = m->heap[child];
		at = child;
	}
	m->heap[at] = c;
}

/* Stands each file at its first line. */
static bool
begin(struct merge *m)
{
	for (size_t i = 0; i < m->options.n_files; i++) {
		struct cursor *c = &m->cursors[i];
		enum reader_status status = advance(c);
		if (status == READER_FAILED)
			return false;
		if (status == READER_BLOCK)
			m->heap[m->n++] = c;
	}
	for (size_t i = m->n / 2; i-- > 0;)
		sift(m, i);
	return true;
}

static void
take(struct merge *m, struct cursor *c)
{
	struct line line = {.text = c->line, .base = c->line.p};
	m->feed->parser->dialect = &c->dialect;
	feed_line(m->feed, &line, c->name, ++c->number);
}

bool
merge_run(struct merge *m)
{
	bool good = begin(m);
	while (good && m->n > 0 && !m->feed->stopped &&
	    !writer_failed(m->feed->out)) {
		struct cursor *c = m->heap[0];
		take(m, c);
		enum reader_status status = advance(c);
		good = status != READER_FAILED;
		if (status == READER_END)
			m->heap[0] = m->heap[--m->n];
		if (m->n > 0)
			sift(m, 0);
	}
	return good;
}
