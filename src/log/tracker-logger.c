/* SPDX-License-Identifier: MIT */
/* BizSpring LOGGER: `/tracker.tsp?u=17211&du=…&PI=ODR&OA=3000;800&OE=10;4`.
 *
 * Names of parameters are upper-case in its older script, lower-case in the
 * newer one. In an order's lists, `;` between products, OA is what a line
 * comes to, not what one piece costs. Clicks (tracker_click.tsp) and clicks on
 * advertisements of one's own (tracker_ad.tsp) are hits of their own. */
#include "log/tracker.h"

#include <strings.h>

#include "base/hash.h"
#include "base/junk.h"
#include "base/num.h"
#include "base/words.h"

enum field {
	PROFILE = TRACKER_OWN, /* u */
	COUNTER,               /* EXEN */
	PAGE,                  /* CP, dp: where in the shop's contents */
	CODE,                  /* PI: what kind of page */
	MAKER,                 /* MF */
	ORDER_NAMES,           /* OP */
	ORDER_CODES,           /* OPC */
	ORDER_AMOUNTS,         /* OA */
	ORDER_QUANTITIES,      /* OE */
	CAMPAIGN,              /* CC */
	SECOND,                /* tse: the visitor's clock was read */
	DAY                    /* tda */
};

static const struct tracker_key keys[] = {{"u", PROFILE}, {"exen", COUNTER},
    {"dr", TRACK_REFERRER}, {"dt", TRACK_TITLE}, {"du", TRACK_URL},
    {"cp", PAGE}, {"dp", PAGE}, {"pi", CODE}, {"pn", TRACK_ITEM},
    {"pnd", TRACK_ITEM_NAME}, {"mf", MAKER}, {"odn", TRACK_ORDER},
    {"oa", ORDER_AMOUNTS}, {"op", ORDER_NAMES}, {"opc", ORDER_CODES},
    {"oe", ORDER_QUANTITIES}, {"cc", CAMPAIGN}, {"rk", TRACK_USER},
    {"ik", TRACK_SEARCH}, {"tse", SECOND}, {"tda", DAY}};

/* The names of its requests begin with this, in any case. */
static bool
is_tracker(struct slice last)
{
	return last.n >= 7 &&
	    word_lower(word_cut(word_load(last.p), 7)) ==
	    word_cut(word_load("tracker"), 7);
}

static bool
begins(struct slice s, const char *prefix)
{
	size_t n = strlen(prefix);
	return s.n >= n && strncasecmp(s.p, prefix, n) == 0;
}

static bool
owns(struct slice path, struct slice last, struct slice query)
{
	(void)path;
	struct slice value;
	if (!is_tracker(last))
		return false;
	if (begins(slice_skip(last, last.n - 4), ".tsp"))
		return query.n > 0;
	/* under another name, as the newer script may be set up */
	return (url_find_param(query, SLICE("u"), &value) ||
		   url_find_param(query, SLICE("dp"), &value)) &&
	    (url_find_param(query, SLICE("pi"), &value) ||
		url_find_param(query, SLICE("js"), &value));
}

/* The vendor's codes of pages. */
static const struct track_word codes[] = {{"ODR", "purchase"},
    {"PDV", "view_item"}, {"PLV", "view_item_list"}, {"SCI", "add_to_cart"},
    {"SCO", "remove_from_cart"}, {"OCV", "view_cart"},
    {"OCF", "begin_checkout"}, {"ATF", "add_to_wishlist"}, {"RGR", "sign_up"},
    {"LIR", "login"}, {"LGO", "logout"}, {"PRV", "view_reviews"},
    {"WPR", "write_review"}, {"FOD", "first_purchase"}, {"CODR", "refund"},
    {"PNF", "page_not_found"}, {NULL, NULL}};

static struct slice
last_of(struct slice path)
{
	const char *slash = memrchr(path.p, '/', path.n);
	return slice_between(slash + 1, path.p + path.n);
}

static struct slice
event_of(struct tracker_hit *hit)
{
	struct slice code = slice_trim(tracker_raw(hit, CODE));
	bool search = tracker_has(hit, TRACK_SEARCH);
	if (search && (code.n == 0 || slice_equal_nocase(code, SLICE("PLV"))))
		return SLICE("view_search_results");
	struct slice event = track_find_word(codes, code);
	if (event.n > 0)
		return event;
	if (code.n > 0)
		return track_name(hit->reader, tracker_text(hit, CODE));
	struct slice name = slice_skip(last_of(hit->path), 7);
	if (begins(name, "_click"))
		return SLICE("click");
	if (begins(name, "_ad"))
		return SLICE("ad_click");
	if (tracker_has(hit, ORDER_AMOUNTS))
		return SLICE("purchase");
	if (tracker_has(hit, TRACK_ITEM))
		return SLICE("view_item");
	return SLICE("page_view");
}

/* A list without its last `;`. */
static struct slice
list_of(struct tracker_hit *hit, unsigned field)
{
	struct slice list = tracker_text(hit, field);
	while (list.n > 0 && list.p[list.n - 1] == ';')
		list.n--;
	return list.n > 0 ? list : (struct slice){NULL, 0};
}

/* What one piece costs. Without a quantity it is one. */
static int64_t
unit_price(int64_t line, int64_t *quantity)
{
	int64_t price;
	if (line == ITEM_NONE)
		return ITEM_NONE;
	if (*quantity == ITEM_NONE || *quantity == 0)
		*quantity = MILLION;
	return amount_divide(line, *quantity, &price) ? price : ITEM_NONE;
}

/* The products of an order, and what they come to: the sum of OA. One amount
 * for several products is the order's, and tells no prices. */
static void
read_order(struct tracker_hit *hit, int64_t *sum)
{
	struct track_reader *r = hit->reader;
	struct slice names = list_of(hit, ORDER_NAMES);
	struct slice ids = list_of(hit, ORDER_CODES);
	struct slice amounts = list_of(hit, ORDER_AMOUNTS);
	struct slice quantities = list_of(hit, ORDER_QUANTITIES);
	/* amounts alone are of the page's product, as of a cart's */
	if (!names.p && !ids.p) {
		ids = list_of(hit, TRACK_ITEM);
		names = list_of(hit, TRACK_ITEM_NAME);
	}
	bool codes_told = ids.p != NULL;
	bool one = amounts.p && !slice_find(amounts, ';'), fits = true;
	int64_t total = 0;
	*sum = ITEM_NONE;
	while (names.p || ids.p || amounts.p || quantities.p) {
		struct item *item = items_add(&r->items);
		item->name = track_cut(&names);
		item->id = codes_told ? track_cut(&ids) : item->name;
		item->quantity = track_amount(r, track_cut(&quantities));
		int64_t line = track_amount(r, track_cut(&amounts));
		if (line != ITEM_NONE) {
			fits &= !__builtin_add_overflow(total, line, &total);
			*sum = total;
		}
		item->price = unit_price(line, &item->quantity);
	}
	if (!fits)
		*sum = ITEM_NONE;
	if (one && r->items.n > 1)
		r->items.at[0].price = ITEM_NONE;
}

/* A hash of the query without the parameters at those places: which profile
 * the hit is for, and the script's own counter. */
static uint64_t
hash_without(const struct tracker_hit *hit)
{
	const unsigned out[2] = {PROFILE, COUNTER};
	struct slice cut[2] = {{NULL, 0}, {NULL, 0}};
	for (size_t i = 0; i < 2; i++)
		if (tracker_has(hit, out[i]))
			cut[i] = hit->raw[out[i]];
	if (cut[0].p > cut[1].p) {
		struct slice first = cut[1];
		cut[1] = cut[0];
		cut[0] = first;
	}
	uint64_t hash = 0;
	struct slice rest = hit->query;
	for (size_t i = 0; i < 2; i++) {
		if (!cut[i].p)
			continue;
		hash = hash_stable(slice_between(rest.p, cut[i].p), hash);
		rest = slice_skip(rest, (size_t)(cut[i].p - rest.p) + cut[i].n);
	}
	return hash_stable(rest, hash) | 1;
}

/* What makes an order that has no number: what was bought, and on which day
 * of the visitor's. */
static uint64_t
hash_order(const struct tracker_hit *hit)
{
	static const unsigned fields[] = {
	    ORDER_AMOUNTS, ORDER_NAMES, ORDER_QUANTITIES, DAY};
	uint64_t hash = 0;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		hash = hash_stable(tracker_raw(hit, fields[i]), hash);
	return hash | 1;
}

static void
read_purchase(struct tracker_hit *hit, struct track *t)
{
	int64_t sum;
	read_order(hit, &sum);
	/* PI says that it is the first one; OA, that it is one at all */
	if (tracker_has(hit, ORDER_AMOUNTS) &&
	    slice_is(t->texts[TRACK_EVENT], "first_purchase"))
		t->texts[TRACK_EVENT] = SLICE("purchase");
	t->revenue = sum;
	if (junk_id(t->texts[TRACK_ORDER]) &&
	    slice_is(t->texts[TRACK_EVENT], "purchase"))
		t->order_fingerprint = hash_order(hit);
}

/* Whether products are told by the lists of an order, as of a cart, too. */
static bool
has_list(const struct tracker_hit *hit)
{
	return tracker_has(hit, ORDER_AMOUNTS) ||
	    (!tracker_has(hit, TRACK_ITEM) &&
		(tracker_has(hit, ORDER_NAMES) ||
		    tracker_has(hit, ORDER_CODES)));
}

static void
read(struct tracker_hit *hit, struct track *t)
{
	struct slice *texts = t->texts;
	texts[TRACK_EVENT] = event_of(hit);
	texts[TRACK_CATEGORY] = tracker_text(hit, MAKER);
	bool list = slice_is(texts[TRACK_EVENT], "view_item_list");
	if (texts[TRACK_CATEGORY].n == 0 &&
	    (list || tracker_has(hit, TRACK_ITEM) ||
		tracker_has(hit, TRACK_ITEM_NAME)))
		texts[TRACK_CATEGORY] = tracker_text(hit, PAGE);
	if (has_list(hit))
		read_purchase(hit, t);
	texts[TRACK_CURRENCY] =
	    hit->reader->currency.n > 0 ? hit->reader->currency : SLICE("KRW");
	tracker_add_campaign(hit, t, "_C_", CAMPAIGN);
	/* without the clock two views of one page look alike */
	if (track_wants(hit->reader, TRACK_EVENT_ID)) {
		t->event_fingerprint = hash_without(hit);
		t->no_clock = !tracker_has(hit, SECOND);
	}
}

const struct tracker tracker_logger = {.counter = "tracker_logger",
    .first = "t",
    .owns = owns,
    .keys = keys,
    .n_keys = sizeof(keys) / sizeof(*keys),
    .escaped = true,
    .amounts = AMOUNT_GROUPED,
    .read = read};
