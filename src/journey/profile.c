/* SPDX-License-Identifier: MIT */
/* Rows of a person to what is known of them. */
#include "journey/profile.h"

#include "base/when.h"
#include "journey/direct.h"

/* Orders of persons that are over are forgotten now and then. */
enum { ORDERS_KEPT = 1 << 16 };

const char *
profiles_init(struct profiles *p, const struct profile_options *options)
{
	struct slice rest = slice_of(options->stages);
	*p = (struct profiles){.options = options};
	while (rest.p) {
		struct slice name = slice_trim(slice_cut(&rest, ','));
		if (name.n == 0)
			return "a stage has no name";
		if (p->n_stages == PROFILE_STAGES)
			return "more than 32 stages";
		p->stages[p->n_stages++] = name;
	}
	return NULL;
}

void
profiles_open(struct profiles *p, const struct table *t)
{
	static const char *const sources[PROFILE_SOURCES] = {
	    "channel", "source", "medium", "campaign"};
	struct profile_columns *c = &p->columns;
	struct profile *one = &p->at_hand;
	size_t list = (size_t)p->options->list;
	*c =
	    (struct profile_columns){.time = table_need(t, "time", "cjm-parse"),
		.person = table_want(t, "person"),
		.uid = table_want(t, "uid"),
		.user = table_want(t, "user"),
		.event = table_need(t, "event", "cjm-parse"),
		.session = table_need(t, "session", "cjm-sessionize"),
		.item = table_want(t, "item"),
		.stage = table_want(t, "stage"),
		.keyword = table_want(t, "keyword"),
		.search = table_want(t, "search")};
	if (c->person == NO_COLUMN)
		c->person = table_need(t, "uid", "cjm-parse");
	if (c->uid == NO_COLUMN)
		c->uid = c->person;
	if (c->keyword == NO_COLUMN)
		c->keyword = table_want(t, "term");
	for (unsigned i = 0; i < PROFILE_SOURCES; i++)
		c->sources[i] = table_want(t, sources[i]);
	kinds_init(&p->kinds, slice_of(p->options->views),
	    slice_of(p->options->conversion));
	sales_init(&p->sales, t);
	devices_init(&p->devices);
	recent_init(&one->viewed, list);
	/* it is empty when all are taken out, however few are printed */
	recent_init(&one->cart, PROFILE_LIST_MAX);
	recent_init(&one->searched, list);
}

void
profiles_release(struct profiles *p)
{
	struct profile *one = &p->at_hand;
	sales_release(&p->sales);
	devices_release(&p->devices);
	recent_release(&one->viewed);
	recent_release(&one->cart);
	recent_release(&one->searched);
	buf_release(&one->person);
	buf_release(&one->user);
	buf_release(&one->keyword);
	for (unsigned i = 0; i < PROFILE_SOURCES; i++) {
		buf_release(&one->first_source[i]);
		buf_release(&one->last_source[i]);
	}
}

static void
set(struct buf *to, struct slice from)
{
	if (slice_equal(buf_slice(to), from))
		return;
	to->n = 0;
	buf_put_slice(to, from);
}

void
profiles_begin(struct profiles *p, struct slice person)
{
	struct profile *one = &p->at_hand;
	p->key = hash_key(person);
	devices_clear(&p->devices);
	if (p->sales.orders.n > ORDERS_KEPT)
		sales_forget(&p->sales);
	recent_clear(&one->viewed);
	recent_clear(&one->cart);
	recent_clear(&one->searched);
	set(&one->person, person);
	one->user.n = one->keyword.n = 0;
	for (unsigned i = 0; i < PROFILE_SOURCES; i++)
		one->first_source[i].n = one->last_source[i].n = 0;
	one->visits = one->views = one->items = 0;
	one->dwell = 0;
	one->has_indirect = false;
	one->first = one->last = WHEN_NONE;
	one->cart_since = one->stage_since = WHEN_NONE;
	one->stage = -1;
	one->was_in = 0;
	memset(one->in_stage, 0, sizeof(one->in_stage));
	one->orders = 0;
	one->first_order = one->last_order = WHEN_NONE;
	one->revenue = 0;
}

/* Dwell grows by what a row adds to its session. */
static void
take_session(struct profiles *p, const struct row *row, int64_t time)
{
	const struct profile_columns *c = &p->columns;
	struct profile *one = &p->at_hand;
	int64_t session;
	if (!when_read_unix(row_field(row, c->session), &session))
		return;
	struct device *d =
	    devices_get(&p->devices, hash_seeded(row_field(row, c->uid)));
	if (d->session != session) {
		one->visits++;
		d->session = session;
		d->last = session;
	}
	if (time > d->last) {
		one->dwell += time - d->last;
		d->last = time;
	}
}

/* The first source is that of the first row; the last one that of the latest
 * row which is not direct, if there is any. A campaign stays until another. */
static void
take_source(struct profiles *p, const struct row *row, bool first)
{
	struct profile *one = &p->at_hand;
	struct slice v[PROFILE_SOURCES];
	bool any = false;
	for (unsigned i = 0; i < PROFILE_SOURCES; i++) {
		v[i] = row_field(row, p->columns.sources[i]);
		any = any || v[i].n > 0;
		if (first)
			set(&one->first_source[i], v[i]);
	}
	/* a campaign alone is no visit that nothing brought */
	struct slice word = v[0].n > 0 ? v[0] : v[1];
	bool direct = word.n > 0 && is_direct(word);
	if (!any || (direct && one->has_indirect))
		return;
	one->has_indirect = !direct;
	for (unsigned i = 0; i < PROFILE_SOURCES; i++)
		if (i + 1 < PROFILE_SOURCES || v[i].n > 0)
			set(&one->last_source[i], v[i]);
}

static void
take_items(
    struct profiles *p, const struct row *row, unsigned kind, int64_t time)
{
	struct profile *one = &p->at_hand;
	struct slice items = row_field(row, p->columns.item);
	if (kind & KIND_ITEM) {
		one->items++;
		recent_add_each(&one->viewed, items);
	}
	if (kind & KIND_CART) {
		recent_add_each(&one->cart, items);
		if (time > one->cart_since)
			one->cart_since = time;
	}
	if (kind & KIND_UNCART) {
		recent_drop_each(&one->cart, items);
		if (one->cart.n == 0)
			one->cart_since = WHEN_NONE;
	}
}

static void
take_sale(
    struct profiles *p, const struct row *row, unsigned kind, int64_t time)
{
	struct profile *one = &p->at_hand;
	kind = sales_kind(&p->sales, row, kind);
	struct sale sale = sales_read(&p->sales, row, p->key, time, kind);
	one->revenue += sale.revenue;
	if (sale.orders == 0)
		return;
	recent_clear(&one->cart);
	one->cart_since = WHEN_NONE;
	if (one->orders++ == 0 || time < one->first_order)
		one->first_order = time;
	if (time > one->last_order)
		one->last_order = time;
}

/* Somebody is in the furthest stage that they have reached so far. */
static void
take_stage(struct profiles *p, struct slice name, int64_t time)
{
	struct profile *one = &p->at_hand;
	unsigned i = 0;
	if (name.n == 0)
		return;
	while (i < p->n_stages && !slice_equal(p->stages[i], name))
		i++;
	p->unknown_stages += i == p->n_stages;
	if (i == p->n_stages || (int)i <= one->stage)
		return;
	if (one->stage >= 0 && time > one->stage_since)
		one->in_stage[one->stage] += time - one->stage_since;
	one->stage = (int)i;
	one->stage_since = time;
	one->was_in |= (uint32_t)1 << i;
}

void
profiles_take(struct profiles *p, const struct row *row, int64_t time)
{
	const struct profile_columns *c = &p->columns;
	struct profile *one = &p->at_hand;
	bool first = one->first == WHEN_NONE;
	unsigned kind = kinds_of(&p->kinds, row_field(row, c->event));
	struct slice user = row_field(row, c->user);
	struct slice keyword = row_field(row, c->keyword);
	if (first || time < one->first)
		one->first = time;
	if (time > one->last)
		one->last = time;
	if (user.n > 0)
		set(&one->user, user);
	if (keyword.n > 0)
		set(&one->keyword, keyword);
	take_session(p, row, time);
	take_source(p, row, first);
	take_stage(p, row_field(row, c->stage), time);
	recent_add(&one->searched, row_field(row, c->search));
	one->views += (kind & KIND_VIEW) != 0;
	if (kind & (KIND_ITEM | KIND_CART | KIND_UNCART))
		take_items(p, row, kind, time);
	if (kind & (KIND_ORDER | KIND_REFUND))
		take_sale(p, row, kind, time);
}
