/* SPDX-License-Identifier: MIT */
/* User agents: robots and devices, by lists of real ones and by traps. */
#include "unit/tap.h"

#include <stdint.h>
#include <stdlib.h>

#include "log/agent.h"

/* The folder beside this file; tests run from the project's root. */
#define DATA "tests/unit/agents/"

static struct agent
judge(struct agents *a, struct slice ua)
{
	return agents_judge(a, ua, agents_ask(a, ua));
}

static void
test_browsers(struct agents *a)
{
	char *line = NULL;
	size_t room = 0, n = 0;
	ssize_t length;
	FILE *f = fopen(DATA "browsers.txt", "r");
	if (!ok(f != NULL, DATA "browsers.txt"))
		return;
	while ((length = getline(&line, &room, f)) > 0) {
		struct slice ua = {line, (size_t)length - 1};
		struct slice device = slice_cut(&ua, '\t');
		struct agent got = judge(a, ua);
		n++;
		if (got.bot || !slice_equal(device_name(got.device), device))
			ok(false, "%.*s: %s", (int)ua.n, ua.p,
			    got.bot ? agents_reason(a, ua)
				    : device_name(got.device).p);
	}
	ok(n >= 60, "%zu browsers", n);
	free(line);
	fclose(f);
}

/* How many agents of a file there are, and how many of them are robots. */
static size_t
count_robots(struct agents *a, const char *path, bool want, size_t *n)
{
	char *line = NULL;
	size_t room = 0, robots = 0;
	ssize_t length;
	FILE *f = fopen(path, "r");
	*n = 0;
	if (!ok(f != NULL, "%s", path))
		return 0;
	while ((length = getline(&line, &room, f)) > 0) {
		struct slice ua = {line, (size_t)length - 1};
		bool bot = judge(a, ua).bot;
		++*n;
		robots += bot;
		if (bot != want)
			printf("# %s: %.*s\n", bot ? "taken" : "missed",
			    (int)ua.n, ua.p);
	}
	free(line);
	fclose(f);
	return robots;
}

/* The shares that agent.h promises. */
static void
test_shares(struct agents *a)
{
	size_t n, robots;
	robots = count_robots(a, DATA "crawlers.txt", true, &n);
	ok(n >= 80 && robots * 100 >= n * 98, "%zu of %zu robots", robots, n);
	robots = count_robots(a, DATA "crawlers-seen.txt", true, &n);
	ok(n >= 2000 && robots * 1000 >= n * 985,
	    "%zu of %zu robots that were seen: %.2f %%", robots, n,
	    n ? 100.0 * (double)robots / (double)n : 0);
	robots = count_robots(a, DATA "browsers-seen.txt", false, &n);
	ok(n >= 900 && robots * 200 < n,
	    "%zu of %zu browsers that were seen are taken for robots: %.2f %%",
	    robots, n, n ? 100.0 * (double)robots / (double)n : 0);
}

static void
test_reasons(struct agents *a)
{
	static const struct {
		const char *ua, *reason; /* NULL: no robot */
	} cases[] = {
	    {"", "empty"},
	    {"-", "empty"},
	    {"  ", "empty"},
	    {"Googlebot", "bot"},
	    {"bot", "bot"},
	    {"somebots", "bot"},
	    {"Mozilla/5.0 (Windows) Robotics Gecko", "robot"},
	    {"Mozilla/5.0 (X11; Botany) Gecko", NULL},
	    {"Mozilla/5.0 (Linux; Android 11; CUBOT) Gecko", NULL},
	    {"Mozilla/5.0 (Linux; CUBOT_X; OtherBot) Gecko", "bot"},
	    {"Mozilla/5.0 Gecko me@shop.example", "address"},
	    {"Mozilla/5.0 Gecko shop.com", "address"},
	    {"Mozilla/5.0 Gecko .com com.nhn.android", NULL},
	    {"Mozilla/5.0 Gecko 1.2.com.x", NULL},
	    {"mozilla/5.0 (windows) GECKO CURL", "curl"},
	    {"Mozilla/5.0 (iPhone) Scan 1", "scan"},
	    {"Mozilla/5.0 (iPhone) CamScanner", NULL},
	    {"x", "empty"},
	    {"program", "program"},
	    {"Mozilla/5.0", "program"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *reason = agents_reason(a, slice_of(cases[i].ua));
		is(slice_of(reason ? reason : "-"),
		    slice_of(cases[i].reason ? cases[i].reason : "-"),
		    cases[i].ua);
	}
}

/* Long and random agents: nothing but an answer, twice the same. */
static void
test_any_bytes(struct agents *a)
{
	enum { ROOM = 4096 };
	uint64_t x = 88172645463325252ull;
	size_t same = 0, rounds = 3000;
	for (size_t r = 0; r < rounds; r++) {
		size_t n = r % (r % 50 == 0 ? ROOM : 300);
		char *text = malloc(n + 1);
		if (!text)
			abort();
		for (size_t i = 0; i < n; i++) {
			x ^= x << 13;
			x ^= x >> 7;
			x ^= x << 17;
			text[i] = x % 3 ? "bot/.@:cu wls"[x / 3 % 13]
					: (char)(x >> 8);
		}
		struct slice ua = {text, n};
		struct agent first = judge(a, ua);
		struct agent second = judge(a, ua);
		same += first.bot == second.bot &&
		    first.bot == (agents_reason(a, ua) != NULL) &&
		    first.device == second.device;
		free(text);
	}
	ok(same == rounds, "random agents");
}

int
main(void)
{
	struct agents *a = agents_new();
	test_browsers(a);
	test_shares(a);
	test_reasons(a);
	test_any_bytes(a);
	agents_free(a);
	return tap_done();
}
