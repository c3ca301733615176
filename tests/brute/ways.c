/* SPDX-License-Identifier: MIT */
/* Every way of a unit's events through the steps, tried one after the other. */
#include "brute/brute.h"

#include <string.h>

static bool
may_enter(int time)
{
	return time >= c.since && time < c.until;
}

/* Whether something that excludes lies strictly between two times. */
static bool
excluded(const struct event *e, int n, int from, int to)
{
	for (int i = 0; i < n; i++)
		if (e[i].excludes && e[i].time > from && e[i].time < to)
			return true;
	return false;
}

/* Chains -------------------------------------------------------------- */

/* A chain and the best one so far of each length: the earliest end, of those
 * the latest beginning, of those the earliest steps between (with a window for
 * each step: the latest). */
static struct search {
	const struct event *e;
	int n, until; /* events; none later than that */
	bool ignore;  /* exclusions */
	int at[STEPS];
	int best[STEPS + 1][STEPS];
	int ended[STEPS + 1]; /* by the end of the best one */
	bool has[STEPS + 1];
	bool open[STEPS + 1]; /* one that can go on when the data end */
	/* with drops, by the number of exclusions before or at the step
	 * `from`: the latest beginning */
	int epoch[STEPS + 1][MOST + 1];
} s;

/* What comes first: by time, or where the order of the input counts, by it. */
static int
key_of(int i)
{
	return c.ties == TIES_INPUT || c.order == STRICT ? i : s.e[i].time;
}

static bool
better(const int *a, const int *b, int length)
{
	if (a[0] != b[0])
		return a[0] > b[0];
	if (c.step_window > 0) {
		for (int i = length - 2; i > 0; i--)
			if (a[i] != b[i])
				return a[i] > b[i];
		return false;
	}
	for (int i = 1; i < length - 1; i++)
		if (a[i] != b[i])
			return a[i] < b[i];
	return false;
}

static int
epoch_of(int time)
{
	int n = 0;
	bool seen[64] = {false};
	for (int i = 0; i < s.n; i++)
		if (s.e[i].excludes && s.e[i].time <= time &&
		    !seen[s.e[i].time]) {
			seen[s.e[i].time] = true;
			n++;
		}
	return n;
}

/* Notes a chain of so many steps that ends with event `end`; `last`: the event
 * up to which a strict one has come. False when an exclusion forbids it. */
static bool
note(int length, const int *times, int end, int last)
{
	int ended = key_of(end);
	bool between = c.excludes && !s.ignore && length > c.from;
	if (between) {
		int to = length - 1 < c.to ? length - 1 : c.to;
		if (excluded(s.e, s.n, times[c.from], times[to]))
			return false;
	}
	if (!s.has[length] || ended < s.ended[length] ||
	    (ended == s.ended[length] &&
		better(times, s.best[length], length))) {
		memcpy(s.best[length], times, sizeof(int) * STEPS);
		s.ended[length] = ended;
	}
	s.has[length] = true;
	bool alive = times[0] + c.window > c.end &&
	    (c.step_window == 0 || times[length - 1] + c.step_window > c.end);
	if (between && length <= c.to &&
	    excluded(s.e, s.n, times[c.from], 1000))
		alive = false;
	if (c.order == STRICT && last != s.n - 1)
		alive = false;
	s.open[length] |= alive;
	if (between && length <= c.to) {
		int *latest = &s.epoch[length][epoch_of(times[c.from])];
		if (times[0] > *latest)
			*latest = times[0];
	}
	return true;
}

static bool
fits(int length, int time)
{
	if (length == 0)
		return may_enter(time);
	int first = s.e[s.at[0]].time, before = s.e[s.at[length - 1]].time;
	return time - first <= c.window &&
	    (c.step_window == 0 || time - before <= c.step_window);
}

static bool
in_order(const struct event *a, const struct event *b)
{
	switch (c.ties) {
	case TIES_STRICT:
		return a->time < b->time;
	case TIES_INPUT:
		return a->time < b->time ||
		    (a->time == b->time && a->seq < b->seq);
	default:
		return a->time <= b->time;
	}
}

static void
try_ordered(int length)
{
	if (length == c.n)
		return;
	for (int i = 0; i < s.n; i++) {
		const struct event *e = &s.e[i];
		bool used = false;
		if (!(e->mask >> length & 1) || e->time > s.until ||
		    !fits(length, e->time))
			continue;
		for (int k = 0; k < length; k++)
			used |= s.at[k] == i;
		if (used ||
		    (length > 0 && !in_order(&s.e[s.at[length - 1]], e)))
			continue;
		s.at[length] = i;
		int times[STEPS] = {0};
		for (int k = 0; k <= length; k++)
			times[k] = s.e[s.at[k]].time;
		if (note(length + 1, times, i, i))
			try_ordered(length + 1);
	}
}

/* Strict: from event i on, at a step of so many. */
static void
try_strict(int length, int *times, int end, int i)
{
	note(length, times, end, i - 1);
	if (i == s.n || s.e[i].time > s.until)
		return;
	int time = s.e[i].time;
	if (s.e[i].mask >> (length - 1) & 1)
		try_strict(length, times, end, i + 1);
	if (length < c.n && s.e[i].mask >> length & 1 &&
	    time - times[0] <= c.window &&
	    (c.step_window == 0 || time - times[length - 1] <= c.step_window)) {
		times[length] = time;
		try_strict(length + 1, times, i, i + 1);
	}
}

static void
search_chains(const struct event *e, int n, int until, bool ignore)
{
	memset(&s, 0, sizeof(s));
	s.e = e;
	s.n = n;
	s.until = until;
	s.ignore = ignore;
	memset(s.epoch, -1, sizeof(s.epoch));
	if (c.order == ORDERED) {
		try_ordered(0);
		return;
	}
	for (int i = 0; i < n; i++) {
		int times[STEPS] = {e[i].time};
		if (e[i].mask & 1 && may_enter(e[i].time) && e[i].time <= until)
			try_strict(1, times, i, i + 1);
	}
}

static int
furthest(void)
{
	for (int k = c.n; k > 0; k--)
		if (s.has[k])
			return k;
	return 0;
}

/* Whether a unit that came so far in all, exclusions or not, is clean: see
 * --exclude=drop in the manual. */
static bool
is_clean(int length)
{
	if (length <= c.from)
		return true;
	if (length > c.to)
		return s.has[length];
	for (int i = 0; i <= MOST; i++) {
		if (s.epoch[length][i] < 0)
			continue;
		int next = 1000;
		for (int k = 0; k < s.n; k++)
			if (s.e[k].excludes && s.e[k].time < next &&
			    epoch_of(s.e[k].time) > i)
				next = s.e[k].time;
		if (next == 1000 || next - s.epoch[length][i] > c.window)
			return true;
	}
	return false;
}

static void
chains(const struct event *e, int n, struct result *r)
{
	int level, all = 0;
	if (c.drops) {
		search_chains(e, n, 1000, true);
		all = furthest();
	}
	search_chains(e, n, 1000, false);
	level = furthest();
	if (c.drops && !is_clean(all))
		return;
	if (level == 0)
		return;
	r->reached = (1u << level) - 1;
	r->continued = r->reached >> 1;
	r->times_known = !c.drops || level <= c.from || level > c.to;
	for (int k = 0; k < level; k++) {
		r->times[k] = s.best[level][k];
		if (k > 0)
			r->seconds[k] = r->times[k] - r->times[k - 1];
	}
	if (level < c.n && s.open[level])
		r->open = 1u << (level - 1);
	for (int i = 0; i < n && !c.drops; i++) {
		if (e[i].money == 0)
			continue;
		search_chains(e, n, e[i].time, false);
		for (int k = 0; k < furthest(); k++)
			if (e[i].mask >> k & 1)
				r->money[k] += e[i].money;
	}
}

/* Steps in any order ---------------------------------------------------- */

static bool
match(const int *masks, int n, int i, unsigned used)
{
	if (i == n)
		return true;
	for (int k = 0; k < c.n; k++)
		if (masks[i] >> k & 1 && !(used >> k & 1) &&
		    match(masks, n, i + 1, used | 1u << k))
			return true;
	return false;
}

static void
spans(const struct event *e, int n, int until, struct result *r)
{
	int best[STEPS + 1][STEPS] = {{0}}, level = 0;
	bool has[STEPS + 1] = {false}, open[STEPS + 1] = {false};
	for (unsigned set = 1; set < 1u << n; set++) {
		int times[STEPS], masks[STEPS], size = 0;
		bool fine = true;
		for (int i = 0; i < n && fine; i++) {
			if (!(set >> i & 1))
				continue;
			fine =
			    size < c.n && e[i].mask != 0 && e[i].time <= until;
			if (fine) {
				times[size] = e[i].time;
				masks[size++] = (int)e[i].mask;
			}
		}
		if (!fine || !match(masks, size, 0, 0))
			continue;
		/* events are in order of time */
		if (times[size - 1] - times[0] > c.window ||
		    !may_enter(times[0]) ||
		    excluded(e, n, times[0], times[size - 1]))
			continue;
		bool wins =
		    !has[size] || times[size - 1] < best[size][size - 1];
		if (has[size] && times[size - 1] == best[size][size - 1])
			for (int k = size - 2; k >= 0; k--)
				if (times[k] != best[size][k]) {
					wins = times[k] > best[size][k];
					break;
				}
		if (wins)
			memcpy(best[size], times, sizeof(times));
		has[size] = true;
		open[size] |= times[0] + c.window > c.end &&
		    !excluded(e, n, times[0], 1000);
		if (size > level)
			level = size;
	}
	*r = (struct result){.times_known = true};
	if (level == 0)
		return;
	r->reached = (1u << level) - 1;
	r->continued = r->reached >> 1;
	for (int k = 1; k < level; k++)
		r->seconds[k] = best[level][k] - best[level][k - 1];
	if (level < c.n && open[level])
		r->open = 1u << (level - 1);
}

static void
unordered(const struct event *e, int n, struct result *r)
{
	spans(e, n, 1000, r);
	for (int i = 0; i < n; i++) {
		struct result then;
		if (e[i].money == 0 || e[i].mask == 0)
			continue;
		spans(e, n, e[i].time, &then);
		for (int k = c.n; k-- > 0;)
			if (then.reached >> k & 1) {
				r->money[k] += e[i].money;
				break;
			}
	}
}

/* Flows ----------------------------------------------------------------- */

/* Whether event j can continue from event i at step k. */
static bool
pair(const struct event *e, int n, int i, int j, int k)
{
	int window = c.window, from = e[i].time, to = e[j].time;
	if (c.step_window > 0 && c.step_window < window)
		window = c.step_window;
	if (i == j || !(e[i].mask >> k & 1) || !(e[j].mask >> (k + 1) & 1))
		return false;
	if (c.order == UNORDERED) {
		if (from > to) {
			from = e[j].time;
			to = e[i].time;
		}
	} else if (c.order == STRICT) {
		if (i > j)
			return false;
		for (int b = i; b < j; b++)
			if (!(e[b].mask >> k & 1))
				return false;
	} else if (!in_order(&e[i], &e[j])) {
		return false;
	}
	if (to - from > window)
		return false;
	return !(
	    c.excludes && k >= c.from && k < c.to && excluded(e, n, from, to));
}

/* Whether an event of the time of event i counts. */
static bool
counts_at(const bool *counts, const struct event *e, int n, int i)
{
	for (int j = 0; j < n; j++)
		if (counts[j] && e[j].time == e[i].time)
			return true;
	return false;
}

static void
flows(const struct event *e, int n, struct result *r)
{
	bool counts[STEPS][MOST] = {{false}};
	int window = c.window;
	if (c.step_window > 0 && c.step_window < window)
		window = c.step_window;
	r->times_known = true;
	s.e = e;
	for (int k = 0; k < c.n; k++)
		for (int i = 0; i < n; i++)
			if (e[i].mask >> k & 1 && may_enter(e[i].time))
				counts[k][i] = true;
	for (int k = 0; k + 1 < c.n; k++) {
		int end = 1000, start = -1, best = -1, took = 0;
		for (int i = 0; i < n; i++)
			for (int j = 0; j < n; j++) {
				if (!counts[k][i] || !pair(e, n, i, j, k))
					continue;
				int last = e[i].time > e[j].time ? i : j;
				int first = last == i ? j : i;
				if (key_of(last) < end ||
				    (key_of(last) == end &&
					e[first].time > start)) {
					end = key_of(last);
					took = e[last].time - e[first].time;
					start = e[first].time;
					best = j;
				}
			}
		if (end == 1000)
			continue;
		r->continued |= 1u << k;
		r->seconds[k + 1] = took;
		for (int j = 0; j < n; j++) {
			bool same = c.ties == TIES_INPUT || c.order == STRICT
			    ? j == best
			    : e[j].time == e[best].time &&
				e[j].mask >> (k + 1) & 1;
			counts[k + 1][j] |= same;
		}
	}
	for (int k = 0; k < c.n; k++) {
		r->times[k] = 1000;
		for (int i = 0; i < n; i++) {
			if (!counts[k][i])
				continue;
			r->reached |= 1u << k;
			if (e[i].time < r->times[k])
				r->times[k] = e[i].time;
			bool open = e[i].time + window > c.end;
			if (c.excludes && k >= c.from &&
			    (k < c.to || c.order == UNORDERED) &&
			    excluded(e, n, e[i].time, 1000))
				open = false;
			for (int b = i; b < n && c.order == STRICT; b++)
				if (!(e[b].mask >> k & 1))
					open = false;
			if (open && k + 1 < c.n && !(r->continued >> k & 1))
				r->open |= 1u << k;
		}
		for (int i = 0; i < n; i++)
			if (e[i].mask >> k & 1 && counts_at(counts[k], e, n, i))
				r->money[k] += e[i].money;
	}
}

void
try_ways(const struct event *e, int n, struct result *r)
{
	if (c.entry == ENTRY_ANY)
		flows(e, n, r);
	else if (c.order == UNORDERED)
		unordered(e, n, r);
	else
		chains(e, n, r);
}
