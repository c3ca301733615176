/* SPDX-License-Identifier: MIT */
/* Names of columns: those of the suite's tables and their usual endings. */
#include "report/columns.h"

/* what the suite groups by: a campaign may be called 21234567890 */
static const char *const texts[] = {"channel", "source", "medium", "campaign",
    "keyword", "term", "content", "search", "items", "cart", "item_name",
    "category", "brand", "pair", "path", "page", "pages", "host", "entry",
    "exit", "next", "previous", "referrer", "device", "segment", "segments",
    "step", "stage", "touchpoint", "event", "model", "currency", "measure",
    "bucket", "cohort", "period", "name", "tag", NULL};
static const char *const text_ends[] = {
    "_source", "_medium", "_campaign", "_channel", "_name", NULL};

static const char *const ids[] = {"uid", "user", "person", "session", "order",
    "id", "item", "ip", "line", "status", "date", "day", "week", "month",
    "year", "hour", "phone", "zip", "postcode", "code", "sku", NULL};
static const char *const id_ends[] = {"_id", "_ids", "_date", "_code", NULL};

static const char *const times[] = {"time", "start", "end", "first_seen",
    "last_seen", "first_order", "last_order", NULL};
static const char *const time_ends[] = {"_at", "_time", NULL};

static const char *const figures[] = {"visitors", "entered", "continued",
    "dropped", "open", "conversions", "revenue", "cost", "clicks",
    "impressions", "sessions", "visits", "hits", "views", "events", "persons",
    "new_visitors", "engaged", "carts", "checkouts", "orders", "quantity",
    "price", "aov", "cpc", "cpa", "cac", "cpm", "ltv", "bytes", "count",
    "value", "size", "active", "items_viewed", "dau", "wau", "mau",
    "views_per_session", "revenue_per_session", "revenue_per_person", "buyers",
    "open_sessions", "assisted", "new_customers", NULL};
static const char *const figure_ends[] = {
    "_count", "_revenue", "_cost", "_visitors", NULL};

static const char *const spans[] = {"duration", "dwell", "avg_time", "cart_age",
    "in_reach", "in_aware", "in_discover", "in_prospects", "in_purchase", NULL};
static const char *const span_ends[] = {
    "_s", "_duration", "_dwell", "_seconds", NULL};

static const char *const rates[] = {"rate", "share", "retention", "ctr",
    "stickiness", "wilson_low", "wilson_high", "cart_abandonment",
    "checkout_completion", NULL};
static const char *const rate_ends[] = {"_rate", "_share", NULL};

/* more may go on from a step than came through the first */
static const char *const ratios[] = {
    "roas", "roi", "change", "overall_rate", NULL};
static const char *const ratio_ends[] = {"_roas", NULL};

static const char *const chances[] = {"p", "p_holm", NULL};
static const char *const no_ends[] = {NULL};

static const char *const periods[] = {
    "day", "date", "week", "month", "hour", NULL};

/* In this order: the first that names a column whole decides, else the first
 * whose ending it has (avg_time is a span, order_time a time). */
static const struct {
	enum column_kind kind;
	const char *const *names, *const *ends;
} kinds[] = {{COLUMN_TEXT, texts, text_ends}, {COLUMN_ID, ids, id_ends},
    {COLUMN_TIME, times, time_ends}, {COLUMN_RATIO, ratios, ratio_ends},
    {COLUMN_RATE, rates, rate_ends}, {COLUMN_CHANCE, chances, no_ends},
    {COLUMN_FIGURE, figures, figure_ends}, {COLUMN_SPAN, spans, span_ends}};

static bool
named(struct slice name, const char *const *names, const char *const *ends)
{
	for (; *names; names++)
		if (slice_is(name, *names))
			return true;
	for (; *ends; ends++)
		if (slice_ends(name, slice_of(*ends)))
			return true;
	return false;
}

struct slice
column_step(struct slice name)
{
	struct slice number = slice_skip(name, strlen("time_"));
	if (!slice_starts(name, SLICE("time_")) || number.n > 2)
		return SLICE("");
	for (size_t i = 0; i < number.n; i++)
		if (number.p[i] < '0' || number.p[i] > '9')
			return SLICE("");
	return number;
}

struct slice
column_stage(const struct slice *names, unsigned n, unsigned column)
{
	struct slice name = names[column];
	if (!slice_starts(name, SLICE("in_")))
		return SLICE("");
	bool profile = named(name, spans, no_ends);
	for (unsigned i = 0; i < n && !profile; i++)
		profile = slice_is(names[i], "cart_age");
	return profile ? slice_skip(name, strlen("in_")) : SLICE("");
}

enum column_kind
column_kind(struct slice name)
{
	const size_t n = sizeof(kinds) / sizeof(*kinds);
	if (column_step(name).n > 0)
		return COLUMN_TIME;
	for (size_t i = 0; i < n; i++)
		if (named(name, kinds[i].names, no_ends))
			return kinds[i].kind;
	for (size_t i = 0; i < n; i++)
		if (named(name, no_ends, kinds[i].ends))
			return kinds[i].kind;
	return COLUMN_OTHER;
}

bool
column_is_quantity(struct slice name)
{
	enum column_kind kind = column_kind(name);
	return kind == COLUMN_FIGURE || kind == COLUMN_RATE ||
	    kind == COLUMN_RATIO || kind == COLUMN_SPAN;
}

bool
column_is_period(struct slice name)
{
	return named(name, periods, no_ends);
}
