/* SPDX-License-Identifier: MIT */
/* Amounts as people and shops write them: `7,500원`, `1.234,56`, `₩ -500`. */
#ifndef CJM_BASE_AMOUNT_H
#define CJM_BASE_AMOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* What a lone comma before three digits is; all else tells itself. */
enum amount_style {
	AMOUNT_GROUPED, /* 216,456 is 216456 */
	AMOUNT_DECIMAL  /* 216,456 is 216.456, as Matomo takes it */
};

/* Reads an amount into millionths of a unit, by these rules:
 *   - Up to 16 bytes of other text before or behind the number, such as a
 *     currency's sign, do not matter; a digit in them does, and so does a word
 *     behind that multiplies the number, as of 1만원 and 1億: that is none.
 *   - A minus before the number or before its sign, or parentheses around all,
 *     make it negative.
 *   - Of points and commas the one that stands last is the decimal mark, the
 *     other groups; one that stands several times groups; a lone point is the
 *     decimal mark; so is a lone comma, unless three digits follow and the
 *     style says otherwise. Apostrophes, blanks and no-break spaces between
 *     digits group.
 *   - `e` and a whole number behind the digits is an exponent.
 *   - Digits beyond the sixth decimal round half to even.
 * False where there is no number, several, or one outside +-9.2e12. */
bool amount_read(struct slice s, enum amount_style style, int64_t *millionths);

/* Writes a grouped amount as the stream has amounts, a plain decimal, to dst,
 * which has NUM_MAX_TEXT bytes; returns how many. 0 for what is one already, or
 * no amount. */
size_t amount_put_plain(char *dst, struct slice s);

/* a * b and a / b of millionths, rounded half to even. False when the result
 * does not fit, or b is 0. */
bool amount_multiply(int64_t a, int64_t b, int64_t *out);
bool amount_divide(int64_t a, int64_t b, int64_t *out);

#endif
