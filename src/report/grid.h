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
	unsigned n; /* columns */
	struct slice *cells;
	size_t n_rows, room;
	struct arena text;
};

/* Copies the names. */
void grid_init(struct grid *g, const struct header *header);
void grid_add(struct grid *g, const struct row *row);
void grid_release(struct grid *g);

static inline struct slice
grid_cell(const struct grid *g, size_t row, unsigned column)
{
	return g->cells[row * g->n + column];
}

/* The number of the named column, or NO_COLUMN. */
unsigned grid_find(const struct grid *g, struct slice name);

/* Sorts the rows by a column: by value when all its cells that are not empty
 * are numbers, else by bytes. Empty cells come last either way, equal ones
 * keep their order. */
void grid_sort(struct grid *g, unsigned column, bool descending);

enum grid_kind {
	GRID_TEXT,
	GRID_NUMBER, /* with `decimals` decimals */
	GRID_SHARE   /* 0..1: shown as a percentage */
};

struct grid_style {
	enum grid_kind kind;
	unsigned decimals; /* as written, at most 2 (4 where all are below 1) */
};

/* How a column is shown, by its name and its first n_rows cells. Digits of
 * twelve and more in a column of no known name are taken for ids. */
struct grid_style
grid_style(const struct grid *g, unsigned column, size_t n_rows);

#endif
