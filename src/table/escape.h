/* SPDX-License-Identifier: MIT */
/* Fields of the stream: TAB, LF, CR and backslash are written \t \n \r \\;
 * other controls, DEL and bytes that are not UTF-8 become U+FFFD. */
#ifndef CJM_TABLE_ESCAPE_H
#define CJM_TABLE_ESCAPE_H

#include "base/mem.h"
#include "base/slice.h"
#include "simd/simd.h"

/* The room that escaping n bytes needs: U+FFFD has three, and kernels write a
 * pad behind. */
static inline size_t
escape_room(size_t n)
{
	return 3 * n + SIMD_PAD;
}

/* Writes any bytes to dst as one field; returns the bytes written. Text that
 * needs nothing is one scan and copy. Up to SIMD_PAD bytes behind s are read,
 * and escape_room(s.n) bytes of dst may be written. */
static inline size_t
escape_put(const struct simd *simd, char *dst, struct slice s);

/* The same when the first `done` bytes are there already. */
size_t
escape_rest(const struct simd *simd, char *dst, struct slice s, size_t done);

static inline size_t
escape_put(const struct simd *simd, char *dst, struct slice s)
{
	size_t done = s.n > 0 ? simd->copy(dst, s.p, s.n) : 0;
	return done == s.n ? done : escape_rest(simd, dst, s, done);
}

/* The bytes that a field stands for: the field itself where it holds no
 * escape, else a copy in *b (which is emptied first), with SIMD_PAD readable
 * bytes behind it. */
struct slice escape_undo(struct slice field, struct buf *b);

/* The length of the UTF-8 sequence that p begins with, 0 when it is none
 * (overlong, surrogate, above U+10FFFF, cut short). n > 0. */
size_t utf8_length(const char *p, size_t n);

/* How many bytes of a text are UTF-8 before the first that are none. */
size_t utf8_span(struct slice s);

#endif
