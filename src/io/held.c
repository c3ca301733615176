/* SPDX-License-Identifier: MIT */
/* Files kept by their descriptors. */
#include "io/held.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *
held_open(struct held *h, const char *path)
{
	struct stat st;
	h->fd = -1;
	/* to open a pipe would wait for its writer */
	if (strcmp(path, "-") == 0 || stat(path, &st) != 0 ||
	    !S_ISREG(st.st_mode))
		return path;
	h->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (h->fd < 0)
		return path;
	snprintf(h->path, sizeof(h->path), "/proc/self/fd/%d", h->fd);
	if (access(h->path, R_OK) == 0)
		return h->path;
	held_close(h);
	return path;
}

void
held_close(struct held *h)
{
	if (h->fd >= 0)
		close(h->fd);
	h->fd = -1;
}
