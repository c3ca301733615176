/* SPDX-License-Identifier: MIT */
/* Snowplow's pixel: `/i?e=pv&p=web&tv=js-3.1&url=…`, or `/ice.png`. What is
 * posted as JSON (`/com.snowplowanalytics.snowplow/tp2`) is in no access log.
 *
 * Events of one's own (e=ue) and what belongs to any event are JSON, plain or
 * base64, each with a schema that says what it is; snowplow.c reads
 * them. An order (tr) and its products (ti) are hits of their own, joined by
 * the number of the order. */
#include "log/tracker.h"

#include "log/snowplow.h"

enum field {
	EVENT = TRACKER_OWN,
	DOMAIN_ID,  /* duid */
	NETWORK_ID, /* tnuid, nuid */
	CREATED,    /* dtm, sent: stm; milliseconds of the visitor's clock */
	SENT,
	TRUE_TIME, /* ttm */
	ACTION,    /* se_ac */
	DATA,      /* ue_pr, and encoded: ue_px */
	DATA_ENCODED,
	CONTEXTS, /* co, cx */
	CONTEXTS_ENCODED
};

static const struct tracker_key keys[] = {{"e", EVENT}, {"duid", DOMAIN_ID},
    {"tnuid", NETWORK_ID}, {"nuid", NETWORK_ID}, {"uid", TRACK_USER},
    {"url", TRACK_URL}, {"refr", TRACK_REFERRER}, {"page", TRACK_TITLE},
    {"eid", TRACK_EVENT_ID}, {"ua", TRACK_AGENT}, {"ip", TRACK_ADDRESS},
    {"dtm", CREATED}, {"stm", SENT}, {"ttm", TRUE_TIME}, {"se_ac", ACTION},
    {"tr_id", TRACK_ORDER}, {"ti_id", TRACK_ORDER}, {"tr_tt", TRACK_REVENUE},
    {"tr_cu", TRACK_CURRENCY}, {"ti_cu", TRACK_CURRENCY}, {"ti_sk", TRACK_ITEM},
    {"ti_nm", TRACK_ITEM_NAME}, {"ti_ca", TRACK_CATEGORY},
    {"ti_pr", TRACK_PRICE}, {"ti_qu", TRACK_QUANTITY}, {"ue_pr", DATA},
    {"ue_px", DATA_ENCODED}, {"co", CONTEXTS}, {"cx", CONTEXTS_ENCODED}};

static bool
owns(struct slice path, struct slice last, struct slice query)
{
	struct slice value;
	(void)path;
	return (slice_is(last, "i") || slice_is(last, "ice.png")) &&
	    url_find_param(query, SLICE("e"), &value) &&
	    (url_find_param(query, SLICE("tv"), &value) ||
		url_find_param(query, SLICE("p"), &value));
}

static bool
has_body(struct slice path, struct slice last, struct slice query)
{
	(void)query;
	return slice_is(last, "tp2") &&
	    slice_ends(path, SLICE("/com.snowplowanalytics.snowplow/tp2"));
}

static const struct track_word types[] = {{"pv", "page_view"},
    {"pp", "user_engagement"}, {"tr", "purchase"}, {"ti", "transaction_item"},
    {"ad", "ad_impression"}, {NULL, NULL}};

static void
set_time(struct tracker_hit *hit, struct track *t)
{
	int64_t created = tracker_milliseconds(hit, CREATED);
	int64_t sent = tracker_milliseconds(hit, SENT);
	int64_t real = tracker_milliseconds(hit, TRUE_TIME);
	if (real > 0)
		t->time = real;
	else if (created > 0 && sent > created)
		t->delay = sent - created;
}

static void
read(struct tracker_hit *hit, struct track *t)
{
	struct slice type = tracker_raw(hit, EVENT);
	t->texts[TRACK_UID] = tracker_text(
	    hit, tracker_has(hit, DOMAIN_ID) ? DOMAIN_ID : NETWORK_ID);
	set_time(hit, t);
	if (slice_is(type, "se"))
		t->texts[TRACK_EVENT] =
		    track_name(hit->reader, tracker_text(hit, ACTION));
	else if (slice_is(type, "ue"))
		snowplow_event(hit->reader, t,
		    tracker_has(hit, DATA_ENCODED)
			? tracker_base64(hit, DATA_ENCODED)
			: tracker_text(hit, DATA));
	else
		t->texts[TRACK_EVENT] = track_find_word(types, type);
	if (t->texts[TRACK_EVENT].n == 0 && !slice_is(type, "pv"))
		t->texts[TRACK_EVENT] = SLICE("custom_action");
	if (tracker_has(hit, CONTEXTS_ENCODED))
		snowplow_contexts(
		    hit->reader, t, tracker_base64(hit, CONTEXTS_ENCODED));
	else if (tracker_has(hit, CONTEXTS))
		snowplow_contexts(hit->reader, t, tracker_text(hit, CONTEXTS));
}

const struct tracker tracker_snowplow = {.counter = "tracker_snowplow",
    .first = "it",
    .owns = owns,
    .has_body = has_body,
    .keys = keys,
    .n_keys = sizeof(keys) / sizeof(*keys),
    .read = read};
