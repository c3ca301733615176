/* SPDX-License-Identifier: MIT */
/* Orders and event ids that were seen. */
#include "rules/repeats.h"

static struct final_column
find_final(const struct rules *rules, const struct table *t, const char *name)
{
	struct final_column c = {NO_OUTPUT, table_want(t, name)};
	for (unsigned i = 0; i < rules->n_outputs; i++)
		if (strcmp(rules->outputs[i], name) == 0)
			c.output = i;
	return c;
}

void
repeats_init(
    struct repeats *r, const struct rules *rules, const struct table *t)
{
	r->event = find_final(rules, t, "event");
	r->order = find_final(rules, t, "order");
	r->event_id = find_final(rules, t, "event_id");
	roster_init(&r->orders, sizeof(struct key));
	roster_init(&r->event_ids, sizeof(struct key));
}

void
repeats_release(struct repeats *r)
{
	roster_release(&r->orders);
	roster_release(&r->event_ids);
}

static struct slice
final_field(
    struct final_column c, const struct row *row, const struct decision *d)
{
	if (c.output != NO_OUTPUT && d->values[c.output].p)
		return d->values[c.output];
	return row_field(row, c.input);
}

static bool
is_known(struct roster *seen, struct slice field)
{
	bool added;
	if (field.n == 0)
		return false;
	roster_get(seen, hash_key(field), &added);
	return !added;
}

enum repeat
repeats_check(
    struct repeats *r, const struct row *row, const struct decision *d)
{
	struct slice event = final_field(r->event, row, d);
	struct slice id = final_field(r->event_id, row, d);
	bool order = false;
	/* most rows are neither */
	if (event.n == strlen("purchase") && slice_is(event, "purchase"))
		order = is_known(&r->orders, final_field(r->order, row, d));
	if (id.n > 0 && is_known(&r->event_ids, id) && !order)
		return REPEAT_EVENT_ID;
	return order ? REPEAT_ORDER : REPEAT_NONE;
}
