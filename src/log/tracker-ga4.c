/* SPDX-License-Identifier: MIT */
/* Google Analytics 4: `/g/collect?v=2&tid=G-…&en=purchase&pr1=idA~pr9.9~qt2`,
 * to Google's hosts or to a server container or tag gateway on one's own, which
 * may shorten it to `/g/c`.
 *
 * Several events can be sent in the body of one request, a line each; then the
 * URL has none, and no access log has the body. */
#include "log/tracker.h"

#include "base/num.h"

enum field {
	VALUE = TRACKER_OWN,
	REVENUE, /* of the site's own; where there is no value */
	IGNORED, /* ir: the referrer is one that the site wants ignored */
	SOURCE,
	MEDIUM,
	CAMPAIGN,
	TERM,
	CONTENT,
	CAMPAIGN_ID
};

/* Those without a prefix are Google's own; ep. and epn. are the site's, text
 * and number. Products that a site sends as parameters of its own, and older
 * names of GA4's, are taken where there are no pr1, pr2…. */
static const struct tracker_key keys[] = {{"en", TRACK_EVENT},
    {"cid", TRACK_UID}, {"uid", TRACK_USER}, {"dl", TRACK_URL},
    {"dr", TRACK_REFERRER}, {"ir", IGNORED}, {"dt", TRACK_TITLE},
    {"cu", TRACK_CURRENCY}, {"ep.currency", TRACK_CURRENCY},
    {"ep.transaction_id", TRACK_ORDER}, {"ep.event_id", TRACK_EVENT_ID},
    {"ep.search_term", TRACK_SEARCH}, {"ep.user_id", TRACK_USER},
    {"epn.value", VALUE}, {"ep.value", VALUE}, {"epn.revenue", REVENUE},
    {"ep.revenue", REVENUE}, {"ep.item_id", TRACK_ITEM},
    {"epn.item_id", TRACK_ITEM}, {"ep.item_name", TRACK_ITEM_NAME},
    {"ep.item_category", TRACK_CATEGORY}, {"ep.category", TRACK_CATEGORY},
    {"epn.quantity", TRACK_QUANTITY}, {"ep.quantity", TRACK_QUANTITY},
    {"epn.price", TRACK_PRICE}, {"ep.price", TRACK_PRICE}, {"cs", SOURCE},
    {"cm", MEDIUM}, {"cn", CAMPAIGN}, {"ct", TERM}, {"cc", CONTENT},
    {"ci", CAMPAIGN_ID}, {"ck", CAMPAIGN_ID}};

static bool
owns(struct slice path, struct slice last, struct slice query)
{
	struct slice id;
	if (!slice_is(last, "collect") &&
	    !(slice_is(last, "c") && slice_ends(path, SLICE("/g/c"))))
		return false;
	if (!tracker_query_has(query, "v", "2"))
		return false;
	return slice_ends(path, SLICE("/g/collect")) ||
	    (url_find_param(query, SLICE("tid"), &id) &&
		slice_starts(id, SLICE("G-")));
}

static bool
has_body(struct slice path, struct slice last, struct slice query)
{
	(void)query;
	/* the Measurement Protocol, which is nothing but a body, and what
	 * Google Ads sends beside: a page view that Analytics tells as well */
	return slice_is(last, "collect") &&
	    (slice_ends(path, SLICE("/mp/collect")) ||
		slice_ends(path, SLICE("/ccm/collect")));
}

/* The next part of `idA~nmB~~C~pr9`. A `~` that is text is sent as two, which
 * become one here, in the reader's text. */
static struct slice
next_part(struct buf *text, struct slice *rest)
{
	const char *p = rest->p, *end = p + rest->n;
	char *start = text->p + (p - text->p), *to = start;
	for (; p < end; *to++ = *p++) {
		if (*p != '~')
			continue;
		if (p + 1 == end || p[1] != '~')
			break;
		p++;
	}
	*rest = p < end ? slice_between(p + 1, end) : (struct slice){NULL, 0};
	return slice_between(start, to);
}

static void
set_part(const struct track_reader *r, struct item *item, struct slice part)
{
	struct slice value = slice_skip(part, 2);
	if (slice_starts(part, SLICE("id")))
		item->id = value;
	else if (slice_starts(part, SLICE("nm")))
		item->name = value;
	else if (slice_starts(part, SLICE("ca")))
		item->category = value;
	else if (slice_starts(part, SLICE("pr")))
		item->price = track_amount(r, value);
	else if (slice_starts(part, SLICE("qt")))
		item->quantity = track_amount(r, value);
}

/* pr1 to pr200. */
static void
other(struct tracker_hit *hit, struct slice name, struct slice value)
{
	uint64_t number;
	if (!slice_starts(name, SLICE("pr")) ||
	    !num_read_u64(slice_skip(name, 2), UINT16_MAX, &number))
		return;
	struct track_reader *r = hit->reader;
	struct slice rest = track_decode(r, value, ' ');
	struct item *item = items_add(&r->items);
	while (rest.n > 0)
		set_part(r, item, next_part(&r->text, &rest));
	items_drop_empty(&r->items);
}

static void
read(struct tracker_hit *hit, struct track *t)
{
	t->body = !tracker_has(hit, TRACK_EVENT);
	track_check_event_id(t);
	t->revenue =
	    tracker_amount(hit, tracker_has(hit, VALUE) ? VALUE : REVENUE);
	if (slice_is(tracker_raw(hit, IGNORED), "1") ||
	    slice_is(tracker_raw(hit, IGNORED), "true"))
		t->texts[TRACK_REFERRER] = SLICE("");
	if (hit->seen >> SOURCE == 0) /* these are the last fields */
		return;
	tracker_add_campaign(hit, t, "utm_source", SOURCE);
	tracker_add_campaign(hit, t, "utm_medium", MEDIUM);
	tracker_add_campaign(hit, t, "utm_campaign", CAMPAIGN);
	tracker_add_campaign(hit, t, "utm_term", TERM);
	tracker_add_campaign(hit, t, "utm_content", CONTENT);
	tracker_add_campaign(hit, t, "utm_id", CAMPAIGN_ID);
}

const struct tracker tracker_ga4 = {.counter = "tracker_ga4",
    .first = "c",
    .owns = owns,
    .has_body = has_body,
    .keys = keys,
    .n_keys = sizeof(keys) / sizeof(*keys),
    .other = other,
    .read = read};
