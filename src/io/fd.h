/* SPDX-License-Identifier: MIT */
/* Reading and writing descriptors whoever opened them: signals interrupt calls,
 * and a pipe that another program made non-blocking has nothing yet. */
#ifndef CJM_IO_FD_H
#define CJM_IO_FD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* As read(2), waiting until there is something; -1 with errno on an error. */
ssize_t fd_read(int fd, void *to, size_t room);

/* Writes all of p[0..n), waiting until there is room; false with errno on an
 * error. */
bool fd_write(int fd, const char *p, size_t n);

#endif
