/* SPDX-License-Identifier: MIT */
/* Matomo, once Piwik: `/matomo.php?idsite=1&rec=1&url=…`, and the proxies of it
 * that no blocker knows, `/js/`, `/js/tracker.php` and that in WordPress.
 *
 * An order has idgoal=0 and an ec_id. Without one, idgoal=0 tells the whole
 * cart as it is now, not what was put into it. Requests can be posted as a
 * list in the body, which no access log has. */
#include "log/tracker.h"

#include "base/num.h"
#include "base/when.h"

enum field {
	SITE = TRACKER_OWN,
	VISITOR,       /* _id: 16 hexadecimal digits; */
	OTHER_VISITOR, /* cid overrides it */
	TOKEN,         /* who may tell another address and time */
	ADDRESS,
	TIME,    /* cdt */
	WAITING, /* cdo: seconds that the hit was kept while offline */
	GOAL,    /* idgoal */
	ORDER,   /* ec_id */
	ITEMS,   /* ec_items */
	CATEGORY,
	VARIABLES, /* cvar */
	PING,
	LINK,
	DOWNLOAD,
	ACTION, /* e_a */
	CONTENT_NAME,
	CONTENT_ACTION,
	CUSTOM /* ca: an action of a plug-in, no page */
};

static const struct tracker_key keys[] = {{"idsite", SITE}, {"_id", VISITOR},
    {"cid", OTHER_VISITOR}, {"uid", TRACK_USER}, {"url", TRACK_URL},
    {"urlref", TRACK_REFERRER}, {"action_name", TRACK_TITLE},
    {"search", TRACK_SEARCH}, {"token_auth", TOKEN}, {"cip", ADDRESS},
    {"cdt", TIME}, {"cdo", WAITING}, {"ua", TRACK_AGENT}, {"idgoal", GOAL},
    {"ec_id", ORDER}, {"ec_items", ITEMS}, {"revenue", TRACK_REVENUE},
    {"_pks", TRACK_ITEM}, {"_pkn", TRACK_ITEM_NAME}, {"_pkc", CATEGORY},
    {"_pkp", TRACK_PRICE}, {"cvar", VARIABLES}, {"ping", PING}, {"link", LINK},
    {"download", DOWNLOAD}, {"e_a", ACTION}, {"c_n", CONTENT_NAME},
    {"c_i", CONTENT_ACTION}, {"ca", CUSTOM}};

static bool
is_script(struct slice last)
{
	return slice_equal_nocase(last, SLICE("matomo.php")) ||
	    slice_equal_nocase(last, SLICE("piwik.php"));
}

static bool
has(struct slice query, struct slice name)
{
	struct slice value;
	return url_find_param(query, name, &value);
}

static bool
owns(struct slice path, struct slice last, struct slice query)
{
	if (is_script(last))
		return has(query, SLICE("idsite"));
	return (slice_ends(path, SLICE("/js/")) ||
		   slice_ends(path, SLICE("/js/index.php")) ||
		   slice_ends(path, SLICE("/js/tracker.php")) ||
		   slice_ends(path, SLICE("/matomo/v1/hit/"))) &&
	    has(query, SLICE("idsite")) && has(query, SLICE("rec"));
}

static bool
has_body(struct slice path, struct slice last, struct slice query)
{
	(void)path;
	return is_script(last) && !has(query, SLICE("idsite"));
}

static bool
is_hex_id(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!memchr("0123456789abcdefABCDEF", s.p[i], 22))
			return false;
	return s.n == 16;
}

/* Ids are hexadecimal: an address of an advertisement that was not encoded in
 * urlref leaks a cid of its own. */
static struct slice
visitor_of(struct tracker_hit *hit)
{
	struct slice other = tracker_text(hit, OTHER_VISITOR);
	return is_hex_id(other) ? other : tracker_text(hit, VISITOR);
}

/* A text, or the first of a list of them. */
static struct slice
first_text(struct track_reader *r, struct json_value v)
{
	struct json_steps steps = json_steps(r->simd, v);
	struct json_value name, item;
	if (v.kind == JSON_ARRAY)
		return json_next(&steps, &name, &item)
		    ? track_json_text(r, item)
		    : SLICE("");
	return track_json_text(r, v);
}

/* [sku, name, category or list of them, price, quantity] */
static void
add_item(struct track_reader *r, struct json_value list)
{
	struct json_steps steps = json_steps(r->simd, list);
	struct json_value name, v;
	struct item *item = items_add(&r->items);
	for (int i = 0; i < 5 && json_next(&steps, &name, &v); i++) {
		struct slice text = first_text(r, v);
		if (i == 0)
			item->id = text;
		else if (i == 1)
			item->name = text;
		else if (i == 2)
			item->category = text;
		else if (i == 3)
			item->price = track_amount(r, text);
		else
			item->quantity = track_amount(r, text);
	}
	items_drop_empty(&r->items);
}

static void
read_items(struct tracker_hit *hit)
{
	struct json_value name, v;
	struct track_reader *r = hit->reader;
	struct json_value root = track_json(r, tracker_text(hit, ITEMS));
	if (root.kind != JSON_ARRAY)
		return;
	struct json_steps steps = json_steps(r->simd, root);
	while (json_next(&steps, &name, &v))
		if (v.kind == JSON_ARRAY)
			add_item(r, v);
}

/* The category of a page, which may be a JSON list of them. */
static struct slice
category_in(struct track_reader *r, struct slice text)
{
	struct json_value list = {.kind = JSON_NULL};
	if (text.n > 0 && text.p[0] == '[')
		list = track_json(r, text);
	return list.kind == JSON_ARRAY ? first_text(r, list) : text;
}

static void
set_if_empty(struct slice *text, struct slice value)
{
	if (text->n == 0)
		*text = value;
}

/* Older versions told the product by variables of the page:
 * {"3":["_pks","SKU"],"4":["_pkn","name"]} */
static void
read_variables(struct tracker_hit *hit, struct track *t)
{
	struct json_value name, pair, key, value;
	struct track_reader *r = hit->reader;
	struct json_value root = track_json(r, tracker_text(hit, VARIABLES));
	struct json_steps steps = json_steps(r->simd, root);
	while (json_next(&steps, &name, &pair)) {
		struct json_steps two = json_steps(r->simd, pair);
		struct json_value none;
		if (!json_next(&two, &none, &key) ||
		    !json_next(&two, &none, &value))
			continue;
		struct slice text = track_json_text(r, value);
		if (json_is(key, SLICE("_pks")))
			set_if_empty(&t->texts[TRACK_ITEM], text);
		else if (json_is(key, SLICE("_pkn")))
			set_if_empty(&t->texts[TRACK_ITEM_NAME], text);
		else if (json_is(key, SLICE("_pkp")))
			set_if_empty(&t->texts[TRACK_PRICE], text);
		else if (json_is(key, SLICE("_pkc")))
			set_if_empty(
			    &t->texts[TRACK_CATEGORY], category_in(r, text));
	}
}

static struct slice
goal_event(struct tracker_hit *hit, const struct track *t)
{
	struct slice goal = tracker_text(hit, GOAL);
	if (slice_is(goal, "0"))
		return t->texts[TRACK_ORDER].n > 0 ? SLICE("purchase")
						   : SLICE("cart_update");
	char *name = buf_need(&hit->reader->text, goal.n + 5 + SIMD_PAD);
	memcpy(name, "goal_", 5);
	memcpy(name + 5, goal.p, goal.n);
	hit->reader->text.n += goal.n + 5;
	return (struct slice){name, goal.n + 5};
}

static struct slice
event_of(struct tracker_hit *hit, const struct track *t)
{
	if (slice_is(tracker_raw(hit, PING), "1"))
		return SLICE("user_engagement");
	if (tracker_has(hit, GOAL))
		return goal_event(hit, t);
	if (tracker_has(hit, TRACK_SEARCH))
		return SLICE("view_search_results");
	if (tracker_has(hit, DOWNLOAD))
		return SLICE("file_download");
	if (tracker_has(hit, LINK))
		return SLICE("click");
	if (tracker_has(hit, ACTION))
		return track_name(hit->reader, tracker_text(hit, ACTION));
	if (tracker_has(hit, CONTENT_ACTION))
		return SLICE("select_content");
	if (tracker_has(hit, CONTENT_NAME))
		return SLICE("view_content");
	if (slice_is(tracker_raw(hit, CUSTOM), "1"))
		return SLICE("custom_action");
	if (tracker_has(hit, TRACK_ITEM) || tracker_has(hit, TRACK_ITEM_NAME) ||
	    t->texts[TRACK_ITEM].n + t->texts[TRACK_ITEM_NAME].n > 0)
		return SLICE("view_item");
	if (t->texts[TRACK_CATEGORY].n > 0)
		return SLICE("view_item_list");
	return SLICE("page_view");
}

static void
read(struct tracker_hit *hit, struct track *t)
{
	int64_t time;
	uint64_t waiting;
	struct track_reader *r = hit->reader;
	t->texts[TRACK_UID] = visitor_of(hit);
	t->texts[TRACK_ORDER] = tracker_text(hit, ORDER);
	t->texts[TRACK_CATEGORY] = category_in(r, tracker_text(hit, CATEGORY));
	if (tracker_has(hit, VARIABLES))
		read_variables(hit, t);
	if (tracker_has(hit, ITEMS) && track_wants(r, TRACK_ITEM))
		read_items(hit);
	t->texts[TRACK_EVENT] = event_of(hit, t);
	if (num_read_u64(tracker_raw(hit, WAITING),
		TRACK_LATE_DAYS * DAY / SECOND, &waiting))
		t->delay = (int64_t)waiting * SECOND;
	if (!tracker_has(hit, TOKEN))
		return;
	t->texts[TRACK_ADDRESS] = tracker_text(hit, ADDRESS);
	if (when_read(tracker_text(hit, TIME), &time))
		t->time = time - t->delay;
}

const struct tracker tracker_matomo = {.counter = "tracker_matomo",
    .first = "mpit ",
    .owns = owns,
    .has_body = has_body,
    .keys = keys,
    .n_keys = sizeof(keys) / sizeof(*keys),
    .amounts = AMOUNT_DECIMAL,
    .read = read};
