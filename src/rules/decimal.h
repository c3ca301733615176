/* SPDX-License-Identifier: MIT */
/* Decimals of any length, compared exactly: identifiers of 20 digits and times
 * with microseconds are told apart, which no machine number promises. */
#ifndef CJM_RULES_DECIMAL_H
#define CJM_RULES_DECIMAL_H

#include <stdbool.h>

#include "base/slice.h"

/* A number as its digits, which are bytes of the text it was read from. */
struct decimal {
	struct slice whole; /* without leading zeros; empty for 0 */
	struct slice part;  /* behind the point, without trailing zeros */
	bool minus;         /* never with zero */
};

/* Reads `[+-]digits[.digits]`, where one side of the point may be empty.
 * False on anything else; exponents and separators are not numbers. */
bool decimal_parse(struct slice text, struct decimal *d);

/* <0, 0, >0 as a is less than, equal to or more than b. */
int decimal_order(const struct decimal *a, const struct decimal *b);

#endif
