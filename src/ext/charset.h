/* SPDX-License-Identifier: MIT */
/* The door to iconv for whole texts: what spreadsheets and advertising
 * platforms write, as UTF-8. */
#ifndef CJM_EXT_CHARSET_H
#define CJM_EXT_CHARSET_H

#include <stdbool.h>

#include "base/mem.h"

/* Appends a text as UTF-8 without its byte order mark to *out. A mark tells
 * UTF-8 and UTF-16 of either order; without one, what is no UTF-8 is CP949
 * (Korean Windows, EUC-KR within it). False where the text is neither, or a
 * UTF-16 one is broken: *out holds what stands before the fault, in UTF-8, to
 * be counted into a line and a column. */
bool charset_decode(struct slice text, struct buf *out);

#endif
