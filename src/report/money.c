/* SPDX-License-Identifier: MIT */
/* Decimals of money. */
#include "report/money.h"

#include "base/currency.h"
#include "report/figure.h"

static bool
is_one_of(struct slice name, const char *const *names)
{
	for (; *names; names++)
		if (slice_is(name, *names))
			return true;
	return false;
}

enum money_kind
money_kind(struct slice column)
{
	static const char *const amounts[] = {"revenue", "cost", "price", NULL};
	static const char *const means[] = {
	    "aov", "cpc", "cpa", "cac", "cpm", "ltv", NULL};
	if (is_one_of(column, amounts) ||
	    slice_ends(column, SLICE("_revenue")) ||
	    slice_ends(column, SLICE("_cost")))
		return MONEY_AMOUNT;
	if (is_one_of(column, means) ||
	    slice_starts(column, SLICE("revenue_per_")) ||
	    slice_starts(column, SLICE("cost_per_")))
		return MONEY_MEAN;
	return MONEY_NONE;
}

unsigned
money_decimals(struct slice currency, unsigned written)
{
	if (currency_known(currency))
		return currency_digits(currency);
	return written == 0 || written == 3 ? written : 2;
}

unsigned
money_mean_decimals(struct slice currency, unsigned written, int128 highest)
{
	if (written == 0 && highest < 100 * FIGURE_ONE)
		written = 2;
	return money_decimals(currency, written);
}
