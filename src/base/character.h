/* SPDX-License-Identifier: MIT */
/* Characters as escapes spell them: hexadecimal digits, UTF-16, UTF-8. */
#ifndef CJM_BASE_CHARACTER_H
#define CJM_BASE_CHARACTER_H

#include <stddef.h>
#include <stdint.h>

/* The value of a hexadecimal digit of either case, or -1. */
static inline int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 32);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The number of n digits at p, at most 7; -1 when there are fewer. */
int32_t hex_number(const char *p, const char *end, int n);

/* The character that n bytes of UTF-8 are; they must be one whole sequence
 * (utf8_length). */
uint32_t utf8_get(const char *text, size_t n);

/* Writes a character, at most 0x10ffff and no surrogate, to dst; returns the
 * bytes written, 1 to 4. */
size_t utf8_put(char *dst, uint32_t c);

/* Joins two UTF-16 units to a character, or returns 0 where they are no pair of
 * surrogates. */
uint32_t utf16_pair(int32_t high, int32_t low);

/* The character of a unit alone: half a pair is none and becomes U+FFFD. */
uint32_t utf16_single(int32_t unit);

#endif
