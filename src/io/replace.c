/* SPDX-License-Identifier: MIT */
/* Replacing a file at once. */
#include "io/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

static char *
text_of(struct buf *b)
{
	buf_put_byte(b, '\0');
	return b->p;
}

/* The directory of a path, to be freed. */
static char *
directory(const char *path)
{
	struct buf text = BUF_INIT;
	const char *slash = strrchr(path, '/');
	buf_put_slice(
	    &text, slash ? slice_between(path, slash + 1) : SLICE("."));
	return text_of(&text);
}

static void
release(struct replace *r)
{
	int error = errno;
	free(r->path);
	free(r->temporary);
	*r = (struct replace){.fd = -1};
	errno = error;
}

/* A file without a name; where there are none, one that has one. */
static bool
open_new(struct replace *r)
{
	struct buf name = BUF_INIT;
	char *place = directory(r->path);
	r->fd = open(place, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
	free(place);
	if (r->fd >= 0 || errno == ENOENT || errno == EACCES)
		return r->fd >= 0;
	buf_printf(&name, "%s.XXXXXX", r->path);
	r->temporary = text_of(&name);
	r->fd = mkostemp(r->temporary, O_CLOEXEC);
	return r->fd >= 0;
}

static bool
open_place(struct replace *r, const char *path, mode_t mode)
{
	struct stat st;
	mode_t mask = umask(077);
	umask(mask);
	bool there = stat(path, &st) == 0;
	if (there && !S_ISREG(st.st_mode)) {
		r->in_place = true;
		r->fd = open(path, O_WRONLY | O_CLOEXEC);
		return r->fd >= 0;
	}
	r->path = there ? realpath(path, NULL) : mem_text(slice_of(path));
	return r->path && open_new(r) && fchmod(r->fd, mode & ~mask) == 0;
}

bool
replace_open(struct replace *r, const char *path, mode_t mode)
{
	*r = (struct replace){.fd = -1};
	if (open_place(r, path, mode))
		return true;
	replace_abandon(r);
	return false;
}

/* Gives the file without a name one, which no other process takes. */
static bool
name_file(struct replace *r)
{
	struct buf name = BUF_INIT;
	char proc[64];
	if (r->temporary)
		return true;
	buf_printf(&name, "%s.%ld.new", r->path, (long)getpid());
	r->temporary = text_of(&name);
	snprintf(proc, sizeof(proc), "/proc/self/fd/%d", r->fd);
	unlink(r->temporary); /* of a run that was killed right here */
	if (linkat(AT_FDCWD, proc, AT_FDCWD, r->temporary, AT_SYMLINK_FOLLOW) ==
	    0)
		return true;
	int error = errno;
	free(r->temporary); /* it is no file of ours */
	r->temporary = NULL;
	errno = error;
	return false;
}

/* The new name must be on the disk, too. */
static void
sync_directory(const struct replace *r)
{
	char *place = directory(r->path);
	int fd = open(place, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	free(place);
}

bool
replace_commit(struct replace *r)
{
	bool good = fsync(r->fd) == 0 || errno == EINVAL || errno == EROFS;
	if (!r->in_place)
		good =
		    good && name_file(r) && rename(r->temporary, r->path) == 0;
	if (!good) {
		replace_abandon(r);
		return false;
	}
	if (!r->in_place)
		sync_directory(r);
	good = close(r->fd) == 0;
	release(r);
	return good;
}

void
replace_abandon(struct replace *r)
{
	int error = errno;
	if (r->fd >= 0)
		close(r->fd);
	if (r->fd >= 0 && r->temporary)
		unlink(r->temporary);
	errno = error;
	release(r);
}
