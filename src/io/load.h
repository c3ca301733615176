/* SPDX-License-Identifier: MIT */
/* A user's small file, whole: rules, lists. */
#ifndef CJM_IO_LOAD_H
#define CJM_IO_LOAD_H

#include <stdbool.h>

#include "base/mem.h"

/* Appends a whole file (or pipe) to *text. Reading stops behind most + 1
 * bytes, so that whoever takes it apart refuses what is larger. False with
 * errno set when the file cannot be opened or read. */
bool load_file(const char *path, size_t most, struct buf *text);

#endif
