/* SPDX-License-Identifier: MIT */
/* Memory that is there or ends the process, and a growing byte buffer. */
#ifndef CJM_BASE_MEM_H
#define CJM_BASE_MEM_H

#include <stddef.h>

#include "base/slice.h"

/* As malloc, calloc and realloc, but never NULL: out of memory is a message
 * and EXIT_SYSTEM. Free with free(3). */
void *mem_alloc(size_t n);
void *mem_zero(size_t count, size_t size);
void *mem_grow(void *p, size_t n);

/* Zeros for a table that is looked up at random: on large pages where the
 * system has them, since else every look-up misses the TLB as well, and in
 * whole lines of the cache. */
void *mem_zero_large(size_t n);

/* Zeros that are mapped as they are touched, on large pages where the system
 * has them: for much that is filled slowly and read at random. Given back with
 * mem_unmap, by the same n. */
void *mem_map(size_t n);
void mem_unmap(void *p, size_t n);

/* Zeros a struct of some hundred bytes. Where gcc knows the size, or its range,
 * it makes such a memset `rep stos`, which takes 12 ns to begin. */
static inline void
mem_clear(void *p, size_t n)
{
	__asm__("" : "+r"(n)); /* now it does not */
	memset(p, 0, n);
}

char *mem_text(struct slice s); /* a NUL-terminated copy */

/* Bytes that grow. p is owned by the buffer and moves when it grows. */
struct buf {
	char *p;
	size_t n, room;
};

#define BUF_INIT           \
	{                  \
		NULL, 0, 0 \
	}

/* Room for n more bytes behind b->n; returns where they begin. */
char *buf_need(struct buf *b, size_t n);
void buf_put(struct buf *b, const char *p, size_t n);
void buf_put_slice(struct buf *b, struct slice s);
void buf_put_text(struct buf *b, const char *text);
void buf_put_byte(struct buf *b, char c);
void buf_printf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buf_release(struct buf *b); /* frees; b is empty and usable again */

static inline struct slice
buf_slice(const struct buf *b)
{
	return (struct slice){b->p, b->n};
}

/* Memory that is freed all at once. Pointers into it stay valid until
 * arena_release. Blocks are 64 KiB; larger requests get one of their own.
 * ARENA_PAD bytes behind whatever it gives can be read. */
enum { ARENA_PAD = 64 };

struct arena {
	struct arena_block *blocks;
	char *free;
	size_t left;
	size_t total; /* bytes held, for limits and --stats */
};

#define ARENA_INIT               \
	{                        \
		NULL, NULL, 0, 0 \
	}

void *arena_alloc(struct arena *a, size_t n); /* aligned to 16 bytes */
struct slice arena_copy(struct arena *a, struct slice s);
void arena_release(struct arena *a);

#endif
