/* SPDX-License-Identifier: MIT */
/* Fields of the stream: TAB, LF, CR and backslash are written \t \n \r \\;
 * other controls, DEL and bytes that are not UTF-8 become U+FFFD. */
#ifndef CJM_TABLE_ESCAPE_H
#define CJM_TABLE_ESCAPE_H

#include "base/mem.h"
#include "base/slice.h"
#include "simd/simd.h"

/* The most bytes that escaping n bytes can give: U+FFFD has three. */
static inline size_t
escape_room(size_t n)
{
	return 3 * n;
}

/* Writes any bytes to dst as one field; returns the bytes written. Text that
 * needs nothing is one scan and one copy. Up to SIMD_PAD bytes behind s may be
 * read. */
size_t escape_put(const struct simd *simd, char *dst, struct slice s);

/* The bytes that a field stands for: the field itself where it holds no
 * escape, else a copy in *b (which is emptied first). */
struct slice escape_undo(struct slice field, struct buf *b);

/* The length of the UTF-8 sequence that p begins with, 0 when it is none
 * (overlong, surrogate, above U+10FFFF, cut short). n > 0. */
size_t utf8_length(const char *p, size_t n);

#endif
