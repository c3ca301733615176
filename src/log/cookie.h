/* SPDX-License-Identifier: MIT */
/* Cookies in the Cookie header, as logged. */
#ifndef CJM_LOG_COOKIE_H
#define CJM_LOG_COOKIE_H

#include "base/mem.h"

/* The value of the first cookie of exactly that name (names are
 * case-sensitive), without blanks and double quotes around it; empty when there
 * is none. Pairs are separated by `;`, and by `, ` where a server joined two
 * headers (Apache). */
struct slice cookie_value(struct slice header, struct slice name);

/* Puts a cookie that a log has by itself to a header of such, unless the value
 * stands for none; a pad is behind it. */
void cookie_put(struct buf *header, struct slice name, struct slice value);

#endif
