/* SPDX-License-Identifier: MIT */
/* Names of columns: those of the suite's tables and their usual endings. */
#include "report/columns.h"

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
    "new_visitors", "engaged", "carts", "checkouts", "orders", "items",
    "quantity", "price", "aov", "cpc", "cpa", "cac", "cpm", "ltv", "bytes",
    "count", "value", "size", "active", "items_viewed", "dau", "wau", "mau",
    "views_per_session", "revenue_per_session", "revenue_per_person", "buyers",
    "open_sessions", "assisted", "new_customers", NULL};
static const char *const figure_ends[] = {
    "_count", "_revenue", "_cost", "_visitors", NULL};

static const char *const spans[] = {"duration", "dwell", NULL};
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

/* In this order: the first that names a column decides. */
static const struct {
	enum column_kind kind;
	const char *const *names, *const *ends;
} kinds[] = {{COLUMN_ID, ids, id_ends}, {COLUMN_TIME, times, time_ends},
    {COLUMN_RATIO, ratios, ratio_ends}, {COLUMN_RATE, rates, rate_ends},
    {COLUMN_CHANCE, chances, no_ends}, {COLUMN_FIGURE, figures, figure_ends},
    {COLUMN_SPAN, spans, span_ends}};

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

enum column_kind
column_kind(struct slice name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (named(name, kinds[i].names, kinds[i].ends))
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
