/* SPDX-License-Identifier: MIT */
/* The registry of renderers. */
#include "report/renderer.h"

#include <stdlib.h>

#include "report/adlist.h"

static const struct renderer *const renderers[] = {
    &renderer_text, &renderer_csv, &renderer_html, &renderer_markdown};

const struct renderer *
renderer_find(const char *name)
{
	for (size_t i = 0; i < sizeof(renderers) / sizeof(*renderers); i++)
		if (strcmp(renderers[i]->name, name) == 0)
			return renderers[i];
	return NULL;
}

struct page_rows
page_rows(const struct page *page, const struct grid *g)
{
	size_t all = grid_body(g, 0), body = page_shown(page, all);
	bool total = all < g->n_rows && page->rows > 0;
	return (struct page_rows){.n = body + total, body, all - body};
}

void
page_release(struct page *page)
{
	free(page->zone);
	if (page->adlist)
		adlist_release(page->adlist);
	free(page->adlist);
	buf_release(&page->undone);
	buf_release(&page->cell);
}

void
renderer_stream(const struct renderer *r, struct page *page, struct table *t)
{
	struct slice *cells = mem_zero(t->header.n, sizeof(*cells));
	r->head(page, t->header.names, t->header.n);
	while (table_next(t))
		for (size_t i = 0; i < t->n_rows; i++) {
			struct row row = table_row(t, i);
			for (unsigned c = 0; c < row.n; c++)
				cells[c] = row_field(&row, c);
			r->row(page, t->header.names, cells, row.n);
		}
	free(cells);
}

void
renderer_grid(
    const struct renderer *r, struct page *page, const struct grid *grid)
{
	r->head(page, grid->names, grid->n);
	for (size_t i = 0; i < grid->n_rows; i++)
		r->row(page, grid->names, grid->cells + i * grid->n, grid->n);
}
