/* SPDX-License-Identifier: MIT */
/* Comparing decimals digit by digit. */
#include "rules/decimal.h"

static size_t
count_digits(const char *p, const char *end)
{
	const char *start = p;
	while (p < end && (unsigned char)(*p - '0') <= 9)
		p++;
	return (size_t)(p - start);
}

bool
decimal_parse(struct slice text, struct decimal *d)
{
	if (text.n == 0)
		return false;
	const char *p = text.p, *end = text.p + text.n;
	bool minus = *p == '-';
	if (minus || *p == '+')
		p++;
	struct slice whole = {p, count_digits(p, end)}, part = {"", 0};
	p += whole.n;
	if (p < end && *p == '.')
		part = (struct slice){p + 1, count_digits(p + 1, end)};
	if (whole.n + part.n == 0 ||
	    (p < end && (*p != '.' || p + 1 + part.n != end)))
		return false;
	while (whole.n > 0 && *whole.p == '0')
		whole = slice_skip(whole, 1);
	while (part.n > 0 && part.p[part.n - 1] == '0')
		part.n--;
	*d = (struct decimal){whole, part, minus && whole.n + part.n > 0};
	return true;
}

int
decimal_order(const struct decimal *a, const struct decimal *b)
{
	if (a->minus != b->minus)
		return a->minus ? -1 : 1;
	int order = (a->whole.n > b->whole.n) - (a->whole.n < b->whole.n);
	if (order == 0)
		order = slice_compare(a->whole, b->whole);
	if (order == 0)
		order = slice_compare(a->part, b->part);
	return a->minus ? -order : order;
}
