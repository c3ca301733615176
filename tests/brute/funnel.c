/* SPDX-License-Identifier: MIT */
/* Funnels by trying everything: random cases and what cjm-funnel must say of
 * them, by the definitions of cjm-funnel(1) and no code of src/.
 *
 *	funnel SEED CASES DIRECTORY
 *
 * writes for each case N.args (options, by lines), N.tsv (events of some
 * hundred visitors) and N.want (rows of segment, step, visitors, entered,
 * continued, dropped, open, median_s, revenue). */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	STEPS = 4,
	LETTERS = 6, /* events a..f; x excludes */
	MOST = 8,    /* events of a visitor */
	VISITORS = 150,
	SEGMENTS = 512
};

struct event {
	int time, visitor, letter, seq, money;
	char hold, value; /* 0 is empty */
	unsigned mask;    /* steps */
	bool excludes;
};

enum { ENTRY_ANY, ENTRY_FIRST };
enum { ORDERED, STRICT, UNORDERED };
enum { TIES_ANY, TIES_STRICT, TIES_INPUT };
enum { BY_UID, BY_FIRST, BY_LAST, BY_STEP, BY_ALL };

static struct setting {
	int n, entry, order, ties, window, step_window, since, until;
	unsigned letters[STEPS]; /* of each step */
	bool excludes, drops, holds, grouped;
	unsigned not ;
	int from, to, by, by_step;
	int end; /* the latest time of all */
} c;

/* What became of a unit. */
struct result {
	unsigned reached, continued, open;
	int seconds[STEPS], times[STEPS];
	long money[STEPS];
	bool times_known;
};

static uint64_t state;

static int
draw(int below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (int)((state >> 33) % (uint64_t)below);
}

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
			if (e[i].mask >> k & 1 && e[i].time >= r->times[k])
				r->money[k] += e[i].money;
	}
}

/* Figures --------------------------------------------------------------- */

static struct figures {
	char name[8];
	int visitors[STEPS], entered[STEPS], continued[STEPS], dropped[STEPS],
	    open[STEPS];
	int seconds[STEPS][VISITORS * 4], n_seconds[STEPS];
	bool unknown[STEPS]; /* seconds that no definition tells */
	long money[STEPS];
} figures[SEGMENTS];
static int n_figures;

static struct figures *
segment(const char *name)
{
	for (int i = 0; i < n_figures; i++)
		if (strcmp(figures[i].name, name) == 0)
			return &figures[i];
	memset(&figures[n_figures], 0, sizeof(*figures));
	strcpy(figures[n_figures].name, name);
	return &figures[n_figures++];
}

static void
add(const char *name, const struct result *r)
{
	struct figures *f;
	if (r->reached == 0)
		return;
	f = segment(name);
	for (int k = 0; k < c.n; k++) {
		bool reached = r->reached >> k & 1;
		bool went = r->continued >> k & 1, open = r->open >> k & 1;
		f->money[k] += r->money[k];
		if (!reached)
			continue;
		f->visitors[k]++;
		f->entered[k] += k == 0 || !(r->continued >> (k - 1) & 1);
		f->continued[k] += went;
		f->open[k] += open;
		f->dropped[k] += !went && !open;
		if (k > 0 && r->continued >> (k - 1) & 1) {
			f->unknown[k] |= !r->times_known;
			f->seconds[k][f->n_seconds[k]++] = r->seconds[k];
		}
	}
}

static int
by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct figures *)a)->name,
	    ((const struct figures *)b)->name);
}

static void
write_figures(FILE *out)
{
	qsort(figures, (size_t)n_figures, sizeof(*figures), by_name);
	for (int i = 0; i < n_figures; i++)
		for (int k = 0; k < c.n; k++) {
			struct figures *f = &figures[i];
			int n = f->n_seconds[k], *v = f->seconds[k];
			fprintf(out, "%s\t%d\t%d\t%d", f->name, k + 1,
			    f->visitors[k], f->entered[k]);
			if (k + 1 < c.n)
				fprintf(out, "\t%d\t%d\t%d", f->continued[k],
				    f->dropped[k], f->open[k]);
			else
				fprintf(out, "\t\t\t");
			qsort(v, (size_t)n, sizeof(*v), by_number);
			if (f->unknown[k])
				fprintf(out, "\t?");
			else if (n == 0)
				fprintf(out, "\t");
			else
				fprintf(out, "\t%g",
				    (v[(n - 1) / 2] + v[n / 2]) / 2.0);
			fprintf(out, "\t%ld\n", f->money[k]);
		}
}

/* The value by which a unit has its segment. */
static char
value_of(const struct event *e, int n, const struct result *r)
{
	char best = 0;
	if (c.by == BY_STEP) {
		/* the first by mask and value of those at that time */
		const struct event *found = NULL;
		if (!(r->reached >> c.by_step & 1))
			return 0;
		for (int i = 0; i < n; i++) {
			if (!(e[i].mask >> c.by_step & 1) ||
			    e[i].time != r->times[c.by_step])
				continue;
			if (!found || e[i].mask < found->mask ||
			    (e[i].mask == found->mask &&
				e[i].value < found->value))
				found = &e[i];
		}
		return found ? found->value : 0;
	}
	int time = -1;
	for (int i = 0; i < n; i++) {
		if (e[i].mask == 0 || e[i].value == 0)
			continue;
		if (time < 0 || (c.by == BY_LAST && e[i].time > time)) {
			time = e[i].time;
			best = e[i].value;
		} else if (e[i].time == time && e[i].value < best) {
			best = e[i].value;
		}
	}
	return best;
}

static void
count_unit(const struct event *e, int n)
{
	struct result r = {0};
	char name[8] = "";
	if (n == 0)
		return;
	if (c.entry == ENTRY_ANY)
		flows(e, n, &r);
	else if (c.order == UNORDERED)
		unordered(e, n, &r);
	else
		chains(e, n, &r);
	if (c.by == BY_UID)
		snprintf(name, sizeof(name), "v%03d", e[0].visitor);
	else
		name[0] = value_of(e, n, &r);
	add(name, &r);
}

/* A visitor's events by the values that make units of them. */
static void
count_visitor(const struct event *all, int n)
{
	const char *holds = c.holds ? "pq" : "-";
	const char values[] = {0, 'k', 'l', 'm'};
	for (const char *h = holds; *h; h++)
		for (int v = 0; v < (c.by == BY_ALL ? 4 : 1); v++) {
			struct event mine[MOST];
			int count = 0;
			for (int i = 0; i < n; i++)
				if ((*h == '-' || all[i].hold == *h) &&
				    (c.by != BY_ALL ||
					all[i].value == values[v]))
					mine[count++] = all[i];
			count_unit(mine, count);
		}
}

/* Cases ----------------------------------------------------------------- */

static void
draw_setting(void)
{
	c = (struct setting){.n = 1 + draw(STEPS), .window = 1 + draw(12)};
	if (c.n == 1)
		c.n = 1 + draw(2);
	c.entry = draw(3) ? ENTRY_FIRST : ENTRY_ANY;
	c.order = draw(2) ? ORDERED : draw(3);
	c.ties = c.order == ORDERED ? draw(3) : TIES_ANY;
	for (int k = 0; k < c.n; k++) {
		c.letters[k] = 1u << draw(LETTERS);
		if (draw(2))
			c.letters[k] = 1u << k;
		while (draw(3) == 0)
			c.letters[k] |= 1u << draw(LETTERS);
	}
	if (c.order != UNORDERED && draw(3) == 0)
		c.step_window = 1 + draw(c.window);
	c.since = 0;
	c.until = 1000;
	if (draw(4) == 0 && c.order != UNORDERED) {
		c.since = draw(8);
		c.until = c.since + 1 + draw(12);
	}
	c.to = c.n - 1;
	if (c.order != STRICT && c.n > 1 && draw(3) == 0) {
		c.excludes = true;
		c.not = draw(2) ? 1u << LETTERS : 1u << draw(LETTERS);
		if (c.order != UNORDERED) {
			c.from = draw(c.n - 1);
			c.to = c.from + 1 + draw(c.n - 1 - c.from);
		}
		c.drops =
		    c.entry == ENTRY_FIRST && c.order == ORDERED && draw(2);
	}
	c.holds = draw(5) == 0;
	c.grouped = draw(2);
	c.by = draw(3) ? BY_UID : BY_FIRST + draw(4);
	c.by_step = draw(c.n);
	if (c.by == BY_STEP &&
	    ((c.entry == ENTRY_FIRST && c.order == UNORDERED) ||
		c.order == STRICT || c.ties == TIES_INPUT || c.drops))
		c.by = BY_FIRST;
}

static void
put_letters(FILE *out, unsigned letters)
{
	const char *between = "";
	for (int i = 0; i <= LETTERS; i++)
		if (letters >> i & 1) {
			fprintf(
			    out, "%s%c", between, i == LETTERS ? 'x' : 'a' + i);
			between = "|";
		}
}

static void
write_args(FILE *out)
{
	static const char *const orders[] = {"ordered", "strict", "any"};
	static const char *const ties[] = {"any", "strict", "input"};
	static const char *const kinds[] = {
	    "", "first", "last", "step:", "all"};
	fprintf(out, "--steps=");
	for (int k = 0; k < c.n; k++) {
		fprintf(out, "%s", k ? "," : "");
		put_letters(out, c.letters[k]);
	}
	fprintf(out, "\n--window=%d\n--entry=%s\n--order=%s\n", c.window,
	    c.entry == ENTRY_ANY ? "any" : "first", orders[c.order]);
	if (c.order == ORDERED)
		fprintf(out, "--ties=%s\n", ties[c.ties]);
	if (c.step_window)
		fprintf(out, "--step-window=%d\n", c.step_window);
	if (c.until < 1000)
		fprintf(out, "--since=%d\n--until=%d\n", c.since, c.until);
	if (c.excludes) {
		fprintf(out, "--not=");
		put_letters(out, c.not );
		fprintf(out, "\n--exclude=%s\n", c.drops ? "drop" : "break");
		if (c.order != UNORDERED)
			fprintf(out, "--between=%d,%d\n", c.from + 1, c.to + 1);
	}
	if (c.holds)
		fprintf(out, "--hold=hold\n");
	fprintf(out, "--by=%s\n", c.by == BY_UID ? "uid" : "value");
	if (c.by == BY_STEP)
		fprintf(out, "--attribute=step:%d\n", c.by_step + 1);
	else if (c.by != BY_UID)
		fprintf(out, "--attribute=%s\n", kinds[c.by]);
}

static int
by_time(const void *left, const void *right)
{
	const struct event *a = left, *b = right;
	if (c.grouped && a->visitor != b->visitor)
		return a->visitor - b->visitor;
	return a->time != b->time ? a->time - b->time : a->seq - b->seq;
}

static int
by_visitor(const void *left, const void *right)
{
	const struct event *a = left, *b = right;
	if (a->visitor != b->visitor)
		return a->visitor - b->visitor;
	return a->time != b->time ? a->time - b->time : a->seq - b->seq;
}

static void
draw_event(struct event *e, int visitor, int span, int seq)
{
	*e = (struct event){.visitor = visitor, .seq = seq};
	e->time = draw(span);
	e->letter = draw(LETTERS + 1);
	if (draw(2))
		e->letter = draw(c.n + 1);
	if (c.excludes && draw(5) == 0)
		e->letter = LETTERS;
	e->hold = "pq\0"[draw(8) ? draw(2) : 2];
	e->value = "klm\0"[draw(4)];
	e->money = draw(4) ? 0 : 1 + draw(9);
	if (c.drops)
		e->money = 0;
	for (int k = 0; k < c.n; k++)
		if (c.letters[k] >> e->letter & 1)
			e->mask |= 1u << k;
	e->excludes = c.excludes && c.not >> e->letter & 1;
}

static FILE *
create(const char *dir, int number, const char *end)
{
	char path[4096];
	snprintf(path, sizeof(path), "%s/%d.%s", dir, number, end);
	FILE *f = fopen(path, "w");
	if (!f) {
		perror(path);
		exit(1);
	}
	return f;
}

static void
make_case(const char *dir, int number)
{
	static struct event events[VISITORS * MOST];
	int n = 0;
	draw_setting();
	for (int v = 0; v < VISITORS; v++) {
		int count = draw(MOST + 1), span = 1 + draw(24);
		for (int i = 0; i < count; i++)
			draw_event(&events[n + i], v, span, draw(1 << 20));
		n += count;
	}
	c.end = 0;
	for (int i = 0; i < n; i++)
		if (events[i].time > c.end)
			c.end = events[i].time;
	FILE *out = create(dir, number, "args");
	write_args(out);
	fclose(out);
	qsort(events, (size_t)n, sizeof(*events), by_time);
	out = create(dir, number, "tsv");
	fprintf(out, "time\tuid\tevent\trevenue\thold\tvalue\n");
	for (int i = 0; i < n; i++) {
		const struct event *e = &events[i];
		fprintf(out, "%d\tv%03d\t%c\t", e->time, e->visitor,
		    e->letter == LETTERS ? 'x' : 'a' + e->letter);
		if (e->money)
			fprintf(out, "%d", e->money);
		fprintf(out, "\t%.1s\t%.1s\n", &e->hold, &e->value);
	}
	fclose(out);
	qsort(events, (size_t)n, sizeof(*events), by_visitor);
	n_figures = 0;
	for (int i = 0, k; i < n; i = k) {
		for (k = i; k < n && events[k].visitor == events[i].visitor;)
			k++;
		count_visitor(&events[i], k - i);
	}
	out = create(dir, number, "want");
	write_figures(out);
	fclose(out);
}

int
main(int argc, char **argv)
{
	if (argc != 4) {
		fprintf(stderr, "usage: funnel SEED CASES DIRECTORY\n");
		return 2;
	}
	state = strtoull(argv[1], NULL, 10) * 0x9e3779b97f4a7c15u + 1;
	for (int i = 0; i < 8; i++)
		draw(2);
	for (int i = 0; i < atoi(argv[2]); i++)
		make_case(argv[3], i);
	return 0;
}
