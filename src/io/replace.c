/* SPDX-License-Identifier: MIT */
/* Replacing a file at once. */
#include "io/replace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

bool
replace_open(struct replace *r, const char *path, mode_t mode)
{
	struct buf name = BUF_INIT;
	mode_t mask = umask(077); /* mkstemp(3) of old systems asks for it */
	umask(mask);
	buf_printf(&name, "%s.XXXXXX", path);
	buf_put_byte(&name, '\0');
	*r = (struct replace){path, name.p, mkstemp(name.p)};
	if (r->fd < 0) {
		free(r->temporary);
		r->temporary = NULL;
		return false;
	}
	if (fchmod(r->fd, mode & ~mask) != 0) {
		replace_abandon(r);
		return false;
	}
	return true;
}

bool
replace_commit(struct replace *r)
{
	bool good = fsync(r->fd) == 0 || errno == EINVAL;
	good = close(r->fd) == 0 && good;
	r->fd = -1;
	good = good && rename(r->temporary, r->path) == 0;
	if (!good) {
		replace_abandon(r);
		return false;
	}
	free(r->temporary);
	r->temporary = NULL;
	return true;
}

void
replace_abandon(struct replace *r)
{
	int error = errno;
	if (r->fd >= 0)
		close(r->fd);
	r->fd = -1;
	if (r->temporary)
		unlink(r->temporary);
	free(r->temporary);
	r->temporary = NULL;
	errno = error;
}
