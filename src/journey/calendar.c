/* SPDX-License-Identifier: MIT */
/* Civil periods. */
#include "journey/calendar.h"

#include "base/num.h"
#include "base/when.h"

static const char *const names[PERIODS] = {"hour", "day", "week", "month"};

bool
period_read(struct slice name, enum period *out)
{
	for (unsigned i = 0; i < PERIODS; i++)
		if (slice_is(name, names[i])) {
			*out = (enum period)i;
			return true;
		}
	return false;
}

void
calendar_init(struct calendar *c, enum period kind, struct zone *zone)
{
	*c = (struct calendar){.zone = zone, .kind = kind};
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t
period_of_day(enum period kind, int64_t day)
{
	int year;
	unsigned month, of_month;
	if (kind == PERIOD_DAY)
		return day;
	if (kind == PERIOD_WEEK) /* 1970-01-01 was a Thursday */
		return floor_div(day + 3, 7);
	civil_from_days(day, &year, &month, &of_month);
	return (int64_t)year * 12 + month - 1;
}

int64_t
period_first_day(enum period kind, int64_t number)
{
	if (kind == PERIOD_DAY)
		return number;
	if (kind == PERIOD_WEEK)
		return number * 7 - 3;
	int64_t year = floor_div(number, 12);
	return days_from_civil(
	    (int)year, (unsigned)(number - year * 12) + 1, 1);
}

int64_t
period_end(enum period kind, int64_t number, struct zone *zone)
{
	return zone_moment(zone, period_first_day(kind, number + 1) * DAY);
}

static char *
put_padded(char *to, uint64_t v, unsigned digits)
{
	for (unsigned i = digits; i-- > 0; v /= 10)
		to[i] = (char)('0' + v % 10);
	return to + digits;
}

/* Years before 1 are beyond every time that can be read, but for a zone. */
static char *
put_year(char *to, int year)
{
	return put_padded(to, year > 0 ? (unsigned)year : 0, 4);
}

size_t
period_put(char *dst, enum period kind, int64_t number)
{
	char *to = dst;
	int year;
	unsigned month, day;
	if (kind == PERIOD_HOUR)
		return (size_t)(put_padded(to, (uint64_t)number, 2) - dst);
	int64_t first = period_first_day(kind, number);
	if (kind == PERIOD_WEEK) {
		/* the week belongs to the year of its Thursday */
		civil_from_days(first + 3, &year, &month, &day);
		int64_t of_year = first + 3 - days_from_civil(year, 1, 1);
		to = put_year(to, year);
		*to++ = '-';
		*to++ = 'W';
		to = put_padded(to, (uint64_t)of_year / 7 + 1, 2);
		return (size_t)(to - dst);
	}
	civil_from_days(first, &year, &month, &day);
	to = put_year(to, year);
	*to++ = '-';
	to = put_padded(to, month, 2);
	if (kind == PERIOD_DAY) {
		*to++ = '-';
		to = put_padded(to, day, 2);
	}
	return (size_t)(to - dst);
}

/* An offset holds for a quarter of an hour of UTC at least (zone.h), so that is
 * what is known at once; where an odd offset lets the wall clock's hour begin
 * within it, up to there. */
void
calendar_turn(struct calendar *c, int64_t us)
{
	const int64_t quarter = 15 * MINUTE;
	int64_t offset = zone_offset(c->zone, us);
	int64_t hour = floor_div(us + offset, HOUR);
	c->from = floor_div(us, quarter) * quarter;
	c->to = c->from + quarter;
	if (c->from < hour * HOUR - offset)
		c->from = hour * HOUR - offset;
	if (c->to > (hour + 1) * HOUR - offset)
		c->to = (hour + 1) * HOUR - offset;
	int64_t day = floor_div(hour, 24);
	int64_t number = c->kind == PERIOD_HOUR ? hour - day * 24
						: period_of_day(c->kind, day);
	if (c->n > 0 && number == c->number)
		return;
	c->number = number;
	c->n = period_put(c->text, c->kind, number);
}
