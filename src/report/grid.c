/* SPDX-License-Identifier: MIT */
/* Loading, sorting and telling the kinds of a table's columns. */
#include "report/grid.h"

#include <stdlib.h>

#include "base/currency.h"
#include "report/columns.h"
#include "report/figure.h"
#include "report/labels.h"
#include "report/money.h"

enum { ID_DIGITS = 12 };

void
grid_init(struct grid *g, const struct slice *names, unsigned n)
{
	*g = (struct grid){.n = n};
	g->names = mem_zero(g->n, sizeof(*g->names));
	g->titles = mem_zero(g->n, sizeof(*g->titles));
	for (unsigned i = 0; i < g->n; i++)
		g->titles[i] = g->names[i] = arena_copy(&g->text, names[i]);
}

/* Where the cells of the next row go. */
static struct slice *
next_row(struct grid *g)
{
	if (g->n_rows == g->room) {
		g->room = g->room ? 2 * g->room : 64;
		g->cells =
		    mem_grow(g->cells, g->room * g->n * sizeof(*g->cells));
	}
	return g->cells + g->n_rows++ * g->n;
}

void
grid_add(struct grid *g, const struct row *row)
{
	struct slice *cells = next_row(g);
	struct slice text = arena_copy(&g->text, row_text(row));
	for (unsigned i = 0; i < g->n; i++)
		cells[i] = slice_cut(&text, '\t');
}

void
grid_add_cells(struct grid *g, const struct slice *from)
{
	struct slice *cells = next_row(g);
	for (unsigned i = 0; i < g->n; i++)
		cells[i] = arena_copy(&g->text, from[i]);
}

void
grid_release(struct grid *g)
{
	free(g->names);
	free(g->titles);
	free(g->cells);
	arena_release(&g->text);
	*g = (struct grid){0};
}

size_t
grid_body(const struct grid *g, unsigned column)
{
	size_t n = g->n_rows;
	return n > 0 && label_is_total(grid_cell(g, n - 1, column)) ? n - 1 : n;
}

unsigned
grid_find(const struct grid *g, struct slice name)
{
	for (unsigned i = 0; i < g->n; i++)
		if (slice_equal(g->names[i], name))
			return i;
	return NO_COLUMN;
}

/* A row's place in the order; `number` only where the whole column is. */
struct sort_key {
	struct slice text;
	struct figure number;
	size_t row;
};

static int
compare(const struct sort_key *a, const struct sort_key *b, int direction)
{
	if (a->text.n == 0 || b->text.n == 0) {
		if (a->text.n != b->text.n)
			return a->text.n == 0 ? 1 : -1;
	} else if (a->number.v != b->number.v) {
		return a->number.v < b->number.v ? -direction : direction;
	} else if (a->number.digits == 0) {
		int order = slice_compare(a->text, b->text);
		if (order != 0)
			return order * direction;
	}
	return a->row < b->row ? -1 : a->row > b->row;
}

static int
ascending(const void *a, const void *b)
{
	return compare(a, b, 1);
}

static int
descending(const void *a, const void *b)
{
	return compare(a, b, -1);
}

void
grid_sort(struct grid *g, unsigned column, bool down)
{
	struct sort_key *keys = mem_zero(g->n_rows, sizeof(*keys));
	bool numbers = true;
	for (size_t i = 0; i < g->n_rows; i++) {
		keys[i].text = grid_cell(g, i, column);
		keys[i].row = i;
		numbers = numbers &&
		    (keys[i].text.n == 0 ||
			figure_read(keys[i].text, &keys[i].number));
	}
	if (!numbers)
		for (size_t i = 0; i < g->n_rows; i++)
			keys[i].number = (struct figure){0};
	qsort(keys, g->n_rows, sizeof(*keys), down ? descending : ascending);

	size_t row = g->n * sizeof(*g->cells);
	struct slice *sorted = mem_alloc(g->n_rows * row);
	for (size_t i = 0; i < g->n_rows; i++)
		memcpy(sorted + i * g->n, g->cells + keys[i].row * g->n, row);
	free(g->cells);
	free(keys);
	g->cells = sorted;
	g->room = g->n_rows;
}

void
grid_arrange(struct grid *g, const size_t *ranks, size_t most)
{
	size_t size = g->n * sizeof(*g->cells), n = 0;
	struct slice *sorted = mem_alloc(g->n_rows * size);
	for (size_t rank = 0; rank <= most; rank++)
		for (size_t i = 0; i < g->n_rows; i++)
			if (ranks[i] == rank)
				memcpy(sorted + n++ * g->n, g->cells + i * g->n,
				    size);
	free(g->cells);
	g->cells = sorted;
	g->room = g->n_rows;
}

/* What the cells of a column have in common. */
struct traits {
	bool numbers, any, ids;
	int128 low, high;
	unsigned decimals;
};

static struct traits
look(const struct grid *g, unsigned column)
{
	struct traits t = {.numbers = true};
	for (size_t i = 0; i < g->n_rows && t.numbers; i++) {
		struct slice cell = grid_cell(g, i, column);
		struct figure f;
		if (cell.n == 0)
			continue;
		if (!figure_read(cell, &f)) {
			t.numbers = false;
			break;
		}
		t.low = !t.any || f.v < t.low ? f.v : t.low;
		t.high = !t.any || f.v > t.high ? f.v : t.high;
		t.any = true;
		t.ids = t.ids || f.digits >= ID_DIGITS;
		if (f.decimals > t.decimals)
			t.decimals = f.decimals;
	}
	t.numbers = t.numbers && t.any;
	return t;
}

static enum column_kind
kind_of(const struct grid *g, unsigned column)
{
	return column_stage(g->names, g->n, column).n > 0
	    ? COLUMN_SPAN
	    : column_kind(g->names[column]);
}

/* The currency of all rows; empty where they have several, or none. */
static struct slice
only_currency(const struct grid *g)
{
	unsigned column = grid_find(g, SLICE("currency"));
	if (column == NO_COLUMN || g->n_rows == 0)
		return SLICE("");
	for (size_t i = 1; i < grid_body(g, column); i++)
		if (!slice_equal(
			grid_cell(g, i, column), grid_cell(g, 0, column)))
			return SLICE("");
	return grid_cell(g, 0, column);
}

/* Decimals of money whose currency the column tells, or nothing. */
static unsigned
decimals_of_money(const struct grid *g, unsigned column,
    const struct traits *own, struct slice currency)
{
	unsigned written = own->decimals;
	if (money_kind(g->names[column]) == MONEY_AMOUNT)
		return money_decimals(currency, written);
	bool amounts = false;
	for (unsigned i = 0; i < g->n; i++) {
		if (money_kind(g->names[i]) != MONEY_AMOUNT)
			continue;
		struct traits t = look(g, i);
		if (t.numbers && (!amounts || t.decimals > written))
			written = t.decimals;
		amounts = amounts || t.numbers;
	}
	return money_mean_decimals(currency, written, own->high);
}

struct grid_style
grid_style_in(struct grid_style style, struct slice currency)
{
	if (style.money && currency_known(currency))
		style.decimals = currency_digits(currency);
	return style;
}

struct grid_style
grid_style(const struct grid *g, unsigned column)
{
	/* 1000-01-01 to 9999-12-31 in seconds */
	const int128 latest = 253402300799 * FIGURE_ONE;
	enum column_kind kind = kind_of(g, column);
	struct grid_style text = {GRID_TEXT, 0, false};
	if (g->finished > 0 && column >= g->finished)
		return (struct grid_style){GRID_DONE, 0, false};
	if (kind == COLUMN_ID || kind == COLUMN_TEXT)
		return text;
	struct traits t = look(g, column);
	if (!t.numbers || (t.ids && kind == COLUMN_OTHER))
		return text;
	bool small = t.low > -FIGURE_ONE && t.high < FIGURE_ONE;
	unsigned most = small ? 4 : 2;
	unsigned decimals = t.decimals < most ? t.decimals : most;
	bool money = money_kind(g->names[column]) != MONEY_NONE;
	struct slice currency = money ? only_currency(g) : SLICE("");
	if (money && (!small || currency.n > 0))
		decimals = decimals_of_money(g, column, &t, currency);
	switch (kind) {
	case COLUMN_TIME:
		return t.low >= 0 && t.high <= latest
		    ? (struct grid_style){GRID_TIME, 0, false}
		    : text;
	case COLUMN_RATE:
		if (t.low >= 0 && t.high <= FIGURE_ONE)
			return (struct grid_style){GRID_SHARE, 1, false};
		break;
	case COLUMN_RATIO:
		return (struct grid_style){GRID_SHARE, 1, false};
	case COLUMN_SPAN:
		if (t.low >= 0)
			return (struct grid_style){GRID_SPAN, 0, false};
		break;
	case COLUMN_CHANCE:
		if (t.low >= 0 && t.high <= FIGURE_ONE)
			return (struct grid_style){GRID_CHANCE, 4, false};
		break;
	default:
		break;
	}
	return (struct grid_style){GRID_NUMBER, decimals, money};
}
