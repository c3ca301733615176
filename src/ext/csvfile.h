/* SPDX-License-Identifier: MIT */
/* The door to libcsv: fields of comma-separated files by RFC 4180. */
#ifndef CJM_EXT_CSVFILE_H
#define CJM_EXT_CSVFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

/* The most bytes that a field of n bytes can take: every byte a quote that is
 * doubled, and the two around them. */
static inline size_t
csvfile_room(size_t n)
{
	return 2 * n + 2;
}

/* Writes a field to dst, in quotes where it holds a comma, a quote or a line
 * end, or begins or ends with a blank (readers trim those), or where `quote`
 * asks for them; returns the bytes written. Bytes that are no ASCII are copied
 * as they are. */
size_t csvfile_put(char *dst, struct slice field, bool quote);

#endif
