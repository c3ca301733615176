/* SPDX-License-Identifier: MIT */
/* The parameters of a query: `param("x")` of the rules. */
#ifndef CJM_RULES_QUERY_H
#define CJM_RULES_QUERY_H

#include "base/mem.h"
#include "base/slice.h"

/* The value of the first parameter of that name in `a=1&b=2` (a leading `?`
 * is left out), with %hh and + decoded in names and values; a % without two
 * hexadecimal digits stays as it is. Empty when there is none. The bytes are
 * the query's own where nothing had to be decoded, else those of *b, which is
 * emptied first; they may be any bytes. */
struct slice query_param(struct slice query, struct slice name, struct buf *b);

#endif
