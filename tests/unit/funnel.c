/* SPDX-License-Identifier: MIT */
/* Funnels: the worked examples by name, then thousands of random cases against
 * a checker that tries every chain. */
#include <stdlib.h>

#include "base/when.h"
#include "journey/funnel.h"
#include "journey/matching.h"
#include "base/proportion.h"
#include "tap.h"

enum { MOST = 12 };

struct event {
	int second;
	uint32_t mask;
};

static const struct key one = {1, 2};

/* Runs one visitor's events; leaves the funnel for the caller to look at. */
static void
run(struct funnel *f, const struct event *events, size_t n, unsigned steps,
    enum funnel_entry entry, int window)
{
	funnel_init(f, steps, entry, window * SECOND);
	for (size_t i = 0; i < n; i++) {
		struct occurrences offered = {
		    .n = events[i].mask != 0, .masks = {events[i].mask}};
		if (offered.n > 0)
			funnel_row(
			    f, one, events[i].second * SECOND, &offered, 0);
		else
			funnel_pass(f, events[i].second * SECOND);
	}
	funnel_finish(f);
}

static unsigned
level(const struct funnel *f)
{
	unsigned k = 0;
	while (k < f->n && f->steps[k].visitors > 0)
		k++;
	return k;
}

/* `A0 B1 C4`: a letter and a second. A letter is the step of that place. */
static size_t
read_events(const char *text, struct event *out)
{
	size_t n = 0;
	while (*text) {
		char *end;
		uint32_t mask =
		    *text >= 'A' && *text <= 'C' ? 1u << (*text - 'A') : 0;
		out[n++] =
		    (struct event){(int)strtol(text + 1, &end, 10), mask};
		text = *end == ' ' ? end + 1 : end;
	}
	return n;
}

static void
example(const char *name, const char *text, unsigned steps, unsigned want,
    int first_time, int second_time)
{
	struct event events[16];
	struct funnel f;
	run(&f, events, read_events(text, events), steps, ENTRY_FIRST, 10);
	ok(level(&f) == want, "%s: level %u", name, want);
	if (first_time >= 0)
		ok(sample_quantile(&f.steps[1].seconds, 1, 2) ==
			first_time * SECOND,
		    "%s: %d s to the second step", name, first_time);
	if (second_time >= 0)
		ok(sample_quantile(&f.steps[2].seconds, 1, 2) ==
			second_time * SECOND,
		    "%s: %d s to the third step", name, second_time);
	funnel_release(&f);
}

static void
examples(void)
{
	example("F1", "A0 A1 B2 B3 C4", 3, 3, 1, 2);
	example("F2", "B5 A5", 2, 2, 0, -1);
	example("F3", "A0 B5 A8 C12 B14 C17", 3, 3, 5, 3);
	example("F3b", "A0 B5 A8 C9", 3, 3, 5, 4);
	example("F4", "A0 C1 B2", 3, 2, 2, -1);
	example("F7", "A0 B10", 2, 2, 10, -1);
	example("F7, later", "A0 B11", 2, 1, -1, -1);
	example("F8", "A0 B1 B2 C2", 3, 3, 1, 1);
	example("F9", "A0 D1 A2 B3 C4", 3, 3, 1, 1);
	example("F11", "A0 B1 A2 C3", 3, 3, 1, 2);
	example("F12", "A0 A5 B6", 2, 2, 1, -1);
	example("F13", "A0 B1 C20 A21 B22", 3, 2, 1, -1);

	struct funnel f;
	/* step 1 is p or q, step 2 is p */
	run(&f, (struct event[]){{5, 3}}, 1, 2, ENTRY_FIRST, 10);
	ok(level(&f) == 1, "F5: one event, one step");
	funnel_release(&f);
	run(&f, (struct event[]){{5, 3}, {5, 1}}, 2, 2, ENTRY_FIRST, 10);
	ok(level(&f) == 2, "F6: p and q at once need matching");
	funnel_release(&f);
	run(&f, (struct event[]){{5, 1}, {5, 3}}, 2, 2, ENTRY_FIRST, 10);
	ok(level(&f) == 2, "F6: in any order");
	funnel_release(&f);
}

static void
flows(void)
{
	struct event events[16];
	struct funnel f;
	/* F3's B14 counts the chain from A8; entry any sees pairs */
	run(&f, events, read_events("B1 A2 B13 C14 D30", events), 3, ENTRY_ANY,
	    10);
	ok(f.steps[0].visitors == 1 && f.steps[0].continued == 0 &&
		f.steps[0].dropped == 1,
	    "A2 to B13 is over the window");
	ok(f.steps[1].entered == 1 && f.steps[1].continued == 1,
	    "entered at B, went on to C");
	funnel_release(&f);
	run(&f, events, read_events("A0 A5 D15", events), 2, ENTRY_ANY, 10);
	ok(f.steps[0].open == 0 && f.steps[0].dropped == 1,
	    "at the end of its window a visitor is lost");
	funnel_release(&f);
	run(&f, events, read_events("A0 A5 D14", events), 2, ENTRY_FIRST, 10);
	ok(f.steps[0].open == 1 && f.steps[0].dropped == 0,
	    "within it, still open");
	funnel_release(&f);
}

/* Trying everything ---------------------------------------------------- */

static uint64_t state = 88172645463325252u;

static unsigned
draw(unsigned below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % below;
}

/* The most steps from `step` on, by distinct events not in `used`, each not
 * before `from`, within the window from `start` (-1: none yet). */
static unsigned
furthest(const struct event *e, size_t n, unsigned steps, unsigned step,
    unsigned used, int from, int start, int window)
{
	unsigned best = step;
	if (step == steps)
		return steps;
	for (size_t i = 0; i < n; i++) {
		if (used >> i & 1 || !(e[i].mask >> step & 1) ||
		    e[i].second < from)
			continue;
		if (start >= 0 && e[i].second - start > window)
			continue;
		unsigned got = furthest(e, n, steps, step + 1, used | 1u << i,
		    e[i].second, start < 0 ? e[i].second : start, window);
		if (got > best)
			best = got;
	}
	return best;
}

static bool
pair_exists(const struct event *e, size_t n, unsigned k, int window)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			if (i != j && e[i].mask >> k & 1 &&
			    e[j].mask >> (k + 1) & 1 &&
			    e[j].second >= e[i].second &&
			    e[j].second - e[i].second <= window)
				return true;
	return false;
}

static bool
any_agrees(const struct event *e, size_t n, unsigned steps, int window)
{
	struct funnel f;
	run(&f, e, n, steps, ENTRY_ANY, window);
	bool same = true;
	for (unsigned k = 0; k < steps; k++) {
		int last = -1;
		for (size_t i = 0; i < n; i++)
			if (e[i].mask >> k & 1)
				last = e[i].second;
		const struct funnel_step *s = &f.steps[k];
		same = same && s->visitors == (last >= 0);
		if (k + 1 == steps || last < 0)
			continue;
		bool on = pair_exists(e, n, k, window);
		bool open = !on && last + window > e[n - 1].second;
		same = same && s->continued == on && s->open == open &&
		    s->dropped == (!on && !open);
	}
	funnel_release(&f);
	return same;
}

static void
random_cases(void)
{
	unsigned wrong_first = 0, wrong_any = 0;
	for (unsigned round = 0; round < 6000; round++) {
		struct event e[MOST];
		size_t n = 1 + draw(MOST - 4);
		unsigned steps = 1 + draw(4);
		int window = (int)draw(12), second = 0;
		for (size_t i = 0; i < n; i++) {
			second += (int)draw(4);
			e[i].second = second;
			/* half the cases overlap */
			e[i].mask =
			    round % 2 ? 1u << draw(steps) : draw(1u << steps);
		}
		struct funnel f;
		run(&f, e, n, steps, ENTRY_FIRST, window);
		wrong_first +=
		    level(&f) != furthest(e, n, steps, 0, 0, 0, -1, window);
		funnel_release(&f);
		wrong_any += !any_agrees(e, n, steps, window);
	}
	ok(wrong_first == 0, "6000 random cases, entry first: %u differ",
	    wrong_first);
	ok(wrong_any == 0, "6000 random cases, entry any: %u differ",
	    wrong_any);
}

static void
quantiles(void)
{
	struct sample s = {0};
	ok(sample_quantile(&s, 1, 2) == -1, "no sample, no quantile");
	for (int i = 9; i >= 0; i--)
		sample_add(&s, i * 10);
	ok(sample_quantile(&s, 1, 2) == 45, "median of 0, 10 … 90");
	ok(sample_quantile(&s, 9, 10) == 81, "its ninth decile, type 7");
	sample_release(&s);
	unsigned wrong = 0;
	for (unsigned round = 0; round < 500; round++) {
		int64_t v[64];
		size_t n = 1 + draw(64);
		for (size_t i = 0; i < n; i++)
			sample_add(&s, v[i] = draw(round % 7 + 1) * 5);
		for (size_t i = 1; i < n; i++)
			for (size_t j = i; j > 0 && v[j] < v[j - 1]; j--) {
				int64_t t = v[j];
				v[j] = v[j - 1];
				v[j - 1] = t;
			}
		size_t k = (n - 1) / 2;
		int64_t want = n % 2 ? v[k] : (v[k] + v[k + 1] + 1) / 2;
		wrong += sample_quantile(&s, 1, 2) != want;
		sample_release(&s);
	}
	ok(wrong == 0, "medians with many ties");
}

static void
wilson(void)
{
	static const struct {
		unsigned part, whole;
		double low, high;
	} cases[] = {{0, 50, 0, 0.071347599}, {1, 50, 0.003539259, 0.104954436},
	    {15, 50, 0.191035535, 0.437503505}, {50, 50, 0.928652401, 1},
	    {81, 263, 0.255288520, 0.366209577},
	    {15, 148, 0.062386400, 0.160487242},
	    {120, 2400, 0.041977011, 0.059461234}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct interval in =
		    wilson_interval(cases[i].part, cases[i].whole);
		double low = in.low - cases[i].low;
		double high = in.high - cases[i].high;
		ok(low < 1e-9 && low > -1e-9 && high < 1e-9 && high > -1e-9,
		    "Wilson %u/%u", cases[i].part, cases[i].whole);
	}
}

int
main(void)
{
	uint32_t masks[] = {3, 1};
	ok(matching_length(masks, 2, 0, 2) == 2, "matching moves a holder");
	examples();
	flows();
	random_cases();
	quantiles();
	wilson();
	return tap_done();
}
