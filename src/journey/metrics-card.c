/* SPDX-License-Identifier: MIT */
/* The card of each touchpoint: who reached it, and what they spent from then
 * on.
 *
 * A person's touchpoints are a list, so that an order finds those that came
 * before it (or with it). A refund is taken back where its order counted. */
#include <stdlib.h>

#include "journey/metrics-spend.h"
#include "journey/metrics.h"
#include "journey/put.h"

struct one {
	struct key key;
	uint32_t first; /* of the list: a number among the reaches, + 1 */
};

/* A person who reached a touchpoint: 40 bytes. */
struct reach {
	struct key key;
	int64_t time; /* first */
	int32_t last; /* day */
	uint32_t group;
	uint32_t next; /* of the person, + 1 */
	bool bought;
};

struct figures {
	uint64_t persons, buyers, orders;
	uint64_t day, week, month; /* persons of the last 1, 7, 30 days */
	int128 revenue;
};

struct card {
	struct roster persons;
	struct roster reaches;
	struct calendar day;
	struct group_array groups; /* of struct figures */
};

static void *
begin(struct metrics *m, const struct table *t)
{
	struct card *c = mem_zero(1, sizeof(*c));
	c->groups.size = sizeof(struct figures);
	(void)t;
	roster_init(&c->persons, sizeof(struct one));
	roster_init(&c->reaches, sizeof(struct reach));
	calendar_init(&c->day, PERIOD_DAY, &m->zone);
	return c;
}

static struct figures *
group_figures(struct card *c, uint32_t group)
{
	return group_array_at(&c->groups, group);
}

static struct one *
one_of(struct card *c, const struct act *act)
{
	struct one *one = act->guess;
	bool added;
	if (!one || !key_equal(one->key, act->person))
		one = roster_get(&c->persons, act->person, &added);
	return one;
}

static void
take(struct metrics *m, const struct act *act)
{
	struct card *c = m->state;
	uint64_t group = act->group;
	bool added;
	uint32_t number = c->reaches.n;
	struct reach *reach = roster_get(&c->reaches,
	    key_pair(act->person, (struct key){group, ~group}), &added);
	int32_t day = (int32_t)calendar_at(&c->day, act->time);
	if (added) {
		struct one *one = one_of(c, act);
		reach->time = act->time;
		reach->last = day;
		reach->group = act->group;
		reach->next = one->first;
		one->first = number + 1;
		group_figures(c, act->group)->persons++;
	}
	if (act->time < reach->time)
		reach->time = act->time;
	if (day > reach->last)
		reach->last = day;
}

static void
took(struct metrics *m, const struct act *act)
{
	struct card *c = m->state;
	const struct sale *sale = &act->sale;
	struct one *one = one_of(c, act); /* kept: it is known from now on */
	if (sale->orders == 0 && sale->revenue == 0)
		return;
	for (uint32_t i = one->first; i > 0;) {
		struct reach *reach = roster_at(&c->reaches, i - 1);
		struct figures *f = group_figures(c, reach->group);
		i = reach->next;
		if (reach->time > sale->time)
			continue;
		f->revenue += sale->revenue;
		f->orders += sale->orders;
		f->buyers += sale->orders > 0 && !reach->bought;
		reach->bought = reach->bought || sale->orders > 0;
	}
}

static const struct roster *
roster(const struct metrics *m)
{
	const struct card *c = m->state;
	return &c->persons;
}

static size_t
bytes(const struct metrics *m)
{
	const struct card *c = m->state;
	return roster_peak(&c->persons) + roster_peak(&c->reaches);
}

static void
settle(struct metrics *m)
{
	struct card *c = m->state;
	int64_t today = zone_day(&m->zone, m->last);
	for (uint32_t i = 0; i < c->reaches.n; i++) {
		const struct reach *reach = roster_at(&c->reaches, i);
		struct figures *f = group_figures(c, reach->group);
		int64_t days = today - reach->last;
		f->day += days < 1;
		f->week += days < 7;
		f->month += days < 30;
	}
	roster_clear(&c->persons);
	roster_clear(&c->reaches);
}

/* Nothing is cheap or dear that costs nothing. */
static void
put_cost(struct buf *out, const struct figures *f, int128 cost)
{
	put_decimal(out, cost);
	put_mean(out, cost, cost != 0 ? f->persons : 0);
	put_quotient(out, f->revenue, cost);
}

/* What no group has cost is shown as well: no money is lost. */
static void
put_unasked(struct metrics *m, struct buf *out)
{
	static const struct figures nothing;
	uint32_t i = 0;
	int128 cost;
	while (metrics_spend_unasked(m->spend, &i, out, &cost)) {
		buf_put_text(out, "0\t0\t0\t0\t0\t0\t0\t\t\t");
		put_cost(out, &nothing, cost);
		put_end(out);
	}
}

static void
put(struct metrics *m, bool header, struct buf *out)
{
	struct card *c = m->state;
	uint32_t n, *order = groups_sorted(&m->groups, &n);
	if (header) {
		groups_put_header(&m->groups, out);
		buf_put_text(out,
		    "persons\tdau\twau\tmau\tbuyers\torders\trevenue\t"
		    "conversion_rate\trevenue_per_person");
		buf_put_text(
		    out, m->spend ? "\tcost\tcost_per_person\troas\n" : "\n");
	}
	for (uint32_t i = 0; i < n; i++) {
		const struct figures *f = group_figures(c, order[i]);
		groups_put(&m->groups, order[i], out);
		put_count(out, f->persons);
		put_count(out, f->day);
		put_count(out, f->week);
		put_count(out, f->month);
		put_count(out, f->buyers);
		put_count(out, f->orders);
		put_decimal(out, f->revenue);
		put_ratio(out, f->buyers, f->persons, 6);
		put_mean(out, f->revenue, f->persons);
		if (m->spend)
			put_cost(out, f,
			    metrics_spend_of(
				m->spend, groups_name(&m->groups, order[i])));
		put_end(out);
	}
	if (m->spend)
		put_unasked(m, out);
	free(order);
}

static void
end(struct metrics *m)
{
	struct card *c = m->state;
	roster_release(&c->persons);
	roster_release(&c->reaches);
	group_array_release(&c->groups);
	free(c);
}

const struct metrics_mode metrics_card = {.name = "card",
    .by_touchpoint = true,
    .begin = begin,
    .take = take,
    .took = took,
    .roster = roster,
    .bytes = bytes,
    .settle = settle,
    .put = put,
    .end = end};
