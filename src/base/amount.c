/* SPDX-License-Identifier: MIT */
/* Amounts: the number is cut out of its surroundings, its marks are told
 * apart, and base/num.h reads what is left. */
#include "base/amount.h"

#include "base/num.h"

enum { LONGEST = 64, AROUND = 16, MAX_EXPONENT = 30 };

/* A number on its way to plain digits and one point. */
struct number {
	char digits[LONGEST]; /* without marks */
	size_t n;
	size_t whole; /* of them, before the decimal mark */
};

static size_t
count(struct slice s, char c)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

/* The length of a mark that only groups digits, 0 for none: `'`, a blank, a
 * no-break space (U+00A0, U+202F). */
static size_t
grouping_mark(struct slice s)
{
	if (s.n > 0 && (s.p[0] == '\'' || s.p[0] == ' '))
		return 1;
	if (slice_starts(s, SLICE("\xc2\xa0")))
		return 2;
	return slice_starts(s, SLICE("\xe2\x80\xaf")) ? 3 : 0;
}

/* Whether the text in front of a number makes it negative. */
static bool
is_minus(struct slice front)
{
	return slice_find(front, '-') || slice_find(front, '(') ||
	    (front.n >= 3 && memmem(front.p, front.n, "\xe2\x88\x92", 3));
}

/* From the first digit, or the mark before it, to the last digit: what may
 * hold marks between digits. */
static struct slice
find_body(struct slice s)
{
	size_t from = 0, to;
	while (from < s.n && !byte_is_digit(s.p[from]))
		from++;
	if (from == s.n)
		return SLICE("");
	to = from;
	for (size_t i = from; i < s.n;) {
		size_t mark = grouping_mark(slice_skip(s, i));
		if (byte_is_digit(s.p[i]))
			to = i + 1;
		else if (mark == 0 && s.p[i] != '.' && s.p[i] != ',')
			break;
		i += mark > 0 ? mark : 1;
	}
	/* `.50`; the point of `Rs.500` is the abbreviation's */
	if (from > 0 && (s.p[from - 1] == '.' || s.p[from - 1] == ',') &&
	    !(from > 1 && byte_is_letter(s.p[from - 2])))
		from--;
	return (struct slice){s.p + from, to - from};
}

/* Where the decimal mark stands in the body; NULL for none. */
static const char *
find_mark(struct slice body, enum amount_style style)
{
	size_t points = count(body, '.'), commas = count(body, ',');
	const char *end = body.p + body.n;
	const char *point = points ? memrchr(body.p, '.', body.n) : NULL;
	const char *comma = commas ? memrchr(body.p, ',', body.n) : NULL;
	if (points > 0 && commas > 0) {
		const char *last = point > comma ? point : comma;
		return (last == point ? points : commas) == 1 ? last : NULL;
	}
	if (points == 1)
		return point;
	bool group = style == AMOUNT_GROUPED && comma && end - comma == 4 &&
	    comma > body.p;
	return commas == 1 && !group ? comma : NULL;
}

static bool
take_digits(struct slice body, const char *mark, struct number *out)
{
	out->n = out->whole = 0;
	for (size_t i = 0; i < body.n; i++) {
		if (body.p + i == mark)
			out->whole = out->n;
		if (!byte_is_digit(body.p[i]))
			continue;
		if (out->n == LONGEST)
			return false;
		out->digits[out->n++] = body.p[i];
	}
	if (!mark)
		out->whole = out->n;
	return out->n > 0;
}

/* `e+3` at the start of *rest, taken off it. False when it is too large. */
static bool
take_exponent(struct slice *rest, int *exponent)
{
	*exponent = 0;
	if (rest->n < 2 || (rest->p[0] | 32) != 'e')
		return true;
	size_t at = rest->p[1] == '+' || rest->p[1] == '-' ? 2 : 1;
	size_t from = at;
	int64_t value = 0;
	for (; at < rest->n && byte_is_digit(rest->p[at]); at++)
		value = value > MAX_EXPONENT ? value
					     : value * 10 + (rest->p[at] - '0');
	if (at == from)
		return true;
	*exponent = rest->p[1] == '-' ? (int)-value : (int)value;
	*rest = slice_skip(*rest, at);
	return value <= MAX_EXPONENT;
}

/* The digits with their point moved, as decimal_read wants them. */
static bool
read_moved(const struct number *number, int exponent, bool minus, int64_t *out)
{
	char text[LONGEST + 2 * MAX_EXPONENT + 4], *to = text;
	int point = (int)number->whole + exponent, n = (int)number->n;
	*to++ = minus ? '-' : '+';
	for (int i = 0; i < point; i++)
		*to++ = i < n ? number->digits[i] : '0';
	if (point <= 0)
		*to++ = '0';
	if (point < n)
		*to++ = '.';
	for (int i = point; i < n; i++)
		*to++ = i >= 0 ? number->digits[i] : '0';
	return decimal_read(slice_between(text, to), out);
}

/* Whether the text behind a number multiplies it: `1만원` is 10,000 won. */
static bool
is_multiple(struct slice back)
{
	static const char *const words[] = {
	    "십", "백", "천", "만", "억", "조", "万", "億", "亿"};
	while (back.n > 0 && back.p[0] == ' ')
		back = slice_skip(back, 1);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_starts(back, slice_of(words[i])))
			return true;
	return false;
}

bool
amount_read(struct slice s, enum amount_style style, int64_t *millionths)
{
	struct number number;
	int exponent;
	/* nearly all are plain */
	if (decimal_read(s, millionths))
		return true;
	struct slice body = find_body(s);
	if (body.n == 0)
		return false;
	struct slice front = slice_between(s.p, body.p);
	struct slice back = slice_between(body.p + body.n, s.p + s.n);
	if (!take_digits(body, find_mark(body, style), &number) ||
	    !take_exponent(&back, &exponent) || front.n > AROUND ||
	    back.n > AROUND || is_multiple(back))
		return false;
	for (size_t i = 0; i < back.n; i++)
		if (byte_is_digit(back.p[i]))
			return false;
	return read_moved(&number, exponent, is_minus(front), millionths);
}

/* a / b, rounded half to even, b > 0. */
size_t
amount_put_plain(char *dst, struct slice s)
{
	int64_t amount;
	if (decimal_read(s, &amount) ||
	    !amount_read(s, AMOUNT_GROUPED, &amount))
		return 0;
	return decimal_put(dst, amount);
}

static bool
divide(int128 a, int128 b, int64_t *out)
{
	int128 half = a < 0 ? -a : a, quotient = half / b;
	int128 twice = half % b * 2;
	if (twice > b || (twice == b && quotient % 2 != 0))
		quotient++;
	if (quotient > INT64_MAX)
		return false;
	*out = (int64_t)(a < 0 ? -quotient : quotient);
	return true;
}

bool
amount_multiply(int64_t a, int64_t b, int64_t *out)
{
	return divide((int128)a * b, MILLION, out);
}

bool
amount_divide(int64_t a, int64_t b, int64_t *out)
{
	int128 sign = b < 0 ? -1 : 1;
	return b != 0 && divide((int128)a * MILLION * sign, b * sign, out);
}
