/* SPDX-License-Identifier: MIT */
/* Buyers: how many visitors become one, how often they buy, and how long it
 * takes until they do. A person counts in the group of their first row. */
#include <stdlib.h>

#include "journey/metrics-table.h"
#include "journey/put.h"
#include "journey/quantile.h"

/* A person and the visitor in hand: 48 bytes. Where there are persons of
 * several visitors, of a visitor there is but the session. */
struct one {
	struct key key;
	int64_t first;    /* moment of the first row */
	uint64_t session; /* the latest one, by a hash of its name; 0: none */
	uint32_t group;
	uint32_t sessions, orders;
};

struct figures {
	uint64_t visitors, buyers, repeaters, orders;
	int128 revenue;
	struct sample wait;     /* microseconds to the first order */
	struct sample sessions; /* until the first order, that one included */
};

struct buyers {
	struct group_array groups; /* of struct figures */
	unsigned session;          /* column */
};

static void *
begin(struct metrics *m, const struct table *t)
{
	struct buyers *b = mem_zero(1, sizeof(*b));
	b->groups.size = sizeof(struct figures);
	b->session = table_want(t, "session");
	kept_init(&m->kept, sizeof(struct one), 0, 0);
	kept_split(&m->kept, t, m->visitors.column);
	return b;
}

static struct figures *
group_figures(struct buyers *b, uint32_t group)
{
	return group_array_at(&b->groups, group);
}

/* Sessions are visitors' own: those of two devices may lie side by side. */
static void
count_session(struct metrics *m, struct one *one, const struct act *act)
{
	const struct buyers *b = m->state;
	struct slice name = row_field(act->row, b->session);
	bool added;
	if (name.n == 0)
		return;
	struct one *visitor =
	    kept_visitor(&m->kept, act->person, act->row, one, &added);
	uint64_t hash = hash_seeded(name) | 1;
	one->sessions += hash != visitor->session;
	visitor->session = hash;
}

static void
take(struct metrics *m, const struct act *act)
{
	struct buyers *b = m->state;
	bool added;
	struct one *one =
	    kept_person(&m->kept, act->person, act->guess, &added);
	if (added) {
		one->first = act->time;
		one->group = act->group;
		group_figures(b, act->group)->visitors++;
	}
	if (one->orders == 0)
		count_session(m, one, act);
	if (act->sale.orders == 0 && act->sale.revenue == 0)
		return;
	struct figures *f = group_figures(b, one->group);
	f->orders += act->sale.orders;
	f->revenue += act->sale.revenue;
	if (act->sale.orders == 0)
		return;
	one->orders++;
	f->buyers += one->orders == 1;
	f->repeaters += one->orders == 2;
	if (one->orders > 1)
		return;
	int64_t wait = act->time - one->first;
	m->late += wait < 0;
	sample_add(&f->wait, wait < 0 ? 0 : wait);
	if (one->sessions > 0)
		sample_add(&f->sessions, one->sessions);
}

/* A quantile in tenths, of millionths or of whole ones: half of the buyers may
 * need two and a half sessions. */
static void
put_quantile(struct buf *out, struct sample *s, unsigned tenths, int64_t unit)
{
	int64_t v = sample_quantile_parts(s, tenths, 10, unit);
	if (v < 0)
		buf_put_byte(out, '\t');
	else
		put_decimal(out, v);
}

static void
put_figures(const struct metrics *m, void *figures, struct buf *out)
{
	struct figures *f = figures;
	(void)m;
	put_count(out, f->visitors);
	put_count(out, f->buyers);
	put_ratio(out, f->buyers, f->visitors, 6);
	put_count(out, f->repeaters);
	put_ratio(out, f->repeaters, f->buyers, 6);
	put_count(out, f->orders);
	put_ratio(out, f->orders, f->buyers, 6);
	put_decimal(out, f->revenue);
	put_mean(out, f->revenue, f->orders);
	put_mean(out, f->revenue, f->buyers);
	put_mean(out, f->revenue, f->visitors);
	put_quantile(out, &f->wait, 5, 1);
	put_quantile(out, &f->wait, 9, 1);
	put_quantile(out, &f->sessions, 5, MILLION);
	put_quantile(out, &f->sessions, 9, MILLION);
	put_end(out);
}

static bool
add(const struct metrics *m, void *total, const void *figures)
{
	struct figures *sum = total;
	const struct figures *f = figures;
	(void)m;
	sum->visitors += f->visitors;
	sum->buyers += f->buyers;
	sum->repeaters += f->repeaters;
	sum->orders += f->orders;
	sum->revenue += f->revenue;
	sample_add_all(&sum->wait, &f->wait);
	sample_add_all(&sum->sessions, &f->sessions);
	return f->visitors > 0;
}

static void
put(struct metrics *m, bool header, struct buf *out)
{
	static const struct metrics_sum sum = {add, put_figures};
	struct buyers *b = m->state;
	struct figures total = {0};
	if (header)
		metrics_put_heading(m,
		    "visitors\tbuyers\tbuyer_rate\trepeat_buyers\trepeat_rate"
		    "\torders\tpurchase_frequency\trevenue\taov\t"
		    "revenue_per_buyer\trevenue_per_visitor\t"
		    "first_order_median_s\tfirst_order_p90_s\t"
		    "sessions_median\tsessions_p90",
		    out);
	metrics_put_groups(m, &b->groups, &total, &sum, out);
	sample_release(&total.wait);
	sample_release(&total.sessions);
}

static void
end(struct metrics *m)
{
	struct buyers *b = m->state;
	for (uint32_t i = 0; i < b->groups.room; i++) {
		struct figures *f = group_figures(b, i);
		sample_release(&f->wait);
		sample_release(&f->sessions);
	}
	group_array_release(&b->groups);
	free(b);
}

const struct metrics_mode metrics_buyers = {
    .name = "buyers", .begin = begin, .take = take, .put = put, .end = end};
