/* SPDX-License-Identifier: MIT */
/* The registry of renderers. */
#include "report/renderer.h"

#include <stdlib.h>

static const struct renderer *const renderers[] = {
    &renderer_text, &renderer_csv};

const struct renderer *
renderer_find(const char *name)
{
	for (size_t i = 0; i < sizeof(renderers) / sizeof(*renderers); i++)
		if (strcmp(renderers[i]->name, name) == 0)
			return renderers[i];
	return NULL;
}

void
page_release(struct page *page)
{
	buf_release(&page->undone);
	buf_release(&page->cell);
}

void
renderer_stream(const struct renderer *r, struct page *page, struct table *t)
{
	struct slice *cells = mem_zero(t->header.n, sizeof(*cells));
	table_use_all(t);
	r->head(page, &t->header);
	while (table_next(t))
		for (size_t i = 0; i < t->n_rows; i++) {
			struct row row = table_row(t, i);
			for (unsigned c = 0; c < row.n; c++)
				cells[c] = row_field(&row, c);
			r->row(page, &t->header, cells);
		}
	free(cells);
}
