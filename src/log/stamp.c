/* SPDX-License-Identifier: MIT */
/* Reading a stamp: the minute from the last line, or digit by digit. */
#include "log/stamp.h"

#include <string.h>

#include "base/when.h"

/* n digits at p, or -1. */
static int
digits(const char *p, int n)
{
	int v = 0;
	for (int i = 0; i < n; i++) {
		int digit = p[i] - '0';
		if (digit < 0 || digit > 9)
			return -1;
		v = v * 10 + digit;
	}
	return v;
}

int
stamp_month(const char *p)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	char name[3] = {
	    (char)(p[0] | 0x20), (char)(p[1] | 0x20), (char)(p[2] | 0x20)};
	for (int month = 0; month < 12; month++)
		if (memcmp(names + 3 * month, name, 3) == 0)
			return month + 1;
	return -1;
}

bool
stamp_is_date(int year, int month, int day)
{
	static const char lengths[] = {
	    31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > lengths[month - 1])
		return false;
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return month != 2 || day != 29 || leap;
}

/* `10/Oct/2000:13:55:` and ` -0700` to the moment of its second 0. */
static bool
read_minute(const char *p, int64_t *us)
{
	int day = digits(p, 2), month = stamp_month(p + 3);
	int year = digits(p + 7, 4), hour = digits(p + 12, 2);
	int minute = digits(p + 15, 2);
	int zone_hour = digits(p + 22, 2), zone_minute = digits(p + 24, 2);
	if (p[2] != '/' || p[6] != '/' || p[11] != ':' || p[14] != ':' ||
	    p[17] != ':' || p[20] != ' ' || (p[21] != '+' && p[21] != '-'))
		return false;
	if (!stamp_is_date(year, month, day) || hour < 0 || hour > 23 ||
	    minute < 0 || minute > 59 || zone_hour < 0 || zone_hour > 18 ||
	    zone_minute < 0 || zone_minute > 59)
		return false;
	int64_t zone = zone_hour * HOUR + zone_minute * MINUTE;
	*us = days_from_civil(year, (unsigned)month, (unsigned)day) * DAY +
	    hour * HOUR + minute * MINUTE - (p[21] == '-' ? -zone : zone);
	return *us >= STAMP_FIRST;
}

bool
stamp_read(struct stamp *last, const char *p, int64_t *us)
{
	/* at the start `last` is zeros: that is no minute to be equal to */
	if (p[0] == '\0' ||
	    memcmp(last->minute, p, sizeof(last->minute)) != 0 ||
	    memcmp(last->zone, p + 20, sizeof(last->zone)) != 0) {
		int64_t at;
		if (!read_minute(p, &at))
			return false;
		memcpy(last->minute, p, sizeof(last->minute));
		memcpy(last->zone, p + 20, sizeof(last->zone));
		last->at = at;
	}
	int second = digits(p + 18, 2);
	if (second < 0 || second > 60)
		return false;
	*us = last->at + second * SECOND;
	return *us <= STAMP_LAST;
}
