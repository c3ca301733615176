/* SPDX-License-Identifier: MIT */
/* Numbers, decimals, durations and moments as text. */
#include "base/num.h"
#include "base/when.h"
#include "tap.h"

static void
decimals(void)
{
	static const struct {
		const char *text;
		bool good;
		int64_t millionths;
		const char *again;
	} cases[] = {{"0", true, 0, "0"},
	    {"129000", true, 129000000000, "129000"},
	    {"1.5", true, 1500000, "1.5"}, {"-1.50", true, -1500000, "-1.5"},
	    {"+.25", true, 250000, "0.25"}, {"7.", true, 7000000, "7"},
	    {"0.0000005", true, 0, "0"}, {"0.0000015", true, 2, "0.000002"},
	    {"0.00000051", true, 1, "0.000001"},
	    {"23.990000000000002", true, 23990000, "23.99"},
	    {"9200000000000", true, 9200000000000000000, "9200000000000"},
	    {"9300000000000", false, 0, NULL}, {"", false, 0, NULL},
	    {".", false, 0, NULL}, {"-", false, 0, NULL},
	    {"1e3", false, 0, NULL}, {"7,500", false, 0, NULL},
	    {"1.2.3", false, 0, NULL}, {" 1", false, 0, NULL}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int64_t v = 0;
		char text[NUM_MAX_TEXT];
		bool good = decimal_read(slice_of(cases[i].text), &v);
		ok(good == cases[i].good && v == cases[i].millionths,
		    "decimal '%s'", cases[i].text);
		if (good)
			is(((struct slice){text, decimal_put(text, v)}),
			    slice_of(cases[i].again), "written again");
	}
}

/* Read as they are written, to the last that 128 bits have. */
static void
wide_numbers(void)
{
	static const char *const good[] = {"0", "-1", "18446744073709551616",
	    "170141183460469231731687303715884105727",
	    "-170141183460469231731687303715884105728"};
	static const char *const bad[] = {"", "-", "+1", "1.5", "--1", "1 ",
	    "170141183460469231731687303715884105728",
	    "-170141183460469231731687303715884105729",
	    "1000000000000000000000000000000000000000"};
	int128 v = 0;
	char text[NUM_MAX_TEXT];
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		ok(num_read_i128(slice_of(good[i]), &v), "wide %s", good[i]);
		is(((struct slice){text, num_put_i128(text, v)}),
		    slice_of(good[i]), "written again");
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ok(!num_read_i128(slice_of(bad[i]), &v), "not wide '%s'",
		    bad[i]);
}

static void
numbers(void)
{
	char text[NUM_MAX_TEXT];
	uint64_t v = 7;
	ok(num_read_u64(SLICE("18446744073709551615"), UINT64_MAX, &v) &&
		v == UINT64_MAX,
	    "the largest number");
	ok(!num_read_u64(SLICE("18446744073709551616"), UINT64_MAX, &v),
	    "one more is refused");
	ok(!num_read_u64(SLICE("11"), 10, &v), "above the range");
	ok(!num_read_u64(SLICE(""), 10, &v), "no digits");
	ok(!num_read_u64(SLICE("1x"), 10, &v), "not a digit");
	for (uint64_t n = 1, i = 0; i < 20; i++, n *= 10) {
		char want[32];
		snprintf(want, sizeof(want), "%llu", (unsigned long long)n);
		is(((struct slice){text, num_put_u64(text, n)}), slice_of(want),
		    "a power of ten");
	}
	bool same = true;
	for (uint64_t n = 999999000, i = 0; i < 200000; i++) {
		char want[32];
		int length =
		    snprintf(want, sizeof(want), "%llu", (unsigned long long)n);
		same = same && num_put_u64(text, n) == (size_t)length &&
		    memcmp(text, want, (size_t)length) == 0;
		n += 1 + i * 7 % 100003;
	}
	ok(same, "numbers around ten digits");
	is(((struct slice){text, num_put_i64(text, INT64_MIN)}),
	    SLICE("-9223372036854775808"), "the smallest number");
	int128 big = (int128)1000000000000000000 * 1000000000000000000;
	is(((struct slice){text, num_put_i128(text, -big)}),
	    SLICE("-1000000000000000000000000000000000000"), "128 bits");
	wide_numbers();
	num_put_hex16(text, 0x0123456789abcdefu);
	is(((struct slice){text, 16}), SLICE("0123456789abcdef"), "hex");
	num_put_hex16(text, 0xfedcba9876543210u);
	is(((struct slice){text, 16}), SLICE("fedcba9876543210"), "hex");
	is(((struct slice){text, ratio_put(text, 1, 3, 6)}), SLICE("0.333333"),
	    "a third");
	is(((struct slice){text, ratio_put(text, 2, 3, 6)}), SLICE("0.666667"),
	    "two thirds, rounded");
	is(((struct slice){text, ratio_put(text, 5, 2, 0)}), SLICE("3"),
	    "half up");
}

static void
durations(void)
{
	static const struct {
		const char *text;
		int64_t us; /* -1: refused */
		const char *again;
	} cases[] = {{"30m", 30 * MINUTE, "30m"},
	    {"1h30m", 90 * MINUTE, "1h30m"}, {"14d", 14 * DAY, "14d"},
	    {"2w", 14 * DAY, "14d"}, {"90", 90 * SECOND, "1m30s"},
	    {"250ms", SECOND / 4, "250ms"}, {"0", 0, "0"}, {"0s", 0, "0"},
	    {"3652500d", DURATION_MAX, "3652500d"}, {"", -1, NULL},
	    {"m", -1, NULL}, {"5x", -1, NULL}, {"-5m", -1, NULL},
	    {"1h30", -1, NULL}, {"99999999999999w", -1, NULL},
	    {"3652500d1ms", -1, NULL}, {"315576000001", -1, NULL}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int64_t us = -1;
		char text[NUM_MAX_TEXT * 2];
		bool good = duration_read(slice_of(cases[i].text), &us);
		ok(good == (cases[i].us >= 0) && us == cases[i].us,
		    "duration '%s'", cases[i].text);
		if (good)
			is(((struct slice){text, duration_put(text, us)}),
			    slice_of(cases[i].again), "written again");
	}
}

static void
moments(void)
{
	static const struct {
		const char *text;
		bool good;
		int64_t us;
	} cases[] = {{"0", true, 0}, {"1772290812", true, 1772290812 * SECOND},
	    {"1772290812.25", true, 1772290812 * SECOND + 250000},
	    {"-1", true, -SECOND}, {"1970-01-01", true, 0},
	    {"2000-02-29", true, 951782400 * SECOND},
	    {"2026-03-01T09:00:00+09:00", true, 1772323200 * SECOND},
	    {"2026-03-01 00:00Z", true, 1772323200 * SECOND},
	    {"2026-03-01T00:00:00.5", true, 1772323200 * SECOND + 500000},
	    {"2016-12-31T23:59:60Z", true, 1483228800 * SECOND},
	    {"1900-02-29", false, 0}, {"2026-13-01", false, 0},
	    {"2026-04-31", false, 0}, {"2026-03-01T24:00", false, 0},
	    {"2026-03-01T00:00:00+9", false, 0}, {"yesterday", false, 0},
	    {"177229081x", false, 0}, {"+5", false, 0}, {"5.", false, 0},
	    {"99999999999999", false, 0}, {"", false, 0}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int64_t us = 0;
		bool good = when_read(slice_of(cases[i].text), &us);
		ok(good == cases[i].good && us == cases[i].us, "moment '%s'",
		    cases[i].text);
	}
	bool same = true;
	for (int64_t day = -800000; day < 3000000; day += 13) {
		int year;
		unsigned month, d;
		civil_from_days(day, &year, &month, &d);
		same = same && days_from_civil(year, month, d) == day;
	}
	ok(same, "civil dates there and back");
	char text[NUM_MAX_TEXT];
	is(((struct slice){text, when_put_iso(text, -1)}),
	    SLICE("1969-12-31T23:59:59Z"), "before the epoch");
	is(((struct slice){text, when_put_unix(text, -1500000)}), SLICE("-1.5"),
	    "half a second");
}

int
main(void)
{
	numbers();
	decimals();
	durations();
	moments();
	return tap_done();
}
