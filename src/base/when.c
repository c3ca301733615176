/* SPDX-License-Identifier: MIT */
/* Moments and durations as text. The calendar arithmetic counts days in
 * 400-year eras that begin on 1 March, so that the leap day is the last day of
 * a year. */
#include "base/when.h"

#include "base/num.h"

enum { ERA_DAYS = 146097 };

int64_t
days_from_civil(int year, unsigned month, unsigned day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t in_era = y - era * 400;
	int64_t in_year =
	    (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int64_t days = in_era * 365 + in_era / 4 - in_era / 100 + in_year;
	return era * ERA_DAYS + days - 719468;
}

void
civil_from_days(int64_t days, int *year, unsigned *month, unsigned *day)
{
	days += 719468;
	int64_t era = (days >= 0 ? days : days - (ERA_DAYS - 1)) / ERA_DAYS;
	int64_t in_era = days - era * ERA_DAYS;
	int64_t y =
	    (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
	int64_t in_year = in_era - (365 * y + y / 4 - y / 100);
	int64_t m = (5 * in_year + 2) / 153;
	*day = (unsigned)(in_year - (153 * m + 2) / 5 + 1);
	*month = (unsigned)(m < 10 ? m + 3 : m - 9);
	*year = (int)(y + era * 400 + (*month <= 2));
}

/* The common case, ten digits: eight at once, by adding neighbours up to
 * pairs, fours and the whole. */
static bool
read_ten(const char *p, int64_t *us)
{
	uint64_t x;
	unsigned ninth = (unsigned char)p[8] - (unsigned)'0';
	unsigned tenth = (unsigned char)p[9] - (unsigned)'0';
	memcpy(&x, p, sizeof(x));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	x = __builtin_bswap64(x);
#endif
	const uint64_t high = 0xf0f0f0f0f0f0f0f0u;
	const uint64_t threes = 0x3030303030303030u;
	const uint64_t sixes = 0x0606060606060606u;
	if ((x & high) != threes || ((x + sixes) & high) != threes ||
	    ninth > 9 || tenth > 9)
		return false;
	x -= threes;
	x = (x * 10 + (x >> 8)) & 0x00ff00ff00ff00ffu;
	x = (x * 100 + (x >> 16)) & 0x0000ffff0000ffffu;
	x = (x * 10000 + (x >> 32)) & 0xffffffffu;
	*us = (int64_t)(x * 100 + ninth * 10 + tenth) * SECOND;
	return true;
}

bool
when_read_unix(struct slice s, int64_t *us)
{
	int64_t v;
	if (s.n == 10 && read_ten(s.p, us))
		return true;
	if (s.n == 0 || s.p[0] == '+' || s.p[s.n - 1] == '.')
		return false;
	if (!decimal_read(s, &v))
		return false;
	if (v < days_from_civil(1, 1, 1) * DAY ||
	    v >= days_from_civil(10000, 1, 1) * DAY)
		return false;
	*us = v;
	return true;
}

size_t
when_put_unix(char *dst, int64_t us)
{
	if (us >= 0 && us % SECOND == 0)
		return num_put_u64(dst, (uint64_t)(us / SECOND));
	return decimal_put(dst, us);
}

/* Exactly n digits at *p, before end; advances *p. */
static bool
read_digits(const char **p, const char *end, int n, unsigned *out)
{
	unsigned v = 0;
	if (end - *p < n)
		return false;
	for (int i = 0; i < n; i++) {
		unsigned digit = (unsigned char)(*p)[i] - (unsigned)'0';
		if (digit > 9)
			return false;
		v = v * 10 + digit;
	}
	*p += n;
	*out = v;
	return true;
}

static bool
read_date(const char **p, const char *end, int64_t *us)
{
	static const unsigned char lengths[] = {
	    31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	unsigned year, month, day;
	if (!read_digits(p, end, 4, &year) || *p == end || *(*p)++ != '-' ||
	    !read_digits(p, end, 2, &month) || *p == end || *(*p)++ != '-' ||
	    !read_digits(p, end, 2, &day))
		return false;
	if (year < 1 || month < 1 || month > 12 || day < 1 ||
	    day > lengths[month - 1])
		return false;
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	if (month == 2 && day == 29 && !leap)
		return false;
	*us = days_from_civil((int)year, month, day) * DAY;
	return true;
}

/* `HH:MM[:SS[.ffffff]]`; a leap second :60 is the next minute's first. */
static bool
read_clock(const char **p, const char *end, int64_t *us)
{
	unsigned hour, minute, second = 0;
	if (!read_digits(p, end, 2, &hour) || *p == end || *(*p)++ != ':' ||
	    !read_digits(p, end, 2, &minute))
		return false;
	if (*p < end && **p == ':') {
		++*p;
		if (!read_digits(p, end, 2, &second))
			return false;
	}
	if (hour > 23 || minute > 59 || second > 60)
		return false;
	*us += hour * HOUR + minute * MINUTE + second * SECOND;
	if (*p < end && (**p == '.' || **p == ',')) {
		const char *from = ++*p;
		while (*p < end && **p >= '0' && **p <= '9')
			++*p;
		int64_t unit = SECOND / 10;
		if (*p == from)
			return false;
		for (; from < *p && unit > 0; from++, unit /= 10)
			*us += (*from - '0') * unit;
	}
	return true;
}

static bool
read_zone(const char **p, const char *end, int64_t *us)
{
	if (*p == end)
		return true;
	char sign = *(*p)++;
	if (sign == 'Z' || sign == 'z')
		return true;
	unsigned hour, minute;
	if ((sign != '+' && sign != '-') || !read_digits(p, end, 2, &hour))
		return false;
	if (*p < end && **p == ':')
		++*p;
	if (!read_digits(p, end, 2, &minute) || hour > 18 || minute > 59)
		return false;
	int64_t offset = hour * HOUR + minute * MINUTE;
	*us += sign == '+' ? -offset : offset;
	return true;
}

bool
when_read(struct slice s, int64_t *us)
{
	const char *p = s.p, *end = s.p + s.n;
	int64_t v = 0;
	if (s.n < 5 || s.p[4] != '-')
		return when_read_unix(s, us);
	if (!read_date(&p, end, &v))
		return false;
	if (p < end && (*p == 'T' || *p == 't' || *p == ' ')) {
		p++;
		if (!read_clock(&p, end, &v))
			return false;
	}
	if (!read_zone(&p, end, &v) || p != end)
		return false;
	*us = v;
	return true;
}

static char *
put_padded(char *dst, unsigned v, int width)
{
	for (int i = width - 1; i >= 0; i--, v /= 10)
		dst[i] = (char)('0' + v % 10);
	return dst + width;
}

size_t
when_put_iso(char *dst, int64_t us)
{
	int64_t seconds = us / SECOND - (us % SECOND < 0);
	int64_t days = seconds / 86400 - (seconds % 86400 < 0);
	unsigned clock = (unsigned)(seconds - days * 86400);
	int year;
	unsigned month, day;
	civil_from_days(days, &year, &month, &day);
	char *p = put_padded(dst, (unsigned)year, 4);
	*p++ = '-';
	p = put_padded(p, month, 2);
	*p++ = '-';
	p = put_padded(p, day, 2);
	*p++ = 'T';
	p = put_padded(p, clock / 3600, 2);
	*p++ = ':';
	p = put_padded(p, clock / 60 % 60, 2);
	*p++ = ':';
	p = put_padded(p, clock % 60, 2);
	*p++ = 'Z';
	return (size_t)(p - dst);
}

static const struct unit {
	const char *name;
	int64_t us;
} units[] = {{"w", 7 * DAY}, {"d", DAY}, {"h", HOUR}, {"m", MINUTE},
    {"s", SECOND}, {"ms", SECOND / 1000}};

static int64_t
unit_length(struct slice name)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (slice_is(name, units[i].name))
			return units[i].us;
	return 0;
}

bool
duration_read(struct slice s, int64_t *us)
{
	int64_t total = 0;
	uint64_t v;
	if (num_read_u64(s, DURATION_MAX / SECOND, &v)) {
		*us = (int64_t)v * SECOND;
		return true;
	}
	if (s.n == 0)
		return false;
	while (s.n > 0) {
		size_t digits = 0, letters = 0;
		while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
			digits++;
		while (digits + letters < s.n && s.p[digits + letters] > '9')
			letters++;
		int64_t unit =
		    unit_length((struct slice){s.p + digits, letters});
		if (unit == 0 ||
		    !num_read_u64((struct slice){s.p, digits},
			(uint64_t)(DURATION_MAX / unit), &v))
			return false;
		total += (int64_t)v * unit;
		if (total > DURATION_MAX)
			return false;
		s = slice_skip(s, digits + letters);
	}
	*us = total;
	return true;
}

size_t
duration_put(char *dst, int64_t us)
{
	size_t n = 0;
	if (us == 0)
		dst[n++] = '0';
	for (size_t i = 1; i < sizeof(units) / sizeof(*units); i++) {
		int64_t count = us / units[i].us;
		if (count == 0)
			continue;
		us -= count * units[i].us;
		n += num_put_u64(dst + n, (uint64_t)count);
		memcpy(dst + n, units[i].name, strlen(units[i].name));
		n += strlen(units[i].name);
	}
	return n;
}
