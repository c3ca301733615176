/* SPDX-License-Identifier: MIT */
/* Rows to what they are, for whichever mode counts them. */
#include "journey/metrics.h"

#include "base/hot.h"
#include "base/msg.h"
#include "base/when.h"

const char *
metrics_init(struct metrics *m, const struct metrics_options *o,
    const struct metrics_mode *mode)
{
	*m = (struct metrics){
	    .options = o, .mode = mode, .first = INT64_MAX, .last = INT64_MIN};
	if (!zone_init(&m->zone, o->tz))
		msg_usage("tz", ZONE_WRONG, o->tz);
	const char *why =
	    groups_init(&m->groups, o->by, &m->zone, o->max_groups);
	if (why)
		return why;
	if (mode->by_value && m->groups.n_parts > 0)
		return "a list of the most frequent has no groups";
	if (m->groups.has_given && !mode->by_touchpoint)
		return "touchpoint goes with --active or alone";
	for (unsigned i = 0; mode->has_periods && i < m->groups.n_parts; i++)
		if (m->groups.parts[i].kind == PART_PERIOD)
			return "periods of time do not go with --active or "
			       "--cohort";
	kinds_init(&m->kinds, slice_of(o->views), slice_of(o->conversion));
	return NULL;
}

void
metrics_open(struct metrics *m, struct table *t, int64_t memory)
{
	m->time = table_need(t, "time", "cjm-parse");
	m->event = table_need(t, "event", "cjm-parse");
	m->touchpoints = m->groups.has_given
	    ? table_need(t, "touchpoints", "cjm-stage")
	    : NO_COLUMN;
	visitors_init(&m->visitors, t, false);
	groups_open(&m->groups, t);
	sales_init(&m->sales, t);
	m->state = m->mode->begin(m, t);
	spill_init(&m->spill, t, memory);
}

static void
take(struct metrics *m, struct act *act)
{
	act->group = groups_of(&m->groups, act->row, act->time);
	if (act->group == GROUP_NONE)
		m->over = true;
	else
		m->mode->take(m, act);
}

/* A row is taken once for each of its touchpoints. */
static void
take_touchpoints(struct metrics *m, struct act *act)
{
	struct slice rest = row_field(act->row, m->touchpoints);
	while (rest.n > 0) {
		m->groups.given = slice_cut(&rest, ',');
		take(m, act);
	}
	if (m->mode->took)
		m->mode->took(m, act);
}

static void
take_row(
    struct metrics *m, const struct row *row, struct key person, void *guess)
{
	struct act act = {.person = person, .guess = guess, .row = row};
	if (!when_read_unix(row_field(row, m->time), &act.time)) {
		m->bad_time++;
		return;
	}
	if (act.time < m->options->since || act.time >= m->options->until) {
		m->outside++;
		return;
	}
	if (act.time > m->last) /* the data end with it, whosever it is */
		m->last = act.time;
	if (row_field(row, m->visitors.column).n == 0) {
		m->nobody++;
		return;
	}
	if (act.time < m->first)
		m->first = act.time;
	if (spill_aside(&m->spill, &m->kept.persons, person, row))
		return;
	act.kind = kinds_of(&m->kinds, row_field(row, m->event));
	act.kind = sales_kind(&m->sales, row, act.kind);
	if (act.kind & (KIND_ORDER | KIND_REFUND))
		act.sale =
		    sales_read(&m->sales, row, person, act.time, act.kind);
	if (act.sale.orders == 0) /* one that was told before is none */
		act.kind &= ~(unsigned)KIND_ORDER;
	if (m->groups.has_given)
		take_touchpoints(m, &act);
	else
		take(m, &act);
}

ROW_LOOP bool
metrics_block(struct metrics *m, const struct table *t)
{
	visitors_hash(&m->visitors, t);
	for (size_t i = 0; i < t->n_rows; i++) {
		struct row row = table_row(t, i);
		void *guess =
		    visitors_prefetch(&m->visitors, &m->kept.persons, i);
		take_row(m, &row, m->visitors.keys[i], guess);
	}
	spill_weigh(
	    &m->spill, kept_bytes(&m->kept) + roster_peak(&m->sales.orders));
	return !m->over;
}

bool
metrics_settle(struct metrics *m)
{
	if (m->mode->settle)
		m->mode->settle(m);
	kept_clear(&m->kept);
	sales_forget(&m->sales);
	return spill_next(&m->spill);
}

void
metrics_put(struct metrics *m, bool header, struct buf *out)
{
	m->mode->put(m, header, out);
}

void
metrics_release(struct metrics *m)
{
	m->mode->end(m);
	kept_release(&m->kept);
	spill_release(&m->spill);
	visitors_release(&m->visitors);
	sales_release(&m->sales);
	groups_release(&m->groups);
}
