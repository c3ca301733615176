/* SPDX-License-Identifier: MIT */
/* Events as Segment and RudderStack write them, one a line of JSON. */
#include "log/event-lines.h"

#include "base/when.h"

enum slot {
	TYPE, /* every one has it */
	EVENT,
	ANONYMOUS,
	USER,
	MESSAGE,
	TIMES,
	N_TIMES = 4,
	PAGE_URL = TIMES + N_TIMES,
	PAGE_PATH,
	PAGE_REFERRER,
	PAGE_TITLE,
	URL,
	REFERRER,
	TITLE,
	SOURCE,
	MEDIUM,
	CAMPAIGN,
	TERM,
	CONTENT,
	AGENT,
	ADDRESS,
	PROPERTIES,
	PRODUCTS,
	QUERY,
	ORDER,
	ORDER_CAMEL, /* as productId is read, too */
	REVENUE,
	SUBTOTAL,
	TOTAL,
	CURRENCY,
	N_SLOTS
};

static const char *const paths[N_SLOTS] = {"type", "event", "anonymousId",
    "userId", "messageId", "timestamp", "originalTimestamp", "sentAt",
    "receivedAt", "context.page.url", "context.page.path",
    "context.page.referrer", "context.page.title", "properties.url",
    "properties.referrer", "properties.title", "context.campaign.source",
    "context.campaign.medium", "context.campaign.name", "context.campaign.term",
    "context.campaign.content", "context.userAgent", "context.ip", "properties",
    "properties.products", "properties.query", "properties.order_id",
    "properties.orderId", "properties.revenue", "properties.subtotal",
    "properties.total", "properties.currency"};

static void *
open_state(struct slice argument, struct format_error *error)
{
	(void)argument;
	(void)error;
	return event_lines_new(paths, N_SLOTS);
}

static const struct track_word types[] = {{"track", ""}, {"page", "page_view"},
    {"screen", "screen_view"}, {"identify", "identify"},
    {"group", "join_group"}, {"alias", "alias"}, {NULL, NULL}};

static bool
is_type(struct json_value v)
{
	for (const struct track_word *w = types; w->word; w++)
		if (json_is(v, slice_of(w->word)))
			return true;
	return false;
}

static enum fault
head(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	(void)f;
	enum fault fault = event_lines_read(scan, hit, TYPE + 1);
	const struct event_lines *e = scan->state;
	if (fault != FAULT_NONE)
		return fault;
	bool who = json_has(&e->found, ANONYMOUS) || json_has(&e->found, USER);
	return who && is_type(event_value(e, TYPE)) ? FAULT_NONE : FAULT_SHAPE;
}

/* The first of timestamp, originalTimestamp, sentAt, receivedAt. */
static enum fault
tail(const struct log_format *f, struct scan *scan, struct hit *hit)
{
	const struct event_lines *e = scan->state;
	(void)f;
	for (unsigned i = TIMES; i < TIMES + N_TIMES; i++) {
		struct json_value v = event_value(e, i);
		if (v.kind == JSON_STRING && !v.escaped &&
		    when_read(v.text, &hit->time))
			return FAULT_NONE;
	}
	return FAULT_TIME;
}

/* Names of e-commerce events: letters and digits alone, small. */
static const struct track_word events[] = {
    {"productssearched", "view_search_results"},
    {"productlistviewed", "view_item_list"},
    {"productlistfiltered", "view_item_list"},
    {"promotionviewed", "view_promotion"},
    {"promotionclicked", "select_promotion"}, {"productclicked", "select_item"},
    {"productviewed", "view_item"}, {"productadded", "add_to_cart"},
    {"productremoved", "remove_from_cart"}, {"cartviewed", "view_cart"},
    {"checkoutstarted", "begin_checkout"},
    {"checkoutstepviewed", "checkout_progress"},
    {"checkoutstepcompleted", "checkout_progress"},
    {"paymentinfoentered", "add_payment_info"}, {"ordercompleted", "purchase"},
    {"orderrefunded", "refund"}, {"ordercancelled", "refund"},
    {"ordercanceled", "refund"}, {"productaddedtowishlist", "add_to_wishlist"},
    {"wishlistproductaddedtocart", "add_to_cart"}, {"productshared", "share"},
    {"cartshared", "share"}, {"productreviewed", "write_review"},
    {"signedup", "sign_up"}, {"signedin", "login"}, {"loggedin", "login"},
    {"signedout", "logout"}, {NULL, NULL}};

static struct slice
event_of(const struct event_lines *e, struct track_reader *r)
{
	enum { LONGEST = 40 };
	char plain[LONGEST];
	size_t n = 0;
	struct slice type = event_text(e, TYPE, r);
	if (!slice_is(type, "track"))
		return track_find_word(types, type);
	struct slice name = event_text(e, EVENT, r);
	for (size_t i = 0; i < name.n && n < LONGEST; i++) {
		char c = byte_lower(name.p[i]);
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			plain[n++] = c;
	}
	struct slice event = track_find_word(events, (struct slice){plain, n});
	return event.n > 0 ? event : track_name(r, name);
}

static struct slice
either(
    const struct event_lines *e, unsigned a, unsigned b, struct track_reader *r)
{
	struct slice text = event_text(e, a, r);
	return text.n > 0 ? text : event_text(e, b, r);
}

/* `revenue` and `subtotal` are without tax and shipping, `total` with. */
static struct slice
revenue_of(const struct event_lines *e, struct track_reader *r)
{
	struct slice text = either(e, REVENUE, SUBTOTAL, r);
	return text.n > 0 ? text : event_text(e, TOTAL, r);
}

static void
read_products(
    const struct event_lines *e, struct track_reader *r, struct track *t)
{
	static const char *const names[N_ITEM_LISTS] = {
	    [ITEM_IDS] = "product_id productId sku id ",
	    [ITEM_NAMES] = "name ",
	    [ITEM_CATEGORIES] = "category ",
	    [ITEM_QUANTITIES] = "quantity ",
	    [ITEM_PRICES] = "price "};
	struct json_value list = event_value(e, PRODUCTS), name, item;
	struct json_steps steps = json_steps(r->simd, list);
	while (json_next(&steps, &name, &item))
		event_add_item(r, item, names);
	/* one product stands among the properties */
	if (r->items.n == 0 && track_is_step(t->texts[TRACK_EVENT]))
		event_add_item(r, event_value(e, PROPERTIES), names);
}

static void
track(const struct scan *scan, const struct hit *hit, struct track_reader *r,
    struct track *t)
{
	const struct event_lines *e = scan->state;
	struct slice *texts = t->texts;
	(void)hit;
	texts[TRACK_EVENT] = event_of(e, r);
	texts[TRACK_UID] = event_text(e, ANONYMOUS, r);
	texts[TRACK_USER] = event_text(e, USER, r);
	if (texts[TRACK_UID].n == 0) /* a server's, which knows no visitor */
		texts[TRACK_UID] = texts[TRACK_USER];
	texts[TRACK_EVENT_ID] = event_text(e, MESSAGE, r);
	texts[TRACK_URL] = either(e, URL, PAGE_URL, r);
	if (texts[TRACK_URL].n == 0)
		texts[TRACK_PATH] = event_text(e, PAGE_PATH, r);
	texts[TRACK_REFERRER] = either(e, REFERRER, PAGE_REFERRER, r);
	texts[TRACK_TITLE] = either(e, TITLE, PAGE_TITLE, r);
	texts[TRACK_AGENT] = event_text(e, AGENT, r);
	texts[TRACK_ADDRESS] = event_text(e, ADDRESS, r);
	texts[TRACK_SEARCH] = event_text(e, QUERY, r);
	texts[TRACK_ORDER] = either(e, ORDER, ORDER_CAMEL, r);
	texts[TRACK_CURRENCY] = event_text(e, CURRENCY, r);
	texts[TRACK_REVENUE] = revenue_of(e, r);
	track_add_campaign(r, t, "utm_source", event_text(e, SOURCE, r));
	track_add_campaign(r, t, "utm_medium", event_text(e, MEDIUM, r));
	track_add_campaign(r, t, "utm_campaign", event_text(e, CAMPAIGN, r));
	track_add_campaign(r, t, "utm_term", event_text(e, TERM, r));
	track_add_campaign(r, t, "utm_content", event_text(e, CONTENT, r));
	read_products(e, r, t);
}

const struct log_format format_segment = {.name = "segment",
    .recognised = true,
    .open = open_state,
    .close = event_lines_free,
    .head = head,
    .tail = tail,
    .track = track};
