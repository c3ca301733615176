/* SPDX-License-Identifier: MIT */
/* Where bytes go: a buffer that is written in whole pages.
 *
 * Errors stick: after one, writes are dropped, writer_failed is true, and
 * writer_close tells. A row loop checks once a block. */
#ifndef CJM_IO_WRITER_H
#define CJM_IO_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/slice.h"

struct zst_writer;

struct writer {
	int fd;
	int error; /* errno of the first failure, 0 for none */
	char *p;
	size_t n, room;
	struct zst_writer *zst;
	char *packed;
};

/* Over a descriptor, which stays open; level 0 writes plain bytes, 1..19
 * compresses with zstd. A pipe is made as large as the system lets it. */
void writer_init(struct writer *w, int fd, int level);

/* Over memory alone: what is written stays at p, n bytes, until the caller sets
 * n to 0; nothing fails, and nothing is flushed. */
void writer_init_memory(struct writer *w);

/* Makes room for n more bytes at least; used by writer_need. */
void writer_make_room(struct writer *w, size_t n);

/* Where the next n bytes may be put; then say how many were with
 * writer_used. */
static inline char *
writer_need(struct writer *w, size_t n)
{
	if (w->room - w->n < n)
		writer_make_room(w, n);
	return w->p + w->n;
}

static inline void
writer_used(struct writer *w, size_t n)
{
	w->n += n;
}

/* Copies n bytes in steps of 32: where lengths vary, that is faster than a
 * call of memcpy and its choice of a way. Up to 31 bytes behind p + n are read
 * and as many behind dst + n written. */
static inline void
writer_copy(char *dst, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i += 32)
		memcpy(dst + i, p + i, 32);
}

static inline void
writer_put(struct writer *w, const char *p, size_t n)
{
	if (n > 0)
		memcpy(writer_need(w, n), p, n);
	w->n += n;
}

/* The same for a great many bytes, which need not all lie in the buffer. */
void writer_pass(struct writer *w, const char *p, size_t n);

static inline void
writer_put_slice(struct writer *w, struct slice s)
{
	writer_put(w, s.p, s.n);
}

static inline void
writer_put_byte(struct writer *w, char c)
{
	*writer_need(w, 1) = c;
	w->n++;
}

static inline bool
writer_failed(const struct writer *w)
{
	return w->error != 0;
}

/* Writes all that is buffered. */
void writer_flush(struct writer *w);

/* Writes the rest, ends the zstd frame, frees. False with errno set when this
 * or any write before failed. The descriptor is closed when it is standard
 * output, since some systems tell of a full disk only then. */
bool writer_close(struct writer *w);

#endif
