/* SPDX-License-Identifier: MIT */
/* Blocks of whole lines out of sources. */
#include "io/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/msg.h"
#include "base/num.h"
#include "io/ahead.h"
#include "io/source.h"
#include "simd/simd.h"

/* 256 KiB stays in the second cache; more was no faster. The ring needs one
 * buffer being worked on and one with the cut line behind it; a thread fills
 * the others, and with two of them it had to be woken too often. */
enum { BLOCK = 256 << 10, PAGE = 4096, N_BUFFERS = 8, PATIENCE_MS = 10 };

/* In front of each buffer, for a cut line of a block; a longer one grows
 * elsewhere. Whoever looks at a line may look at some bytes in front of it. */
enum { FRONT = 64, HEADROOM = BLOCK + PAGE };

struct reader {
	struct reader_options options;
	size_t most;      /* bytes that one read takes */
	size_t n_buffers; /* made so far */
	char **memory;    /* as allocated */
	char **buffers;   /* where reads land, page-aligned */
	uint64_t *served; /* the number of the last block in each */
	uint64_t blocks;  /* given so far */

	size_t file;
	struct source *source;
	struct ahead *ahead;
	bool first;
	size_t which;   /* the buffer of the last block, in turn */
	size_t holding; /* buffers of `ahead` that are still ours */

	const char *cut; /* the unfinished line behind the last block */
	size_t cut_n;
	char *line;    /* where it grows, once it is longer than a block */
	bool skipping; /* inside a line that is too long */
	struct buf why;
};

static void
no_idle(void *context)
{
	(void)context;
}

static void
no_settle(void *context)
{
	(void)context;
}

static void
no_overlong(void *context, const char *p, size_t n, bool last)
{
	(void)context, (void)p, (void)n, (void)last;
}

/* CJM_BLOCK shows that no result depends on how the input was cut. */
static size_t
most_bytes(void)
{
	const char *wish = getenv("CJM_BLOCK");
	uint64_t most;
	if (!wish)
		return BLOCK;
	if (!num_read_u64(slice_of(wish), BLOCK, &most) || most == 0)
		msg_usage("CJM_BLOCK", "not a number from 1 to %d: '%s'", BLOCK,
		    wish);
	return (size_t)most;
}

static void
make_buffers(struct reader *r, size_t n)
{
	r->memory = mem_grow(r->memory, n * sizeof(*r->memory));
	r->buffers = mem_grow(r->buffers, n * sizeof(*r->buffers));
	r->served = mem_grow(r->served, n * sizeof(*r->served));
	for (; r->n_buffers < n; r->n_buffers++) {
		size_t size = HEADROOM + BLOCK + PAGE, i = r->n_buffers;
		r->memory[i] = aligned_alloc(PAGE, size);
		if (!r->memory[i])
			msg_fail(
			    NULL, "out of memory (%zu bytes wanted)", size);
		r->buffers[i] = r->memory[i] + HEADROOM;
		r->served[i] = 0;
	}
}

struct reader *
reader_new(const struct reader_options *options)
{
	static const char *const standard[] = {"-"};
	struct reader *r = mem_zero(1, sizeof(*r));
	r->options = *options;
	if (options->n_files == 0) {
		r->options.files = standard;
		r->options.n_files = 1;
	}
	if (!r->options.idle)
		r->options.idle = no_idle;
	if (!r->options.settle)
		r->options.settle = no_settle;
	if (!r->options.overlong)
		r->options.overlong = no_overlong;
	r->most = most_bytes();
	make_buffers(r, options->held + 2);
	return r;
}

const char *
reader_name(const struct reader *r, size_t file)
{
	const char *name = r->options.files[file];
	if (r->options.name)
		return r->options.name;
	return strcmp(name, "-") == 0 ? "standard input" : name;
}

bool
reader_begins(const struct reader *r)
{
	return r->first;
}

const char *
reader_current(const struct reader *r)
{
	return reader_name(r, r->file);
}

static bool
begin_file(struct reader *r)
{
	r->options.settle(r->options.context);
	r->source = source_open(r->options.files[r->file], &r->why);
	if (!r->source)
		return false;
	r->first = true;
	if (source_decodes(r->source)) {
		/* those that are held are not more than half of them: the
		 * thread waits for that many to come back */
		size_t n = 2 * r->options.held + N_BUFFERS;
		make_buffers(r, n);
		r->ahead = ahead_start(r->source, r->buffers, n, r->most);
	}
	return true;
}

static void
end_file(struct reader *r)
{
	if (r->ahead)
		ahead_stop(r->ahead);
	if (r->source)
		source_close(r->source);
	r->ahead = NULL;
	r->source = NULL;
	r->holding = 0;
}

/* Before a buffer is filled again. */
static void
vacate(struct reader *r, size_t which)
{
	uint64_t block = r->served[which]; /* 0: none was given from it */
	if (block > 0 && block + r->options.held > r->blocks)
		r->options.settle(r->options.context);
	r->served[which] = 0;
}

/* For a line of that length, a CR, a block behind it, and its pad. */
static char *
line_room(size_t max_line)
{
	char *room = malloc(FRONT + max_line + 1 + BLOCK + PAGE);
	if (!room)
		msg_fail(NULL, "out of memory (--max-line %zu)", max_line);
	memset(room, 0, FRONT);
	return room + FRONT;
}

/* Puts the cut line and what has been read together: the line in front of the
 * buffer, or, when it is the longer, what has been read behind the line, so
 * that no line is copied as often as it has blocks. Returns where the new bytes
 * are. */
static char *
join(struct reader *r, char *base, size_t n)
{
	if (r->cut_n <= BLOCK) {
		if (r->cut_n > 0)
			memmove(base - r->cut_n, r->cut, r->cut_n);
		r->cut = base - r->cut_n;
		return base;
	}
	if (!r->line)
		r->line = line_room(r->options.max_line);
	if (r->cut != r->line)
		memcpy(r->line, r->cut, r->cut_n);
	r->cut = r->line;
	return memcpy(r->line + r->cut_n, base, n + SIMD_PAD);
}

/* Fills the next buffer and leaves its number in r->which. The line that was
 * cut is then joined to it, and only then is the old buffer free. */
static ssize_t
fill(struct reader *r, char **base)
{
	ssize_t n;
	if (r->ahead) {
		n = ahead_take(
		    r->ahead, &r->which, r->options.idle, r->options.context);
	} else {
		r->which = (r->which + 1) % (r->options.held + 2);
		vacate(r, r->which);
		if (!source_ready(r->source, 0) &&
		    !source_ready(r->source, PATIENCE_MS))
			r->options.idle(r->options.context);
		n = source_read(r->source, r->buffers[r->which], r->most);
	}
	*base = r->buffers[r->which];
	if (n >= 0) /* kernels read the pad: give it a value */
		memset(*base + n, 0, SIMD_PAD);
	*base = join(r, *base, n > 0 ? (size_t)n : 0);
	if (r->ahead && ++r->holding > r->options.held + 1) {
		r->holding--;
		vacate(
		    r, (r->which + r->n_buffers - r->holding) % r->n_buffers);
		ahead_return(r->ahead);
	}
	return n;
}

static struct block
give_block(struct reader *r, char *p, size_t n)
{
	r->served[r->which] = ++r->blocks;
	return (struct block){.p = p,
	    .n = n,
	    .file = r->file,
	    .first = r->first,
	    .brief = p == r->line};
}

/* Inside a line that is too long: hands its bytes on; true when it ended, with
 * *p and *n moved behind it. */
static bool
skip_line(struct reader *r, char **p, size_t *n)
{
	char *lf = memchr(*p, '\n', *n);
	size_t piece = lf ? (size_t)(lf - *p) : *n;
	r->options.overlong(r->options.context, *p, piece, lf != NULL);
	if (!lf)
		return false;
	r->skipping = false;
	*p = lf + 1;
	*n -= piece + 1;
	return true;
}

/* The end of a file: gives the last line, if it has no LF, one. */
static bool
finish_file(struct reader *r, struct block *block)
{
	bool some = r->cut_n > 0;
	if (r->skipping)
		r->options.overlong(r->options.context, "", 0, true);
	r->skipping = false;
	if (some) {
		char *p = (char *)(uintptr_t)r->cut;
		p[r->cut_n] = '\n'; /* the first byte of the empty buffer */
		*block = give_block(r, p, r->cut_n + 1);
	}
	r->cut_n = 0;
	end_file(r);
	r->file++;
	return some;
}

static bool
fail(struct reader *r)
{
	if (r->source)
		buf_put_text(&r->why, source_why(r->source));
	end_file(r);
	return false;
}

/* One read: true when *block holds whole lines now. */
static bool
make_block(struct reader *r, char *base, size_t n, struct block *block)
{
	/* of a line that is skipped nothing is kept in front */
	if (r->skipping && !skip_line(r, &base, &n))
		return false;
	char *from = base - r->cut_n;
	char *lf = n == 0 ? NULL : memrchr(base, '\n', n);
	size_t whole = lf ? (size_t)(lf - from) + 1 : 0;
	r->cut = from + whole;
	r->cut_n += n - whole;
	if (whole > 0) {
		*block = give_block(r, from, whole);
		r->first = false;
	}
	return whole > 0;
}

/* Begins to skip what has been cut, where it is too long: behind the block that
 * it followed, so that its bytes come in their order. */
static void
skip_cut(struct reader *r)
{
	/* one more: a CR, which may not count */
	if (r->cut_n <= r->options.max_line + 1)
		return;
	r->skipping = true;
	r->options.overlong(r->options.context, r->cut, r->cut_n, false);
	r->cut_n = 0;
}

enum reader_status
reader_next(struct reader *r, struct block *block)
{
	for (;;) {
		if (!r->source) {
			if (r->why.n > 0)
				return READER_FAILED;
			if (r->file == r->options.n_files)
				return READER_END;
			if (!begin_file(r))
				return READER_FAILED;
		}
		char *base;
		skip_cut(r);
		ssize_t n = fill(r, &base);
		if (n < 0) {
			/* the rest of a cut line is lost: it is no line */
			fail(r);
			return READER_FAILED;
		}
		if (n == 0) {
			if (finish_file(r, block))
				return READER_BLOCK;
			continue;
		}
		if (make_block(r, base, (size_t)n, block))
			return READER_BLOCK;
	}
}

static const char *
failed_name(const struct reader *r)
{
	return r->file < r->options.n_files ? reader_name(r, r->file) : "input";
}

void
reader_explain(const struct reader *r)
{
	msg_warn(
	    failed_name(r), "%.*s", (int)r->why.n, r->why.p ? r->why.p : "");
}

void
reader_fail(const struct reader *r)
{
	msg_fail(
	    failed_name(r), "%.*s", (int)r->why.n, r->why.p ? r->why.p : "");
}

void
reader_free(struct reader *r)
{
	end_file(r);
	for (size_t i = 0; i < r->n_buffers; i++)
		free(r->memory[i]);
	free(r->memory);
	free(r->buffers);
	free(r->served);
	if (r->line)
		free(r->line - FRONT);
	buf_release(&r->why);
	free(r);
}
