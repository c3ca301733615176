/* SPDX-License-Identifier: MIT */
/* Active persons: of each day, of the 7 and of the 30 days that end with it.
 *
 * A person is in a window of w days that ends on day d if they were seen in
 * [d - w + 1, d]; so a day on which they are seen puts them into the windows of
 * the days [d, d + w - 1], less those in which a neighbouring day has put them
 * already. What is kept is how the counts change from day to day. */
#include <stdlib.h>

#include "journey/metrics.h"
#include "journey/put.h"
#include "journey/seen.h"

enum { WEEK_DAYS = 7, MONTH_DAYS = 30 };

/* A person; where there are groups, a person in a group: 32 bytes. */
struct one {
	struct key key;
	struct seen days;
};

/* What changes with a day of a group. */
struct change {
	struct key key;
	uint32_t group;
	int32_t day;
	int64_t day_active; /* no change: the persons of this very day */
	int64_t week, month;
	int64_t in_period; /* persons new in the period that has the day */
};

struct active {
	struct roster persons; /* of struct one, or of struct key */
	struct roster pairs;   /* of struct one: persons in groups */
	struct roster changes;
	struct calendar day;
	bool grouped;
};

static void *
begin(struct metrics *m, const struct table *t)
{
	struct active *a = mem_zero(1, sizeof(*a));
	(void)t;
	a->grouped = m->groups.n_parts > 0;
	roster_init(
	    &a->persons, a->grouped ? sizeof(struct key) : sizeof(struct one));
	roster_init(&a->pairs, sizeof(struct one));
	roster_init(&a->changes, sizeof(struct change));
	calendar_init(&a->day, PERIOD_DAY, &m->zone);
	return a;
}

static struct change *
change_at(struct active *a, uint32_t group, int32_t day)
{
	struct {
		uint32_t group;
		int32_t day;
	} id = {group, day};
	bool added;
	struct change *c = roster_get(&a->changes,
	    hash_key((struct slice){(const char *)&id, sizeof(id)}), &added);
	c->group = group;
	c->day = day;
	return c;
}

/* The windows of w days that a day opens to a person. */
static void
open_windows(struct active *a, uint32_t group, int32_t day,
    const struct seen_around *around, int32_t w)
{
	int32_t from = day, to = day + w; /* to: the first one behind */
	if (around->has_before && around->before + w > from)
		from = around->before + w;
	if (around->has_after && around->after < to)
		to = around->after;
	if (from >= to)
		return;
	struct change *opens = change_at(a, group, from);
	*(w == WEEK_DAYS ? &opens->week : &opens->month) += 1;
	struct change *shuts = change_at(a, group, to);
	*(w == WEEK_DAYS ? &shuts->week : &shuts->month) -= 1;
}

static bool
same_period(enum period kind, int32_t a, int32_t b)
{
	return period_of_day(kind, a) == period_of_day(kind, b);
}

static void
take(struct metrics *m, const struct act *act)
{
	struct active *a = m->state;
	struct seen_around around;
	uint64_t group = act->group;
	bool added;
	struct one *one = act->guess;
	if (!one || !key_equal(one->key, act->person))
		one = roster_get(&a->persons, act->person, &added);
	if (a->grouped)
		one = roster_get(&a->pairs,
		    key_pair(act->person, (struct key){group, ~group}), &added);
	int32_t day = (int32_t)calendar_at(&a->day, act->time);
	switch (seen_mark(&one->days, day, &around)) {
	case SEEN_AGAIN:
		return;
	case SEEN_LATE:
		m->late++;
		return;
	case SEEN_NEW:
		break;
	}
	enum period kind = m->options->period;
	struct change *c = change_at(a, act->group, day);
	c->day_active++;
	c->in_period +=
	    !(around.has_before && same_period(kind, around.before, day)) &&
	    !(around.has_after && same_period(kind, around.after, day));
	open_windows(a, act->group, day, &around, WEEK_DAYS);
	open_windows(a, act->group, day, &around, MONTH_DAYS);
}

static const struct roster *
roster(const struct metrics *m)
{
	const struct active *a = m->state;
	return &a->persons;
}

static size_t
bytes(const struct metrics *m)
{
	const struct active *a = m->state;
	return roster_peak(&a->persons) + roster_peak(&a->pairs);
}

static void
settle(struct metrics *m)
{
	struct active *a = m->state;
	roster_clear(&a->persons);
	roster_clear(&a->pairs);
}

/* The counts of a day, and of the period so far that it is in. */
struct counts {
	int64_t day_active, week, month, in_period, sum_of_days;
};

/* Windows that begin before the data are cut short: they tell nothing. */
static void
put_row(const struct metrics *m, uint32_t group, int32_t day,
    const struct counts *c, struct buf *out)
{
	struct active *a = m->state;
	enum period kind = m->options->period;
	int64_t first = zone_day(a->day.zone, m->first);
	int64_t period = period_of_day(kind, day);
	int64_t from = period_first_day(kind, period);
	if (from < first)
		from = first;
	uint64_t days = (uint64_t)(day - from + 1);
	uint64_t sum = (uint64_t)c->sum_of_days;
	bool full = day >= first + MONTH_DAYS - 1 && c->month > 0;
	groups_put(&m->groups, group, out);
	out->n += period_put(buf_need(out, PERIOD_TEXT), kind, period);
	buf_put_byte(out, '\t');
	put_count(out, (uint64_t)c->in_period);
	if (kind == PERIOD_DAY)
		put_count(out, sum);
	else
		put_ratio(out, sum, days, 6);
	if (day >= first + WEEK_DAYS - 1)
		put_count(out, (uint64_t)c->week);
	else
		buf_put_byte(out, '\t');
	if (day >= first + MONTH_DAYS - 1)
		put_count(out, (uint64_t)c->month);
	else
		buf_put_byte(out, '\t');
	put_ratio(out, sum, full ? days * (uint64_t)c->month : 0, 6);
	put_end(out);
}

static int
by_day(const void *a, const void *b)
{
	const struct change *x = *(const struct change *const *)a;
	const struct change *y = *(const struct change *const *)b;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return x->day < y->day ? -1 : x->day > y->day;
}

/* Walks over the days of a group while somebody is in a window, and puts a row
 * at the end of each period. */
static void
put_group(const struct metrics *m, struct change *const *at, size_t n,
    struct buf *out)
{
	struct active *a = m->state;
	enum period kind = m->options->period;
	int32_t last = (int32_t)zone_day(a->day.zone, m->last);
	struct counts c = {0};
	size_t i = 0;
	for (int32_t day = 0; i < n || c.month > 0 || c.in_period > 0; day++) {
		if (c.month == 0 && c.in_period == 0)
			day = at[i]->day;
		if (day > last)
			return;
		c.day_active = 0;
		if (i < n && at[i]->day == day) {
			c.day_active = at[i]->day_active;
			c.week += at[i]->week;
			c.month += at[i]->month;
			c.in_period += at[i]->in_period;
			c.sum_of_days += c.day_active;
			i++;
		}
		if (day < last && same_period(kind, day, day + 1))
			continue;
		if (c.month > 0 || c.in_period > 0)
			put_row(m, at[0]->group, day, &c, out);
		c.in_period = c.sum_of_days = 0;
	}
}

static void
put(struct metrics *m, bool header, struct buf *out)
{
	static const char *const names[PERIODS] = {
	    "hour", "day", "week", "month"};
	struct active *a = m->state;
	size_t n = a->changes.n;
	struct change **all = mem_alloc((n + 1) * sizeof(*all));
	uint32_t n_groups, *order = groups_sorted(&m->groups, &n_groups);
	size_t *from = mem_zero(groups_end(&m->groups) + 1, sizeof(*from));
	if (header) {
		groups_put_header(&m->groups, out);
		buf_printf(out, "%s\tactive\tdau\twau\tmau\tstickiness\n",
		    names[m->options->period]);
	}
	for (size_t i = 0; i < n; i++)
		all[i] = roster_at(&a->changes, (uint32_t)i);
	qsort(all, n, sizeof(struct change *), by_day);
	for (size_t i = n; i-- > 0;)
		from[all[i]->group] = i;
	for (uint32_t g = 0; g < n_groups; g++) {
		size_t i = from[order[g]], end = i;
		while (end < n && all[end]->group == order[g])
			end++;
		put_group(m, all + i, end - i, out);
	}
	free(from);
	free(order);
	free(all);
}

static void
end(struct metrics *m)
{
	struct active *a = m->state;
	roster_release(&a->persons);
	roster_release(&a->pairs);
	roster_release(&a->changes);
	free(a);
}

const struct metrics_mode metrics_active = {.name = "active",
    .by_touchpoint = true,
    .has_periods = true,
    .begin = begin,
    .take = take,
    .roster = roster,
    .bytes = bytes,
    .settle = settle,
    .put = put,
    .end = end};
