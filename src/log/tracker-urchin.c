/* SPDX-License-Identifier: MIT */
/* The older ga.js: `/__utm.gif?utmhn=shop.example&utmp=/p/1&utmcc=…`. */
#include "log/tracker.h"

enum field {
	TYPE = TRACKER_OWN, /* utmt */
	COOKIES,            /* utmcc: the visitor's */
	EVENT               /* utme: 5(category*action*label) */
};

static const struct tracker_key keys[] = {{"utmt", TYPE}, {"utmcc", COOKIES},
    {"utme", EVENT}, {"utmhn", TRACK_HOST}, {"utmp", TRACK_PATH},
    {"utmr", TRACK_REFERRER}, {"utmdt", TRACK_TITLE}, {"utmtid", TRACK_ORDER},
    {"utmtto", TRACK_REVENUE}, {"utmcu", TRACK_CURRENCY},
    {"utmipc", TRACK_ITEM}, {"utmipn", TRACK_ITEM_NAME},
    {"utmiva", TRACK_CATEGORY}, {"utmipr", TRACK_PRICE},
    {"utmiqt", TRACK_QUANTITY}};

static bool
owns(struct slice path, struct slice last, struct slice query)
{
	(void)path;
	return slice_is(last, "__utm.gif") && query.n > 0;
}

/* In `__utma=1.1234567890.1283000000.…;` what later scripts call the client's
 * id: the second and third number. */
static struct slice
client_in(struct slice cookies)
{
	const char *at = cookies.n > 0
	    ? memmem(cookies.p, cookies.n, "__utma=", strlen("__utma="))
	    : NULL;
	if (!at)
		return SLICE("");
	struct slice rest = slice_between(at, cookies.p + cookies.n);
	slice_cut(&rest, '.');
	const char *from = rest.p;
	struct slice visitor = slice_cut(&rest, '.');
	struct slice first = slice_cut(&rest, '.');
	return visitor.n > 0 && first.n > 0
	    ? slice_between(from, first.p + first.n)
	    : SLICE("");
}

static struct slice
event_of(struct tracker_hit *hit)
{
	static const struct track_word types[] = {{"tran", "purchase"},
	    {"item", "transaction_item"}, {"social", "share"},
	    {"var", "custom_variable"}, {NULL, NULL}};
	struct slice type = tracker_raw(hit, TYPE);
	if (!slice_is(type, "event"))
		return track_find_word(types, type);
	struct slice action = tracker_text(hit, EVENT);
	slice_cut(&action, '*');
	action = slice_cut(&action, '*');
	if (action.n > 0 && action.p[action.n - 1] == ')')
		action.n--;
	return track_name(hit->reader, action);
}

static void
read(struct tracker_hit *hit, struct track *t)
{
	struct slice *referrer = &t->texts[TRACK_REFERRER];
	t->texts[TRACK_EVENT] = event_of(hit);
	if (track_wants(hit->reader, TRACK_UID))
		t->texts[TRACK_UID] = client_in(tracker_text(hit, COOKIES));
	/* 0: from a page of the site itself */
	if (slice_is(*referrer, "-") || slice_is(*referrer, "0"))
		*referrer = SLICE("");
}

const struct tracker tracker_urchin = {.counter = "tracker_urchin",
    .first = "_",
    .owns = owns,
    .keys = keys,
    .n_keys = sizeof(keys) / sizeof(*keys),
    .read = read};
