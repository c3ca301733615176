/* SPDX-License-Identifier: MIT */
/* The usual figures of each group: visitors, sessions, carts, orders, money.
 *
 * Rows (views, items viewed, orders, revenue) count in the group of the row,
 * sessions and all that is said of them in the group of their first row, so
 * that everything but visitors adds up to the total. Distinct persons are
 * counted exactly: each keeps its first group, and the pairs (person, group)
 * that come on top stand in a set. */
#include <stdlib.h>

#include "base/when.h"
#include "journey/metrics-table.h"
#include "journey/put.h"

/* What happened in a session (or to a person in a group), in this order:
 * "behind" needs the other one before it. */
enum {
	SAW_ITEM = 1 << 0,
	PUT_IN_CART = 1 << 1,
	CART_BEHIND_ITEM = 1 << 2,
	CHECKED_OUT = 1 << 3,
	BOUGHT = 1 << 4,
	ORDER_BEHIND_CART = 1 << 5,
	ORDER_BEHIND_CHECKOUT = 1 << 6
};

/* A visitor and the session in hand: 48 bytes. Where there are persons of
 * several visitors the sessions stand in a roster of their own. */
struct one {
	struct key key;
	int64_t session;                  /* its start, WHEN_NONE for none */
	int64_t last;                     /* its latest row */
	uint32_t group;                   /* of its first row */
	uint32_t first_group, last_group; /* of the person, + 1 */
	uint8_t views;                    /* 2 stands for more, too */
	uint8_t deeds;
};

/* A person in a group, or in the whole table. */
struct pair {
	struct key key;
	uint32_t group;
	uint8_t deeds;
};

#define WHOLE_TABLE (UINT32_MAX - 1)

struct figures {
	uint64_t visitors, new_visitors;
	uint64_t sessions, open, bounces;
	uint64_t views, items;
	uint64_t viewers, carts, carts_of_viewers, checkouts;
	uint64_t ordered_carts, ordered_checkouts, buyers;
	uint64_t open_carts; /* that may yet be ordered, with a grace */
	uint64_t orders;
	int128 duration, revenue;
};

struct summary {
	struct group_array groups; /* of struct figures */
	struct figures total;
	unsigned session, visit; /* columns */
};

static void *
begin(struct metrics *m, const struct table *t)
{
	struct summary *s = mem_zero(1, sizeof(*s));
	s->groups.size = sizeof(struct figures);
	s->session = table_need(t, "session", "cjm-sessionize");
	s->visit = table_want(t, "visit");
	kept_init(&m->kept, sizeof(struct one), sizeof(struct key),
	    m->options->per_person ? sizeof(struct pair) : 0);
	kept_split(&m->kept, t, m->visitors.column);
	m->kept.carts.grace = m->options->grace;
	return s;
}

static struct figures *
group_figures(struct summary *s, uint32_t group)
{
	return group_array_at(&s->groups, group);
}

static void
add_deeds(struct figures *f, unsigned deeds)
{
	f->viewers += (deeds & SAW_ITEM) != 0;
	f->carts += (deeds & PUT_IN_CART) != 0;
	f->carts_of_viewers += (deeds & CART_BEHIND_ITEM) != 0;
	f->checkouts += (deeds & CHECKED_OUT) != 0;
	f->ordered_carts += (deeds & ORDER_BEHIND_CART) != 0;
	f->ordered_checkouts += (deeds & ORDER_BEHIND_CHECKOUT) != 0;
	f->buyers += (deeds & BOUGHT) != 0;
}

static uint8_t
deeds_after(unsigned deeds, unsigned kind)
{
	if (kind & KIND_ITEM)
		deeds |= SAW_ITEM;
	if (kind & KIND_CART)
		deeds |= PUT_IN_CART |
		    (deeds & SAW_ITEM ? (unsigned)CART_BEHIND_ITEM : 0);
	if (kind & KIND_CHECKOUT)
		deeds |= CHECKED_OUT;
	if (kind & KIND_ORDER)
		deeds |= BOUGHT |
		    (deeds & PUT_IN_CART ? (unsigned)ORDER_BEHIND_CART : 0) |
		    (deeds & CHECKED_OUT ? (unsigned)ORDER_BEHIND_CHECKOUT : 0);
	return (uint8_t)deeds;
}

/* A session that is open (it may go on behind the end of the data) tells
 * neither how long it is nor whether it bounces. */
static void
end_session(const struct metrics *m, struct summary *s, const struct one *one,
    bool open)
{
	struct figures *f = group_figures(s, one->group);
	if (one->session == WHEN_NONE)
		return;
	int64_t duration = one->last - one->session;
	f->open += open;
	if (!open) {
		f->duration += duration;
		f->bounces += one->views < 2 && !(one->deeds & BOUGHT) &&
		    duration < m->options->engaged;
	}
	/* with a grace orders have been told to their carts, see take_carts */
	unsigned deeds = one->deeds;
	if (m->options->grace > 0)
		deeds &= ~(unsigned)ORDER_BEHIND_CART;
	if (!m->options->per_person)
		add_deeds(f, deeds);
}

/* With a grace: `filled` tells that the session has a cart from this row on. */
static void
take_carts(struct metrics *m, struct summary *s, const struct one *one,
    const struct act *act, bool filled)
{
	struct carts *carts = &m->kept.carts;
	uint32_t group;
	if (filled)
		carts_fill(carts, act->person, act->time, one->group);
	while ((act->kind & KIND_ORDER) &&
	    carts_buy(carts, act->person, act->time, &group))
		group_figures(s, group)->ordered_carts++;
}

static void
take_session(struct metrics *m, struct summary *s, struct one *one,
    const struct act *act)
{
	int64_t session;
	if (!when_read_unix(row_field(act->row, s->session), &session))
		return;
	if (session != one->session) {
		end_session(m, s, one, false);
		one->session = session;
		one->last = session;
		one->group = act->group;
		one->views = one->deeds = 0;
		group_figures(s, act->group)->sessions++;
	}
	if (act->time > one->last)
		one->last = act->time;
	if ((act->kind & KIND_VIEW) && one->views < 2)
		one->views++;
	bool had = one->deeds & PUT_IN_CART;
	one->deeds = deeds_after(one->deeds, act->kind);
	if (m->options->grace > 0 && (act->kind & (KIND_CART | KIND_ORDER)))
		take_carts(m, s, one, act, !had && (one->deeds & PUT_IN_CART));
}

/* Whether the person is in this group for the first time. */
static bool
is_new_in_group(struct kept *k, struct one *person, const struct act *act)
{
	uint32_t group = act->group + 1;
	bool added,
	    known = person->last_group == group || person->first_group == group;
	person->last_group = group;
	if (known)
		return false;
	if (person->first_group == 0) {
		person->first_group = group;
		return true;
	}
	kept_pair(&k->pairs, act->person, act->group, &added);
	return added;
}

static void
take_deeds(struct roster *deeds, const struct act *act, uint32_t group)
{
	bool added;
	struct pair *pair = kept_pair(deeds, act->person, group, &added);
	pair->group = group;
	pair->deeds = deeds_after(pair->deeds, act->kind);
}

static void
take_row(struct metrics *m, const struct act *act)
{
	struct summary *s = m->state;
	struct figures *f = group_figures(s, act->group);
	bool added;
	struct one *person =
	    kept_person(&m->kept, act->person, act->guess, &added);
	struct slice visit = row_field(act->row, s->visit);
	s->total.visitors += added;
	f->new_visitors += added &&
	    (s->visit == NO_COLUMN || (visit.n == 1 && *visit.p == '1'));
	f->views += (act->kind & KIND_VIEW) != 0;
	f->items += (act->kind & KIND_ITEM) != 0;
	f->orders += act->sale.orders;
	f->revenue += act->sale.revenue;
	f->visitors += is_new_in_group(&m->kept, person, act);
	if (m->options->per_person) {
		take_deeds(&m->kept.deeds, act, act->group);
		take_deeds(&m->kept.deeds, act, WHOLE_TABLE);
	}
	struct one *visitor =
	    kept_visitor(&m->kept, act->person, act->row, person, &added);
	if (added)
		visitor->session = WHEN_NONE;
	take_session(m, s, visitor, act);
}

static void
end_sessions(struct metrics *m, const struct roster *r)
{
	for (uint32_t i = 0; i < r->n; i++) {
		const struct one *one = roster_at(r, i);
		end_session(m, m->state, one,
		    one->last + m->options->timeout > metrics_end(m));
	}
}

static void
settle(struct metrics *m)
{
	struct summary *s = m->state;
	uint32_t from = 0, group;
	end_sessions(m, kept_visitors(&m->kept));
	while (carts_left_open(&m->kept.carts, metrics_end(m), &from, &group))
		group_figures(s, group)->open_carts++;
	for (uint32_t i = 0; i < m->kept.deeds.n; i++) {
		const struct pair *pair = roster_at(&m->kept.deeds, i);
		add_deeds(pair->group == WHOLE_TABLE
			? &s->total
			: group_figures(s, pair->group),
		    pair->deeds);
	}
}

static void
add_deeds_of(struct figures *sum, const struct figures *f)
{
	sum->viewers += f->viewers;
	sum->carts += f->carts;
	sum->carts_of_viewers += f->carts_of_viewers;
	sum->checkouts += f->checkouts;
	sum->ordered_carts += f->ordered_carts;
	sum->open_carts += f->open_carts;
	sum->ordered_checkouts += f->ordered_checkouts;
	sum->buyers += f->buyers;
}

static bool
add(const struct metrics *m, void *total, const void *figures)
{
	struct figures *sum = total;
	const struct figures *f = figures;
	if (!m->options->per_person)
		add_deeds_of(sum, f);
	sum->new_visitors += f->new_visitors;
	sum->sessions += f->sessions;
	sum->open += f->open;
	sum->bounces += f->bounces;
	sum->views += f->views;
	sum->items += f->items;
	sum->orders += f->orders;
	sum->duration += f->duration;
	sum->revenue += f->revenue;
	return f->visitors > 0;
}

static void
put_figures(const struct metrics *m, void *figures, struct buf *out)
{
	const struct figures *f = figures;
	uint64_t ended = f->sessions - f->open;
	uint64_t carts = f->carts - f->open_carts;
	put_count(out, f->visitors);
	put_count(out, f->new_visitors);
	put_count(out, f->sessions);
	put_count(out, f->open);
	put_count(out, f->views);
	put_ratio(out, f->views, f->sessions, 6);
	put_ratio(out, f->bounces, ended, 6);
	put_mean(out, f->duration, ended);
	put_count(out, f->items);
	put_count(out, f->carts);
	put_ratio(out, f->carts_of_viewers, f->viewers, 6);
	put_count(out, f->checkouts);
	put_ratio(out, f->ordered_checkouts, f->checkouts, 6);
	put_ratio(out, carts - f->ordered_carts, carts, 6);
	put_count(out, f->orders);
	put_decimal(out, f->revenue);
	put_mean(out, f->revenue, f->orders);
	put_ratio(out, f->buyers,
	    m->options->per_person ? f->visitors : f->sessions, 6);
	put_mean(out, f->revenue, f->sessions);
	put_end(out);
}

static void
put(struct metrics *m, bool header, struct buf *out)
{
	static const struct metrics_sum sum = {add, put_figures};
	struct summary *s = m->state;
	if (header)
		metrics_put_heading(m,
		    "visitors\tnew_visitors\tsessions\topen_sessions\tviews\t"
		    "views_per_session\tbounce_rate\tavg_duration\t"
		    "items_viewed\tcarts\tcart_rate\tcheckouts\t"
		    "checkout_completion\tcart_abandonment\torders\trevenue\t"
		    "aov\tconversion_rate\trevenue_per_session",
		    out);
	metrics_put_groups(m, &s->groups, &s->total, &sum, out);
}

static void
end(struct metrics *m)
{
	struct summary *s = m->state;
	group_array_release(&s->groups);
	free(s);
}

const struct metrics_mode metrics_summary = {.name = "summary",
    .begin = begin,
    .take = take_row,
    .settle = settle,
    .put = put,
    .end = end};
