/* SPDX-License-Identifier: MIT */
/* The tables of an attribution, one below the other: a row a key, a column a
 * model (or, of the last one, what was spent). */
#ifndef CJM_REPORT_PIVOT_VIEW_H
#define CJM_REPORT_PIVOT_VIEW_H

#include "report/labels.h"
#include "report/pivot.h"

/* In this order. Quotients are those of Semantics 3.6: return on ad spend is
 * revenue by cost, and cost is by conversion and by new customer. */
enum pivot_table {
	PIVOT_TABLE_REVENUE,
	PIVOT_TABLE_CONVERSIONS,
	PIVOT_TABLE_CUSTOMERS,
	PIVOT_TABLE_ROAS,
	PIVOT_TABLE_CPA,
	PIVOT_TABLE_CAC,
	PIVOT_TABLE_SPEND, /* impressions, clicks, cost, CTR, CPC */
	PIVOT_TABLES
};

/* One table of one currency. */
struct pivot_view {
	const struct pivot *p;
	enum pivot_table table;
	uint32_t *order; /* its keys; of tables with cost those that have one */
	size_t n_keys;
	size_t *columns; /* which are shown: of spend, those told of any key */
	size_t n_columns;
	int128 *totals;   /* of the shares, one a column */
	unsigned amounts; /* decimals of money, and of what is a mean of it */
	unsigned means;
};

/* Whether there is anything to show in a table. */
bool pivot_has(const struct pivot *p, enum pivot_table table);

/* The keys stand by the first model's revenue (else conversions), the largest
 * first, or as they come. Columns are counted from 0 among those that are
 * shown. Release it. */
void pivot_view_init(struct pivot_view *v, const struct pivot *p,
    enum pivot_table table, bool as_they_come);
void pivot_view_release(struct pivot_view *v);

/* The name of the table, as a column is named. */
struct slice
pivot_view_title(enum pivot_table table, enum lang lang, struct buf *b);

/* The name of a column: a model, or a figure of spend in that language. */
struct slice pivot_view_column(
    const struct pivot_view *v, size_t column, enum lang lang, struct buf *b);

/* Only tables whose columns add up have shares. */
static inline bool
pivot_view_shares(const struct pivot_view *v)
{
	return v->table <= PIVOT_TABLE_CUSTOMERS;
}

/* The figure of the keys order[from..to) together, 10^-12; false where there is
 * none: no row of that key and model, or nothing to divide by. */
bool pivot_view_value(const struct pivot_view *v, size_t from, size_t to,
    size_t column, int128 *value);

/* It as text; of nothing an empty one. text has room for FIGURE_ROOM. */
size_t pivot_view_put(const struct pivot_view *v, size_t from, size_t to,
    size_t column, char *text);

#endif
