/* SPDX-License-Identifier: MIT */
/* A decompressor as a child process: gzip, bzip2, xz or lz4 with -dc. */
#ifndef CJM_IO_CHILD_H
#define CJM_IO_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

struct child;

/* Starts `program -dc` over fd, which the child takes over unless it fails.
 * Bytes that were already taken out of fd are in head[0..n) and are fed to it
 * first (a thread copies then; without them the child reads fd itself). NULL
 * with the reason appended to *why. */
struct child *child_open(
    const char *program, int fd, const char *head, size_t n, struct buf *why);

/* Where its output is read. The child's. */
int child_output(const struct child *c);

/* Waits for its end, once its output is at its end: true for exit status 0;
 * else the reason is appended to *why. */
bool child_succeeded(struct child *c, struct buf *why);

/* Closes its output, ends it if it still runs, and waits. */
void child_close(struct child *c);

#endif
