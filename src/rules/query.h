/* SPDX-License-Identifier: MIT */
/* The parameters of a query: `param("x")` of the rules. */
#ifndef CJM_RULES_QUERY_H
#define CJM_RULES_QUERY_H

#include "base/mem.h"
#include "base/slice.h"
#include "table/url-text.h"

/* Where a value is decoded to. */
struct query_text {
	struct url_decoder decoder;
	struct buf text;
};

void query_text_init(struct query_text *t);
void query_text_release(struct query_text *t);

/* The value of the first parameter of that name in `a=1&b=2` (a leading `?`
 * is left out). Names are decoded as bytes: %hh and +; values to text, as
 * url_decode says: also %uXXXX, and CP949 becomes UTF-8. A % that begins no
 * escape stays. Empty when there is none. The bytes are the query's own where
 * nothing had to be decoded, else those of *t until the next call; they may be
 * any bytes. */
struct slice
query_param(struct slice query, struct slice name, struct query_text *t);

#endif
