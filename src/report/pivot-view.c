/* SPDX-License-Identifier: MIT */
/* What the tables of an attribution hold. */
#include "report/pivot-view.h"

#include <stdlib.h>

#include "report/figure.h"
#include "report/money.h"

/* The columns of PIVOT_TABLE_SPEND, behind those of enum pivot_spend. */
enum { SPEND_CTR = PIVOT_SPENDS, SPEND_CPC, SPEND_COLUMNS };

/* Quotients of two sums. */
static const struct {
	const char *title;
	enum pivot_metric metric; /* that is divided, or divides the cost */
	bool by_cost;
} tables[PIVOT_TABLES] = {
    [PIVOT_TABLE_REVENUE] = {"revenue", PIVOT_REVENUE, false},
    [PIVOT_TABLE_CONVERSIONS] = {"conversions", PIVOT_CONVERSIONS, false},
    [PIVOT_TABLE_CUSTOMERS] = {"new_customers", PIVOT_CUSTOMERS, false},
    [PIVOT_TABLE_ROAS] = {"roas", PIVOT_REVENUE, true},
    [PIVOT_TABLE_CPA] = {"cpa", PIVOT_CONVERSIONS, false},
    [PIVOT_TABLE_CAC] = {"cac", PIVOT_CUSTOMERS, false},
    [PIVOT_TABLE_SPEND] = {"cost", PIVOT_METRICS, false}};

static bool
has_cost(enum pivot_table table)
{
	return table >= PIVOT_TABLE_ROAS;
}

bool
pivot_has(const struct pivot *p, enum pivot_table table)
{
	if (table == PIVOT_TABLE_CONVERSIONS)
		return true;
	if (table == PIVOT_TABLE_SPEND)
		return p->any_cost;
	return p->any[tables[table].metric] &&
	    (!has_cost(table) || p->any_cost);
}

struct slice
pivot_view_title(enum pivot_table table, enum lang lang, struct buf *b)
{
	return label_column(lang, slice_of(tables[table].title), b);
}

struct slice
pivot_view_column(
    const struct pivot_view *v, size_t column, enum lang lang, struct buf *b)
{
	static const char *const names[SPEND_COLUMNS] = {
	    "impressions", "clicks", "cost", "ctr", "cpc"};
	if (v->table != PIVOT_TABLE_SPEND)
		return v->p->models[column];
	return label_column(lang, slice_of(names[v->columns[column]]), b);
}

/* a / b, 10^-12, rounded half away from zero; false where b is nothing or, as
 * a cost by credits of a platform, less. Sums of money that large that the
 * product would not fit lose places that nobody sees. */
static bool
divide(int128 a, int128 b, int128 *quotient)
{
	uint128 p = a < 0 ? -(uint128)a : (uint128)a;
	if (b <= 0)
		return false;
	uint128 q = (uint128)b;
	while (p >> 86) {
		p >>= 1;
		q >>= 1;
	}
	if (q == 0)
		return false;
	uint128 shown = (p * (uint128)FIGURE_ONE + q / 2) / q;
	*quotient = a < 0 ? -(int128)shown : (int128)shown;
	return true;
}

struct span {
	size_t from, to; /* of the view's order */
};

/* The sum over the keys that have that figure and `with`; false where none
 * has. */
static bool
spend_sum(const struct pivot_view *v, struct span span, enum pivot_spend which,
    enum pivot_spend with, int128 *sum)
{
	const struct pivot *p = v->p;
	bool any = false;
	*sum = 0;
	for (size_t i = span.from; i < span.to; i++) {
		uint32_t key = v->order[i];
		if (!p->spent[which][key] || !p->spent[with][key])
			continue;
		*sum += p->spends[which][key];
		any = true;
	}
	return any;
}

/* Of keys that lack one of the two, the other says nothing of the quotient. */
static bool
spend_quotient(const struct pivot_view *v, struct span span,
    enum pivot_spend part, enum pivot_spend whole, int128 *value)
{
	int128 a, b;
	return spend_sum(v, span, part, whole, &a) &&
	    spend_sum(v, span, whole, part, &b) && divide(a, b, value);
}

static bool
spend_value(
    const struct pivot_view *v, struct span span, size_t column, int128 *value)
{
	if (column == SPEND_CTR)
		return spend_quotient(
		    v, span, PIVOT_CLICKS, PIVOT_IMPRESSIONS, value);
	if (column == SPEND_CPC)
		return spend_quotient(v, span, PIVOT_COST, PIVOT_CLICKS, value);
	enum pivot_spend which = (enum pivot_spend)column;
	return spend_sum(v, span, which, which, value);
}

bool
pivot_view_value(const struct pivot_view *v, size_t from, size_t to,
    size_t column, int128 *value)
{
	const struct pivot *p = v->p;
	if (v->table == PIVOT_TABLE_SPEND)
		return spend_value(
		    v, (struct span){from, to}, v->columns[column], value);
	if (to - from == 1 && !p->given[v->order[from] * p->n_models + column])
		return false;
	int128 sum = v->totals && from == 0 && to == v->n_keys
	    ? v->totals[column] /* asked for with each share */
	    : pivot_sum(p, tables[v->table].metric, column, v->order, from, to);
	*value = sum;
	if (!has_cost(v->table))
		return true;
	int128 cost;
	spend_sum(v, (struct span){from, to}, PIVOT_COST, PIVOT_COST, &cost);
	return tables[v->table].by_cost ? divide(sum, cost, value)
					: divide(cost, sum, value);
}

/* The columns of spend that are told of no key are left out. */
static void
choose_columns(struct pivot_view *v)
{
	bool spend = v->table == PIVOT_TABLE_SPEND;
	size_t n = spend ? SPEND_COLUMNS : v->p->n_models;
	v->columns = mem_zero(n, sizeof(*v->columns));
	for (size_t i = 0; i < n; i++) {
		int128 any;
		if (!spend ||
		    spend_value(v, (struct span){0, v->n_keys}, i, &any))
			v->columns[v->n_columns++] = i;
	}
}

/* Whether a column is a mean of money. */
static bool
is_mean(const struct pivot_view *v, size_t column)
{
	return v->table == PIVOT_TABLE_CPA || v->table == PIVOT_TABLE_CAC ||
	    (v->table == PIVOT_TABLE_SPEND && v->columns[column] == SPEND_CPC);
}

static void
choose_decimals(struct pivot_view *v)
{
	const struct pivot *p = v->p;
	unsigned written = p->decimals[PIVOT_REVENUE];
	int128 highest = 0, value;
	if (p->cost_decimals > written)
		written = p->cost_decimals;
	for (size_t i = 0; i < v->n_columns; i++)
		for (size_t key = 0; is_mean(v, i) && key < v->n_keys; key++)
			if (pivot_view_value(v, key, key + 1, i, &value) &&
			    value > highest)
				highest = value;
	v->amounts = money_decimals(p->currency, written);
	v->means = money_mean_decimals(p->currency, written, highest);
}

void
pivot_view_init(struct pivot_view *v, const struct pivot *p,
    enum pivot_table table, bool as_they_come)
{
	enum pivot_metric first =
	    p->any[PIVOT_REVENUE] ? PIVOT_REVENUE : PIVOT_CONVERSIONS;
	*v = (struct pivot_view){.p = p,
	    .table = table,
	    .order = pivot_order(p, first, as_they_come)};
	for (size_t i = 0; i < p->n_keys; i++)
		if (!has_cost(table) || p->spent[PIVOT_COST][v->order[i]])
			v->order[v->n_keys++] = v->order[i];
	choose_columns(v);
	choose_decimals(v);
	if (!pivot_view_shares(v))
		return;
	v->totals = mem_zero(v->n_columns, sizeof(*v->totals));
	for (size_t i = 0; i < v->n_columns; i++)
		v->totals[i] = pivot_sum(
		    p, tables[table].metric, i, v->order, 0, v->n_keys);
}

void
pivot_view_release(struct pivot_view *v)
{
	free(v->order);
	free(v->columns);
	free(v->totals);
	*v = (struct pivot_view){.p = NULL};
}

static unsigned
decimals_of(const struct pivot_view *v, size_t column)
{
	if (is_mean(v, column))
		return v->means;
	if (v->table == PIVOT_TABLE_SPEND)
		return v->columns[column] == PIVOT_COST ? v->amounts : 0;
	if (v->table == PIVOT_TABLE_REVENUE)
		return v->amounts;
	return v->p->decimals[tables[v->table].metric] > 0 ? 2 : 0;
}

size_t
pivot_view_put(const struct pivot_view *v, size_t from, size_t to,
    size_t column, char *text)
{
	int128 value;
	if (!pivot_view_value(v, from, to, column, &value))
		return 0;
	if (v->table == PIVOT_TABLE_ROAS ||
	    (v->table == PIVOT_TABLE_SPEND && v->columns[column] == SPEND_CTR))
		return figure_put_share(text, value, FIGURE_ONE, 1);
	return figure_put(text, value, decimals_of(v, column));
}
