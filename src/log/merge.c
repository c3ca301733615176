/* SPDX-License-Identifier: MIT */
/* A heap of files by the time of the line that each comes with next. */
#include "log/merge.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/when.h"
#include "io/held.h"

/* A file at a line; until that one's turn comes a file's first line is known by
 * its time alone, and no buffers are kept of it. */
struct cursor {
	struct merge *merge;
	struct held held;
	const char *path;
	struct reader *reader;   /* NULL: the file waits, or is over */
	const char *name;        /* for messages */
	struct dialect *dialect; /* as long as the reader */
	bool told; /* the parser has been told of a line that is too long */
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
	size_t n, n_begun;
	struct dialect *alone; /* the parser's, when nothing is merged */
	bool guessed_zone;
};

static void
overlong(void *context, const char *p, size_t n, bool last)
{
	struct cursor *c = context;
	struct feed *feed = c->merge->feed;
	c->told = true;
	feed->parser->dialect = c->dialect;
	feed->name = c->name;
	feed->number = c->number;
	feed_overlong(feed, c->name, p, n, last);
	c->number += last;
}

static void
idle(void *context)
{
	const struct cursor *c = context;
	c->merge->options.idle(c->merge->options.context);
}

/* Stands the cursor in front of its file's first line. */
static void
cursor_open(struct cursor *c)
{
	const struct merge_options *o = &c->merge->options;
	struct format_error error;
	struct reader_options options = {.files = &c->path,
	    .n_files = 1,
	    .name = c->held.fd < 0 ? NULL : o->files[c->file],
	    .max_line = o->max_line,
	    .idle = idle,
	    .overlong = overlong,
	    .context = c};
	c->key = INT64_MIN;
	c->rest.n = 0;
	c->reader = reader_new(&options);
	c->name = reader_name(c->reader, 0);
	c->dialect = mem_zero(1, sizeof(*c->dialect));
	dialect_init(
	    c->dialect, o->choice, c->merge->alone->scan.simd, o->zone, &error);
	dialect_begin(c->dialect);
}

static void
cursor_init(struct cursor *c, struct merge *m, size_t file)
{
	*c = (struct cursor){.merge = m, .file = file};
	c->path = held_open(&c->held, m->options.files[file]);
	cursor_open(c);
}

/* Gives back all that it takes to read. */
static void
cursor_close(struct cursor *c)
{
	struct feed *feed = c->merge->feed;
	if (!c->reader)
		return;
	reader_free(c->reader);
	c->reader = NULL;
	feed->parser->dialect = c->dialect;
	feed->number = c->number;
	feed_end(feed, c->name);
	feed->parser->dialect = c->merge->alone;
	c->merge->guessed_zone |= c->dialect->scan.clock.guessed;
	dialect_release(c->dialect);
	free(c->dialect);
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
	return m;
}

void
merge_free(struct merge *m)
{
	for (size_t i = 0; i < m->n_begun; i++)
		held_close(&m->cursors[i].held);
	free(m->cursors);
	free(m->heap);
	free(m);
}

bool
merge_guessed_zone(const struct merge *m)
{
	return m->guessed_zone;
}

/* The line's time becomes the key, unless it has none or is a late one. */
static void
read_key(struct cursor *c)
{
	struct hit hit = {.line = line_begin(c->line), .base = c->line.p};
	if (hit.line.n > 0 && hit.line.p[hit.line.n - 1] == '\r')
		hit.line.n--;
	if (hit.line.n == 0 || hit.line.p[0] == '#' ||
	    line_is_long(c->line, c->merge->options.max_line))
		return;
	if (dialect_head(c->dialect, &hit) == FAULT_NONE &&
	    dialect_tail(c->dialect, &hit) == FAULT_NONE && hit.time > c->key)
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

/* Stands each file at its first line. One that can be read again waits. */
static bool
begin(struct merge *m)
{
	while (m->n_begun < m->options.n_files) {
		struct cursor *c = &m->cursors[m->n_begun];
		cursor_init(c, m, m->n_begun++);
		enum reader_status status = advance(c);
		if (status == READER_FAILED)
			return false;
		if (status == READER_BLOCK)
			m->heap[m->n++] = c;
		if (status == READER_END || (c->held.fd >= 0 && !c->told))
			cursor_close(c);
	}
	for (size_t i = m->n / 2; i-- > 0;)
		sift(m, i);
	return true;
}

static void
take(struct merge *m, struct cursor *c)
{
	struct line line = {.text = c->line, .base = c->line.p};
	m->feed->parser->dialect = c->dialect;
	feed_line(m->feed, &line, c->name, ++c->number);
}

/* The line of the first file is taken, or where that one waits, read again. */
static enum reader_status
step(struct merge *m, struct cursor *c)
{
	bool waited = !c->reader;
	if (waited)
		cursor_open(c);
	else
		take(m, c);
	enum reader_status status = advance(c);
	if (waited)
		held_close(&c->held);
	return status;
}

bool
merge_run(struct merge *m)
{
	bool good = begin(m);
	while (good && m->n > 0 && !m->feed->stopped &&
	    !writer_failed(m->feed->out)) {
		struct cursor *c = m->heap[0];
		enum reader_status status = step(m, c);
		good = status != READER_FAILED;
		if (status == READER_END) {
			cursor_close(c);
			m->heap[0] = m->heap[--m->n];
		}
		if (m->n > 0)
			sift(m, 0);
	}
	for (size_t i = 0; i < m->n_begun; i++)
		cursor_close(&m->cursors[i]);
	return good;
}
