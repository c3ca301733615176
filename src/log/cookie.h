/* SPDX-License-Identifier: MIT */
/* Cookies in the Cookie header, as logged. */
#ifndef CJM_LOG_COOKIE_H
#define CJM_LOG_COOKIE_H

#include "base/slice.h"

/* The value of the first cookie of exactly that name (names are
 * case-sensitive), without blanks and double quotes around it; empty when there
 * is none. Pairs are separated by `;`, and by `, ` where a server joined two
 * headers (Apache). */
struct slice cookie_value(struct slice header, struct slice name);

#endif
