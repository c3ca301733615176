/* SPDX-License-Identifier: MIT */
/* The tokens of JSON, for whatever walks over it. */
#ifndef CJM_LOG_JSON_TEXT_H
#define CJM_LOG_JSON_TEXT_H

#include "log/json.h"

static inline const char *
json_skip_blanks(const char *p, const char *end)
{
	while (p < end && byte_is_blank(*p))
		p++;
	return p;
}

/* The length of the escape whose backslash is at p; 0 when it is none. *lax
 * becomes true for one that JSON has not. */
size_t json_escape(const char *p, const char *end, bool *lax);

/* The end of the number at p, or NULL. */
const char *json_number(const char *p, const char *end);

/* The end of null, true or false at p, and which it is; NULL when it is none
 * of them. */
const char *json_literal(const char *p, const char *end, enum json_kind *kind);

#endif
