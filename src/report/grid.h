/* SPDX-License-Identifier: MIT */
/* A whole table in memory: what a view needs that looks at it twice. */
#ifndef CJM_REPORT_GRID_H
#define CJM_REPORT_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/slice.h"
#include "table/table.h"

/* Cells are escaped as they stand in the stream and owned by the grid. */
struct grid {
	struct slice *names;
	struct slice *titles; /* of the names, for people */
	unsigned n;           /* columns */
	struct slice *cells;
	size_t n_rows, room;
	struct arena text;
	/* cells from column `finished` on are shown as they are, at the right;
	 * 0 for none */
	unsigned finished;
};

/* Copies the names. */
void grid_init(struct grid *g, const struct slice *names, unsigned n);
void grid_add(struct grid *g, const struct row *row);
void grid_add_cells(struct grid *g, const struct slice *cells); /* copies */
void grid_release(struct grid *g);

static inline struct slice
grid_cell(const struct grid *g, size_t row, unsigned column)
{
	return g->cells[row * g->n + column];
}

/* How many rows stand before the (total) that cjm-metrics ends a table with, as
 * that column tells: all where there is none. */
size_t grid_body(const struct grid *g, unsigned column);

/* The number of the named column, or NO_COLUMN. */
unsigned grid_find(const struct grid *g, struct slice name);

/* Sorts the rows by a column: by value when all its cells that are not empty
 * are numbers, else by bytes. Empty cells come last either way, equal ones
 * keep their order. */
void grid_sort(struct grid *g, unsigned column, bool descending);

/* Puts the rows in the order of their ranks, which are few, from 0 to most;
 * equal ones keep theirs. */
void grid_arrange(struct grid *g, const size_t *ranks, size_t most);

enum grid_kind {
	GRID_TEXT,
	GRID_NUMBER, /* with `decimals` decimals */
	GRID_SHARE,  /* shown as a percentage */
	GRID_SPAN,   /* seconds, shown as `2h 05m` */
	GRID_TIME,   /* seconds since the epoch, shown as date and time */
	GRID_CHANCE, /* a p value */
	GRID_DONE    /* finished text that stands at the right */
};

struct grid_style {
	enum grid_kind kind;
	/* as written, at most 2 (4 where all are below 1); of money by
	 * money.h */
	unsigned decimals;
	bool money; /* a row's own currency decides (grid_style_in) */
};

/* Whether cells of a style stand at the left. */
static inline bool
grid_at_left(struct grid_style style)
{
	return style.kind == GRID_TEXT || style.kind == GRID_TIME;
}

/* How a column is shown, by its name and its cells, also those of rows that a
 * page leaves out. Digits of twelve and more in a column of no known name are
 * taken for ids. */
struct grid_style grid_style(const struct grid *g, unsigned column);

/* That of a cell whose row has such a currency, or none. */
struct grid_style grid_style_in(struct grid_style style, struct slice currency);

#endif
