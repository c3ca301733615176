/* SPDX-License-Identifier: MIT */
/* Times in every form that logs have; addresses behind proxies. */
#include "base/when.h"
#include "log/address.h"
#include "log/clock.h"
#include "tap.h"

/* 2026-11-22T00:00:01Z */
#define AT (1795305601 * SECOND)

static bool
reads(struct clock *c, const char *text, int64_t want)
{
	int64_t us = -1;
	char padded[128] = {0};
	memcpy(padded + 8, text, strlen(text));
	struct slice s = {padded + 8, strlen(text)};
	/* twice: by itself, and by the minute that was kept */
	return clock_read(c, s, &us) && us == want && clock_read(c, s, &us) &&
	    us == want;
}

static void
forms(void)
{
	struct clock c = {.zone = NULL};
	ok(reads(&c, "[22/Nov/2026:09:00:01 +0900]", AT), "Apache");
	ok(reads(&c, "21/NOV/2026:18:30:01 -0530", AT), "half hours, capitals");
	ok(reads(&c, "22/Nov/2026:14:00:01 +1400", AT), "14 hours ahead");
	ok(reads(&c, "2026-11-22T00:00:01Z", AT) &&
		reads(&c, "2026-11-22 00:00:01+00:00", AT) &&
		reads(&c, "2026-11-22T09:00:01+0900", AT) &&
		reads(&c, "2026-11-22T09:00:01 +09", AT) &&
		reads(&c, "2026/11/22 00:00:01Z", AT) &&
		reads(&c, "2026.11.22 00:00:01Z", AT) &&
		reads(&c, "2026/11/22:09:00:01 +0900", AT),
	    "ISO");
	ok(reads(&c, "2026-11-22T00:00:01.5Z", AT + 500000) &&
		reads(&c, "2026-11-22T00:00:01,123456789Z", AT + 123456) &&
		reads(&c, "2026-11-22T00:00:59Z", AT + 58 * SECOND) &&
		reads(&c, "2026-11-22T00:00:60Z", AT + 59 * SECOND),
	    "fractions and a leap second");
	ok(!c.guessed, "all named their zones");
	ok(reads(&c, "2026-11-22T00:00:01", AT) && c.guessed, "one did not");
	ok(reads(&c, "1795305601", AT) &&
		reads(&c, "1795305601.25", AT + 250000) &&
		reads(&c, "1795305601250", AT + 250000) &&
		reads(&c, "1795305601000001", AT + 1) &&
		reads(&c, "1795305601000001999", AT + 2) &&
		reads(&c, "1.795305601e9", AT) &&
		reads(&c, "1795305601000.5", AT + 500),
	    "Unix time by its digits");
	ok(reads(&c, "Sun, 22 Nov 2026 00:00:01 GMT", AT), "HTTP dates");
	ok(reads(&c, "22/Nov/2026 00:00:01", AT) &&
		reads(&c, "22/Nov/2026:00:00:01.655", AT + 655000) &&
		reads(&c, "2/Nov/2026:00:00:01", AT - 20 * DAY),
	    "no zone, a blank, a fraction, one digit");
}

static void
faults(void)
{
	static const char *const texts[] = {"", "-", "x",
	    "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-22",
	    "2026-11-22T24:00:00Z", "2026-11-22T00:60:00Z",
	    "2026-11-22T00:00:61Z", "2026-11-22T00:00:01x",
	    "2026-11-22T00:00:01+1:00", "2026-11-22T00:00:01+19:00",
	    "32/Nov/2026:00:00:00 +0000", "22/Nov/2026:00:00:0 +0000",
	    "22/Foo/2026:00:00:00 +0000", "-1", "17953056010000000019", "1e400",
	    "22/Nov", "2026-", "[]", "Sun, ", "9999-12-31T23:59:59-18:00",
	    "0001-01-01T00:00:00+18:00", "31/Dec/9999:23:59:59 -1800"};
	struct clock c = {.zone = NULL};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		int64_t us;
		char padded[128] = {0};
		memcpy(padded, texts[i], strlen(texts[i]));
		ok(!clock_read(
		       &c, (struct slice){padded, strlen(texts[i])}, &us),
		    "no time: '%s'", texts[i]);
	}
}

static void
zones(void)
{
	static struct zone seoul, berlin;
	ok(zone_init(&seoul, "+09:00") && zone_init(&berlin, "Europe/Berlin"),
	    "zones");
	struct clock c = {.zone = &seoul};
	ok(reads(&c, "2026-11-22 09:00:01", AT) &&
		reads(&c, "22/Nov/2026:09:00:01", AT) && !c.guessed,
	    "local time");
	ok(reads(&c, "2026-11-22T00:00:01Z", AT), "unless it names a zone");
	c = (struct clock){.zone = &berlin};
	int64_t first, second;
	ok(clock_read(&c, SLICE("2026-10-25 02:30:00"), &first) &&
		clock_read(&c, SLICE("2026-10-25 03:30:00"), &second) &&
		second - first == 2 * HOUR,
	    "of an hour that comes twice the first");
	ok(clock_read_pair(
	       &c, SLICE("2026-11-22"), SLICE("01:00:01.5"), &first) &&
		first == AT + 500000 &&
		!clock_read_pair(
		    &c, SLICE("2026-11"), SLICE("00:00:01"), &first),
	    "date and time of day");
}

static void
addresses(void)
{
	is(address_strip(SLICE("203.0.113.9:4711")), SLICE("203.0.113.9"),
	    "a port");
	is(address_strip(SLICE("[2001:db8::1]:443")), SLICE("2001:db8::1"),
	    "brackets and a port");
	is(address_strip(SLICE("2001:db8::1")), SLICE("2001:db8::1"), "IPv6");
	is(address_strip(SLICE("fe80::1%0")), SLICE("fe80::1%0"), "a zone");
	is(address_strip(SLICE("[pod].9")), SLICE("[pod].9"), "no IPv6");
	is(address_strip(SLICE("[]:80")), SLICE("[]"), "nothing within");
	is(address_strip(SLICE("unix:")), SLICE("unix:"), "a socket");
	struct slice peer = SLICE("10.0.0.1");
	struct slice list = SLICE("1.1.1.1, 203.0.113.5:99, 10.0.0.2");
	is(address_forwarded(peer, list, 0), peer, "no proxies: the peer");
	is(address_forwarded(peer, list, 1), SLICE("10.0.0.2"), "one");
	is(address_forwarded(peer, list, 2), SLICE("203.0.113.5"), "two");
	is(address_forwarded(peer, list, 9), SLICE("1.1.1.1"),
	    "more than there are: the first");
	is(address_forwarded(peer, SLICE("-"), 1), peer, "none");
	is(address_forwarded(peer, SLICE("unknown, 10.0.0.3"), 2),
	    SLICE("10.0.0.3"), "one that hides");
	is(address_forwarded(SLICE("-"), list, 0), SLICE("10.0.0.2"),
	    "no peer: whom the last saw");
	is(address_forwarded(peer, SLICE("\"[2001:db8::7]:1\""), 1),
	    SLICE("2001:db8::7"), "quoted IPv6");
}

int
main(void)
{
	forms();
	faults();
	zones();
	addresses();
	return tap_done();
}
