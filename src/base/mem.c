/* SPDX-License-Identifier: MIT */
/* Allocation that cannot fail silently, buffers and arenas. */
#include "base/mem.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/msg.h"

struct arena_block {
	struct arena_block *next;
	size_t size;
};

enum { ARENA_BLOCK = 64 << 10, ALIGN = 16, LARGE_PAGE = 2 << 20, LINE = 64 };
/* What is this large has a large page of its own: it comes by one fault where
 * small ones would take a hundred. */
enum { LARGE_PART = LARGE_PAGE / 4 };

void *
mem_alloc(size_t n)
{
	void *p = malloc(n ? n : 1);
	if (!p)
		msg_fail(NULL, "out of memory (%zu bytes wanted)", n);
	return p;
}

void *
mem_zero(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);
	if (!p)
		msg_fail(NULL, "out of memory (%zu x %zu bytes wanted)", count,
		    size);
	return p;
}

static size_t
round_up(size_t n, size_t unit)
{
	return (n + unit - 1) & ~(unit - 1);
}

void *
mem_zero_large(size_t n)
{
	bool large = n >= LARGE_PART;
	size_t unit = large ? LARGE_PAGE : LINE, size = round_up(n, unit);
	void *p = aligned_alloc(unit, size);
	if (!p)
		msg_fail(NULL, "out of memory (%zu bytes wanted)", n);
	if (large)
		(void)madvise(p, size, MADV_HUGEPAGE); /* a wish */
	/* by hand: a page of calloc's that is read first faults once more when
	 * it is written */
	return memset(p, 0, n);
}

void *
mem_map(size_t n)
{
	/* one page more, to cut off what does not lie on whole ones */
	size_t size = round_up(n, LARGE_PAGE), mapped = size + LARGE_PAGE;
	char *p = mmap(NULL, mapped, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		msg_fail(NULL, "out of memory (%zu bytes wanted)", n);
	size_t before = -(uintptr_t)p & (LARGE_PAGE - 1);
	size_t after = mapped - size - before;
	if (before > 0)
		munmap(p, before);
	if (after > 0)
		munmap(p + before + size, after);
	(void)madvise(p + before, size, MADV_HUGEPAGE); /* a wish */
	return p + before;
}

void
mem_unmap(void *p, size_t n)
{
	munmap(p, round_up(n, LARGE_PAGE));
}

void *
mem_grow(void *old, size_t n)
{
	void *p = realloc(old, n ? n : 1);
	if (!p)
		msg_fail(NULL, "out of memory (%zu bytes wanted)", n);
	return p;
}

char *
mem_text(struct slice s)
{
	char *p = mem_alloc(s.n + 1);
	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

char *
buf_need(struct buf *b, size_t n)
{
	if (b->room - b->n < n) {
		size_t room = b->room ? b->room : 64;
		while (room - b->n < n) {
			if (room > SIZE_MAX / 2)
				msg_fail(NULL, "out of memory (buffer)");
			room *= 2;
		}
		b->p = mem_grow(b->p, room);
		b->room = room;
	}
	return b->p + b->n;
}

void
buf_put(struct buf *b, const char *p, size_t n)
{
	if (n == 0)
		return;
	memcpy(buf_need(b, n), p, n);
	b->n += n;
}

void
buf_put_slice(struct buf *b, struct slice s)
{
	buf_put(b, s.p, s.n);
}

void
buf_put_text(struct buf *b, const char *text)
{
	buf_put(b, text, strlen(text));
}

void
buf_put_byte(struct buf *b, char c)
{
	*buf_need(b, 1) = c;
	b->n++;
}

void
buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n <= 0)
		return;
	buf_need(b, (size_t)n + 1);
	va_start(args, format);
	vsnprintf(b->p + b->n, (size_t)n + 1, format, args);
	va_end(args);
	b->n += (size_t)n;
}

void
buf_release(struct buf *b)
{
	free(b->p);
	*b = (struct buf)BUF_INIT;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	n = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (n > a->left) {
		size_t header = (sizeof(struct arena_block) + ALIGN - 1) &
		    ~(size_t)(ALIGN - 1);
		size_t size = n > ARENA_BLOCK / 4 ? n : ARENA_BLOCK - header;
		struct arena_block *block =
		    mem_alloc(header + size + ARENA_PAD);
		char *start = (char *)block + header;
		block->size = size;
		block->next = a->blocks;
		a->blocks = block;
		a->total += header + size;
		if (size == n) /* its own block: keep filling the last one */
			return start;
		a->free = start;
		a->left = size;
	}
	void *p = a->free;
	a->free += n;
	a->left -= n;
	return p;
}

struct slice
arena_copy(struct arena *a, struct slice s)
{
	if (s.n == 0)
		return (struct slice){"", 0};
	char *p = arena_alloc(a, s.n);
	memcpy(p, s.p, s.n);
	return (struct slice){p, s.n};
}

void
arena_release(struct arena *a)
{
	while (a->blocks) {
		struct arena_block *next = a->blocks->next;
		free(a->blocks);
		a->blocks = next;
	}
	*a = (struct arena)ARENA_INIT;
}
