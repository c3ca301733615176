/* SPDX-License-Identifier: MIT */
/* Opening by content, reading plain, through libzstd or through a child. */
#include "io/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ext/zst.h"
#include "io/child.h"
#include "io/fd.h"

enum { HEAD_ROOM = 64 << 10, ZST_ROOM = 128 << 10, PIPE_SIZE = 1 << 20 };

struct source {
	int fd; /* where bytes are read from: the input, or a child's output */
	bool regular;
	char *head; /* what was read to tell the kind and is not consumed yet */
	size_t head_n, head_at;

	struct zst_reader *zst;
	char *in; /* compressed bytes */
	size_t in_n, in_at;
	unsigned long long in_offset; /* of in[0] in the input */
	bool in_end;

	struct child *child;
	struct buf why;
	bool failed;
};

/* The first bytes of a kind. `cut` bytes are enough to rule the others out. */
static const struct magic {
	const char *program; /* NULL: zstd, decoded here */
	const char *bytes, *mask;
	size_t n;
} magics[] = {
    {NULL, "\x28\xb5\x2f\xfd", "\xff\xff\xff\xff", 4},
    {NULL, "\x50\x2a\x4d\x18", "\xf0\xff\xff\xff", 4}, /* skippable frame */
    {"gzip", "\x1f\x8b", "\xff\xff", 2},
    {"bzip2", "BZh\x30\x31\x41\x59\x26\x53\x59",
	"\xff\xff\xff\xf0\xff\xff\xff\xff\xff\xff", 10},
    {"xz", "\xfd\x37\x7a\x58\x5a\x00", "\xff\xff\xff\xff\xff\xff", 6},
    {"lz4", "\x04\x22\x4d\x18", "\xff\xff\xff\xff", 4},
};

enum { N_MAGICS = sizeof(magics) / sizeof(*magics) };

/* The kind whose magic p begins with; *more: p is too short to be sure. */
static const struct magic *
find_magic(const char *p, size_t n, bool *more)
{
	*more = false;
	for (size_t k = 0; k < N_MAGICS; k++) {
		const struct magic *m = &magics[k];
		size_t i = 0;
		while (i < n && i < m->n &&
		    (p[i] & m->mask[i]) == (m->bytes[i] & m->mask[i]))
			i++;
		if (i == m->n)
			return m;
		if (i == n)
			*more = true;
	}
	return NULL;
}

/* The beginning of the input to s->head: looked at where it lies in a file,
 * taken out of a pipe. False with errno on a read error. */
static bool
read_head(struct source *s, const struct magic **kind)
{
	bool more = true;
	*kind = NULL;
	s->head = mem_alloc(HEAD_ROOM);
	if (s->regular) {
		off_t at = lseek(s->fd, 0, SEEK_CUR);
		char peek[16];
		ssize_t n = pread(s->fd, peek, sizeof(peek), at < 0 ? 0 : at);
		if (n > 0)
			*kind = find_magic(peek, (size_t)n, &more);
		return n >= 0;
	}
	while (more && !*kind) {
		ssize_t n =
		    fd_read(s->fd, s->head + s->head_n, HEAD_ROOM - s->head_n);
		if (n < 0)
			return false;
		if (n == 0)
			break;
		s->head_n += (size_t)n;
		*kind = find_magic(s->head, s->head_n, &more);
	}
	return true;
}

/* Takes over the bytes in s->head. */
static bool
begin_child(struct source *s, const char *program)
{
	s->child = child_open(program, s->fd, s->head, s->head_n, &s->why);
	s->head_n = 0;
	if (!s->child)
		return false;
	s->fd = child_output(s->child);
	s->regular = false;
	return true;
}

struct source *
source_open(const char *path, struct buf *why)
{
	struct source *s = mem_zero(1, sizeof(*s));
	const struct magic *kind;
	struct stat st;
	bool standard = !path || strcmp(path, "-") == 0;
	s->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (s->fd < 0 || fstat(s->fd, &st) != 0)
		goto fail;
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		goto fail;
	}
	s->regular = S_ISREG(st.st_mode);
	if (S_ISFIFO(st.st_mode)) /* fails quietly where limits forbid it */
		(void)fcntl(s->fd, F_SETPIPE_SZ, PIPE_SIZE);
	if (s->regular)
		(void)posix_fadvise(s->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	if (!read_head(s, &kind))
		goto fail;
	if (kind && kind->program) {
		if (!begin_child(s, kind->program)) {
			buf_put_slice(why, buf_slice(&s->why));
			source_close(s);
			return NULL;
		}
	} else if (kind) {
		s->zst = zst_reader_new();
		s->in = mem_alloc(ZST_ROOM);
	}
	return s;
fail:
	buf_put_text(why, strerror(errno));
	source_close(s);
	return NULL;
}

static ssize_t
fail_read(struct source *s, const char *reason)
{
	s->failed = true;
	s->why.n = 0;
	buf_put_text(&s->why, reason);
	return -1;
}

/* Bytes of the input as they are, those of the head first. */
static ssize_t
read_raw(struct source *s, char *dst, size_t room)
{
	if (s->head_at < s->head_n) {
		size_t n = s->head_n - s->head_at;
		n = n < room ? n : room;
		memcpy(dst, s->head + s->head_at, n);
		s->head_at += n;
		return (ssize_t)n;
	}
	ssize_t n = fd_read(s->fd, dst, room);
	return n < 0 ? fail_read(s, strerror(errno)) : n;
}

static ssize_t
fail_zst(struct source *s, const char *reason)
{
	s->failed = true;
	s->why.n = 0;
	buf_printf(&s->why, "%s at compressed byte %llu", reason,
	    s->in_offset + s->in_at);
	return -1;
}

/* Decodes until dst is full, or until there is something and no more input
 * lies ready (a live stream must flow). */
static ssize_t
read_zst(struct source *s, char *dst, size_t room)
{
	size_t n = 0;
	while (n < room) {
		if (!zst_decode(
			s->zst, s->in, s->in_n, &s->in_at, dst, room, &n)) {
			if (n > 0) /* what was good first; it fails again */
				return (ssize_t)n;
			struct buf text = BUF_INIT;
			buf_printf(&text, "%s (%s)%c",
			    zst_reader_starved(s->zst) ? "out of memory"
						       : "corrupt zstd data",
			    zst_reader_why(s->zst), '\0');
			fail_zst(s, text.p);
			buf_release(&text);
			return -1;
		}
		if (n == room || s->in_end)
			break;
		if (n > 0 && !s->regular && !source_ready(s, 0))
			break;
		s->in_offset += s->in_n;
		s->in_at = s->in_n = 0;
		ssize_t got = read_raw(s, s->in, ZST_ROOM);
		if (got < 0)
			return n > 0 ? (ssize_t)n : -1;
		s->in_n = (size_t)got;
		s->in_end = got == 0;
	}
	if (n == 0 && !zst_reader_whole(s->zst))
		return fail_zst(s, "truncated zstd data");
	return (ssize_t)n;
}

ssize_t
source_read(struct source *s, char *dst, size_t room)
{
	if (s->failed)
		return -1;
	if (s->zst)
		return read_zst(s, dst, room);
	ssize_t n = read_raw(s, dst, room);
	if (n == 0 && s->child) {
		s->why.n = 0;
		if (!child_succeeded(s->child, &s->why)) {
			s->failed = true;
			return -1;
		}
	}
	return n;
}

const char *
source_why(const struct source *s)
{
	struct buf *why = (struct buf *)(uintptr_t)&s->why;
	*buf_need(why, 1) = '\0';
	return why->p;
}

bool
source_decodes(const struct source *s)
{
	return s->zst != NULL;
}

bool
source_ready(const struct source *s, int ms)
{
	struct pollfd p = {.fd = s->fd, .events = POLLIN};
	if (s->regular || s->head_at < s->head_n)
		return true;
	return poll(&p, 1, ms) != 0;
}

void
source_close(struct source *s)
{
	if (s->child)
		child_close(s->child);
	else if (s->fd > STDIN_FILENO)
		close(s->fd);
	zst_reader_free(s->zst);
	free(s->in);
	free(s->head);
	buf_release(&s->why);
	free(s);
}
