/* SPDX-License-Identifier: MIT */
/* Personal data told by its form, not by the name of a parameter: addresses of
 * e-mail, mobile numbers and resident registration numbers of Korea, wherever
 * in a text they stand, and also where `%40` or `%2540` stands for a byte. */
#ifndef CJM_LOG_REDACT_H
#define CJM_LOG_REDACT_H

#include <stdbool.h>

#include "base/slice.h"

enum redaction {
	REDACT_EMAIL = 1, /* kim@shop.example */
	REDACT_PHONE = 2, /* 010-1234-5678, 01012345678, (010) 1234-5678,
			   * +82 10 1234 5678, +82 (0)10-1234-5678 */
	REDACT_RRN = 4    /* 900101-1234567 */
};

/* Adds a kind by its name (email, phone, rrn); false when there is none. */
bool redact_add(unsigned *kinds, struct slice name);

/* Room for what redact_text writes of n bytes. */
static inline size_t
redact_room(size_t n)
{
	return 2 * n;
}

/* The text with `(email)` and the like in place of what is of these kinds: in
 * `to`, or s itself where there is nothing. */
struct slice redact_text(unsigned kinds, struct slice s, char *to);

#endif
