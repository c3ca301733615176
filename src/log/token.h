/* SPDX-License-Identifier: MIT */
/* Words and quoted texts of lines whose fields stand behind one another. */
#ifndef CJM_LOG_TOKEN_H
#define CJM_LOG_TOKEN_H

#include "base/slice.h"

/* Takes a word off *rest, and the blanks in front of it; empty at the end. */
struct slice token_word(struct slice *rest);

/* The same of so many words; false when there are fewer. */
bool token_words(struct slice *rest, struct slice *out, size_t n);

/* Takes a quoted text off *rest, or the word that stands in its place where
 * there is none (`-`). Nothing is escaped within it, so its end is the first
 * quote in front of a blank or the line's end. False when there is none. */
bool token_quoted(struct slice *rest, struct slice *out);

#endif
