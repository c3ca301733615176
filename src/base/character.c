/* SPDX-License-Identifier: MIT */
#include "base/character.h"

int32_t
hex_number(const char *p, const char *end, int n)
{
	int32_t value = 0;
	if (end - p < n)
		return -1;
	for (int i = 0; i < n; i++) {
		int digit = hex_digit(p[i]);
		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

uint32_t
utf8_get(const char *text, size_t n)
{
	const unsigned char *p = (const unsigned char *)text;
	uint32_t c = n == 1 ? p[0]
	    : n == 2        ? p[0] & 0x1fu
	    : n == 3        ? p[0] & 0x0fu
			    : p[0] & 0x07u;
	for (size_t i = 1; i < n; i++)
		c = c << 6 | (p[i] & 0x3fu);
	return c;
}

size_t
utf8_put(char *dst, uint32_t c)
{
	static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
	if (c < 0x80) {
		dst[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i > 0; i--) {
		dst[i] = (char)(0x80 | (c & 0x3f));
		c >>= 6;
	}
	dst[0] = (char)(lead[n] | c);
	return n;
}

uint32_t
utf16_pair(int32_t high, int32_t low)
{
	if (high < 0xd800 || high >= 0xdc00 || low < 0xdc00 || low >= 0xe000)
		return 0;
	return 0x10000 + ((uint32_t)(high - 0xd800) << 10) +
	    (uint32_t)(low - 0xdc00);
}

uint32_t
utf16_single(int32_t unit)
{
	return unit >= 0xd800 && unit < 0xe000 ? 0xfffd : (uint32_t)unit;
}
