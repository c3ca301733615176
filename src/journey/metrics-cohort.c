/* SPDX-License-Identifier: MIT */
/* Retention: persons by the period of their first event, and how many of them
 * came back in each later one, with the money that they left.
 *
 * A cell is complete when its period is over at the end of the data; one that
 * is not is blank, and counts in no total: neither its cohort's size nor its
 * persons. */
#include <stdlib.h>

#include "base/when.h"
#include "journey/dated.h"
#include "journey/metrics-table.h"
#include "journey/put.h"
#include "journey/seen.h"

struct one {
	struct key key;
	struct seen cells;
	uint32_t cohort;
	int64_t born;
};

/* A cohort is a group's persons of a period, by the group of their first row.
 */
struct cohort {
	struct dated at; /* the period */
	uint32_t number;
	uint64_t size;
	struct cell *cells; /* options->periods + 1 */
};

struct cell {
	uint64_t active;
	uint64_t last; /* persons for whom it is the last one */
	int128 revenue;
};

struct retention_state {
	struct roster cohorts;
	struct calendar calendar;
	unsigned visit; /* column */
	uint64_t older; /* persons whose first row is not their first visit */
};

static void *
begin(struct metrics *m, const struct table *t)
{
	struct retention_state *r = mem_zero(1, sizeof(*r));
	r->visit = table_want(t, "visit");
	kept_init(&m->kept, sizeof(struct one), 0, 0);
	roster_init(&r->cohorts, sizeof(struct cohort));
	calendar_init(&r->calendar, m->options->period, &m->zone);
	return r;
}

#define NO_COHORT UINT32_MAX

static uint32_t
cohort_of(struct metrics *m, uint32_t group, int32_t period)
{
	struct retention_state *r = m->state;
	bool added;
	uint32_t number = r->cohorts.n;
	struct cohort *c = dated_get(&r->cohorts, group, period, &added);
	if (!added)
		return c->number;
	m->over = m->over || r->cohorts.n > m->options->max_groups;
	c->number = number;
	c->cells = mem_zero((size_t)m->options->periods + 1, sizeof(*c->cells));
	return number;
}

/* Who has a visit before the data belongs to a cohort that is not known. */
static void
take_first(struct metrics *m, struct one *one, const struct act *act)
{
	struct retention_state *r = m->state;
	struct slice visit = row_field(act->row, r->visit);
	int64_t period = calendar_at(&r->calendar, act->time);
	one->born = act->time;
	one->cohort = NO_COHORT;
	if (visit.n > 0 && !slice_is(visit, "1")) {
		r->older++;
		return;
	}
	one->cohort = cohort_of(m, act->group, (int32_t)period);
	struct cohort *c = roster_at(&r->cohorts, one->cohort);
	c->size++;
}

/* Of the periods that begin with a person's first event. */
static const int64_t period_days[PERIODS] = {0, 1, 7, 30};

/* How many periods are behind a person's first event. */
static int64_t
age(struct metrics *m, const struct cohort *c, const struct one *one,
    int64_t time)
{
	struct retention_state *r = m->state;
	if (m->options->retention == RETENTION_ROLLING)
		return time < one->born ? -1
					: (time - one->born) /
			(period_days[m->options->period] * DAY);
	return calendar_at(&r->calendar, time) - c->at.date;
}

static void
take(struct metrics *m, const struct act *act)
{
	struct retention_state *r = m->state;
	struct seen_around around;
	bool added;
	struct one *one =
	    kept_person(&m->kept, act->person, act->guess, &added);
	if (added)
		take_first(m, one, act);
	if (one->cohort == NO_COHORT)
		return;
	struct cohort *c = roster_at(&r->cohorts, one->cohort);
	int64_t k = age(m, c, one, act->time);
	if (k < 0) {
		m->late++;
		return;
	}
	if (k > m->options->periods)
		k = m->options->periods + 1;
	if (k <= m->options->periods)
		c->cells[k].revenue += act->sale.revenue;
	enum seen_answer answer = seen_mark(&one->cells, (int32_t)k, &around);
	m->late += answer == SEEN_LATE;
	if (answer == SEEN_NEW && k <= m->options->periods)
		c->cells[k].active++;
}

static void
settle(struct metrics *m)
{
	struct retention_state *r = m->state;
	for (uint32_t i = 0; i < m->kept.persons.n; i++) {
		const struct one *one = roster_at(&m->kept.persons, i);
		if (one->cohort == NO_COHORT)
			continue;
		struct cohort *c = roster_at(&r->cohorts, one->cohort);
		int32_t last = one->cells.last;
		if (last > m->options->periods)
			last = m->options->periods;
		c->cells[last].last++;
	}
}

/* Whether nobody of the cohort can still be seen in the period k. */
static bool
is_complete(struct metrics *m, const struct cohort *c, int64_t k)
{
	enum period kind = m->options->period;
	int64_t last = metrics_end(m);
	if (m->options->retention != RETENTION_ROLLING)
		return period_end(kind, c->at.date + k, &m->zone) <= last;
	return period_end(kind, c->at.date, &m->zone) +
	    (k + 1) * period_days[kind] * DAY <=
	    last;
}

/* The figures of a row: those of a cohort's cell, or of a total's. */
struct sum {
	uint64_t size, active;
	int128 revenue, so_far;
};

static void
put_row(struct metrics *m, uint32_t group, const char *cohort, size_t n,
    int64_t k, const struct sum *s, struct buf *out)
{
	if (group == GROUP_NONE)
		groups_put_total(&m->groups, out);
	else
		groups_put(&m->groups, group, out);
	buf_put(out, cohort, n);
	buf_put_byte(out, '\t');
	put_count(out, (uint64_t)k);
	put_count(out, s->size);
	put_count(out, s->active);
	put_ratio(out, s->active, s->size, 6);
	put_decimal(out, s->revenue);
	put_mean(out, s->so_far, s->size);
	put_end(out);
}

static void
put_blank(struct metrics *m, const struct cohort *c, const char *name, size_t n,
    int64_t k, struct buf *out)
{
	groups_put(&m->groups, c->at.group, out);
	buf_put(out, name, n);
	buf_put_byte(out, '\t');
	put_count(out, (uint64_t)k);
	put_count(out, c->size);
	buf_put_text(out, "\t\t\t\n");
}

static void
add(struct sum *total, const struct sum *s)
{
	total->size += s->size;
	total->active += s->active;
	total->revenue += s->revenue;
	total->so_far += s->so_far;
}

/* The rows of one cohort, up to the period in which the data end. */
static void
put_cohort(struct metrics *m, const struct cohort *c, struct sum *totals,
    struct sum *all, struct buf *out)
{
	struct retention_state *r = m->state;
	char name[PERIOD_TEXT];
	size_t n = period_put(name, m->options->period, c->at.date);
	int64_t end = calendar_at(&r->calendar, metrics_last(m)) - c->at.date;
	struct sum s = {.size = c->size};
	uint64_t later = c->size; /* persons who are seen from k on */
	if (end > m->options->periods)
		end = m->options->periods;
	for (int64_t k = 0; k <= end; k++) {
		const struct cell *cell = &c->cells[k];
		s.active = m->options->retention == RETENTION_AFTER
		    ? later
		    : cell->active;
		s.revenue = cell->revenue;
		s.so_far += cell->revenue;
		later -= cell->last;
		if (!is_complete(m, c, k)) {
			put_blank(m, c, name, n, k, out);
			continue;
		}
		put_row(m, c->at.group, name, n, k, &s, out);
		add(&totals[k], &s);
		add(&all[k], &s);
	}
}

static void
put_totals(
    struct metrics *m, uint32_t group, struct sum *totals, struct buf *out)
{
	for (int64_t k = 0; k <= m->options->periods; k++)
		if (totals[k].size > 0)
			put_row(m, group, "(total)", 7, k, &totals[k], out);
	memset(totals, 0, ((size_t)m->options->periods + 1) * sizeof(*totals));
}

static void
put(struct metrics *m, bool header, struct buf *out)
{
	struct retention_state *r = m->state;
	size_t periods = (size_t)m->options->periods + 1;
	struct sum *totals = mem_zero(periods, sizeof(*totals));
	struct sum *all = mem_zero(periods, sizeof(*all));
	uint32_t n, *order = groups_sorted(&m->groups, &n);
	struct dated_list cohorts;
	dated_list_init(&cohorts, &r->cohorts, groups_end(&m->groups));
	if (header)
		metrics_put_heading(
		    m, "cohort\tperiod\tsize\tactive\trate\trevenue\tltv", out);
	for (uint32_t g = 0; g < n; g++) {
		uint32_t n_of;
		struct dated *const *at =
		    dated_list_of(&cohorts, order[g], &n_of);
		for (uint32_t i = 0; i < n_of; i++)
			put_cohort(m, (const void *)at[i], totals, all, out);
		put_totals(m, order[g], totals, out);
	}
	if (m->groups.n_parts > 0)
		put_totals(m, GROUP_NONE, all, out);
	dated_list_release(&cohorts);
	free(order);
	free(all);
	free(totals);
}

static void
end(struct metrics *m)
{
	struct retention_state *r = m->state;
	for (uint32_t i = 0; i < r->cohorts.n; i++) {
		struct cohort *c = roster_at(&r->cohorts, i);
		free(c->cells);
	}
	roster_release(&r->cohorts);
	free(r);
}

const struct metrics_mode metrics_cohort = {.name = "cohort",
    .has_periods = true,
    .begin = begin,
    .take = take,
    .settle = settle,
    .put = put,
    .end = end};
