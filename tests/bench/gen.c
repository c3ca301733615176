/* SPDX-License-Identifier: MIT */
/*
 * Writes the access log of a sample shop: visitors over weeks, in time order,
 * the same bytes for the same seed and options. See gen-shop.h for the parts.
 */
#include "gen-shop.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Counted over 30 days of the default traffic, in 1/100: lines of a visitor
 * that are no assets, and of a one-hit visitor; and the bytes of a line. They
 * only say how many visitors make a log of a given size. */
enum { VISITOR_LINES = 485, ONE_HIT_LINES = 120, LANDING_BYTES = 70 };

static const uint16_t line_bytes[] = {
    [FORMAT_COMBINED] = 288,
    [FORMAT_COMMON] = 103,
    [FORMAT_VHOST] = 305,
    [FORMAT_COOKIE] = 326,
    [FORMAT_JSON] = 560,
    [FORMAT_GA4] = 800,
    [FORMAT_LOGGER] = 620,
};

struct options {
	uint64_t seed, days, visitors, lines, bytes;
	uint64_t robots; /* percent of the lines that are no assets */
	int64_t zone;    /* seconds east */
};

/* Binary heap of what happens when; equal times go by slot. */
struct alarm_at {
	int64_t at;
	uint32_t slot;
};

struct agenda {
	struct alarm_at *heap;
	uint32_t *unused; /* slots that are free again */
	size_t count, room, unuseds, slots;
};

struct plan {
	struct agenda active, asleep;
	struct session **sessions;
	struct visitor *visitors;
	/* New visitors come by the hour: so many until now, and so many when
	 * the hour is over, spread evenly with some chance. */
	uint64_t total, weight, span_weight;
	uint64_t hour, come, hour_first, hour_last;
	unsigned weekday;
	int64_t arrival;
};

static void *
grow(void *old, size_t count, size_t size)
{
	void *p = realloc(old, count * size);

	if (!p) {
		fputs("gen: out of memory\n", stderr);
		exit(3);
	}
	return p;
}

static bool
sooner(const struct alarm_at *a, const struct alarm_at *b)
{
	return a->at < b->at || (a->at == b->at && a->slot < b->slot);
}

static void
sift_down(struct agenda *g)
{
	struct alarm_at moved = g->heap[0];
	size_t i = 0, child;

	for (; (child = 2 * i + 1) < g->count; i = child) {
		if (child + 1 < g->count &&
		    sooner(&g->heap[child + 1], &g->heap[child]))
			child++;
		if (!sooner(&g->heap[child], &moved))
			break;
		g->heap[i] = g->heap[child];
	}
	g->heap[i] = moved;
}

static void
agenda_add(struct agenda *g, uint32_t slot, int64_t at)
{
	struct alarm_at new = {at, slot};
	size_t i = g->count++;

	for (; i && sooner(&new, &g->heap[(i - 1) / 2]); i = (i - 1) / 2)
		g->heap[i] = g->heap[(i - 1) / 2];
	g->heap[i] = new;
}

/* Takes the first alarm away; its slot is free again. */
static void
agenda_drop(struct agenda *g)
{
	g->unused[g->unuseds++] = g->heap[0].slot;
	g->heap[0] = g->heap[--g->count];
	if (g->count)
		sift_down(g);
}

/* A free slot; true when the caller's array must grow to g->room. */
static bool
agenda_slot(struct agenda *g, uint32_t *slot)
{
	if (g->unuseds) {
		*slot = g->unused[--g->unuseds];
		return false;
	}
	*slot = (uint32_t)g->slots++;
	if (g->slots <= g->room)
		return false;
	g->room = g->room ? g->room * 2 : 64;
	g->heap = grow(g->heap, g->room, sizeof(*g->heap));
	g->unused = grow(g->unused, g->room, sizeof(*g->unused));
	return true;
}

static struct session *
spawn(struct shop *shop, int64_t at)
{
	struct plan *p = shop->plan;
	size_t had = p->active.room;
	uint32_t slot;

	if (agenda_slot(&p->active, &slot)) {
		p->sessions =
		    grow(p->sessions, p->active.room, sizeof(*p->sessions));
		for (; had < p->active.room; had++)
			p->sessions[had] = NULL;
	}
	if (!p->sessions[slot])
		p->sessions[slot] = grow(NULL, 1, sizeof(struct session));
	p->sessions[slot]->agent = NULL;
	agenda_add(&p->active, slot, at);
	return p->sessions[slot];
}

static void
sleep_until(struct shop *shop, const struct visitor *v, int64_t until)
{
	struct plan *p = shop->plan;
	uint32_t slot;

	if (agenda_slot(&p->asleep, &slot))
		p->visitors =
		    grow(p->visitors, p->asleep.room, sizeof(*p->visitors));
	p->visitors[slot] = *v;
	agenda_add(&p->asleep, slot, until);
}

/* The rhythm of a day and of a week (Monday first). */
static uint64_t
hour_weight(unsigned weekday, uint64_t hour)
{
	static const uint8_t hours[24] = {22, 13, 8, 5, 4, 5, 9, 16, 25, 34, 40,
	    42, 44, 41, 40, 41, 42, 43, 44, 48, 54, 58, 52, 37};
	static const uint8_t weekdays[7] = {102, 102, 98, 96, 90, 106, 116};

	return (uint64_t)hours[hour % 24] * weekdays[(weekday + hour / 24) % 7];
}

/* Sets the time at which the next new visitor comes. */
static void
next_arrival(struct shop *shop)
{
	struct plan *p = shop->plan;
	uint64_t in_hour, nth;

	while (p->come >= p->hour_last) {
		p->weight += hour_weight(p->weekday, p->hour++);
		p->hour_first = p->hour_last;
		/* Two divisions, so that no product overflows. */
		p->hour_last = p->weight / p->span_weight * p->total +
		    p->weight % p->span_weight * p->total / p->span_weight;
	}
	in_hour = p->hour_last - p->hour_first;
	nth = p->come++ - p->hour_first;
	p->arrival = (int64_t)((p->hour - 1) * HOUR + nth * HOUR / in_hour +
	    rng_below(
		&shop->rng, in_hour < HOUR ? (uint32_t)(HOUR / in_hour) : 1));
}

/* Lets everything happen until the log is full or its days are over. */
static void
run(struct shop *shop, int64_t end)
{
	struct plan *p = shop->plan;

	next_arrival(shop);
	while (!out_full(&shop->out)) {
		struct agenda *g = &p->active;
		int64_t now = g->heap[0].at;

		if (p->asleep.count && p->asleep.heap[0].at <= now) {
			now = p->asleep.heap[0].at;
			g = &p->asleep;
		}
		if (p->arrival <= now) {
			now = p->arrival;
			g = NULL;
		}
		if (now >= end)
			break;
		if (!g) {
			visit_begin(shop, spawn(shop, now), NULL, now);
			next_arrival(shop);
		} else if (g == &p->asleep) {
			struct visitor v = p->visitors[g->heap[0].slot];

			agenda_drop(g);
			visit_begin(shop, spawn(shop, now), &v, now);
		} else {
			uint32_t slot = g->heap[0].slot;
			struct session *s = p->sessions[slot];
			int64_t then = s->step(shop, s, now);

			/* A step may start others, but only later: the alarm
			 * that rang is still the first. */
			if (then < 0) {
				agenda_drop(g);
			} else {
				g->heap[0].at = then;
				sift_down(g);
			}
		}
	}
}

static void
plan_release(struct plan *p)
{
	for (size_t i = 0; i < p->active.room; i++)
		free(p->sessions[i]);
	free(p->sessions);
	free(p->visitors);
	free(p->active.heap);
	free(p->active.unused);
	free(p->asleep.heap);
	free(p->asleep.unused);
}

/* Derives visitors from the size or the reverse, and the robots' pace. */
static void
scale(struct shop *shop, const struct options *o)
{
	struct plan *p = shop->plan;
	uint64_t per = shop->one_hit ? ONE_HIT_LINES : VISITOR_LINES;
	uint64_t lines = o->lines, span = o->days * DAY;

	if (!lines)
		lines = o->bytes /
		    (line_bytes[shop->out.format] +
			(shop->one_hit ? LANDING_BYTES : 0U));
	p->total = o->visitors ? o->visitors
	    : lines
	    ? lines * (100 - shop->assets_pct) * (100 - o->robots) / (per * 100)
	    : 8000;
	if (!p->total)
		p->total = 1;
	/* time a robot's line; VISITOR_LINES are in 1/100 */
	shop->robot_gap = (int64_t)(span * (100 - o->robots) * 100 /
	    (o->robots * p->total * per));
	for (uint64_t h = 0; h < o->days * 24; h++)
		p->span_weight += hour_weight(p->weekday, h);
	shop->monitor_gap = MINUTE;
	while (shop->monitor_gap < shop->robot_gap * 10)
		shop->monitor_gap *= 5;
}

static _Noreturn void
usage_error(const char *name, const char *value)
{
	fprintf(stderr, "gen: --%s: not understood: %s\n", name, value);
	exit(2);
}

/* A number, with a unit K, M or G (of 1024) where one is allowed. */
static uint64_t
parse_number(
    const char *name, const char *s, uint64_t min, uint64_t max, bool units)
{
	char *end;
	uint64_t n;

	errno = 0;
	n = strtoull(s, &end, 10);
	for (const char *u = "KMG"; units && *u && *end; u++) {
		n = n > UINT64_MAX >> 10 ? UINT64_MAX : n << 10;
		if (*end == *u) {
			end++;
			break;
		}
	}
	if (*s < '0' || *s > '9' || *end || errno || n < min || n > max)
		usage_error(name, s);
	return n;
}

/* n decimal digits. */
static unsigned
digits(const char *name, const char *s, unsigned n, const char *whole)
{
	unsigned v = 0;

	for (unsigned i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			usage_error(name, whole);
		v = v * 10 + (unsigned)(s[i] - '0');
	}
	return v;
}

static int64_t
parse_date(const char *s)
{
	unsigned y, m, d, month, day;
	int64_t days, year;

	if (strlen(s) != 10 || s[4] != '-' || s[7] != '-')
		usage_error("start", s);
	y = digits("start", s, 4, s);
	m = digits("start", s + 5, 2, s);
	d = digits("start", s + 8, 2, s);
	if (y < 1971 || m < 1 || m > 12)
		usage_error("start", s);
	days = days_of_date(y, m, d);
	date_of_days(days, &year, &month, &day);
	if (day != d || month != m)
		usage_error("start", s);
	return days;
}

/* Seconds east of Greenwich. */
static int64_t
parse_zone(const char *s)
{
	unsigned h, m;

	if (strlen(s) != 5 || (*s != '+' && *s != '-'))
		usage_error("zone", s);
	h = digits("zone", s + 1, 2, s);
	m = digits("zone", s + 3, 2, s);
	if (h > 14 || m > 59)
		usage_error("zone", s);
	return (*s == '-' ? -1 : 1) * (int64_t)(h * 3600 + m * 60);
}

static enum format
parse_format(const char *s)
{
	static const char *const names[] = {
	    "combined", "common", "vhost", "cookie", "json", "ga4", "logger"};

	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!strcmp(s, names[i]))
			return (enum format)i;
	}
	usage_error("format", s);
}

static void
help(void)
{
	puts("usage: gen [options] > access.log\n"
	     "  --seed N        of the chance (1)\n"
	     "  --days N        that the log lasts (30)\n"
	     "  --start DATE    YYYY-MM-DD (2026-03-01)\n"
	     "  --zone ZONE     of the stamps (+0900)\n"
	     "  --visitors N    who come in those days (8000)\n"
	     "  --lines N       stop after; without --visitors, as many come\n"
	     "  --bytes SIZE    as fill those days (900M)\n"
	     "  --format KIND   combined, common, vhost, cookie, json, ga4,\n"
	     "                  logger\n"
	     "  --assets PCT    share of static files (70)\n"
	     "  --robots PCT    share of robots in the rest (8)\n"
	     "  --one-hit       visitors of one page or two, no assets");
	exit(0);
}

static void
set_option(
    struct shop *shop, struct options *o, const char *name, const char *value)
{
	switch (name[0] << 8 | name[1]) {
	case 's' << 8 | 'e':
		o->seed = parse_number(name, value, 0, UINT64_MAX, false);
		break;
	case 'd' << 8 | 'a':
		o->days = parse_number(name, value, 1, 3660, false);
		break;
	case 's' << 8 | 't':
		shop->out.first_day = parse_date(value);
		break;
	case 'z' << 8 | 'o':
		o->zone = parse_zone(value);
		memcpy(shop->out.zone, value, 5);
		break;
	case 'v' << 8 | 'i':
		o->visitors = parse_number(name, value, 1, 1U << 30, false);
		break;
	case 'l' << 8 | 'i':
		o->lines = parse_number(name, value, 1, 1U << 31, false);
		break;
	case 'b' << 8 | 'y':
		o->bytes =
		    parse_number(name, value, 1, UINT64_C(1) << 42, true);
		break;
	case 'f' << 8 | 'o':
		shop->out.format = parse_format(value);
		break;
	case 'a' << 8 | 's':
		shop->assets_pct =
		    (unsigned)parse_number(name, value, 0, 95, false);
		break;
	case 'r' << 8 | 'o':
		o->robots = parse_number(name, value, 1, 95, false);
		break;
	case 'o' << 8 | 'n':
		shop->one_hit = true;
		break;
	default:
		help();
	}
}

static void
parse(struct shop *shop, struct options *o, int argc, char **argv)
{
	/* No two names begin with the same two letters: set_option. */
	static const struct option table[] = {
	    {"seed", required_argument, NULL, 0},
	    {"days", required_argument, NULL, 0},
	    {"start", required_argument, NULL, 0},
	    {"zone", required_argument, NULL, 0},
	    {"visitors", required_argument, NULL, 0},
	    {"lines", required_argument, NULL, 0},
	    {"bytes", required_argument, NULL, 0},
	    {"format", required_argument, NULL, 0},
	    {"assets", required_argument, NULL, 0},
	    {"robots", required_argument, NULL, 0},
	    {"one-hit", no_argument, NULL, 0}, {"help", no_argument, NULL, 0},
	    {NULL, 0, NULL, 0}};
	int i = 0, c;

	shop->assets_pct = 70;
	while ((c = getopt_long(argc, argv, "", table, &i)) != -1) {
		if (c == '?')
			exit(2);
		set_option(shop, o, table[i].name, optarg);
	}
	if (optind < argc) {
		fprintf(
		    stderr, "gen: %s: no operands are taken\n", argv[optind]);
		exit(2);
	}
	if (shop->one_hit)
		shop->assets_pct = 0;
}

int
main(int argc, char **argv)
{
	static struct shop shop;
	static struct plan plan;
	struct options o = {
	    .seed = 1, .days = 30, .robots = 8, .zone = 9 * 3600};
	bool endless;

	signal(SIGPIPE, SIG_IGN);
	memcpy(shop.out.zone, "+0900", 6);
	shop.out.first_day = days_of_date(2026, 3, 1);
	parse(&shop, &o, argc, argv);
	shop.out.max_lines = o.lines;
	shop.out.max_bytes = o.bytes;
	shop.epoch = shop.out.first_day * 86400 - o.zone;
	shop.orders = 1233;
	shop.plan = &plan;
	shop.spawn = spawn;
	shop.sleep = sleep_until;
	/* 1970-01-01 was a Thursday. */
	plan.weekday = (unsigned)((shop.out.first_day + 3) % 7);
	rng_seed(&shop.rng, o.seed);
	if (!out_init(&shop.out) || !agents_init(&shop.agents)) {
		fputs("gen: out of memory\n", stderr);
		return 3;
	}
	scale(&shop, &o);
	spawn(&shop, 500)->step = robots_step;
	spawn(&shop, 20 * SECOND)->step = monitor_step;
	endless = !o.visitors && (o.lines || o.bytes);
	run(&shop, endless ? INT64_MAX : (int64_t)(o.days * DAY));
	out_flush(&shop.out);
	plan_release(&plan);
	agents_release(&shop.agents);
	out_release(&shop.out);
	return 0;
}
