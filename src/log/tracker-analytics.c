/* SPDX-License-Identifier: MIT */
/* Universal Analytics: `/collect?v=1&tid=UA-…&t=pageview`, also /r/collect
 * and /j/collect, whose answer may redirect. */
#include "log/tracker.h"

#include "base/num.h"

enum field {
	TYPE = TRACKER_OWN, /* t */
	ACTION,             /* ea: of an event */
	PRODUCT_ACTION,     /* pa */
	PROMOTION_ACTION,   /* promoa */
	STEP,               /* cos: of the checkout */
	SCREEN,             /* cd: what an app shows */
	QUEUE,              /* qt: milliseconds that the hit has waited */
	SOURCE,
	MEDIUM,
	CAMPAIGN,
	TERM,
	CONTENT,
	CAMPAIGN_ID,
	GCLID,
	DCLID
};

static const struct tracker_key keys[] = {{"t", TYPE}, {"cid", TRACK_UID},
    {"uid", TRACK_USER}, {"dl", TRACK_URL}, {"dh", TRACK_HOST},
    {"dp", TRACK_PATH}, {"dt", TRACK_TITLE}, {"dr", TRACK_REFERRER},
    {"ua", TRACK_AGENT}, {"uip", TRACK_ADDRESS}, {"ti", TRACK_ORDER},
    {"tr", TRACK_REVENUE}, {"cu", TRACK_CURRENCY}, {"ic", TRACK_ITEM},
    {"in", TRACK_ITEM_NAME}, {"iv", TRACK_CATEGORY}, {"ip", TRACK_PRICE},
    {"iq", TRACK_QUANTITY}, {"ea", ACTION}, {"pa", PRODUCT_ACTION},
    {"promoa", PROMOTION_ACTION}, {"cos", STEP}, {"cd", SCREEN}, {"qt", QUEUE},
    {"cs", SOURCE}, {"cm", MEDIUM}, {"cn", CAMPAIGN}, {"ck", TERM},
    {"cc", CONTENT}, {"ci", CAMPAIGN_ID}, {"gclid", GCLID}, {"dclid", DCLID}};

static bool
owns(struct slice path, struct slice last, struct slice query)
{
	(void)path;
	return slice_is(last, "collect") && tracker_query_has(query, "v", "1");
}

/* `/batch`, and what is posted without a query, which `/collect` of a site of
 * one's own is not. */
static bool
has_body(struct slice path, struct slice last, struct slice query)
{
	static const char *const paths[] = {
	    "/batch", "/collect", "/r/collect", "/j/collect"};
	(void)last;
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		if (slice_is(path, paths[i]))
			return query.n == 0;
	return false;
}

/* What `pa` says of the products, and `t` of the hit. */
static const struct track_word actions[] = {{"detail", "view_item"},
    {"click", "select_item"}, {"add", "add_to_cart"},
    {"remove", "remove_from_cart"}, {"purchase", "purchase"},
    {"refund", "refund"}, {"checkout_option", "checkout_progress"},
    {NULL, NULL}};

static const struct track_word types[] = {{"pageview", "page_view"},
    {"screenview", "screen_view"}, {"transaction", "purchase"},
    {"item", "transaction_item"}, {"social", "share"},
    {"timing", "timing_complete"}, {"exception", "exception"}, {NULL, NULL}};

static struct slice
event_of(struct tracker_hit *hit)
{
	struct slice type = tracker_raw(hit, TYPE);
	struct slice action = tracker_raw(hit, PRODUCT_ACTION);
	struct slice step = tracker_raw(hit, STEP);
	/* products are told by the hit of a page, a screen, an event… */
	struct slice event = track_find_word(actions, action);
	if (event.n > 0)
		return event;
	if (slice_is(action, "checkout"))
		return step.n == 0 || slice_is(step, "1")
		    ? SLICE("begin_checkout")
		    : SLICE("checkout_progress");
	if (slice_is(tracker_raw(hit, PROMOTION_ACTION), "click"))
		return SLICE("select_promotion");
	if (slice_is(type, "event"))
		return track_name(hit->reader, tracker_text(hit, ACTION));
	event = track_find_word(types, type);
	return event.n > 0 || type.n == 0 ? event : SLICE("custom_action");
}

/* pr1id, pr1nm…: the product of that number. */
static struct item *
item_of(struct items *items, unsigned number)
{
	for (size_t i = items->n; i-- > 0;)
		if (items->at[i].number == number)
			return &items->at[i];
	struct item *item = items_add(items);
	item->number = number;
	return item;
}

static void
other(struct tracker_hit *hit, struct slice name, struct slice value)
{
	enum { MOST = 200 }; /* Google takes no more */
	uint64_t number;
	struct track_reader *r = hit->reader;
	if (name.n < 5 || !slice_starts(name, SLICE("pr")))
		return;
	struct slice key = slice_skip(name, name.n - 2);
	struct slice digits = slice_between(name.p + 2, key.p);
	if (!num_read_u64(digits, MOST, &number))
		return;
	struct slice text = track_decode(r, value, ' ');
	struct item *item = item_of(&r->items, (unsigned)number);
	if (slice_is(key, "id"))
		item->id = text;
	else if (slice_is(key, "nm"))
		item->name = text;
	else if (slice_is(key, "ca"))
		item->category = text;
	else if (slice_is(key, "pr"))
		item->price = track_amount(r, text);
	else if (slice_is(key, "qt"))
		item->quantity = track_amount(r, text);
}

static void
read(struct tracker_hit *hit, struct track *t)
{
	t->texts[TRACK_EVENT] = event_of(hit);
	t->delay = tracker_milliseconds(hit, QUEUE);
	tracker_add_campaign(hit, t, "utm_source", SOURCE);
	tracker_add_campaign(hit, t, "utm_medium", MEDIUM);
	tracker_add_campaign(hit, t, "utm_campaign", CAMPAIGN);
	tracker_add_campaign(hit, t, "utm_term", TERM);
	tracker_add_campaign(hit, t, "utm_content", CONTENT);
	tracker_add_campaign(hit, t, "utm_id", CAMPAIGN_ID);
	tracker_add_campaign(hit, t, "gclid", GCLID);
	tracker_add_campaign(hit, t, "dclid", DCLID);
	/* an app has screens, no pages with titles */
	if (t->texts[TRACK_TITLE].n == 0)
		t->texts[TRACK_TITLE] = tracker_text(hit, SCREEN);
}

const struct tracker tracker_analytics = {.counter = "tracker_analytics",
    .first = "cb",
    .owns = owns,
    .has_body = has_body,
    .keys = keys,
    .n_keys = sizeof(keys) / sizeof(*keys),
    .redirects = true,
    .other = other,
    .read = read};
