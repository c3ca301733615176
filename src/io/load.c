/* SPDX-License-Identifier: MIT */
/* Reading a small file whole. */
#include "io/load.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool
load_file(const char *path, size_t most, struct buf *text)
{
	ssize_t got = 1;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	while (got != 0 && text->n <= most) {
		size_t room = most + 1 - text->n;
		got = read(fd, buf_need(text, room), room);
		if (got > 0)
			text->n += (size_t)got;
		else if (got < 0 && errno != EINTR)
			break;
	}
	int error = errno;
	close(fd);
	errno = error;
	return got >= 0;
}
