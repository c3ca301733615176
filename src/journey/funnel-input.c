/* SPDX-License-Identifier: MIT */
/* Rows to what they offer. */
#include "journey/funnel-input.h"

#include "base/hot.h"
#include "base/msg.h"

/* A column that the user has named. */
static unsigned
need_column(const struct table *t, const char *option, const char *name)
{
	unsigned column = name ? table_want(t, name) : NO_COLUMN;
	if (name && column == NO_COLUMN && t->header.n > 0)
		msg_fail(option, "the input has no column '%s'", name);
	return column;
}

static void
find_unit(struct funnel_input *in)
{
	const struct funnel_question *q = in->question;
	if (q->unit != UNIT_COLUMN) {
		visitors_init(
		    &in->visitors, in->table, q->unit == UNIT_SESSION);
		return;
	}
	in->visitors = (struct visitors){.session = NO_COLUMN,
	    .column = need_column(in->table, "unit", q->unit_column)};
}

static const char *const unit_names[] = {"person", "uid"};

void
funnel_input_open(struct funnel_input *in)
{
	const struct table *t = in->table;
	const struct funnel_question *q = in->question;
	const struct steps *s = &q->steps;
	in->time = table_need(t, "time", "cjm-parse");
	in->event = in->touchpoints = NO_COLUMN;
	/* what no step asks for is not even located */
	if (s->need_event || s->want_both)
		in->event = table_want(t, "event");
	if (s->need_touchpoints || s->want_both)
		in->touchpoints = table_want(t, "touchpoints");
	if (s->need_event || (s->want_both && in->touchpoints == NO_COLUMN))
		table_need(t, "event", "cjm-parse");
	if (s->need_touchpoints)
		table_need(t, "touchpoints", "cjm-stage");
	in->revenue = table_want(t, "revenue");
	in->currency = table_want(t, "currency");
	in->hold = need_column(t, "hold", q->hold);
	in->by = need_column(t, "by", q->by);
	in->every_row = q->plan.order == ORDER_STRICT;
	in->as_of = INT64_MAX;
	if (q->as_of != WHEN_NONE)
		in->funnel->end = in->as_of = q->as_of;
	find_unit(in);
	in->in_parts =
	    in->hold != NO_COLUMN || in->visitors.session != NO_COLUMN;
	for (unsigned i = 1; i < t->header.n; i++)
		buf_put_byte(&in->nothing, '\t');
	if (!in->members)
		return;
	const struct slice *names = t->header.names;
	unsigned columns[] = {
	    in->visitors.column, in->visitors.session, in->hold};
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		if (columns[i] != NO_COLUMN)
			funnel_members_column(in->members, names[columns[i]]);
	if (t->header.n == 0)
		funnel_members_column(in->members, slice_of(unit_names[1]));
}

void
funnel_input_release(struct funnel_input *in)
{
	visitors_release(&in->visitors);
	buf_release(&in->nothing);
}

static void
forget_aside(struct funnel_input *in)
{
	for (unsigned i = 0; i < SPILL_FILES; i++)
		in->aside[i].time = WHEN_NONE;
	in->aside_of = in->spill->id + 1;
}

/* Puts a row aside where its unit's is no room. Of rows out of order a line
 * without a time tells that two of one time are not of one moment, since what
 * lay between them may not be in the file. */
static bool
put_aside(
    struct funnel_input *in, const struct funnel_row *r, const struct row *row)
{
	struct spill *s = in->spill;
	if (!spill_wants(s, &in->funnel->units, r->unit))
		return false;
	funnel_pass(in->funnel, r->time);
	if (in->aside_of != s->id + 1)
		forget_aside(in);
	struct funnel_aside *last = &in->aside[spill_file(s, r->unit)];
	if (last->time == r->time && last->moment != in->funnel->moments)
		spill_put_line(s, r->unit, buf_slice(&in->nothing));
	last->time = r->time;
	last->moment = in->funnel->moments;
	spill_put(s, r->unit, row);
	return true;
}

/* Money of different currencies adds up to nothing. */
static void
see_currency(struct funnel_input *in, struct slice currency)
{
	if (currency.n == 0 || currency.n > sizeof(in->first_currency))
		return;
	if (in->first_currency_n == 0) {
		memcpy(in->first_currency, currency.p, currency.n);
		in->first_currency_n = currency.n;
	}
	in->currencies_differ = in->currencies_differ ||
	    !slice_equal(currency,
		(struct slice){in->first_currency, in->first_currency_n});
}

/* Without sign: what a refund takes back is what its step amounts to. */
static int64_t
read_revenue(struct funnel_input *in, const struct row *row)
{
	int64_t revenue = 0;
	struct slice money = row_field(row, in->revenue);
	if (money.n == 0)
		return 0;
	if (!decimal_read(money, &revenue))
		in->bad_revenue += in->spill->first;
	else if (in->spill->first)
		see_currency(in, row_field(row, in->currency));
	return revenue < 0 ? -revenue : revenue;
}

/* What a row offers. One with negative revenue takes an order back, whatever it
 * is called: it offers what a refund would. */
static const struct occurrences *
offer(struct funnel_input *in, const struct row *row)
{
	struct steps *steps = &in->question->steps;
	if (decimal_is_negative(row_field(row, in->revenue)))
		return steps_match(
		    steps, SLICE("refund"), (struct slice){"", 0});
	return steps_match(
	    steps, row_field(row, in->event), row_field(row, in->touchpoints));
}

static uint32_t
segment_of(struct funnel_input *in, const struct row *row)
{
	if (in->by == NO_COLUMN)
		return 0;
	uint32_t segment =
	    intern_add(&in->funnel->segments, row_field(row, in->by));
	in->too_many = in->too_many || segment > in->max_segments;
	return segment;
}

/* The key of the unit, whole; the name for a list of members. */
static struct key
unit_key(const struct funnel_input *in, const struct row *row)
{
	struct key key = visitors_key(&in->visitors, row);
	if (in->hold != NO_COLUMN)
		key = key_pair(key, hash_key(row_field(row, in->hold)));
	if (in->question->by_all)
		key = key_pair(key, hash_key(row_field(row, in->by)));
	return key;
}

static void
name_unit(struct funnel_input *in, struct key key, const struct row *row)
{
	struct slice parts[] = {row_field(row, in->visitors.column),
	    row_field(row, in->visitors.session), row_field(row, in->hold)};
	bool has[] = {
	    true, in->visitors.session != NO_COLUMN, in->hold != NO_COLUMN};
	funnel_members_name(in->members, key, parts, has, 3);
}

/* Whether the row has no session, or no value to hold, that its unit needs; if
 * so it is counted. */
static bool
lacks_part(struct funnel_input *in, const struct row *row)
{
	if (in->visitors.session != NO_COLUMN &&
	    row_field(row, in->visitors.session).n == 0) {
		in->nobody += in->spill->first;
		return true;
	}
	if (in->hold != NO_COLUMN && row_field(row, in->hold).n == 0) {
		in->unheld += in->spill->first;
		return true;
	}
	return false;
}

static void
take_row(struct funnel_input *in, const struct row *row)
{
	struct funnel_row r;
	bool first = in->spill->first;
	if (!near_read_unix(&in->times, row_field(row, in->time), &r.time)) {
		in->bad_time += first;
		if (!first) /* see put_aside */
			funnel_break(in->funnel);
		return;
	}
	if (r.time > in->as_of) {
		in->after += first;
		return;
	}
	if (row_field(row, in->visitors.column).n == 0) {
		in->nobody += first;
		funnel_pass(in->funnel, r.time);
		return;
	}
	r.offered = offer(in, row);
	if (r.offered->n == 0 && !r.offered->excludes && !in->every_row) {
		funnel_pass(in->funnel, r.time);
		return;
	}
	if (in->in_parts && lacks_part(in, row)) {
		funnel_pass(in->funnel, r.time);
		return;
	}
	r.unit = unit_key(in, row);
	r.revenue = read_revenue(in, row);
	if (put_aside(in, &r, row))
		return;
	r.segment = segment_of(in, row);
	if (in->members && r.offered->n > 0)
		name_unit(in, r.unit, row);
	funnel_row(in->funnel, &r);
}

ROW_LOOP bool
funnel_input_block(struct funnel_input *in)
{
	for (size_t i = 0; i < in->table->n_rows && !in->too_many; i++) {
		struct row row = table_row(in->table, i);
		take_row(in, &row);
	}
	funnel_flush(in->funnel);
	spill_weigh(in->spill,
	    funnel_bytes(in->funnel) +
		(in->members ? funnel_members_bytes(in->members) : 0));
	return !in->too_many;
}
