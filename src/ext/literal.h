/* SPDX-License-Identifier: MIT */
/* What every text that a pattern matches must hold, told from the pattern. */
#ifndef CJM_EXT_LITERAL_H
#define CJM_EXT_LITERAL_H

#include <stddef.h>

#include "base/slice.h"

enum { LITERAL_LIMIT = 64 };

/* Writes to `to` (LITERAL_LIMIT bytes) the longest run of bytes that is part of
 * every match of a PCRE2 pattern without options; returns its length, which is
 * 0 when none is found, or the pattern is of a kind that is not looked into:
 * that may be said of any. */
size_t literal_of(struct slice pattern, char *to);

#endif
