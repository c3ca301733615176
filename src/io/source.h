/* SPDX-License-Identifier: MIT */
/* Where bytes come from: a file, a pipe or a terminal, plain or compressed.
 *
 * The kind is told by the first bytes, never by the name: zstd (any number of
 * frames, skippable ones among them) is decoded by libzstd here; gzip, bzip2,
 * xz and lz4 by that program as a child, whose exit status counts. */
#ifndef CJM_IO_SOURCE_H
#define CJM_IO_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/mem.h"

struct source;

/* Opens path; NULL or "-" is standard input. NULL on failure with the reason
 * in *why (the caller's buffer, appended to). */
struct source *source_open(const char *path, struct buf *why);

/* Up to `room` decoded bytes to dst: how many, 0 at the end, -1 when reading
 * or decoding failed, after all that was good has been handed out. */
ssize_t source_read(struct source *s, char *dst, size_t room);

/* Why source_read gave -1: a text with the offset in the compressed input
 * where there is one. The source's. */
const char *source_why(const struct source *s);

/* True when reads are work, and a thread of its own pays. A plain file is read
 * where it is scanned: another core would bring the bytes to its own cache
 * first, which costs pipelines an eighth of cjm-parse's time. */
bool source_decodes(const struct source *s);

/* True when a read would not wait longer than `ms` milliseconds. */
bool source_ready(const struct source *s, int ms);

/* Ends children, closes files. */
void source_close(struct source *s);

#endif
