/* SPDX-License-Identifier: MIT */
/* Funnels by trying everything: random cases and what cjm-funnel must say of
 * them, by the definitions of cjm-funnel(1) and no code of src/.
 *
 *	funnel SEED CASES DIRECTORY
 *
 * writes for each case N.args (options, by lines), N.tsv (events of some
 * hundred visitors) and N.want (rows of segment, step, visitors, entered,
 * continued, dropped, open, median_s, revenue). */
#include "brute/brute.h"

#include <stdint.h>
#include <stdlib.h>

struct setting c;

static uint64_t state;

static int
draw(int below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (int)((state >> 33) % (uint64_t)below);
}
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
		c.forbidden = draw(2) ? 1u << LETTERS : 1u << draw(LETTERS);
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
		put_letters(out, c.forbidden);
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
	e->excludes = c.excludes && c.forbidden >> e->letter & 1;
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
	figures_begin();
	for (int i = 0, k; i < n; i = k) {
		for (k = i; k < n && events[k].visitor == events[i].visitor;)
			k++;
		figures_add(&events[i], k - i);
	}
	out = create(dir, number, "want");
	figures_write(out);
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
