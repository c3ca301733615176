/* SPDX-License-Identifier: MIT */
/* read(2) and write(2) until they have done something. */
#include "io/fd.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

/* After a failure: whether to try again, having waited. */
static bool
may_retry(int fd, short events)
{
	if (errno == EINTR)
		return true;
	if (errno != EAGAIN && errno != EWOULDBLOCK)
		return false;
	struct pollfd p = {.fd = fd, .events = events};
	(void)poll(&p, 1, -1);
	return true;
}

ssize_t
fd_read(int fd, void *to, size_t room)
{
	ssize_t n;
	do {
		n = read(fd, to, room);
	} while (n < 0 && may_retry(fd, POLLIN));
	return n;
}

bool
fd_write(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);
		if (done < 0 && !may_retry(fd, POLLOUT))
			return false;
		if (done > 0) {
			p += done;
			n -= (size_t)done;
		}
	}
	return true;
}
