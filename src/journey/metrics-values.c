/* SPDX-License-Identifier: MIT */
/* The most frequent items, categories, searches, and pairs of items that are
 * bought together. A field of several items has a `;` between them, and so have
 * its quantities and prices. */
#include <stdlib.h>

#include "journey/metrics-list.h"
#include "journey/put.h"

enum { PAIRED_MAX = 50 }; /* items of an order that are paired */

struct figures {
	uint64_t visitors, rows, carts, orders;
	int128 quantity, revenue; /* millionths */
	uint64_t row;             /* the latest one that counted */
};

struct values {
	struct list list; /* of struct figures */
	unsigned column, quantity, price;
	uint64_t row; /* the one at hand: 1, 2, 3… */
	struct buf pair;
};

static void *
begin(struct metrics *m, const struct table *t)
{
	static const char *const columns[] = {
	    "item", "item_name", "category", "search", "item"};
	struct values *v = mem_zero(1, sizeof(*v));
	v->column = table_need(t, columns[m->options->top], "cjm-parse");
	v->quantity = table_want(t, "quantity");
	v->price = table_want(t, "price");
	list_init(&v->list, sizeof(struct figures));
	kept_init(&m->kept, sizeof(struct key), sizeof(struct key), 0);
	return v;
}

/* The figures of a value, of which the person is a visitor. */
static struct figures *
value_figures(struct metrics *m, const struct act *act, struct slice name)
{
	struct values *v = m->state;
	bool met;
	uint32_t value = list_take(m, &v->list, act, name, &met);
	struct figures *f = list_at(&v->list, value);
	f->visitors += met;
	return f;
}

/* What an item of an order adds: its quantity, 1 where none is told, and as
 * often its price. Numbers that cannot be read count as not told. */
static void
add_bought(struct figures *f, struct slice quantity, struct slice price)
{
	int64_t n = MILLION, each = 0;
	if (!decimal_read(quantity, &n))
		n = MILLION;
	if (!decimal_read(price, &each))
		each = 0;
	f->quantity += n;
	f->revenue += (int128)n * each / MILLION;
}

/* Two shirts are two items, but one order of shirts: a row counts once for each
 * value that it has. */
static void
add_row(struct figures *f, const struct values *v, unsigned kind)
{
	if (f->row == v->row)
		return;
	f->row = v->row;
	f->rows += (kind & KIND_ITEM) != 0;
	f->carts += (kind & KIND_CART) != 0;
	f->orders += (kind & KIND_ORDER) != 0;
}

static void
take_items(struct metrics *m, const struct act *act)
{
	const struct values *v = m->state;
	const unsigned kinds = KIND_ITEM | KIND_CART | KIND_ORDER;
	struct slice items = row_field(act->row, v->column);
	struct slice quantities = row_field(act->row, v->quantity);
	struct slice prices = row_field(act->row, v->price);
	if (!(act->kind & kinds) || items.n == 0)
		return;
	while (items.p) {
		struct slice quantity = {"", 0}, price = {"", 0};
		struct slice item = slice_cut(&items, ';');
		if (quantities.p)
			quantity = slice_cut(&quantities, ';');
		if (prices.p)
			price = slice_cut(&prices, ';');
		if (item.n == 0)
			continue;
		struct figures *f = value_figures(m, act, item);
		add_row(f, v, act->kind);
		if (act->kind & KIND_ORDER)
			add_bought(f, quantity, price);
	}
}

static void
add_pair(
    struct metrics *m, const struct act *act, struct slice a, struct slice b)
{
	struct values *v = m->state;
	int order = slice_compare(a, b);
	if (order == 0)
		return;
	v->pair.n = 0;
	buf_put_slice(&v->pair, order < 0 ? a : b);
	buf_put_byte(&v->pair, ';');
	buf_put_slice(&v->pair, order < 0 ? b : a);
	add_row(value_figures(m, act, buf_slice(&v->pair)), v, KIND_ORDER);
}

static void
take_pairs(struct metrics *m, const struct act *act)
{
	const struct values *v = m->state;
	struct slice items = row_field(act->row, v->column);
	struct slice at[PAIRED_MAX];
	unsigned n = 0;
	if (act->sale.orders == 0)
		return;
	while (items.p && n < PAIRED_MAX) {
		struct slice item = slice_cut(&items, ';');
		if (item.n > 0)
			at[n++] = item;
	}
	for (unsigned i = 0; i < n; i++)
		for (unsigned k = i + 1; k < n; k++)
			add_pair(m, act, at[i], at[k]);
}

static void
take_search(struct metrics *m, const struct act *act)
{
	const struct values *v = m->state;
	struct slice words = row_field(act->row, v->column);
	if (words.n > 0 && (act->kind & KIND_SEARCH))
		value_figures(m, act, words)->rows++;
}

static void
take(struct metrics *m, const struct act *act)
{
	struct values *v = m->state;
	bool added;
	kept_person(&m->kept, act->person, act->guess, &added);
	v->row++;
	if (m->options->top == TOP_PAIR)
		take_pairs(m, act);
	else if (m->options->top == TOP_SEARCH)
		take_search(m, act);
	else
		take_items(m, act);
}

static void
put_row(struct metrics *m, const struct ranked *r, struct buf *out)
{
	struct values *v = m->state;
	const struct figures *f = list_at(&v->list, r->number);
	put_count(out, f->visitors);
	if (m->options->top == TOP_PAIR) {
		put_count(out, f->orders);
	} else if (m->options->top == TOP_SEARCH) {
		put_count(out, f->rows);
	} else {
		put_count(out, f->rows);
		put_count(out, f->carts);
		put_count(out, f->orders);
		put_decimal(out, f->quantity);
		put_decimal(out, f->revenue);
	}
	put_end(out);
}

static void
rank(const struct metrics *m, const void *figures, struct ranked *r)
{
	const struct figures *f = figures;
	r->first = m->options->top == TOP_PAIR ? f->orders : f->rows;
	r->second = f->orders;
	r->third = f->carts;
}

static void
put(struct metrics *m, bool header, struct buf *out)
{
	static const char *const headers[] = {
	    "item\tvisitors\tviews\tcarts\torders\tquantity\trevenue\n",
	    "item_name\tvisitors\tviews\tcarts\torders\tquantity\trevenue\n",
	    "category\tvisitors\tviews\tcarts\torders\tquantity\trevenue\n",
	    "search\tvisitors\tsearches\n", "pair\tvisitors\torders\n"};
	static const struct list_rows rows = {rank, put_row};
	struct values *v = m->state;
	if (header)
		buf_put_text(out, headers[m->options->top]);
	list_put(m, &v->list, NULL, &rows, out);
}

static void
end(struct metrics *m)
{
	struct values *v = m->state;
	list_release(&v->list);
	buf_release(&v->pair);
	free(v);
}

const struct metrics_mode metrics_values = {.name = "values",
    .by_value = true,
    .begin = begin,
    .take = take,
    .put = put,
    .end = end};
