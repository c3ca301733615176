/* SPDX-License-Identifier: MIT */
/* Zones: fixed ones, named ones, and clocks that are put forward and back. */
#include "base/when.h"
#include "base/zone.h"
#include "tap.h"

static struct zone z;

static int64_t
at(const char *text)
{
	int64_t us = 0;
	ok(when_read(slice_of(text), &us), "a moment: %s", text);
	return us;
}

static void
names(void)
{
	static const char *const bad[] = {"", "Asia/Seol", "+15:00", "+9",
	    "+09:60", "+09:00x", "../../etc/passwd", "/etc/localtime", "."};
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ok(!zone_init(&z, bad[i]), "no zone: '%s'", bad[i]);
	ok(zone_init(&z, "utc") && zone_offset(&z, 0) == 0, "UTC");
	ok(zone_init(&z, "+09:00") && zone_offset(&z, 0) == 9 * HOUR, "fixed");
	ok(zone_init(&z, "-0330") &&
		zone_offset(&z, 0) == -(3 * HOUR + 30 * MINUTE),
	    "west of Greenwich, half an hour");
	ok(zone_init(&z, "+05") && zone_offset(&z, 0) == 5 * HOUR, "hours");
}

static void
days(void)
{
	ok(zone_init(&z, "Asia/Seoul"), "Asia/Seoul");
	ok(zone_day(&z, at("2026-03-01T14:59:59Z")) + 1 ==
		zone_day(&z, at("2026-03-01T15:00:00Z")),
	    "its day begins at 15:00 UTC");
	ok(zone_day(&z, -1) == 0 && zone_day(&z, -10 * HOUR) == -1,
	    "days before the epoch");
	ok(zone_moment(&z, zone_local(&z, at("2026-03-01T03:04:05Z"))) ==
		at("2026-03-01T03:04:05Z"),
	    "there and back");
}

static void
clocks_that_change(void)
{
	ok(zone_init(&z, "America/New_York"), "America/New_York");
	int64_t before = at("2026-03-08T06:59:59Z"); /* 01:59:59 EST */
	ok(zone_offset(&z, before) == -5 * HOUR &&
		zone_offset(&z, before + SECOND) == -4 * HOUR,
	    "put forward in March");
	ok(zone_moment(&z, at("2026-03-08T02:30:00Z")) ==
		at("2026-03-08T07:30:00Z"),
	    "a time that is skipped");
	ok(zone_moment(&z, at("2026-11-01T01:30:00Z")) ==
		at("2026-11-01T05:30:00Z"),
	    "a time that comes twice is the earlier one");
	ok(zone_moment(&z, at("2026-11-01T02:30:00Z")) ==
		at("2026-11-01T07:30:00Z"),
	    "behind it");
	bool good = true;
	int64_t from = at("2026-01-01");
	for (int64_t us = from; us < from + 365 * DAY; us += 10 * MINUTE) {
		int64_t back = zone_moment(&z, zone_local(&z, us));
		good = good && (back == us || back == us - HOUR);
	}
	ok(good, "a year there and back");
}

int
main(void)
{
	names();
	days();
	clocks_that_change();
	return tap_done();
}
