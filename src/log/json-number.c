/* SPDX-License-Identifier: MIT */
/* Numbers of JSON as whole numbers of a smaller unit. */
#include "log/json-text.h"

/* A number's digits as far as 64 bits hold them, and the power of ten of the
 * last one. Of the digits behind it only the first counts, and whether any
 * further one is not 0. */
struct digits {
	uint64_t value;
	int64_t power;
	unsigned first; /* that did not fit, 0..9 */
	bool more;
};

enum { MOST_DIGITS = 19, MOST_EXPONENT = 1 << 20 };

static const char *
read_digits(
    const char *p, const char *end, bool fraction, struct digits *d, int *kept)
{
	for (; p < end && *p >= '0' && *p <= '9'; p++) {
		unsigned digit = (unsigned)(*p - '0');
		if (*kept < MOST_DIGITS) {
			d->value = d->value * 10 + digit;
			*kept += d->value > 0;
			d->power -= fraction;
			continue;
		}
		if (*kept == MOST_DIGITS)
			d->first = digit;
		else
			d->more |= digit != 0;
		*kept = MOST_DIGITS + 1;
		d->power += !fraction;
	}
	return p;
}

/* The exponent at p, behind its e. */
static bool
read_exponent(const char *p, const char *end, int64_t *power)
{
	int64_t value = 0;
	bool minus = p < end && *p == '-';
	p += p < end && (*p == '-' || *p == '+');
	if (p == end)
		return false;
	for (; p < end; p++) {
		if (*p < '0' || *p > '9')
			return false;
		if (value < MOST_EXPONENT)
			value = value * 10 + (*p - '0');
	}
	*power += minus ? -value : value;
	return true;
}

static bool
read_number(struct slice s, struct digits *d)
{
	const char *p = s.p, *end = p + s.n;
	int kept = 0;
	*d = (struct digits){.power = 0};
	const char *q = read_digits(p, end, false, d, &kept);
	size_t any = (size_t)(q - p);
	if (q < end && *q == '.') {
		p = q + 1;
		q = read_digits(p, end, true, d, &kept);
		any += (size_t)(q - p);
	}
	if (any == 0)
		return false;
	if (q < end && (*q == 'e' || *q == 'E'))
		return read_exponent(q + 1, end, &d->power);
	return q == end;
}

/* Rounds by what the next digit is and whether more follow it. */
static uint64_t
round_even(uint64_t value, unsigned next, bool more)
{
	return value + (next > 5 || (next == 5 && (more || (value & 1))));
}

bool
json_scaled(struct json_value v, int scale, int64_t *out)
{
	struct digits d;
	struct slice s = v.text;
	if ((v.kind != JSON_NUMBER && v.kind != JSON_STRING) || s.n == 0)
		return false;
	bool minus = s.p[0] == '-';
	if (!read_number(slice_skip(s, minus || s.p[0] == '+'), &d))
		return false;
	d.power += scale;
	for (; d.power > 0 && d.value > 0; d.power--)
		if (__builtin_mul_overflow(d.value, 10u, &d.value))
			return false;
	for (; d.power < 0 && (d.value > 0 || d.first > 0); d.power++) {
		d.more |= d.first > 0;
		d.first = (unsigned)(d.value % 10);
		d.value /= 10;
	}
	d.value = round_even(d.value, d.first, d.more);
	if (d.value > INT64_MAX)
		return false;
	*out = minus ? -(int64_t)d.value : (int64_t)d.value;
	return true;
}
