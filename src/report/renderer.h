/* SPDX-License-Identifier: MIT */
/* Renderers: a table becomes a page of text, a CSV file… Each is one file and
 * one const struct, listed in renderer.c. */
#ifndef CJM_REPORT_RENDERER_H
#define CJM_REPORT_RENDERER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "io/writer.h"
#include "report/grid.h"

/* What is asked of a page. */
struct page {
	struct writer *out;
	const char *title;       /* NULL for none */
	size_t width;            /* columns, at least PAGE_NARROWEST */
	uint64_t rows;           /* show at most so many */
	bool ascii;              /* draw with ASCII */
	bool excel;              /* for Excel's eyes */
	bool no_header;          /* no line of column names */
	bool sorted;             /* the user chose the order of the rows */
	struct buf undone, cell; /* the renderer's own; page_release frees */
};

enum { PAGE_NARROWEST = 40, PAGE_WIDEST = 1000 };

/* A renderer takes rows one by one (head, then row for each), or the whole
 * table (grid): the pointers of the other way are NULL. None is called for an
 * input without columns. */
struct renderer {
	const char *name; /* of --format */
	void (*head)(struct page *page, const struct header *header);
	/* `cells` as in the stream, escaped */
	void (*row)(struct page *page, const struct header *header,
	    const struct slice *cells);
	void (*grid)(struct page *page, const struct grid *grid);
};

void page_release(struct page *page);

/* By name; NULL when there is none. */
const struct renderer *renderer_find(const char *name);

/* Feeds a renderer that has `row` with what is left of a table: any size. */
void renderer_stream(
    const struct renderer *r, struct page *page, struct table *table);

extern const struct renderer renderer_text, renderer_csv;

#endif
