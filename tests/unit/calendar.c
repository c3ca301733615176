/* SPDX-License-Identifier: MIT */
/* Periods of time in zones, and in which of them somebody was seen. */
#include "journey/calendar.h"

#include "base/when.h"
#include "journey/seen.h"
#include "unit/tap.h"

static struct zone zone;

static void
names(enum period kind, const char *time, const char *want)
{
	int64_t us;
	struct calendar c;
	calendar_init(&c, kind, &zone);
	ok(when_read(slice_of(time), &us), "%s", time);
	calendar_at(&c, us);
	is(slice_between(c.text, c.text + c.n), slice_of(want), time);
}

static void
test_names(void)
{
	zone_init(&zone, "UTC");
	names(PERIOD_DAY, "2026-03-01T23:59:59", "2026-03-01");
	names(PERIOD_WEEK, "2026-03-01", "2026-W09");
	names(PERIOD_WEEK, "2026-03-02", "2026-W10");
	names(PERIOD_WEEK, "2027-01-03", "2026-W53");
	names(PERIOD_WEEK, "2024-12-30", "2025-W01");
	names(PERIOD_MONTH, "2026-12-31T23:59:59", "2026-12");
	names(PERIOD_HOUR, "1969-12-31T23:00:00", "23");
	names(PERIOD_DAY, "1969-12-31T23:00:00", "1969-12-31");
	zone_init(&zone, "Asia/Seoul");
	names(PERIOD_DAY, "2026-03-01T15:00:00Z", "2026-03-02");
	names(PERIOD_HOUR, "2026-03-01T14:59:59Z", "23");
	zone_init(&zone, "Europe/Berlin");
	names(PERIOD_HOUR, "2026-03-29T00:59:59Z", "01");
	names(PERIOD_HOUR, "2026-03-29T01:00:00Z", "03");
	zone_init(&zone, "+05:45");
	names(PERIOD_HOUR, "2026-03-29T00:14:59Z", "05");
	names(PERIOD_HOUR, "2026-03-29T00:15:00Z", "06");
}

/* What is kept of the last moment must not decide the next one. */
static void
test_turning(void)
{
	int wrong = 0;
	uint64_t state = 1;
	zone_init(&zone, "America/St_Johns");
	for (int kind = 0; kind < PERIODS; kind++) {
		struct calendar kept, anew;
		int64_t us = (int64_t)1772323200 * SECOND;
		calendar_init(&kept, (enum period)kind, &zone);
		for (int i = 0; i < 20000; i++) {
			state = state * 6364136223846793005u + 1;
			us += (int64_t)(state >> 40) * 300;
			us -= state >> 63 ? HOUR : 0;
			calendar_init(&anew, (enum period)kind, &zone);
			wrong +=
			    calendar_at(&kept, us) != calendar_at(&anew, us);
			wrong += kept.n != anew.n ||
			    memcmp(kept.text, anew.text, kept.n) != 0;
		}
	}
	ok(wrong == 0, "a calendar that is kept agrees with a new one");
}

static void
test_ends(void)
{
	int64_t us, day = days_from_civil(2026, 3, 29);
	zone_init(&zone, "Europe/Berlin");
	when_read(SLICE("2026-03-29T22:00:00Z"), &us);
	ok(period_end(PERIOD_DAY, day, &zone) == us, "a day of 23 hours");
	when_read(SLICE("2026-03-31T22:00:00Z"), &us);
	ok(period_end(PERIOD_MONTH, period_of_day(PERIOD_MONTH, day), &zone) ==
		us,
	    "a month");
	int wrong = 0;
	for (int64_t d = -800000; d < 800000; d += 13)
		for (int kind = PERIOD_DAY; kind < PERIODS; kind++) {
			enum period k = (enum period)kind;
			int64_t n = period_of_day(k, d);
			wrong += period_first_day(k, n) > d ||
			    period_first_day(k, n + 1) <= d;
		}
	ok(wrong == 0, "a period has its days");
}

/* A set of days against what struct seen says, in an order that is a little
 * out of turn. */
static void
test_seen(void)
{
	static bool days[450]; /* looked at up to 80 behind the last */
	struct seen s = {0};
	struct seen_around around;
	uint64_t state = 7;
	int wrong = 0;
	for (int i = 0; i < 300; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		int32_t day = i + 30 - (int32_t)(state >> 33) % 50;
		int32_t before = day - 1, after = day + 1;
		bool old = days[day + 30];
		enum seen_answer answer = seen_mark(&s, day, &around);
		days[day + 30] = true;
		wrong += (answer == SEEN_AGAIN) != old || answer == SEEN_LATE;
		if (answer != SEEN_NEW)
			continue;
		while (before > day - 30 && before > -30 && !days[before + 30])
			before--;
		while (after < day + 50 && !days[after + 30])
			after++;
		bool near = before > -30 && days[before + 30];
		wrong +=
		    near && (!around.has_before || around.before != before);
		wrong += around.has_after != (days[after + 30] && after > day);
		wrong += around.has_after && around.after != after;
	}
	ok(wrong == 0, "days and their neighbours");
	ok(seen_mark(&s, s.last - 64, &around) == SEEN_LATE,
	    "what is too old to know");
	ok(seen_mark(&s, s.last + 100, &around) == SEEN_NEW && s.bits == 1,
	    "a long time later");
}

int
main(void)
{
	test_names();
	test_turning();
	test_ends();
	test_seen();
	return tap_done();
}
