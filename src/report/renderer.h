/* SPDX-License-Identifier: MIT */
/* Renderers: a table becomes a page of text, a CSV file… Each is one file and
 * one const struct, listed in renderer.c. */
#ifndef CJM_REPORT_RENDERER_H
#define CJM_REPORT_RENDERER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/zone.h"
#include "io/writer.h"
#include "report/grid.h"
#include "report/section.h"

struct adlist;

/* What is asked of a page. */
struct page {
	struct writer *out;
	const char *title;  /* NULL for none */
	const char *period; /* of the figures, in the user's words; NULL */
	enum lang lang;
	struct zone *zone;     /* of times; page_release frees */
	size_t width;          /* columns, at least PAGE_NARROWEST */
	uint64_t rows;         /* show at most so many */
	bool ascii;            /* draw with ASCII */
	bool colour;           /* the terminal takes it */
	bool excel;            /* for Excel's eyes */
	bool no_header;        /* no line of column names */
	bool sorted;           /* the user chose the order of the rows */
	struct adlist *adlist; /* of --audience, else NULL */
	const struct sections *sections; /* all of the report */
	struct buf undone, cell; /* the renderer's own; page_release frees */
};

enum { PAGE_NARROWEST = 40, PAGE_WIDEST = 1000 };

/* A renderer takes the rows of one table as they come (head, then row for
 * each), or all tables at once (report): the pointers of the other way are
 * NULL. head and row are not called for an input without columns. */
struct renderer {
	const char *name; /* of --format */
	void (*head)(struct page *page, const struct slice *names, unsigned n);
	/* `cells` as in the stream, escaped */
	void (*row)(struct page *page, const struct slice *names,
	    const struct slice *cells, unsigned n);
	/* may change the sections for its own use */
	void (*report)(struct page *page, struct sections *sections);
};

void page_release(struct page *page);

/* How many of n things --rows lets a view show. */
static inline size_t
page_shown(const struct page *page, size_t n)
{
	return n < page->rows ? n : (size_t)page->rows;
}

/* The rows of a table that --rows lets a view show: the first `body`, then
 * the (total) that it ends with, which counts as none of them. */
struct page_rows {
	size_t n, body, left_out;
};
struct page_rows page_rows(const struct page *page, const struct grid *g);

/* The row of the table that is number i of those. */
static inline size_t
page_row(const struct page_rows *rows, const struct grid *g, size_t i)
{
	return i < rows->body ? i : g->n_rows - 1;
}

/* By name; NULL when there is none. */
const struct renderer *renderer_find(const char *name);

/* Feeds a renderer that has `row` with what is left of a table: any size. */
void renderer_stream(
    const struct renderer *r, struct page *page, struct table *table);

/* The same with a table that is in memory. */
void renderer_grid(
    const struct renderer *r, struct page *page, const struct grid *grid);

extern const struct renderer renderer_text, renderer_csv, renderer_html,
    renderer_markdown;

#endif
