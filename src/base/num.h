/* SPDX-License-Identifier: MIT */
/* Whole numbers and exact decimals: reading with a range and an error,
 * writing without locale.
 *
 * Money and every other decimal is an integer of millionths (10^-6 of the
 * currency's unit), so that sums are exact in any order. */
#ifndef CJM_BASE_NUM_H
#define CJM_BASE_NUM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

enum { MILLION = 1000000, NUM_MAX_TEXT = 48 };

/* Decimal digits only, no sign, no blank, at least one digit, at most max.
 * False leaves *out alone. */
bool num_read_u64(struct slice s, uint64_t max, uint64_t *out);

/* The same with a `-` in front where it is negative, of 128 bits. */
bool num_read_i128(struct slice s, int128 *out);

/* Writes v in decimal to dst (up to NUM_MAX_TEXT bytes); returns the bytes
 * written. No terminating NUL. */
size_t num_put_u64(char *dst, uint64_t v);
size_t num_put_i64(char *dst, int64_t v);
size_t num_put_i128(char *dst, int128 v);
void num_put_hex16(char *dst, uint64_t v); /* exactly 16 lower-case digits */

/* A decimal `[+-]digits[.digits]` into millionths. Digits beyond the sixth
 * round half to even. False on anything else (exponents, separators, blanks)
 * and on values outside +-9.2e12. */
bool decimal_read(struct slice s, int64_t *millionths);

/* Whether it is one below 0: an order of so much is taken back. */
static inline bool
decimal_is_negative(struct slice s)
{
	int64_t v;
	return s.n > 0 && *s.p == '-' && decimal_read(s, &v) && v < 0;
}

/* Millionths as a decimal without trailing zeros: 1500000 is `1.5`. */
size_t decimal_put(char *dst, int128 millionths);

/* v / 10^scale without trailing zeros; scale at most 18. */
size_t decimal_put_scaled(char *dst, int128 v, unsigned scale);

/* part/whole with `digits` decimals (at most 9), rounded half up, computed in
 * integers; whole > 0, part >= 0. Keeps its trailing zeros. */
size_t ratio_put(char *dst, uint64_t part, uint64_t whole, unsigned digits);

#endif
