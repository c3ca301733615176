/* SPDX-License-Identifier: MIT */
/* The BigQuery export of Google Analytics 4, one row a line of JSON.
 *
 * Whole numbers are strings there, what an event's parameters are is told by
 * which member of `value` is set, and traffic_source is the visitor's first
 * one, not this event's. */
#include "log/event-lines.h"

#include "base/hash.h"

enum slot {
	NAME, /* these two every row has */
	TIME,
	CLIENT,
	USER,
	PARAMS,
	ITEMS,
	DEVICE,
	ORDER,
	REVENUE,
	REFUND,
	SOURCE,
	MEDIUM,
	CAMPAIGN,
	TERM,
	CONTENT,
	GCLID,
	DCLID,
	SRSLTID,
	N_SLOTS
};

static const char *const paths[N_SLOTS] = {"event_name", "event_timestamp",
    "user_pseudo_id", "user_id", "event_params", "items", "device.category",
    "ecommerce.transaction_id", "ecommerce.purchase_revenue",
    "ecommerce.refund_value", "collected_traffic_source.manual_source",
    "collected_traffic_source.manual_medium",
    "collected_traffic_source.manual_campaign_name",
    "collected_traffic_source.manual_term",
    "collected_traffic_source.manual_content", "collected_traffic_source.gclid",
    "collected_traffic_source.dclid", "collected_traffic_source.srsltid"};

static void *
open_state(struct slice argument, struct format_error *error)
{
	(void)argument;
	(void)error;
	return event_lines_new(paths, N_SLOTS);
}

static enum fault
head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	return event_lines_read(scan, hit, TIME + 1);
}

static enum fault
tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	return json_scaled(event_value(scan->state, TIME), 0, &hit->time)
	    ? FAULT_NONE
	    : FAULT_TIME;
}

/* Parameters of events, and what they are; the last ones name a campaign. */
enum { PARAM_CAMPAIGN = N_TRACK_TEXTS };

static const struct {
	const char *key;
	unsigned text;
	const char *campaign;
} params[] = {{"page_location", TRACK_URL, NULL},
    {"page_referrer", TRACK_REFERRER, NULL}, {"page_title", TRACK_TITLE, NULL},
    {"transaction_id", TRACK_ORDER, NULL}, {"value", TRACK_REVENUE, NULL},
    {"revenue", TRACK_REVENUE, NULL}, {"currency", TRACK_CURRENCY, NULL},
    {"search_term", TRACK_SEARCH, NULL}, {"event_id", TRACK_EVENT_ID, NULL},
    {"item_id", TRACK_ITEM, NULL}, {"item_name", TRACK_ITEM_NAME, NULL},
    {"item_category", TRACK_CATEGORY, NULL}, {"category", TRACK_CATEGORY, NULL},
    {"quantity", TRACK_QUANTITY, NULL}, {"price", TRACK_PRICE, NULL},
    {"source", PARAM_CAMPAIGN, "utm_source"},
    {"medium", PARAM_CAMPAIGN, "utm_medium"},
    {"campaign", PARAM_CAMPAIGN, "utm_campaign"},
    {"term", PARAM_CAMPAIGN, "utm_term"},
    {"content", PARAM_CAMPAIGN, "utm_content"},
    {"gclid", PARAM_CAMPAIGN, "gclid"}};

static struct slice
not_in_parentheses(struct slice s)
{
	return s.n > 1 && s.p[0] == '(' && s.p[s.n - 1] == ')' ? SLICE("") : s;
}

/* Of {"string_value":…,"int_value":…} the one that is no null. */
static struct slice
param_text(struct track_reader *r, struct json_value value)
{
	struct json_value name, v;
	struct json_steps steps = json_steps(r->simd, value);
	while (json_next(&steps, &name, &v))
		if (v.kind == JSON_STRING || v.kind == JSON_NUMBER)
			return not_in_parentheses(track_json_text(r, v));
	return SLICE("");
}

static void
set_param(struct track_reader *r, struct track *t, struct slice key,
    struct slice text, bool campaign)
{
	for (size_t i = 0; i < sizeof(params) / sizeof(*params); i++) {
		if (!slice_is(key, params[i].key))
			continue;
		if (params[i].campaign && campaign)
			track_add_campaign(r, t, params[i].campaign, text);
		else if (!params[i].campaign && t->texts[params[i].text].n == 0)
			t->texts[params[i].text] = text;
		return;
	}
}

/* [{"key":"page_title","value":{"string_value":"…"}},…] */
static void
read_params(struct track_reader *r, struct track *t, struct json_value list,
    bool campaign)
{
	struct json_value name, param, key, value;
	struct json_steps steps = json_steps(r->simd, list);
	bool ignored = false;
	while (json_next(&steps, &name, &param)) {
		if (param.kind != JSON_OBJECT ||
		    !json_member(r->simd, param, SLICE("key"), &key) ||
		    !json_member(r->simd, param, SLICE("value"), &value))
			continue;
		struct slice text = param_text(r, value);
		if (json_is(key, SLICE("ignore_referrer")))
			ignored = slice_is(text, "true");
		else
			set_param(
			    r, t, track_json_text(r, key), text, campaign);
	}
	if (ignored)
		t->texts[TRACK_REFERRER] = SLICE("");
}

/* What this very event came by; true when it tells anything. */
static bool
read_collected(
    const struct event_lines *e, struct track_reader *r, struct track *t)
{
	static const struct {
		enum slot slot;
		const char *name;
	} collected[] = {{SOURCE, "utm_source"}, {MEDIUM, "utm_medium"},
	    {CAMPAIGN, "utm_campaign"}, {TERM, "utm_term"},
	    {CONTENT, "utm_content"}, {GCLID, "gclid"}, {DCLID, "dclid"},
	    {SRSLTID, "srsltid"}};
	for (size_t i = 0; i < sizeof(collected) / sizeof(*collected); i++)
		track_add_campaign(r, t, collected[i].name,
		    event_text(e, collected[i].slot, r));
	return t->campaign.n > 0;
}

static void
track(const struct scan *scan, const struct hit *hit, struct track_reader *r,
    struct track *t)
{
	static const char *const names[N_ITEM_LISTS] = {[ITEM_IDS] = "item_id ",
	    [ITEM_NAMES] = "item_name ",
	    [ITEM_CATEGORIES] = "item_category ",
	    [ITEM_QUANTITIES] = "quantity ",
	    [ITEM_PRICES] = "price "};
	const struct event_lines *e = scan->state;
	struct json_value name, item;
	t->texts[TRACK_EVENT] = event_text(e, NAME, r);
	t->texts[TRACK_UID] = event_text(e, CLIENT, r);
	t->texts[TRACK_USER] = event_text(e, USER, r);
	if (t->texts[TRACK_UID].n == 0) /* without consent to a cookie */
		t->texts[TRACK_UID] = t->texts[TRACK_USER];
	t->texts[TRACK_ORDER] = event_text(e, ORDER, r);
	t->texts[TRACK_DEVICE] = event_text(e, DEVICE, r);
	bool refund = slice_is(t->texts[TRACK_EVENT], "refund");
	t->texts[TRACK_REVENUE] = event_text(e, refund ? REFUND : REVENUE, r);
	bool collected = read_collected(e, r, t);
	read_params(r, t, event_value(e, PARAMS), !collected);
	track_check_event_id(t);
	struct json_steps steps = json_steps(r->simd, event_value(e, ITEMS));
	while (json_next(&steps, &name, &item))
		event_add_item(r, item, names);
	/* a row that was exported twice */
	t->event_fingerprint = hash_stable(hit->line, 0) | 1;
}

const struct log_format format_ga4_export = {.name = "ga4-export",
    .recognised = true,
    .open = open_state,
    .close = event_lines_free,
    .head = head,
    .tail = tail,
    .track = track};
