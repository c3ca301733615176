/* SPDX-License-Identifier: MIT */
/* Times read from left to right; those of the last minute by comparing. */
#include "log/clock.h"

#include "base/when.h"
#include "log/json.h"

/* A time taken apart. */
struct civil {
	int year, month, day, hour, minute, second;
	int64_t fraction; /* microseconds */
	int64_t zone;     /* ahead of UTC */
	bool has_zone;
};

/* A text being read; each function below takes from its front. */
static bool
take(struct slice *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = slice_skip(*s, 1);
	return true;
}

static bool
take_number(struct slice *s, size_t least, size_t most, int *out)
{
	size_t n = 0;
	int value = 0;
	while (n < most && n < s->n && s->p[n] >= '0' && s->p[n] <= '9')
		value = value * 10 + (s->p[n++] - '0');
	if (n < least)
		return false;
	*out = value;
	*s = slice_skip(*s, n);
	return true;
}

/* The digits behind a point or comma. */
static void
take_fraction(struct slice *s, int64_t *us)
{
	int64_t unit = SECOND / 10;
	*us = 0;
	if (s->n < 2 || (s->p[0] != '.' && s->p[0] != ','))
		return;
	size_t n = 1;
	for (; n < s->n && s->p[n] >= '0' && s->p[n] <= '9'; n++) {
		*us += unit * (s->p[n] - '0');
		unit /= 10;
	}
	*s = slice_skip(*s, n);
}

/* `Z`, `GMT`, `UTC`, `+0900`, `+09:00`, `-03`, a blank in front or not; none
 * is no fault. */
static bool
take_zone(struct slice *s, struct civil *c)
{
	int hours, minutes = 0;
	c->has_zone = false;
	c->zone = 0;
	if (s->n == 0)
		return true;
	take(s, ' ');
	c->has_zone = true;
	if (slice_equal_nocase(*s, SLICE("Z")) || slice_is(*s, "GMT") ||
	    slice_is(*s, "UTC"))
		return true;
	bool minus = s->n > 0 && s->p[0] == '-';
	if (!take(s, minus ? '-' : '+') || !take_number(s, 2, 2, &hours))
		return false;
	take(s, ':');
	if (s->n > 0 && !take_number(s, 2, 2, &minutes))
		return false;
	if (s->n > 0 || hours > 18 || minutes > 59)
		return false;
	c->zone = hours * HOUR + minutes * MINUTE;
	if (minus)
		c->zone = -c->zone;
	return true;
}

/* hh:mm:ss[.fraction] */
static bool
take_hour(struct slice *s, struct civil *c)
{
	if (!take_number(s, 2, 2, &c->hour) || !take(s, ':') ||
	    !take_number(s, 2, 2, &c->minute) || !take(s, ':') ||
	    !take_number(s, 2, 2, &c->second))
		return false;
	take_fraction(s, &c->fraction);
	return true;
}

static bool
take_hyphen(struct slice *s)
{
	return take(s, '-') || take(s, '/') || take(s, '.');
}

/* 2026-11-24, 2026/11/24 or 2026.11.24 */
static bool
take_date(struct slice *s, struct civil *c)
{
	return take_number(s, 4, 4, &c->year) && take_hyphen(s) &&
	    take_number(s, 2, 2, &c->month) && take_hyphen(s) &&
	    take_number(s, 2, 2, &c->day);
}

/* 24/Nov/2026 or 24 Nov 2026 */
static bool
take_named_date(struct slice *s, struct civil *c)
{
	if (!take_number(s, 1, 2, &c->day) || (!take(s, '/') && !take(s, ' ')))
		return false;
	c->month = s->n >= 3 ? stamp_month(s->p) : -1;
	*s = slice_skip(*s, 3);
	return (take(s, '/') || take(s, ' ')) && take_number(s, 4, 4, &c->year);
}

/* The moment; a time without a zone is the clock's. */
static bool
moment(struct clock *clock, const struct civil *c, int64_t *us)
{
	if (!stamp_is_date(c->year, c->month, c->day) || c->hour > 23 ||
	    c->minute > 59 || c->second > 60)
		return false;
	int64_t local =
	    days_from_civil(c->year, (unsigned)c->month, (unsigned)c->day) *
		DAY +
	    c->hour * HOUR + c->minute * MINUTE;
	if (c->has_zone)
		local -= c->zone;
	else if (clock->zone)
		local = zone_moment(clock->zone, local);
	else
		clock->guessed = true;
	*us = local + c->second * SECOND + c->fraction;
	return true;
}

static bool
read_unix(struct slice s, int64_t *us)
{
	static const int64_t limits[] = {
	    100000000000, 100000000000000, 100000000000000000};
	static const int scales[] = {6, 3, 0, -3};
	struct json_value v = {s, JSON_NUMBER, false};
	int64_t whole;
	size_t i = 0;
	if (!json_scaled(v, 0, &whole) || whole < 0)
		return false;
	while (i < 3 && whole >= limits[i])
		i++;
	return json_scaled(v, scales[i], us);
}

static bool
read_iso(struct clock *clock, struct slice s, int64_t *us)
{
	struct civil c;
	struct slice all = s;
	int second;
	if (s.n >= 19 && memcmp(s.p, clock->iso.text, 16) == 0) {
		s = slice_skip(s, 16);
		c.fraction = 0;
		if (take(&s, ':') && take_number(&s, 2, 2, &second)) {
			take_fraction(&s, &c.fraction);
			if (second <= 60 && s.n == clock->iso.zone_n &&
			    memcmp(s.p, clock->iso.zone, s.n) == 0) {
				*us = clock->iso.at + second * SECOND +
				    c.fraction;
				return true;
			}
		}
		s = all;
	}
	if (!take_date(&s, &c) ||
	    (!take(&s, 'T') && !take(&s, ' ') && !take(&s, ':')) ||
	    !take_hour(&s, &c))
		return false;
	struct slice zone = s;
	if (!take_zone(&s, &c) || !moment(clock, &c, us))
		return false;
	if (zone.n <= sizeof(clock->iso.zone)) {
		memcpy(clock->iso.text, all.p, 16);
		memcpy(clock->iso.zone, zone.p, zone.n);
		clock->iso.zone_n = zone.n;
		clock->iso.at = *us - c.second * SECOND - c.fraction;
	}
	return true;
}

static bool
read_named(struct clock *clock, struct slice s, int64_t *us)
{
	struct civil c;
	return take_named_date(&s, &c) && (take(&s, ':') || take(&s, ' ')) &&
	    take_hour(&s, &c) && take_zone(&s, &c) && moment(clock, &c, us);
}

static bool
is_in_range(int64_t us)
{
	return us >= STAMP_FIRST && us <= STAMP_LAST;
}

static bool
read_any(struct clock *clock, struct slice s, int64_t *us)
{
	if (s.n > 2 && s.p[0] == '[' && s.p[s.n - 1] == ']')
		s = (struct slice){s.p + 1, s.n - 2};
	if (s.n == STAMP_LENGTH && s.p[2] == '/' &&
	    stamp_read(&clock->stamp, s.p, us))
		return true;
	if (s.n > 5 && s.p[3] == ',' && s.p[4] == ' ') /* Tue, */
		return read_named(clock, slice_skip(s, 5), us);
	if (s.n > 4 && (s.p[4] == '-' || s.p[4] == '/') && s.p[0] <= '9')
		return read_iso(clock, s, us);
	if (s.n > 7 && s.p[4] == '.' && s.p[7] == '.')
		return read_iso(clock, s, us);
	if (s.n > 2 && (s.p[2] == '/' || s.p[1] == '/' || s.p[2] == ' '))
		return read_named(clock, s, us);
	return read_unix(s, us);
}

bool
clock_read(struct clock *clock, struct slice s, int64_t *us)
{
	return read_any(clock, s, us) && is_in_range(*us);
}

bool
clock_read_pair(
    struct clock *clock, struct slice date, struct slice hour, int64_t *us)
{
	struct civil c;
	if (!take_date(&date, &c) || date.n > 0 || !take_hour(&hour, &c) ||
	    !take_zone(&hour, &c))
		return false;
	return moment(clock, &c, us) && is_in_range(*us);
}
