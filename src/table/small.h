/* SPDX-License-Identifier: MIT */
/* Names but for the case of their letters, in all scripts. */
#ifndef CJM_TABLE_SMALL_H
#define CJM_TABLE_SMALL_H

#include <stdint.h>

#include "base/mem.h"
#include "base/slice.h"

/* The small letter of a character, as the C library knows those of all scripts
 * in whatever locale it runs; where it has none, as those of ASCII are. Not for
 * several threads. */
uint32_t small_letter(uint32_t c);

/* Appends a text in small letters; bytes that are no UTF-8 stay. */
void small_put(struct buf *b, struct slice text);

/* Whether two texts are the same in small letters. */
bool small_equal(struct slice a, struct slice b);

#endif
