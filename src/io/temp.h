/* SPDX-License-Identifier: MIT */
/* Temporary files: written from beginning to end, then read.
 *
 *	struct temp t;
 *	temp_open(&t);
 *	writer_put_slice(&t.out, …);
 *	temp_rewind(&t);
 *	while ((p = temp_bytes(&t, n)) != NULL)
 *		…
 *	temp_close(&t);
 *
 * They lie in $TMPDIR, else in /tmp, without a name: whatever ends the process
 * leaves nothing behind. Their room is like memory: it is there, or a message
 * that names the directory ends the process with EXIT_SYSTEM. Buffers take up
 * to 128 KiB while a file is written, and as much while it is read. */
#ifndef CJM_IO_TEMP_H
#define CJM_IO_TEMP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "io/writer.h"

struct temp {
	struct writer out; /* while it is written */
	char *p;           /* while it is read: bytes in hand */
	size_t at, n, room;
	int fd;
};

void temp_open(struct temp *t);

/* Ends the process when a write has failed: called now and then, so that a
 * full disk is told at once. */
void temp_check(const struct temp *t);

/* Ends the writing, or the reading; the next byte read is the first. */
void temp_rewind(struct temp *t);

/* The next n bytes, or NULL when fewer are left. Valid until the next call. */
const char *temp_bytes(struct temp *t, size_t n);

/* The next line without its LF; false at the end. Valid until the next call. */
bool temp_line(struct temp *t, struct slice *line);

/* As many whole lines as the buffer holds, one at least; false at the end.
 * SIMD_PAD bytes behind them can be read. Valid until the next call. */
bool temp_lines(struct temp *t, struct slice *lines);

/* Closes, which frees the room on the disk, and the buffers. */
void temp_close(struct temp *t);

#endif
