/* SPDX-License-Identifier: MIT */
/* Undoing what servers do to quoted text in their logs. */
#ifndef CJM_LOG_UNESCAPE_H
#define CJM_LOG_UNESCAPE_H

#include "base/mem.h"
#include "base/slice.h"

/* The bytes that the client sent: `\xHH` in either case, `\"`, `\\`, `\n`,
 * `\r`, `\t`, `\b`, `\v`, `\f`, `\a` undone; any other backslash stays. Text
 * without a backslash is returned as it is, else a copy is put behind *b (which
 * must not grow while earlier slices into it are in use: reserve first). */
struct slice unescape_log(struct slice s, struct buf *b);

/* Empty for what means "absent": `-`, nothing, and `""`. */
static inline struct slice
absent_to_empty(struct slice s)
{
	bool absent = (s.n == 1 && s.p[0] == '-') ||
	    (s.n == 2 && s.p[0] == '"' && s.p[1] == '"') ||
	    (s.n == 4 && memcmp(s.p, "\\\"\\\"", 4) == 0);
	return absent ? SLICE("") : s;
}

#endif
