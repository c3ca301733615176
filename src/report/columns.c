/* SPDX-License-Identifier: MIT */
/* Names of columns: those of the suite's tables and their usual endings. */
#include "report/columns.h"

static const char *const ids[] = {"uid", "user", "person", "session", "order",
    "id", "item", "ip", "line", "status", "time", "start", "end", "first_seen",
    "last_seen", "first_order", "last_order", "date", "day", "week", "month",
    "year", "hour", "phone", "zip", "postcode", "code", "sku", NULL};
static const char *const id_ends[] = {
    "_id", "_ids", "_at", "_date", "_code", NULL};

static const char *const figures[] = {"visitors", "entered", "continued",
    "dropped", "open", "conversions", "revenue", "cost", "clicks",
    "impressions", "sessions", "visits", "hits", "views", "events", "persons",
    "new_visitors", "engaged", "carts", "checkouts", "orders", "items",
    "quantity", "price", "aov", "bytes", "duration", "count", "value", NULL};
static const char *const figure_ends[] = {
    "_s", "_count", "_revenue", "_cost", "_visitors", "_duration", NULL};

static const char *const rates[] = {"rate", "share", "retention", "ctr",
    "stickiness", "wilson_low", "wilson_high", "cart_abandonment",
    "checkout_completion", NULL};
static const char *const rate_ends[] = {"_rate", "_share", NULL};

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
	if (named(name, ids, id_ends))
		return COLUMN_ID;
	if (named(name, rates, rate_ends))
		return COLUMN_RATE;
	if (named(name, figures, figure_ends))
		return COLUMN_FIGURE;
	return COLUMN_OTHER;
}
