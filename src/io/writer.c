/* SPDX-License-Identifier: MIT */
/* Whole pages out; the odd rest stays for the next write. */
#include "io/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/msg.h"
#include "ext/zst.h"
#include "io/fd.h"

enum {
	PAGE = 4096,
	ROOM = 128 << 10,
	PACKED = 128 << 10,
	PIPE_SIZE = 1 << 20,
	MEMORY = -1
};

void
writer_init(struct writer *w, int fd, int level)
{
	*w = (struct writer){.fd = fd, .room = ROOM};
	w->p = aligned_alloc(PAGE, ROOM);
	if (!w->p)
		msg_fail(NULL, "out of memory");
	(void)fcntl(fd, F_SETPIPE_SZ, PIPE_SIZE); /* no pipe: no harm */
	/* a closed pipe ends a filter, whatever its parent ignores */
	signal(SIGPIPE, SIG_DFL);
	if (level > 0) {
		w->zst = zst_writer_new(level);
		w->packed = mem_alloc(PACKED);
	}
}

void
writer_init_memory(struct writer *w)
{
	*w = (struct writer){.fd = MEMORY};
}

static void
write_all(struct writer *w, const char *p, size_t n)
{
	if (w->error == 0 && !fd_write(w->fd, p, n))
		w->error = errno;
}

static void
pack(struct writer *w, size_t n, enum zst_step step)
{
	size_t at = 0;
	bool done = false;
	while (!done && w->error == 0) {
		size_t out = zst_encode(
		    w->zst, w->p, n, &at, w->packed, PACKED, step, &done);
		write_all(w, w->packed, out);
	}
}

static void
drop_front(struct writer *w, size_t n)
{
	w->n -= n;
	if (w->n > 0)
		memmove(w->p, w->p + n, w->n);
}

/* Writes what can be written in whole pages. */
static void
write_pages(struct writer *w)
{
	size_t pages = w->zst ? w->n : w->n & ~(size_t)(PAGE - 1);
	if (w->zst)
		pack(w, pages, ZST_MORE);
	else
		write_all(w, w->p, pages);
	drop_front(w, pages);
}

void
writer_make_room(struct writer *w, size_t n)
{
	if (w->fd != MEMORY)
		write_pages(w);
	if (w->room - w->n >= n)
		return;
	/* what stays in memory grows by half */
	size_t more = w->fd == MEMORY ? w->n / 2 + ROOM : ROOM;
	size_t room = (w->n + n + more) & ~(size_t)(PAGE - 1);
	char *p = aligned_alloc(PAGE, room);
	if (!p)
		msg_fail(NULL, "out of memory (a row of %zu bytes)", n);
	if (w->n > 0)
		memcpy(p, w->p, w->n);
	free(w->p);
	w->p = p;
	w->room = room;
}

void
writer_pass(struct writer *w, const char *p, size_t n)
{
	while (n > 0) {
		if (w->room == w->n)
			writer_make_room(w, 1);
		size_t piece = n < w->room - w->n ? n : w->room - w->n;
		memcpy(w->p + w->n, p, piece);
		w->n += piece;
		p += piece;
		n -= piece;
	}
}

void
writer_flush(struct writer *w)
{
	if (w->n == 0)
		return;
	if (w->zst)
		pack(w, w->n, ZST_FLUSH);
	else
		write_all(w, w->p, w->n);
	w->n = 0;
}

bool
writer_close(struct writer *w)
{
	if (w->zst)
		pack(w, w->n, ZST_END);
	else if (w->fd != MEMORY)
		write_all(w, w->p, w->n);
	if (w->fd == STDOUT_FILENO && close(w->fd) != 0 && w->error == 0)
		w->error = errno;
	zst_writer_free(w->zst);
	free(w->packed);
	free(w->p);
	errno = w->error;
	w->p = NULL;
	w->n = w->room = 0;
	return w->error == 0;
}
