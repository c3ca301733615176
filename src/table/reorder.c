/* SPDX-License-Identifier: MIT */
/* A heap of rows by time; their bytes in chunks that are freed when the last of
 * their rows has gone. */
#include "table/reorder.h"

#include <stdlib.h>

#include "base/when.h"

enum { CHUNK = 64 << 10, BLOCK = 128 << 10 };

struct chunk {
	size_t used, room, rows;
	char bytes[];
};

struct waiting {
	int64_t time;
	uint64_t number; /* in the order of the input */
	struct chunk *chunk;
	uint32_t at, n;
};

struct reorder {
	struct table *table;
	unsigned time;
	int64_t span, memory, now;
	bool hold, ended;

	struct waiting *heap;
	size_t n, room;
	uint64_t number;
	struct chunk *chunk, *leaving;
	size_t held; /* bytes of chunks */
	uint64_t early;
	struct buf out;
};

static bool
is_before(const struct waiting *a, const struct waiting *b)
{
	return a->time != b->time ? a->time < b->time : a->number < b->number;
}

static void
rise(struct reorder *r, struct waiting w)
{
	size_t at = r->n++;
	for (; at > 0 && is_before(&w, &r->heap[(at - 1) / 2]);
	     at = (at - 1) / 2)
		r->heap[at] = r->heap[(at - 1) / 2];
	r->heap[at] = w;
}

static struct waiting
pop(struct reorder *r)
{
	struct waiting top = r->heap[0], last = r->heap[--r->n];
	size_t at = 0;
	for (;;) {
		size_t child = 2 * at + 1;
		if (child + 1 < r->n &&
		    is_before(&r->heap[child + 1], &r->heap[child]))
			child++;
		if (child >= r->n || is_before(&last, &r->heap[child]))
			break;
		r->heap[at] = r->heap[child];
		at = child;
	}
	r->heap[at] = last;
	return top;
}

static void
leave_chunk(struct reorder *r, struct chunk *chunk)
{
	if (!chunk || chunk->rows > 0 || chunk == r->chunk)
		return;
	r->held -= chunk->room;
	free(chunk);
}

static struct chunk *
chunk_for(struct reorder *r, size_t n)
{
	struct chunk *old = r->chunk;
	if (old && old->room - old->used >= n)
		return old;
	size_t room = n < CHUNK ? CHUNK : n;
	r->chunk = mem_alloc(sizeof(*r->chunk) + room);
	*r->chunk = (struct chunk){.room = room};
	r->held += room;
	if (r->leaving == old)
		r->leaving = NULL;
	leave_chunk(r, old);
	return r->chunk;
}

void
reorder_put(struct reorder *r, struct slice line, int64_t time)
{
	struct chunk *chunk = chunk_for(r, line.n);
	if (r->n == r->room) {
		r->room = r->room ? 2 * r->room : 1024;
		r->heap = mem_grow(r->heap, r->room * sizeof(*r->heap));
	}
	memcpy(chunk->bytes + chunk->used, line.p, line.n);
	rise(r,
	    (struct waiting){time, r->number++, chunk, (uint32_t)chunk->used,
		(uint32_t)line.n});
	chunk->used += line.n;
	chunk->rows++;
}

bool
reorder_take(struct reorder *r, struct slice *line, int64_t *time)
{
	leave_chunk(r, r->leaving);
	r->leaving = NULL;
	if (r->n == 0)
		return false;
	struct waiting w = pop(r);
	*line = (struct slice){w.chunk->bytes + w.at, w.n};
	*time = w.time;
	/* the one freed above had no row in the heap any more
	 * NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
	if (--w.chunk->rows == 0)
		r->leaving = w.chunk;
	return true;
}

static void
put_out(struct reorder *r, struct slice line)
{
	buf_put_slice(&r->out, line);
	buf_put_byte(&r->out, '\n');
}

static void
give_first(struct reorder *r)
{
	struct slice line;
	int64_t time;
	if (reorder_take(r, &line, &time))
		put_out(r, line);
}

static void
take_row(struct reorder *r, const struct row *row)
{
	int64_t time;
	if (!when_read_unix(row_field(row, r->time), &time)) {
		put_out(r, row_text(row));
		return;
	}
	reorder_put(r, row_text(row), time);
	if (time > r->now)
		r->now = time;
	while (r->n > 0 && r->heap[0].time <= r->now - r->span)
		give_first(r);
	for (; r->n > 1 &&
	     r->held + r->room * sizeof(*r->heap) > (size_t)r->memory;
	     r->early++)
		give_first(r);
}

static bool
ordered_lines(void *reorder, struct slice *lines)
{
	struct reorder *r = reorder;
	r->out.n = 0;
	while (r->out.n == 0 && !r->ended) {
		r->ended = !table_next(r->table);
		for (size_t i = 0; !r->ended && i < r->table->n_rows; i++) {
			struct row row = table_row(r->table, i);
			take_row(r, &row);
		}
	}
	while (r->ended && !r->hold && r->n > 0 && r->out.n < BLOCK)
		give_first(r);
	memset(buf_need(&r->out, SIMD_PAD), 0, SIMD_PAD);
	*lines = buf_slice(&r->out);
	return lines->n > 0;
}

struct reorder *
reorder_new(struct table *t, struct table *ordered, unsigned time, int64_t span,
    int64_t memory, bool hold)
{
	struct reorder *r = mem_zero(1, sizeof(*r));
	r->table = t;
	r->time = time;
	r->span = span;
	r->memory = memory;
	r->hold = hold;
	r->now = WHEN_NONE / 2;
	table_derive(ordered, t);
	table_feed(ordered, ordered_lines, r);
	return r;
}

int64_t *
reorder_now(struct reorder *r)
{
	return &r->now;
}

const uint64_t *
reorder_early(const struct reorder *r)
{
	return &r->early;
}

void
reorder_free(struct reorder *r)
{
	struct slice line;
	int64_t time;
	while (reorder_take(r, &line, &time))
		;
	leave_chunk(r, r->leaving);
	free(r->chunk);
	free(r->heap);
	buf_release(&r->out);
	free(r);
}
