/* SPDX-License-Identifier: MIT */
/* Files without a name. */
#include "io/temp.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/msg.h"
#include "simd/simd.h"

enum { ROOM = 128 << 10 };

static const char *
directory(void)
{
	const char *dir = getenv("TMPDIR");
	return dir && *dir ? dir : "/tmp";
}

_Noreturn static void
fail(const char *what, int error)
{
	msg_fail(directory(),
	    "cannot %s a temporary file: %s (TMPDIR names the directory)", what,
	    strerror(error));
}

/* Where the file system has no files without names, one is made with a name
 * and loses it at once. */
static int
open_unnamed(const char *dir)
{
	int fd = open(dir, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0 || errno == ENOENT || errno == ENOTDIR || errno == EACCES)
		return fd;
	struct buf path = BUF_INIT;
	buf_printf(&path, "%s/cjm-XXXXXX", dir);
	buf_put_byte(&path, '\0');
	fd = mkostemp(path.p, O_CLOEXEC);
	if (fd >= 0)
		unlink(path.p);
	buf_release(&path);
	return fd;
}

void
temp_open(struct temp *t)
{
	int fd = open_unnamed(directory());
	if (fd < 0)
		fail("create", errno);
	*t = (struct temp){.fd = fd};
	writer_init(&t->out, fd, 0);
}

void
temp_check(const struct temp *t)
{
	if (writer_failed(&t->out))
		fail("write", t->out.error);
}

void
temp_rewind(struct temp *t)
{
	if (t->out.p && !writer_close(&t->out))
		fail("write", errno);
	if (lseek(t->fd, 0, SEEK_SET) != 0)
		fail("read", errno);
	t->at = t->n = 0;
}

/* The buffer is made late: many files may wait for their turn. */
static inline void
begin(struct temp *t)
{
	if (t->p)
		return;
	t->room = ROOM;
	t->p = mem_alloc(ROOM + SIMD_PAD);
}

/* Reads on behind what is in hand; false at the end of the file. */
static bool
more(struct temp *t)
{
	memmove(t->p, t->p + t->at, t->n - t->at);
	t->n -= t->at;
	t->at = 0;
	if (t->n == t->room) {
		t->room *= 2;
		t->p = mem_grow(t->p, t->room + SIMD_PAD);
	}
	ssize_t got;
	do {
		got = read(t->fd, t->p + t->n, t->room - t->n);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		fail("read", errno);
	t->n += (size_t)got;
	memset(t->p + t->n, 0, SIMD_PAD);
	return got > 0;
}

const char *
temp_bytes(struct temp *t, size_t n)
{
	begin(t);
	while (t->n - t->at < n)
		if (!more(t))
			return NULL;
	t->at += n;
	return t->p + t->at - n;
}

bool
temp_line(struct temp *t, struct slice *line)
{
	size_t seen = 0;
	begin(t);
	for (;;) {
		struct slice rest = {t->p + t->at + seen, t->n - t->at - seen};
		const char *lf = slice_find(rest, '\n');
		if (lf) {
			*line = slice_between(t->p + t->at, lf);
			t->at += line->n + 1;
			return true;
		}
		seen = t->n - t->at;
		if (!more(t))
			return false;
	}
}

bool
temp_lines(struct temp *t, struct slice *lines)
{
	const char *lf = NULL;
	begin(t);
	while (!lf) {
		bool got = more(t);
		lf = memrchr(t->p, '\n', t->n);
		if (!got && !lf)
			return false;
	}
	*lines = slice_between(t->p, lf + 1);
	t->at = lines->n;
	return true;
}

void
temp_close(struct temp *t)
{
	if (t->out.p)
		(void)writer_close(&t->out);
	free(t->p);
	close(t->fd);
	*t = (struct temp){.fd = -1};
}
