/* SPDX-License-Identifier: MIT */
/* Cutting hits into sessions: the worked examples, and what sources cost. */
#include "journey/session.h"

#include "base/num.h"
#include "unit/tap.h"

static const struct source_columns no_columns = {.adjacent = true};

static const struct session_rules plain = {
    .timeout = 30 * MINUTE, .max_session = INT64_MAX, .columns = &no_columns};

static struct session *
hit(struct sessions *s, struct key key, int64_t time)
{
	struct session *one = sessions_of(s, key, NULL);
	bool begins = sessions_begins(s, one, time, SLICE(""));
	sessions_take(s, one, time, begins);
	return one;
}

/* A visitor's times in minutes, the last one a little off; returns the
 * sessions as `visit.hit` text. */
static struct slice
cut(const struct session_rules *rules, const int64_t *minutes, size_t n,
    int64_t more, char *text)
{
	struct sessions s;
	size_t at = 0;
	sessions_init(&s, rules, sizeof(struct session));
	for (size_t i = 0; i < n; i++) {
		struct session *one = hit(&s, (struct key){1, 1},
		    minutes[i] * MINUTE + (i == n - 1 ? more : 0));
		at += (size_t)snprintf(
		    text + at, 16, "%u.%u ", one->visit, one->hit);
	}
	sessions_release(&s);
	return (struct slice){text, at};
}

static void
test_examples(void)
{
	char text[256];
	static struct zone zone;
	struct session_rules midnight = plain, longest = plain;
	zone_init(&zone, "UTC");
	midnight.midnight = &zone;
	longest.max_session = 20 * MINUTE;
	is(cut(&plain, (int64_t[]){780, 790, 830, 850, 865}, 5, 0, text),
	    SLICE("1.1 1.2 2.1 2.2 2.3 "), "S1: two sessions");
	const int64_t s2[] = {1410, 1430, 1445, 1450};
	is(cut(&plain, s2, 4, 0, text), SLICE("1.1 1.2 1.3 1.4 "),
	    "S2: over midnight, one");
	is(cut(&midnight, s2, 4, 0, text), SLICE("1.1 1.2 2.1 2.2 "),
	    "S2m: cut at midnight, two");
	is(cut(&plain, (int64_t[]){600, 630}, 2, 0, text), SLICE("1.1 2.1 "),
	    "S3: a gap of exactly the timeout cuts");
	is(cut(&plain, (int64_t[]){600, 630}, 2, -SECOND, text),
	    SLICE("1.1 1.2 "), "S3b: a second less does not");
	is(cut(&plain, (int64_t[]){600, 650}, 2, 0, text), SLICE("1.1 2.1 "),
	    "S6: before the late event, two");
	is(cut(&plain, (int64_t[]){600, 625, 650}, 3, 0, text),
	    SLICE("1.1 1.2 1.3 "), "S6: with it in its place, one");
	is(cut(&plain, (int64_t[]){600}, 1, 0, text), SLICE("1.1 "),
	    "S7: one hit");
	is(cut(&plain, (int64_t[]){600, 610, 605, 639}, 4, 0, text),
	    SLICE("1.1 1.2 1.3 1.4 "), "a late hit joins and never cuts");
	is(cut(&longest, (int64_t[]){0, 10, 20, 30, 39}, 5, 0, text),
	    SLICE("1.1 1.2 2.1 2.2 2.3 "), "a session that lasted long enough");
	longest.max_session = longest.timeout = 0;
	is(cut(&longest, (int64_t[]){5, 5, 6, 5}, 4, 0, text),
	    SLICE("1.1 1.2 2.1 2.2 "), "never a cut inside one time");
}

/* More sources than are kept: those that visitors have survive the sweeps. */
static void
test_sources(void)
{
	struct sessions s;
	char text[NUM_MAX_TEXT];
	bool good = true;
	sessions_init(&s, &plain, sizeof(struct session));
	for (uint64_t i = 0; i < 400000; i++) {
		struct session *one =
		    hit(&s, (struct key){i % 1000, i % 1000}, (int64_t)i);
		struct slice source = {text, num_put_u64(text, i)};
		session_set_source(&s, one, source);
		good = good && slice_equal(session_source(&s, one), source);
	}
	ok(good, "sources stay with their sessions");
	ok(s.sources.n < 200000, "%u sources are kept", s.sources.n);
	size_t before = sessions_bytes(&s);
	sessions_clear(&s);
	ok(sessions_bytes(&s) < before / 10, "cleared, they are gone");
	ok(hit(&s, (struct key){1, 1}, 5)->visit == 1, "and usable again");
	sessions_release(&s);
}

int
main(void)
{
	test_examples();
	test_sources();
	return tap_done();
}
