/* SPDX-License-Identifier: MIT */
/* Schemas of Snowplow: `iglu:vendor/name/jsonschema/1-0-0`, of which the name
 * says what the data are. */
#include "log/snowplow.h"

/* The schema's name, and its data; the name is empty when v has none. */
static struct slice
take_apart(struct track_reader *r, struct json_value v, struct json_value *data)
{
	struct json_value schema;
	if (v.kind != JSON_OBJECT ||
	    !json_member(r->simd, v, SLICE("schema"), &schema) ||
	    !json_member(r->simd, v, SLICE("data"), data))
		return SLICE("");
	struct slice rest = track_json_text(r, schema);
	slice_cut(&rest, '/');
	return rest.p ? slice_cut(&rest, '/') : SLICE("");
}

static struct slice
text_of(struct track_reader *r, struct json_value data, const char *name)
{
	struct json_value v;
	return json_member(r->simd, data, slice_of(name), &v)
	    ? track_json_text(r, v)
	    : SLICE("");
}

static int64_t
amount_of(struct track_reader *r, struct json_value data, const char *name)
{
	return track_amount(r, text_of(r, data, name));
}

static void
fill(struct slice *empty, struct slice text)
{
	if (empty->n == 0)
		*empty = text;
}

static void
add_product(struct track_reader *r, struct track *t, struct json_value data)
{
	struct item *item = items_add(&r->items);
	item->id = text_of(r, data, "id");
	item->name = text_of(r, data, "name");
	item->category = text_of(r, data, "category");
	item->price = amount_of(r, data, "price");
	item->quantity = amount_of(r, data, "quantity");
	fill(&t->texts[TRACK_CURRENCY], text_of(r, data, "currency"));
	items_drop_empty(&r->items);
}

static void
add_entity(struct track_reader *r, struct track *t, struct json_value v)
{
	struct json_value data;
	struct slice name = take_apart(r, v, &data);
	if (slice_is(name, "product")) {
		add_product(r, t, data);
	} else if (slice_is(name, "transaction")) {
		t->texts[TRACK_ORDER] = text_of(r, data, "transaction_id");
		t->texts[TRACK_CURRENCY] = text_of(r, data, "currency");
		t->revenue = amount_of(r, data, "revenue");
	} else if (slice_is(name, "refund")) {
		t->texts[TRACK_ORDER] = text_of(r, data, "transaction_id");
		t->texts[TRACK_CURRENCY] = text_of(r, data, "currency");
		t->revenue = amount_of(r, data, "refund_amount");
	} else if (slice_is(name, "checkout_step")) {
		struct slice step = text_of(r, data, "step");
		if (step.n > 0 && !slice_is(step, "1") &&
		    slice_is(t->texts[TRACK_EVENT], "begin_checkout"))
			t->texts[TRACK_EVENT] = SLICE("checkout_progress");
	}
}

void
snowplow_contexts(struct track_reader *r, struct track *t, struct slice json)
{
	struct json_value root = track_json(r, json), list, name, v;
	if (root.kind != JSON_OBJECT ||
	    !json_member(r->simd, root, SLICE("data"), &list))
		return;
	struct json_steps steps = json_steps(r->simd, list);
	while (json_next(&steps, &name, &v))
		add_entity(r, t, v);
}

/* Types of snowplow_ecommerce_action. */
static const struct track_word types[] = {{"add_to_cart", "add_to_cart"},
    {"remove_from_cart", "remove_from_cart"}, {"product_view", "view_item"},
    {"list_view", "view_item_list"}, {"list_click", "select_item"},
    {"checkout_step", "begin_checkout"}, {"transaction", "purchase"},
    {"refund", "refund"}, {"promo_view", "view_promotion"},
    {"promo_click", "select_promotion"}, {"trans_error", "transaction_error"},
    {NULL, NULL}};

/* Other schemas that GA4 has a name for. */
static const struct track_word schemas[] = {{"link_click", "click"},
    {"submit_form", "form_submit"}, {"focus_form", "form_start"},
    {"change_form", "form_change"}, {"site_search", "view_search_results"},
    {"application_error", "exception"}, {"social_interaction", "share"},
    {NULL, NULL}};

/* The terms of a search, a list of words, with blanks between. */
static void
set_search(struct track_reader *r, struct track *t, struct json_value data)
{
	struct json_value list, name, v;
	if (!json_member(r->simd, data, SLICE("terms"), &list))
		return;
	struct json_steps steps = json_steps(r->simd, list);
	/* in the list each word has at least a comma behind it */
	char *start = buf_need(&r->text, list.text.n + SIMD_PAD), *to = start;
	r->text.n += list.text.n;
	while (json_next(&steps, &name, &v)) {
		struct slice word = track_json_text(r, v);
		if (to > start && word.n > 0)
			*to++ = ' ';
		memcpy(to, word.p, word.n);
		to += word.n;
	}
	t->texts[TRACK_SEARCH] = slice_between(start, to);
}

/* The product of an event from before the e-commerce schemas. */
static void
add_older_product(
    struct track_reader *r, struct track *t, struct json_value data)
{
	struct item *item = items_add(&r->items);
	item->id = text_of(r, data, "sku");
	item->name = text_of(r, data, "name");
	item->category = text_of(r, data, "category");
	item->price = amount_of(r, data, "unitPrice");
	item->quantity = amount_of(r, data, "quantity");
	fill(&t->texts[TRACK_CURRENCY], text_of(r, data, "currency"));
	items_drop_empty(&r->items);
}

void
snowplow_event(struct track_reader *r, struct track *t, struct slice json)
{
	struct json_value outer, data;
	if (take_apart(r, track_json(r, json), &outer).n == 0)
		return;
	struct slice name = take_apart(r, outer, &data);
	struct slice known = track_find_word(schemas, name);
	t->texts[TRACK_EVENT] = known.n > 0 ? known : name;
	if (slice_is(name, "snowplow_ecommerce_action"))
		t->texts[TRACK_EVENT] =
		    track_find_word(types, text_of(r, data, "type"));
	else if (slice_is(name, "site_search"))
		set_search(r, t, data);
	else if (slice_is(name, "add_to_cart") ||
	    slice_is(name, "remove_from_cart"))
		add_older_product(r, t, data);
}
