/* SPDX-License-Identifier: MIT */
/* Finding lines, piece by piece. */
#include "log/feed.h"

#include "base/hot.h"
#include "log/clf.h"

static void
tell(struct feed *f, const char *file)
{
	struct dialect *d = f->parser->dialect;
	if (d->decided && f->decided)
		f->decided(f->context, file, f->number);
	if (d->changed && f->changed)
		f->changed(f->context, file, f->number);
	f->stopped |= d->changed != NULL;
	d->decided = d->changed = NULL;
}

static void
reject(struct feed *f, struct slice line)
{
	if (f->rejects) /* with its LF */
		writer_put(f->rejects, line.p, line.n + 1);
}

/* What a stream holds is no line. */
static void
give_up(struct feed *f, struct parts_stream *s, enum verdict v,
    const char *file, uint64_t number)
{
	if (s->held == 0)
		return;
	parser_count(f->parser, v, s->held, file, number);
	reject(f, parts_line(s));
	parts_forget(s);
}

/* Nor is what any stream holds, up to that line of the file. */
static void
give_up_all(struct feed *f, enum verdict v, const char *file, uint64_t number)
{
	struct parts *parts = &f->parser->dialect->parts;
	for (int i = 0; i < PARTS_STREAMS; i++)
		give_up(f, &parts->streams[i], v, file, number);
	parts_begin(parts);
}

/* Makes the line the whole of which it is the last part. False where there is
 * none yet. */
static bool
put_together(struct feed *f, struct line *line, const char *file)
{
	struct dialect *d = f->parser->dialect;
	struct parts *parts = &d->parts;
	/* whose part it is cannot be told where no block holds it */
	if (line_is_long(line->text, f->parser->options.max_line)) {
		give_up_all(f, LINE_LONG, file, f->number - 1);
		return true;
	}
	switch (parts_take(parts, dialect_prefix(d), line->text,
	    f->parser->options.max_line)) {
	case PARTS_LINE:
		return true;
	case PARTS_HELD:
		return false;
	case PARTS_LONG:
		give_up(f, parts->last, LINE_LONG, file, f->number);
		parser_count(f->parser, LINE_LONG, 1, file, f->number);
		reject(f, line->text);
		return false;
	default:
		parser_count(
		    f->parser, LINE_PART, parts->last->held, file, f->number);
		parts_forget(parts->last);
		*line = (struct line){.text = parts_line(parts->last)};
		line->base = line->text.p;
		return true;
	}
}

static void
take_line(struct feed *f, const struct line *line, const char *file)
{
	struct line whole;
	f->number++;
	if (parts_may(dialect_prefix(f->parser->dialect))) {
		whole = *line;
		line = &whole;
		if (!put_together(f, &whole, file))
			return;
	}
	enum verdict v = parser_line(f->parser, line, file, f->number, f->out);
	if (verdict_rejects(v))
		reject(f, line->text);
	const struct dialect *d = f->parser->dialect;
	if (d->decided || d->changed)
		tell(f, file);
}

/* Whether a line need only be counted. */
static inline bool
is_skipped(const struct feed *f, const struct line *line)
{
	return line->text.n <= f->parser->options.max_line &&
	    clf_is_asset(line) && *line->text.p != '#';
}

/* The lines that are found complete, each with its marks; returns the offset
 * of what follows them. */
ROW_LOOP static size_t
take_lines(struct feed *f, const char *p, size_t begin, struct lines *found,
    const char *file)
{
	size_t mark = 0, i = 0;
	/* what a line changes of that only makes more lines to be skipped */
	bool skips = parser_skips_assets(f->parser);
	for (; i < found->n && !f->stopped; i++) {
		size_t last = found->ends[i], end = found->marks[last];
		struct line line = {.text = {p + begin, end - begin},
		    .base = p,
		    .marks = found->marks + mark,
		    .n_marks = last - mark};
		if (skips && is_skipped(f, &line)) {
			f->number++;
			f->parser->counts[LINE_ASSET]++;
		} else {
			take_line(f, &line, file);
		}
		begin = end + 1;
		mark = last + 1;
	}
	f->lines += i;
	found->n = 0;
	found->n_marks -= mark;
	if (found->n_marks > LINE_MARKS)
		found->n_marks = LINE_MARKS;
	memmove(found->marks, found->marks + mark,
	    found->n_marks * sizeof(*found->marks));
	return begin;
}

/* Lines of a file begin, or go on. */
static void
enter(struct feed *f, const char *name)
{
	if (name != f->name)
		f->number = 0;
	f->name = name;
}

void
feed_block(struct feed *f, const char *name, const struct block *block)
{
	const struct simd *simd = f->parser->simd;
	const char *p = block->p;
	struct lines found = {.ends = f->ends, .marks = f->marks};
	size_t begin = 0;
	enter(f, name);
	if (block->first) {
		dialect_begin(f->parser->dialect);
		struct slice all = {p, block->n};
		begin = (size_t)(slice_skip_bom(all).p - p);
	}
	for (size_t from = 0; from < block->n; from += FEED_PIECE) {
		size_t left = block->n - from;
		size_t piece = left < FEED_PIECE ? left : FEED_PIECE;
		simd->lines(p, from, from + piece, &found);
		begin = take_lines(f, p, begin, &found, name);
	}
}

void
feed_line(
    struct feed *f, const struct line *line, const char *name, uint64_t number)
{
	f->number = number - 1;
	f->lines++;
	take_line(f, line, name);
}

void
feed_end(struct feed *f, const char *file)
{
	give_up_all(f, LINE_SHAPE, file, f->number);
}

void
feed_overlong(
    struct feed *f, const char *name, const char *p, size_t n, bool last)
{
	if (f->stopped)
		return;
	enter(f, name);
	if (parts_may(dialect_prefix(f->parser->dialect)))
		give_up_all(f, LINE_LONG, name, f->number);
	if (f->rejects)
		writer_put(f->rejects, p, n);
	if (!last)
		return;
	if (f->rejects)
		writer_put_byte(f->rejects, '\n');
	f->lines++;
	parser_count(f->parser, LINE_LONG, 1, name, ++f->number);
}
