/* SPDX-License-Identifier: MIT */
/* The card of each touchpoint: who reached it, and what they spent from then
 * on.
 *
 * A person's touchpoints are a list, so that an order finds those that came
 * before it (or with it). A refund is taken back where its order counted. */
#include <stdlib.h>

#include "journey/metrics-spend.h"
#include "journey/metrics-table.h"
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
	struct calendar day;
	struct group_array groups; /* of struct figures */
};

static void *
begin(struct metrics *m, const struct table *t)
{
	struct card *c = mem_zero(1, sizeof(*c));
	c->groups.size = sizeof(struct figures);
	(void)t;
	kept_init(&m->kept, sizeof(struct one), sizeof(struct reach), 0);
	calendar_init(&c->day, PERIOD_DAY, &m->zone);
	return c;
}

static struct figures *
group_figures(struct card *c, uint32_t group)
{
	return group_array_at(&c->groups, group);
}

static void
take(struct metrics *m, const struct act *act)
{
	struct card *c = m->state;
	struct roster *reaches = &m->kept.pairs;
	bool added;
	uint32_t number = reaches->n;
	struct reach *reach =
	    kept_pair(reaches, act->person, act->group, &added);
	int32_t day = (int32_t)calendar_at(&c->day, act->time);
	if (added) {
		struct one *one =
		    kept_person(&m->kept, act->person, act->guess, &added);
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
	bool added; /* the person is known from now on in any case */
	struct one *one =
	    kept_person(&m->kept, act->person, act->guess, &added);
	if (sale->orders == 0 && sale->revenue == 0)
		return;
	for (uint32_t i = one->first; i > 0;) {
		struct reach *reach = roster_at(&m->kept.pairs, i - 1);
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

static void
settle(struct metrics *m)
{
	struct card *c = m->state;
	int64_t today = zone_day(&m->zone, metrics_last(m));
	for (uint32_t i = 0; i < m->kept.pairs.n; i++) {
		const struct reach *reach = roster_at(&m->kept.pairs, i);
		struct figures *f = group_figures(c, reach->group);
		int64_t days = today - reach->last;
		f->day += days < 1;
		f->week += days < 7;
		f->month += days < 30;
	}
}

/* Whether revenue can be divided by a cost: not that of another currency. */
static bool
in_currency_of(const struct metrics_cost *c, const struct sales *s)
{
	return !s->mixed &&
	    (*c->currency == '\0' || s->n_first == 0 ||
		slice_is((struct slice){s->first, s->n_first}, c->currency));
}

/* Nothing is cheap or dear that costs nothing, and money of several currencies
 * adds up to no cost. */
static void
put_cost(struct buf *out, const struct metrics *m, const struct figures *f,
    const struct metrics_cost *c)
{
	if (c->mixed) {
		buf_put_text(out, "\t\t\t");
		return;
	}
	put_decimal(out, c->cost);
	put_mean(out, c->cost, c->cost != 0 ? f->persons : 0);
	put_quotient(
	    out, f->revenue, in_currency_of(c, &m->sales) ? c->cost : 0);
}

/* What no group has cost is shown as well: no money is lost. */
static void
put_unasked(struct metrics *m, struct buf *out)
{
	static const struct figures nothing;
	const struct metrics_cost *cost;
	uint32_t i = 0;
	while ((cost = metrics_spend_unasked(m->spend, &i, out))) {
		buf_put_text(out, "0\t0\t0\t0\t0\t0\t0\t\t\t");
		put_cost(out, m, &nothing, cost);
		put_end(out);
	}
}

#define PERSONS                                             \
	"persons\tdau\twau\tmau\tbuyers\torders\trevenue\t" \
	"conversion_rate\trevenue_per_person"

static void
put(struct metrics *m, bool header, struct buf *out)
{
	struct card *c = m->state;
	uint32_t n, *order = groups_sorted(&m->groups, &n);
	if (header)
		metrics_put_heading(m,
		    m->spend ? PERSONS "\tcost\tcost_per_person\troas"
			     : PERSONS,
		    out);
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
			put_cost(out, m, f,
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
	group_array_release(&c->groups);
	free(c);
}

const struct metrics_mode metrics_card = {.name = "card",
    .by_touchpoint = true,
    .begin = begin,
    .take = take,
    .took = took,
    .settle = settle,
    .put = put,
    .end = end};
