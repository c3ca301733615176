/* SPDX-License-Identifier: MIT */
/* Robust statistics, and what persons are known by. */
#include <math.h>

#include "report/anomaly.h"
#include "report/drift.h"
#include "report/personal.h"
#include "unit/tap.h"

static bool
near(double got, double want)
{
	return fabs(got - want) < 1e-9;
}

static void
test_anomalies(void)
{
	double worked[] = {100, 102, 98, 101, 99, 103, 97, 100, 150};
	ok(near(anomaly_median(worked, 9), 100), "the median of nine");
	ok(near(anomaly_z(worked, 9, 150), 16.8625),
	    "z(150) of 100 102 98 101 99 103 97 100 150 is 16.8625");
	ok(near(anomaly_z(worked, 9, 100), 0), "the median is usual");
	double even[] = {4, 1, 3, 2};
	ok(near(anomaly_median(even, 4), 2.5), "the median of four");
	/* more than half are equal: the MAD is 0, the mean deviation 0.4 */
	double flat[] = {5, 5, 5, 5, 7};
	ok(near(anomaly_z(flat, 5, 9), 4 / (1.2533 * 0.4)),
	    "a MAD of 0: the mean absolute deviation");
	double same[] = {5, 5, 5, 5, 5};
	ok(isinf(anomaly_z(same, 5, 6)) && anomaly_z(same, 5, 4) < 0,
	    "all the same: any change is unusual");
	ok(anomaly_z(same, 5, 5) == 0, "and no change is not");
}

/* facts of a chart that was worked by hand */
static void
test_drift(void)
{
	static const double base[] = {100, 102, 98, 101, 99, 103, 97, 100};
	static const double run[] = {101, 104, 105, 106, 107};
	static const double averages[] = {
	    100.2, 100.96, 101.768, 102.6144, 103.49152};
	static const double limits[] = {
	    101.2, 101.53675, 101.717971, 101.82453, 101.889578};
	struct drift d;
	drift_begin(&d, base, 8);
	ok(near(d.mean, 100) && near(d.deviation, 2), "mean 100, s 2");
	for (size_t i = 0; i < 5; i++) {
		drift_add(&d, run[i]);
		ok(near(d.average, averages[i]) &&
			fabs(d.high - limits[i]) < 1e-6 &&
			near(d.high - d.mean, d.mean - d.low) &&
			drift_is_out(&d) == (i >= 2),
		    "day %zu: %g within %g", i + 1, averages[i], limits[i]);
	}
}

/* Days that are all the same, of any value: rounding is no drift. */
static void
test_flat(void)
{
	enum { DAYS = 20, VALUES = 1000 };
	unsigned drifts = 0;
	for (int v = 1; v <= VALUES; v++) {
		double days[DAYS];
		struct drift d;
		for (int i = 0; i < DAYS; i++)
			days[i] = v / 999.0;
		drift_begin(&d, days, DAYS);
		for (int i = 0; i < DRIFT_RUN; i++) {
			drift_add(&d, v / 999.0);
			drifts += drift_is_out(&d);
		}
	}
	ok(drifts == 0, "days that are all the same do not drift");
}

static void
test_personal(void)
{
	static const struct personal_style google = {
	    .plus = true, .uppercase = true};
	static const struct personal_style meta = {.bare = true};
	static const struct {
		enum personal_field field;
		const struct personal_style *style;
		const char *value, *code, *want;
	} cases[] = {{PERSONAL_EMAIL, &google, " A.B@C.Kr ", "", "a.b@c.kr"},
	    {PERSONAL_EMAIL, &google, "a@b@c", "", NULL},
	    {PERSONAL_EMAIL, &google, "@b", "", NULL},
	    {PERSONAL_EMAIL, &google, "a b@c", "", NULL},
	    {PERSONAL_PHONE, &google, "010-1234-5678", "82", "+821012345678"},
	    {PERSONAL_PHONE, &meta, "010-1234-5678", "82", "821012345678"},
	    {PERSONAL_PHONE, &google, "010-1234-5678", "", NULL},
	    {PERSONAL_PHONE, &google, "+1 (650) 555-0100", "82",
		"+16505550100"},
	    {PERSONAL_PHONE, &google, "00821012345678", "", "+821012345678"},
	    {PERSONAL_PHONE, &google, "821012345678", "82", "+821012345678"},
	    {PERSONAL_PHONE, &google, "8212345678", "82", "+828212345678"},
	    {PERSONAL_PHONE, &google, "12345", "82", "+8212345"},
	    {PERSONAL_PHONE, &google, "1234", "82", NULL},
	    {PERSONAL_PHONE, &google, "+1234567890123456", "", NULL},
	    {PERSONAL_LAST_NAME, &google, "O'Brien Lee", "", "o'brien lee"},
	    {PERSONAL_LAST_NAME, &meta, "O'Brien Lee", "", "obrienlee"},
	    {PERSONAL_FIRST_NAME, &meta, "민수", "", "민수"},
	    {PERSONAL_FIRST_NAME, &meta, "ÉMILE-Zoë", "", "émilezoë"},
	    {PERSONAL_CITY, &google, "МОСКВА", "", "москва"},
	    {PERSONAL_CITY, &meta, "ΆΡΓΟΣ", "", "άργοσ"},
	    {PERSONAL_CITY, &meta, "\xc3\xc3\x89\xff", "", "\xc3é\xff"},
	    {PERSONAL_COUNTRY, &google, "kr", "", "KR"},
	    {PERSONAL_COUNTRY, &meta, "KR", "", "kr"},
	    {PERSONAL_COUNTRY, &meta, "Korea", "", NULL},
	    {PERSONAL_ZIP, &meta, "94103-1234", "", "94103"},
	    {PERSONAL_ZIP, &meta, "SW1A 1AA", "", "sw1a1aa"},
	    {PERSONAL_BIRTH, &meta, "1990-03-05", "", "19900305"},
	    {PERSONAL_BIRTH, &meta, "1990.3.5", "", "19900305"},
	    {PERSONAL_BIRTH, &meta, "19900305", "", "19900305"},
	    {PERSONAL_BIRTH, &meta, "1990/03/05", "", "19900305"},
	    {PERSONAL_BIRTH, &meta, "1990년 3월 5일", "", "19900305"},
	    {PERSONAL_BIRTH, &meta, "25/07/1990", "", "19900725"},
	    {PERSONAL_BIRTH, &meta, "7.25.1990", "", "19900725"},
	    {PERSONAL_BIRTH, &meta, "05/05/1990", "", "19900505"},
	    {PERSONAL_BIRTH, &meta, "05/07/1990", "", NULL},
	    {PERSONAL_BIRTH, &meta, "25/13/1990", "", NULL},
	    {PERSONAL_BIRTH, &meta, "05071990", "", NULL},
	    {PERSONAL_BIRTH, &meta, "90-03-05", "", NULL},
	    {PERSONAL_BIRTH, &meta, "1990-03-055", "", NULL},
	    {PERSONAL_GENDER, &meta, "여성", "", "f"},
	    {PERSONAL_GENDER, &meta, "MALE", "", "m"},
	    {PERSONAL_GENDER, &meta, "x", "", NULL},
	    {PERSONAL_PHONE, &google, " ", "82", NULL}};
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		b.n = 0;
		bool put =
		    personal_put(&b, cases[i].field, slice_of(cases[i].value),
			cases[i].style, slice_of(cases[i].code));
		if (cases[i].want)
			is(buf_slice(&b), slice_of(cases[i].want),
			    cases[i].value);
		else
			ok(!put && b.n == 0, "none: %s", cases[i].value);
	}
	buf_release(&b);
	ok(personal_guess(SLICE("E-Mail")) == PERSONAL_EMAIL, "a column");
	ok(personal_guess(SLICE("Phone Number")) == PERSONAL_PHONE,
	    "with a blank");
	ok(personal_guess(SLICE("휴대폰")) == PERSONAL_PHONE, "in Korean");
	ok(personal_guess(SLICE("uid")) == PERSONAL_FIELDS, "of no field");
}

int
main(void)
{
	test_anomalies();
	test_drift();
	test_flat();
	test_personal();
	return tap_done();
}
