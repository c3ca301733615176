/* SPDX-License-Identifier: MIT */
/* How many columns of a terminal text takes, without a locale.
 *
 * A Hangul syllable, an ideograph and an emoji take two columns, a combining
 * mark, a joiner and the vowels of decomposed Hangul none, all else one: the
 * properties East_Asian_Width (W, F) and General_Category (Mn, Me, Cf) of
 * Unicode (unicode.org/Public, EastAsianWidth.txt and UnicodeData.txt).
 * Ambiguous ones (box lines, blocks) take one.
 *
 * Text comes from logs. What could drive a terminal takes one column and is
 * shown as U+FFFD: control bytes, bytes that are not UTF-8, and the characters
 * that turn the direction of text or end lines. */
#ifndef CJM_REPORT_WIDTH_H
#define CJM_REPORT_WIDTH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/slice.h"

/* The columns (0, 1, 2) of the character that text begins with; *length are
 * its bytes, *safe tells whether it may go to a terminal. text.n > 0. */
unsigned width_first(struct slice text, size_t *length, bool *safe);

/* The columns that width_put of the whole text takes. */
size_t width_of(struct slice text);

/* Appends text to b in at most max columns; longer text is cut and ends with
 * `…` (`..` with ascii, which also turns U+FFFD into `?`). At most eight marks
 * are kept on one character. Returns the columns used. */
size_t width_put(struct buf *b, struct slice text, size_t max, bool ascii);

#endif
