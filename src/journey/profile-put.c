/* SPDX-License-Identifier: MIT */
/* A profile as fields of a row. */
#include "base/when.h"
#include "journey/profile.h"
#include "journey/put.h"

void
profiles_put_header(const struct profiles *p, struct buf *out)
{
	buf_put_text(out,
	    "person\tuser\tfirst_seen\tlast_seen\tdays_since_seen\tvisits\t"
	    "views\tviews_per_visit\tdwell\tfirst_channel\tfirst_source\t"
	    "first_medium\tfirst_campaign\tlast_channel\tlast_source\t"
	    "last_medium\tlast_campaign\tkeyword\tsearch\titems_viewed\t"
	    "items\tcart\tcart_age\tstage\t");
	for (unsigned i = 0; i < p->n_stages; i++) {
		buf_put_text(out, "in_");
		buf_put_slice(out, p->stages[i]);
		buf_put_byte(out, '\t');
	}
	buf_put_text(out,
	    "orders\trevenue\taov\tfirst_order\tlast_order\t"
	    "days_since_order\t");
}

static int64_t
days_between(int64_t from, int64_t to)
{
	return to > from ? (to - from) / DAY : 0;
}

int64_t
profile_days(const struct profile *p, int64_t end)
{
	return days_between(p->last_order, end);
}

static void
put_time(struct buf *out, int64_t us)
{
	if (us != WHEN_NONE)
		out->n += when_put_unix(buf_need(out, NUM_MAX_TEXT), us);
	buf_put_byte(out, '\t');
}

static void
put_text(struct buf *out, const struct buf *text)
{
	buf_put_slice(out, buf_slice(text));
	buf_put_byte(out, '\t');
}

static void
put_list(const struct profiles *p, struct buf *out, const struct recent *list)
{
	recent_put(list, (size_t)p->options->list, out);
	buf_put_byte(out, '\t');
}

/* Somebody is still in their furthest stage when they are seen last. */
static void
put_stages(const struct profiles *p, struct buf *out)
{
	const struct profile *one = &p->at_hand;
	if (one->stage >= 0)
		buf_put_slice(out, p->stages[one->stage]);
	buf_put_byte(out, '\t');
	for (unsigned i = 0; i < p->n_stages; i++) {
		int64_t in = one->in_stage[i];
		if ((int)i == one->stage && one->last > one->stage_since)
			in += one->last - one->stage_since;
		if (one->was_in >> i & 1)
			put_decimal(out, in);
		else
			buf_put_byte(out, '\t');
	}
}

static void
put_orders(const struct profile *one, int64_t end, struct buf *out)
{
	put_count(out, one->orders);
	put_decimal(out, one->revenue);
	put_mean(out, one->revenue, one->orders);
	put_time(out, one->first_order);
	put_time(out, one->last_order);
	if (one->orders > 0)
		put_count(out, (uint64_t)profile_days(one, end));
	else
		buf_put_byte(out, '\t');
}

void
profiles_put(const struct profiles *p, int64_t end, struct buf *out)
{
	const struct profile *one = &p->at_hand;
	put_text(out, &one->person);
	put_text(out, &one->user);
	put_time(out, one->first);
	put_time(out, one->last);
	put_count(out, (uint64_t)days_between(one->last, end));
	put_count(out, one->visits);
	put_count(out, one->views);
	put_ratio(out, one->views, one->visits, 6);
	put_mean(out, one->dwell, one->visits);
	for (unsigned i = 0; i < PROFILE_SOURCES; i++)
		put_text(out, &one->first_source[i]);
	for (unsigned i = 0; i < PROFILE_SOURCES; i++)
		put_text(out, &one->last_source[i]);
	put_text(out, &one->keyword);
	put_list(p, out, &one->searched);
	put_count(out, one->items);
	put_list(p, out, &one->viewed);
	put_list(p, out, &one->cart);
	if (one->cart_since != WHEN_NONE && end > one->cart_since)
		put_decimal(out, end - one->cart_since);
	else if (one->cart_since != WHEN_NONE)
		put_count(out, 0);
	else
		buf_put_byte(out, '\t');
	put_stages(p, out);
	put_orders(one, end, out);
}
