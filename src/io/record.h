/* SPDX-License-Identifier: MIT */
/* What a tool remembers from one run to the next: a file of lines, compressed,
 * that is replaced whole or not at all.
 *
 * The first line names the kind and its version, the last one counts the lines
 * and has their checksum. Of a file that is torn, foreign, or of a later
 * version a message says so and ends the process, which never writes over it.
 * The new file is written without a name and takes the old one's place when it
 * is complete and on the disk: whatever ends the process, there is the old one
 * or the new one. */
#ifndef CJM_IO_RECORD_H
#define CJM_IO_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "io/writer.h"

struct record_in;

/* Opens the file at path; NULL when there is none. `kind` is what its first
 * line must say, and its version is one from `oldest` to `version`. */
struct record_in *record_open(
    const char *path, const char *kind, unsigned oldest, unsigned version);

/* The next line, without its LF, valid until the next call; false behind the
 * last one, when the checksum has been found to be right: nothing that was
 * read may show in a result before. Frees the reader then. */
bool record_next(struct record_in *in, struct slice *line);

struct record_out;

/* Ends the process with a message where no new file for path could be: in front
 * of the work whose outcome it is to keep. */
void record_try(const char *path);

/* Begins a new file for path. */
struct record_out *
record_create(const char *path, const char *kind, unsigned version);
void record_put(struct record_out *out, struct slice line);

/* Puts the new file in the old one's place. False with errno set when that
 * fails; the old one is there still. Frees. */
bool record_commit(struct record_out *out);

/* Forgets the new file. */
void record_abandon(struct record_out *out);

#endif
