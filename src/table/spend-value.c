/* SPDX-License-Identifier: MIT */
/* Values of spend files, read strictly: what is not understood is an error. */
#include "table/spend-value.h"

#include "base/currency.h"
#include "base/num.h"
#include "base/when.h"

/* The number that s begins with, at most `most` digits; returns how many. */
static size_t
take_number(struct slice *s, size_t most, unsigned *number)
{
	size_t n = 0;
	*number = 0;
	while (n < most && n < s->n && byte_is_digit(s->p[n]))
		*number = *number * 10 + (unsigned)(s->p[n++] - '0');
	*s = slice_skip(*s, n);
	return n;
}

static struct slice
skip_blanks(struct slice s)
{
	while (s.n > 0 && s.p[0] == ' ')
		s = slice_skip(s, 1);
	return s;
}

/* Takes what stands between two parts of a date: - . / or the Korean word, and
 * blanks. */
static bool
take_mark(struct slice *s, struct slice word, char *mark)
{
	*mark = 0;
	*s = skip_blanks(*s);
	if (slice_starts(*s, word)) {
		*s = skip_blanks(slice_skip(*s, word.n));
		return true;
	}
	if (s->n == 0 || !strchr("-./", s->p[0]) || s->p[0] == '\0')
		return false;
	*mark = s->p[0];
	*s = skip_blanks(slice_skip(*s, 1));
	return true;
}

struct parts {
	unsigned at[3];
	bool year_last;
};

/* What may stand behind a date: its last mark, a time of day. */
static bool
is_tail(struct slice s, char mark)
{
	if (slice_starts(s, SLICE("일")))
		s = slice_skip(s, SLICE("일").n);
	else if (mark == '.' && s.n > 0 && s.p[0] == '.')
		s = slice_skip(s, 1);
	if (s.n == 0)
		return true;
	if (s.p[0] != ' ' && s.p[0] != 'T')
		return false;
	for (s = slice_skip(s, 1); s.n > 0; s = slice_skip(s, 1))
		if (!byte_is_digit(s.p[0]) && s.p[0] != ':' && s.p[0] != '.')
			return false;
	return true;
}

static bool
read_parts(struct slice s, struct parts *parts)
{
	char first, second;
	struct slice all = s;
	size_t n = take_number(&s, 8, &parts->at[0]);
	parts->year_last = false;
	if (n == 8) {
		unsigned date = parts->at[0];
		*parts = (struct parts){
		    {date / 10000, date / 100 % 100, date % 100}, false};
		return is_tail(s, 0);
	}
	s = all;
	n = take_number(&s, 4, &parts->at[0]);
	if (n == 0 || n == 3 || !take_mark(&s, SLICE("년"), &first))
		return false;
	size_t m = take_number(&s, 2, &parts->at[1]);
	if (m == 0 || !take_mark(&s, SLICE("월"), &second) || first != second)
		return false;
	parts->year_last = n < 4;
	m = take_number(&s, parts->year_last ? 4 : 2, &parts->at[2]);
	/* a year of two digits could be any part of the date */
	return (parts->year_last ? m == 4 : m > 0) && is_tail(s, second);
}

static bool
is_date(unsigned year, unsigned month, unsigned day, int64_t *days)
{
	int y;
	unsigned m, d;
	if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	*days = days_from_civil((int)year, month, day);
	civil_from_days(*days, &y, &m, &d);
	return m == month && d == day;
}

enum spend_date
spend_read_date(struct slice s, enum spend_order order, int64_t *day)
{
	struct parts p;
	if (!read_parts(slice_trim(s), &p))
		return DATE_BAD;
	if (!p.year_last)
		return is_date(p.at[0], p.at[1], p.at[2], day) ? DATE_GOOD
							       : DATE_BAD;
	if (order == ORDER_UNKNOWN)
		order = spend_date_order(s);
	if (order == ORDER_UNKNOWN && p.at[0] != p.at[1])
		return DATE_AMBIGUOUS;
	bool day_first = order == ORDER_DAY_FIRST;
	return is_date(p.at[2], p.at[day_first], p.at[!day_first], day)
	    ? DATE_GOOD
	    : DATE_BAD;
}

enum spend_order
spend_date_order(struct slice s)
{
	struct parts p;
	if (!read_parts(slice_trim(s), &p) || !p.year_last)
		return ORDER_UNKNOWN;
	if (p.at[0] > 12)
		return ORDER_DAY_FIRST;
	return p.at[1] > 12 ? ORDER_MONTH_FIRST : ORDER_UNKNOWN;
}

static const struct sign {
	const char *text, *code;
} signs[] = {{"KRW", "KRW"}, {"₩", "KRW"}, {"￦", "KRW"}, {"원", "KRW"},
    {"\\", "KRW"}, {"US$", "USD"}, {"USD", "USD"}, {"CA$", "CAD"},
    {"A$", "AUD"}, {"HK$", "HKD"}, {"NT$", "TWD"}, {"S$", "SGD"}, {"$", "USD"},
    {"€", "EUR"}, {"EUR", "EUR"}, {"JPY", "JPY"}, {"¥", "JPY"}, {"￥", "JPY"},
    {"円", "JPY"}, {"엔", "JPY"}, {"£", "GBP"}, {"GBP", "GBP"},
    {"달러", "USD"}};

enum { N_SIGNS = sizeof(signs) / sizeof(*signs) };

/* Takes a sign from either end. */
static struct slice
take_sign(struct slice s, struct slice *currency)
{
	for (size_t i = 0; i < N_SIGNS; i++) {
		struct slice sign = slice_of(signs[i].text);
		bool front = slice_starts(s, sign);
		if (!front && !slice_ends(s, sign))
			continue;
		*currency = slice_of(signs[i].code);
		s.p += front ? sign.n : 0;
		s.n -= sign.n;
		return slice_trim(s);
	}
	return s;
}

/* A capital, or with `small` any letter of ASCII. */
static bool
is_letter(char c, bool small)
{
	return (c >= 'A' && c <= 'Z') || (small && c >= 'a' && c <= 'z');
}

bool
spend_find_currency(struct slice s, char code[4])
{
	s = slice_trim(s);
	for (size_t i = 0, n = 0; i <= s.n; i++) {
		if (i < s.n && is_letter(s.p[i], s.n == 3)) {
			n++;
			continue;
		}
		size_t length = n;
		n = 0;
		if (length != CURRENCY_CODE)
			continue;
		char capitals[CURRENCY_CODE];
		struct slice word = currency_code(
		    (struct slice){s.p + i - length, length}, capitals);
		if (!currency_known(word))
			continue;
		memcpy(code, word.p, CURRENCY_CODE);
		code[CURRENCY_CODE] = '\0';
		return true;
	}
	for (struct slice rest = s; rest.n > 0; rest = slice_skip(rest, 1))
		for (size_t i = 0; i < N_SIGNS; i++) {
			if (!slice_starts(rest, slice_of(signs[i].text)))
				continue;
			memcpy(code, signs[i].code, 4);
			return true;
		}
	return false;
}

static bool
is_nothing(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '-')
			return false;
	return true;
}

/* Whether the commas and digits of s are thousands: 1,234 12,345,678, but not
 * 0,125. */
static bool
in_groups(struct slice s)
{
	const char *comma = slice_find(s, ',');
	if (!comma || comma == s.p || comma - s.p > 3 || s.p[0] == '0')
		return !comma;
	struct slice rest = slice_between(comma, s.p + s.n);
	for (size_t i = 0; i < rest.n; i++)
		if (i % 4 == 0 ? rest.p[i] != ',' : !byte_is_digit(rest.p[i]))
			return false;
	return rest.n % 4 == 0;
}

enum { NUMBER_MOST = 64 };

/* The decimal mark of a number, or NULL: its point, or with `comma` a comma
 * that parts no thousands. */
static const char *
decimal_mark(struct slice s, bool comma)
{
	const char *point = slice_find(s, '.');
	const char *last = comma ? memrchr(s.p, ',', s.n) : NULL;
	if (last && point)
		return last > point ? last : point;
	return last && !in_groups(s) ? last : point;
}

/* Whether a point could part thousands, as it does where decimals have commas:
 * 1.234. */
static bool
could_be_groups(struct slice whole, struct slice part)
{
	return part.n == 3 && whole.n <= 3 && whole.n > 0 && whole.p[0] != '0';
}

/* Copies a number without its separators, a point for a decimal comma. */
static bool
plain_number(struct slice s, bool comma, char *to, struct slice *out)
{
	const char *mark = decimal_mark(s, comma);
	char groups[NUMBER_MOST];
	struct slice whole = s, part = {"", 0};
	size_t n = 0;
	if (s.n >= NUMBER_MOST)
		return false;
	if (mark) {
		whole = slice_between(s.p, mark);
		part = slice_between(mark + 1, s.p + s.n);
	}
	/* 1.234,50: points part the thousands */
	for (size_t i = 0; i < whole.n; i++)
		groups[i] = mark && *mark == ',' && whole.p[i] == '.'
		    ? ','
		    : whole.p[i];
	whole.p = groups;
	if (!in_groups(whole) || slice_find(part, ',') ||
	    (comma && mark && *mark == '.' && could_be_groups(whole, part)))
		return false;
	for (size_t i = 0; i < whole.n; i++)
		if (whole.p[i] != ',')
			to[n++] = whole.p[i];
	if (mark)
		to[n++] = '.';
	memcpy(to + n, part.p, part.n);
	*out = (struct slice){to, n + part.n};
	return true;
}

bool
spend_read_money(
    struct slice s, bool comma, int64_t *millionths, struct slice *currency)
{
	char room[NUMBER_MOST];
	struct slice number;
	s = slice_trim(s);
	*millionths = 0;
	if (is_nothing(s))
		return true;
	bool negative = s.p[0] == '-';
	s = take_sign(slice_trim(slice_skip(s, negative)), currency);
	if (!negative && s.n > 0 && s.p[0] == '-') {
		negative = true;
		s = slice_skip(s, 1);
	}
	if (s.n == 0 || !byte_is_digit(s.p[0]) ||
	    !plain_number(s, comma, room, &number) ||
	    !decimal_read(number, millionths))
		return false;
	if (negative)
		*millionths = -*millionths;
	return true;
}

bool
spend_read_count(struct slice s, bool comma, uint64_t *count)
{
	struct slice none;
	int64_t millionths;
	if (!spend_read_money(s, comma, &millionths, &none) || millionths < 0 ||
	    millionths % MILLION != 0)
		return false;
	*count = (uint64_t)(millionths / MILLION);
	return true;
}
