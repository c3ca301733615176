/* SPDX-License-Identifier: MIT */
/* Numbers as text, exactly. */
#include "base/num.h"

bool
num_read_u64(struct slice s, uint64_t max, uint64_t *out)
{
	uint64_t v = 0;
	if (s.n == 0 || s.n > 20)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned digit = (unsigned char)s.p[i] - (unsigned)'0';
		if (digit > 9)
			return false;
		if (v > (UINT64_MAX - digit) / 10)
			return false;
		v = v * 10 + digit;
	}
	if (v > max)
		return false;
	*out = v;
	return true;
}

bool
num_read_i128(struct slice s, int128 *out)
{
	int128 v = 0, sign = s.n > 0 && s.p[0] == '-' ? -1 : 1;
	if (sign < 0)
		s = slice_skip(s, 1);
	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned digit = (unsigned char)s.p[i] - (unsigned)'0';
		if (digit > 9 || __builtin_mul_overflow(v, 10, &v) ||
		    __builtin_add_overflow(v, sign * (int128)digit, &v))
			return false;
	}
	*out = v;
	return true;
}

/* Exactly eight digits of v < 10^8: halved to fours, pairs and digits in the
 * lanes of one register. */
static void
put_eight(char *dst, uint32_t v)
{
	uint64_t x = v / 10000 | (uint64_t)(v % 10000) << 32;
	uint64_t hundreds = (x * 10486) >> 20 & 0x0000007f0000007fu;
	x = hundreds | (x - 100 * hundreds) << 16;
	uint64_t tens = (x * 103) >> 10 & 0x000f000f000f000fu;
	x = (tens | (x - 10 * tens) << 8) + 0x3030303030303030u;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	x = __builtin_bswap64(x);
#endif
	memcpy(dst, &x, sizeof(x));
}

static const char pairs[] =
    "00010203040506070809101112131415161718192021222324"
    "25262728293031323334353637383940414243444546474849"
    "50515253545556575859606162636465666768697071727374"
    "75767778798081828384858687888990919293949596979899";

/* Any number of two digits or more. */
static size_t
put_long(char *dst, uint64_t v)
{
	char text[20];
	size_t at = sizeof(text);
	while (v >= 100) {
		unsigned pair = (unsigned)(v % 100) * 2;
		v /= 100;
		text[--at] = pairs[pair + 1];
		text[--at] = pairs[pair];
	}
	if (v >= 10) {
		text[--at] = pairs[v * 2 + 1];
		text[--at] = pairs[v * 2];
	} else {
		text[--at] = (char)('0' + v);
	}
	memcpy(dst, text + at, sizeof(text) - at);
	return sizeof(text) - at;
}

/* What most numbers are has no array, so no guard of the stack. */
size_t
num_put_u64(char *dst, uint64_t v)
{
	if (v < 10) {
		*dst = (char)('0' + v);
		return 1;
	}
	if (v < 100) {
		memcpy(dst, pairs + 2 * v, 2);
		return 2;
	}
	if (v >= 1000000000 && v < 10000000000) { /* seconds of our days */
		memcpy(dst, pairs + v / 100000000 * 2, 2);
		put_eight(dst + 2, (uint32_t)(v % 100000000));
		return 10;
	}
	return put_long(dst, v);
}

size_t
num_put_i64(char *dst, int64_t v)
{
	if (v >= 0)
		return num_put_u64(dst, (uint64_t)v);
	*dst = '-';
	return 1 + num_put_u64(dst + 1, -(uint64_t)v);
}

size_t
num_put_i128(char *dst, int128 v)
{
	const uint64_t e18 = 1000000000000000000u;
	size_t n = 0;
	uint128 u = v < 0 ? -(uint128)v : (uint128)v;
	if (v < 0)
		dst[n++] = '-';
	if (u < e18)
		return n + num_put_u64(dst + n, (uint64_t)u);
	n += num_put_i128(dst + n, (int128)(u / e18));
	uint64_t low = (uint64_t)(u % e18);
	for (uint64_t unit = e18 / 10; unit > 0; unit /= 10)
		dst[n++] = (char)('0' + low / unit % 10);
	return n;
}

/* Eight digits at once: each gets a byte, then its letter. */
static void
put_hex8(char *dst, uint32_t v)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t x = v;
	x = (x | x << 16) & 0x0000ffff0000ffffu;
	x = (x | x << 8) & 0x00ff00ff00ff00ffu;
	x = (x | x << 4) & 0x0f0f0f0f0f0f0f0fu;
	uint64_t letters = (x + 6 * ones) >> 4 & ones;
	x += '0' * ones + letters * ('a' - '0' - 10);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	x = __builtin_bswap64(x);
#endif
	memcpy(dst, &x, sizeof(x));
}

void
num_put_hex16(char *dst, uint64_t v)
{
	put_hex8(dst, (uint32_t)(v >> 32));
	put_hex8(dst + 8, (uint32_t)v);
}

/* The digits behind the point as millionths; *up tells whether what follows
 * the sixth rounds up (half to even: `last` is the sixth digit's parity). */
static bool
read_fraction(struct slice s, uint64_t *millionths)
{
	uint64_t v = 0;
	size_t i = 0;
	for (; i < 6; i++) {
		unsigned digit = 0;
		if (i < s.n) {
			digit = (unsigned char)s.p[i] - (unsigned)'0';
			if (digit > 9)
				return false;
		}
		v = v * 10 + digit;
	}
	bool more = false;
	unsigned seventh = 0;
	for (; i < s.n; i++) {
		unsigned digit = (unsigned char)s.p[i] - (unsigned)'0';
		if (digit > 9)
			return false;
		if (i == 6)
			seventh = digit;
		else
			more = more || digit != 0;
	}
	if (seventh > 5 || (seventh == 5 && (more || v % 2 == 1)))
		v++;
	*millionths = v;
	return true;
}

bool
decimal_read(struct slice s, int64_t *millionths)
{
	bool minus = s.n > 0 && s.p[0] == '-';
	if (minus || (s.n > 0 && s.p[0] == '+'))
		s = slice_skip(s, 1);
	const char *point = slice_find(s, '.');
	struct slice whole = point ? slice_between(s.p, point) : s;
	struct slice fraction = {"", 0};
	if (point)
		fraction = slice_between(point + 1, s.p + s.n);
	if (whole.n == 0 && fraction.n == 0)
		return false;
	uint64_t units = 0, part = 0;
	if (whole.n > 0 && !num_read_u64(whole, 9200000000000u, &units))
		return false;
	if (!read_fraction(fraction, &part))
		return false;
	int64_t v = (int64_t)(units * MILLION + part);
	*millionths = minus ? -v : v;
	return true;
}

size_t
decimal_put_scaled(char *dst, int128 v, unsigned scale)
{
	size_t n = 0;
	uint128 u = v < 0 ? -(uint128)v : (uint128)v;
	uint64_t unit = 1;
	for (unsigned i = 0; i < scale; i++)
		unit *= 10;
	if (v < 0)
		dst[n++] = '-';
	n += num_put_i128(dst + n, (int128)(u / unit));
	uint64_t part = (uint64_t)(u % unit);
	if (part == 0)
		return n;
	dst[n++] = '.';
	for (unit /= 10; part > 0; unit /= 10) {
		dst[n++] = (char)('0' + part / unit);
		part %= unit;
	}
	return n;
}

size_t
decimal_put(char *dst, int128 millionths)
{
	return decimal_put_scaled(dst, millionths, 6);
}

size_t
ratio_put(char *dst, uint64_t part, uint64_t whole, unsigned digits)
{
	uint64_t unit = 1;
	for (unsigned i = 0; i < digits; i++)
		unit *= 10;
	uint128 scaled =
	    ((uint128)part * unit * 2 + whole) / ((uint128)whole * 2);
	size_t n = num_put_i128(dst, (int128)(scaled / unit));
	if (digits == 0)
		return n;
	uint64_t low = (uint64_t)(scaled % unit);
	dst[n++] = '.';
	for (unit /= 10; unit > 0; unit /= 10)
		dst[n++] = (char)('0' + low / unit % 10);
	return n;
}
