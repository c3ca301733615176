/* SPDX-License-Identifier: MIT */
/* Orders and event ids that were seen. */
#include "rules/repeats.h"

#include <stdlib.h>

#include "base/junk.h"
#include "base/num.h"
#include "base/when.h"
#include "rules/decimal.h"

/* An order without id: who bought what, and when that was last told. */
struct purchase {
	struct key key;
	int64_t time;
};

static struct final_column
find_final(const struct rules *rules, const struct table *t, const char *name)
{
	struct final_column c = {NO_OUTPUT, table_want(t, name)};
	for (unsigned i = 0; i < rules->n_outputs; i++)
		if (strcmp(rules->outputs[i], name) == 0)
			c.output = i;
	return c;
}

static void
seen_init(struct seen_ids *s, size_t entry_size)
{
	roster_init(&s->young, entry_size);
	roster_init(&s->old, entry_size);
	s->forgotten = 0;
}

static void
seen_release(struct seen_ids *s)
{
	roster_release(&s->young);
	roster_release(&s->old);
}

/* The entry of a key, made when there is none; *added tells which. */
static void *
seen_get(struct seen_ids *s, struct key key, size_t room, bool *added)
{
	void *old = s->old.n > 0 ? roster_find(&s->old, key) : NULL;
	*added = false;
	if (old)
		return old;
	if (s->young.n % 1024 == 1023 && roster_bytes(&s->young) >= room) {
		size_t entry_size = s->young.entry_size;
		s->forgotten += s->old.n;
		roster_release(&s->old);
		s->old = s->young;
		roster_init(&s->young, entry_size);
	}
	return roster_get(&s->young, key, added);
}

void
repeats_init(struct repeats *r, const struct rules *rules,
    const struct table *t, int64_t memory, int64_t window)
{
	*r = (struct repeats){.window = window, .room = (size_t)memory / 6};
	r->event = find_final(rules, t, "event");
	r->order = find_final(rules, t, "order");
	r->event_id = find_final(rules, t, "event_id");
	r->revenue = find_final(rules, t, "revenue");
	if (window > 0) {
		r->item = find_final(rules, t, "item");
		r->quantity = find_final(rules, t, "quantity");
		r->time = table_want(t, "time");
		r->visitor = table_want(t, "person");
		if (r->visitor == NO_COLUMN)
			r->visitor = table_want(t, "uid");
	}
	seen_init(&r->orders, sizeof(struct key));
	seen_init(&r->event_ids, sizeof(struct key));
	seen_init(&r->purchases, sizeof(struct purchase));
}

void
repeats_release(struct repeats *r)
{
	seen_release(&r->orders);
	seen_release(&r->event_ids);
	seen_release(&r->purchases);
}

static inline struct slice
final_field(
    struct final_column c, const struct row *row, const struct decision *d)
{
	if (c.output != NO_OUTPUT && d->values[c.output].p)
		return d->values[c.output];
	return row_field(row, c.input);
}

static bool
is_known(struct repeats *r, struct seen_ids *seen, struct slice field)
{
	bool added;
	seen_get(seen, hash_key(field), r->room, &added);
	return !added;
}

/* 7500 is what a tracker tells where the server's log has 7500.00. */
static struct key
number_key(struct slice text)
{
	struct decimal d;
	if (!decimal_parse(text, &d) || d.minus)
		return hash_key(text);
	return key_pair(hash_key(d.whole), hash_key(d.part));
}

/* The hash of a purchase's parts, each by its own hash. */
static struct key
purchase_key(
    const struct repeats *r, const struct row *row, const struct decision *d)
{
	const struct key keys[] = {hash_key(row_field(row, r->visitor)),
	    number_key(final_field(r->revenue, row, d)),
	    hash_key(final_field(r->item, row, d)),
	    number_key(final_field(r->quantity, row, d))};
	return hash_key((struct slice){(const char *)keys, sizeof(keys)});
}

static bool
is_repeated_purchase(
    struct repeats *r, const struct row *row, const struct decision *d)
{
	int64_t time;
	bool added;
	if (r->window == 0 || row_field(row, r->visitor).n == 0 ||
	    !when_read_unix(row_field(row, r->time), &time))
		return false;
	struct purchase *p =
	    seen_get(&r->purchases, purchase_key(r, row, d), r->room, &added);
	/* either way: rows may be out of order */
	bool repeated = !added && llabs(time - p->time) <= r->window;
	if (added || time > p->time)
		p->time = time;
	return repeated;
}

enum repeat
repeats_check(
    struct repeats *r, const struct row *row, const struct decision *d)
{
	struct slice event = final_field(r->event, row, d);
	struct slice id = final_field(r->event_id, row, d);
	enum repeat repeat = REPEAT_NONE;
	/* most rows are neither; money taken back repeats no order */
	if (event.n == strlen("purchase") && slice_is(event, "purchase") &&
	    !decimal_is_negative(final_field(r->revenue, row, d))) {
		struct slice order = final_field(r->order, row, d);
		if (junk_id(order))
			repeat = is_repeated_purchase(r, row, d)
			    ? REPEAT_PURCHASE
			    : REPEAT_NONE;
		else if (is_known(r, &r->orders, order))
			repeat = REPEAT_ORDER;
	}
	if (id.n > 0 && !junk_id(id) && is_known(r, &r->event_ids, id) &&
	    repeat == REPEAT_NONE)
		repeat = REPEAT_EVENT_ID;
	return repeat;
}

uint64_t
repeats_forgotten(const struct repeats *r)
{
	return r->orders.forgotten + r->event_ids.forgotten +
	    r->purchases.forgotten;
}
