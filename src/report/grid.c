/* SPDX-License-Identifier: MIT */
/* Loading, sorting and telling the kinds of a table's columns. */
#include "report/grid.h"

#include <stdlib.h>

#include "report/columns.h"
#include "report/figure.h"

enum { ID_DIGITS = 12 };

void
grid_init(struct grid *g, const struct header *header)
{
	*g = (struct grid){.n = header->n};
	g->names = mem_zero(g->n, sizeof(*g->names));
	for (unsigned i = 0; i < g->n; i++)
		g->names[i] = arena_copy(&g->text, header->names[i]);
}

void
grid_add(struct grid *g, const struct row *row)
{
	if (g->n_rows == g->room) {
		g->room = g->room ? 2 * g->room : 64;
		g->cells =
		    mem_grow(g->cells, g->room * g->n * sizeof(*g->cells));
	}
	struct slice *cells = g->cells + g->n_rows++ * g->n;
	struct slice text = arena_copy(&g->text, row_text(row));
	for (unsigned i = 0; i < g->n; i++)
		cells[i] = slice_cut(&text, '\t');
}

void
grid_release(struct grid *g)
{
	free(g->names);
	free(g->cells);
	arena_release(&g->text);
	*g = (struct grid){0};
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

struct grid_style
grid_style(const struct grid *g, unsigned column, size_t n_rows)
{
	enum column_kind kind = column_kind(g->names[column]);
	struct grid_style text = {GRID_TEXT, 0};
	struct figure f;
	unsigned decimals = 0;
	bool any = false, share = kind == COLUMN_RATE, small = true;
	if (kind == COLUMN_ID)
		return text;
	for (size_t i = 0; i < n_rows; i++) {
		struct slice cell = grid_cell(g, i, column);
		if (cell.n == 0)
			continue;
		if (!figure_read(cell, &f))
			return text;
		if (f.digits >= ID_DIGITS && kind == COLUMN_OTHER)
			return text;
		any = true;
		share = share && f.v >= 0 && f.v <= FIGURE_ONE;
		small = small && f.v < FIGURE_ONE && f.v > -FIGURE_ONE;
		if (f.decimals > decimals)
			decimals = f.decimals;
	}
	if (!any)
		return text;
	if (share)
		return (struct grid_style){GRID_SHARE, 1};
	unsigned most = small ? 4 : 2;
	return (struct grid_style){
	    GRID_NUMBER, decimals < most ? decimals : most};
}
