/* SPDX-License-Identifier: MIT */
/* Active persons: of each day, of the 7 and of the 30 days that end with it.
 *
 * A person is in a window of w days that ends on day d if they were seen in
 * [d - w + 1, d]; so a day on which they are seen puts them into the windows of
 * the days [d, d + w - 1], less those in which a neighbouring day has put them
 * already. What is kept is how the counts change from day to day. */
#include <stdlib.h>

#include "journey/dated.h"
#include "journey/metrics-table.h"
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
	struct dated at;    /* the day */
	int64_t day_active; /* no change: the persons of this very day */
	int64_t week, month;
	int64_t in_period; /* persons new in the period that has the day */
};

struct active {
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
	kept_init(&m->kept,
	    a->grouped ? sizeof(struct key) : sizeof(struct one),
	    a->grouped ? sizeof(struct one) : 0, 0);
	roster_init(&a->changes, sizeof(struct change));
	calendar_init(&a->day, PERIOD_DAY, &m->zone);
	return a;
}

static struct change *
change_at(struct active *a, uint32_t group, int32_t day)
{
	bool added;
	return dated_get(&a->changes, group, day, &added);
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
	bool added;
	struct one *one =
	    kept_person(&m->kept, act->person, act->guess, &added);
	if (a->grouped)
		one =
		    kept_pair(&m->kept.pairs, act->person, act->group, &added);
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

/* Walks over the days of a group while somebody is in a window, and puts a row
 * at the end of each period. */
static void
put_group(const struct metrics *m, struct dated *const *at, uint32_t n,
    struct buf *out)
{
	struct active *a = m->state;
	enum period kind = m->options->period;
	int32_t last = (int32_t)zone_day(a->day.zone, metrics_last(m));
	struct counts c = {0};
	uint32_t i = 0;
	for (int32_t day = 0; i < n || c.month > 0 || c.in_period > 0; day++) {
		if (c.month == 0 && c.in_period == 0)
			day = at[i]->date;
		if (day > last)
			return;
		c.day_active = 0;
		if (i < n && at[i]->date == day) {
			const struct change *change = (const void *)at[i];
			c.day_active = change->day_active;
			c.week += change->week;
			c.month += change->month;
			c.in_period += change->in_period;
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
	struct buf columns = BUF_INIT;
	struct dated_list days;
	uint32_t n_groups, *order = groups_sorted(&m->groups, &n_groups);
	dated_list_init(&days, &a->changes, groups_end(&m->groups));
	if (header) {
		buf_printf(&columns, "%s\tactive\tdau\twau\tmau\tstickiness%c",
		    names[m->options->period], '\0');
		metrics_put_heading(m, columns.p, out);
		buf_release(&columns);
	}
	for (uint32_t g = 0; g < n_groups; g++) {
		uint32_t n;
		struct dated *const *at = dated_list_of(&days, order[g], &n);
		put_group(m, at, n, out);
	}
	dated_list_release(&days);
	free(order);
}

static void
end(struct metrics *m)
{
	struct active *a = m->state;
	roster_release(&a->changes);
	free(a);
}

const struct metrics_mode metrics_active = {.name = "active",
    .by_touchpoint = true,
    .has_periods = true,
    .begin = begin,
    .take = take,
    .put = put,
    .end = end};
