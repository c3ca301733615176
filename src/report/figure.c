/* SPDX-License-Identifier: MIT */
/* Reading and showing figures. */
#include "report/figure.h"

static const int64_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000,
    10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000};

/* The digits that s begins with, the first FIGURE_DIGITS of which are added to
 * *v as further decimal places. */
static size_t
take_digits(struct slice s, int64_t *v)
{
	size_t n = 0;
	for (; n < s.n && s.p[n] >= '0' && s.p[n] <= '9'; n++)
		if (n < FIGURE_DIGITS)
			*v = *v * 10 + (s.p[n] - '0');
	return n;
}

/* The digits behind a point, 10^-12. */
static int128
scaled(int64_t part, size_t decimals)
{
	if (decimals <= FIGURE_DECIMALS)
		return part * tens[FIGURE_DECIMALS - decimals];
	if (decimals > FIGURE_DIGITS)
		decimals = FIGURE_DIGITS;
	int64_t unit = tens[decimals - FIGURE_DECIMALS];
	return (part + unit / 2) / unit;
}

bool
figure_read(struct slice s, struct figure *f)
{
	int64_t whole = 0, part = 0;
	bool minus = s.n > 0 && s.p[0] == '-';
	s = slice_skip(s, minus);
	size_t digits = take_digits(s, &whole), decimals = 0;
	if (digits == 0 || digits > FIGURE_DIGITS)
		return false;
	if (digits > 1 && s.p[0] == '0')
		return false;
	s = slice_skip(s, digits);
	if (s.n > 0) {
		if (s.p[0] != '.')
			return false;
		s = slice_skip(s, 1);
		decimals = take_digits(s, &part);
		if (decimals == 0 || decimals != s.n)
			return false;
	}
	f->v = whole * FIGURE_ONE + scaled(part, decimals);
	f->v = minus ? -f->v : f->v;
	f->digits = (unsigned)digits;
	f->decimals =
	    (unsigned)(decimals < FIGURE_DECIMALS ? decimals : FIGURE_DECIMALS);
	return true;
}

/* Whole digits with commas. */
static size_t
put_grouped(char *dst, uint128 v)
{
	char digits[NUM_MAX_TEXT];
	size_t n = num_put_i128(digits, (int128)v), used = 0;
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			dst[used++] = ',';
		dst[used++] = digits[i];
	}
	return used;
}

size_t
figure_put(char *dst, int128 v, unsigned decimals)
{
	uint128 u = v < 0 ? -(uint128)v : (uint128)v;
	uint128 unit = (uint128)tens[FIGURE_DECIMALS - decimals];
	u = (u + unit / 2) / unit; /* of 10^-decimals */
	size_t n = 0;
	if (v < 0 && u > 0)
		dst[n++] = '-';
	uint128 one = (uint128)tens[decimals];
	n += put_grouped(dst + n, u / one);
	if (decimals == 0)
		return n;
	dst[n++] = '.';
	uint64_t part = (uint64_t)(u % one);
	for (unsigned i = decimals; i-- > 0;)
		dst[n++] = (char)('0' + part / (uint64_t)tens[i] % 10);
	return n;
}

size_t
figure_put_share(char *dst, int128 part, int128 whole, unsigned decimals)
{
	if (whole <= 0)
		return 0;
	bool minus = part < 0;
	uint128 p = minus ? -(uint128)part : (uint128)part;
	uint128 w = (uint128)whole;
	/* far above any sum of money: keeps the product below in 128 bits */
	while (p >> 106) {
		p >>= 1;
		w >>= 1;
	}
	uint128 scale = 100 * (uint128)tens[decimals];
	if (w == 0)
		return 0;
	uint128 shown = (p * scale * 2 + w) / (w * 2); /* of 10^-decimals % */
	if (shown > (uint128)tens[6] * (uint128)tens[8])
		return 0; /* no share of anything */
	size_t n = figure_put(dst,
	    (minus ? -1 : 1) * (int128)shown * tens[FIGURE_DECIMALS - decimals],
	    decimals);
	dst[n++] = '%';
	return n;
}

/* The units of time from the largest down. */
static const char *const units[][LANGS] = {
    {"d", "일"}, {"h", "시간"}, {"m", "분"}, {"s", "초"}};

enum { DAYS, HOURS, MINUTES, SECONDS };

static size_t
put_unit(char *dst, uint64_t v, int unit, enum lang lang)
{
	size_t n = put_grouped(dst, v), length = strlen(units[unit][lang]);
	memcpy(dst + n, units[unit][lang], length);
	return n + length;
}

/* `a` of a unit, `b` of the next smaller one, in two English digits where pad
 * is. */
static size_t
put_two(char *dst, uint64_t a, int unit, uint64_t b, bool pad, enum lang lang)
{
	size_t n = put_unit(dst, a, unit, lang);
	dst[n++] = ' ';
	if (pad && b < 10 && lang == LANG_EN)
		dst[n++] = '0';
	return n + put_unit(dst + n, b, unit + 1, lang);
}

size_t
figure_put_seconds(char *dst, int128 v, enum lang lang)
{
	enum { M = 60, H = 3600, D = 86400 };
	if (v > 0 && v < FIGURE_ONE / 2) {
		*dst = '<';
		return 1 + put_unit(dst + 1, 1, SECONDS, lang);
	}
	uint64_t s = (uint64_t)((v + FIGURE_ONE / 2) / FIGURE_ONE);
	if (s < M)
		return put_unit(dst, s, SECONDS, lang);
	if (s < H)
		return put_two(dst, s / M, MINUTES, s % M, true, lang);
	uint64_t minutes = (s + M / 2) / M;
	if (minutes < D / M)
		return put_two(
		    dst, minutes / 60, HOURS, minutes % 60, true, lang);
	uint64_t hours = (s + H / 2) / H;
	if (hours % 24 == 0)
		return put_unit(dst, hours / 24, DAYS, lang);
	return put_two(dst, hours / 24, DAYS, hours % 24, false, lang);
}
