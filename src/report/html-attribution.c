/* SPDX-License-Identifier: MIT */
/* The attribution: a table with a row for each key and a column for each
 * model, under each figure its share as a bar; first money, if there is any,
 * then conversions; each currency by itself. */
#include <stdlib.h>

#include "report/html.h"
#include "report/pivot-view.h"

/* One table of one currency. */
struct part {
	struct page *page;
	const struct pivot_view *view;
	size_t shown;
};

static void
put_key(struct page *page, struct slice key)
{
	do {
		struct slice part = slice_cut(&key, '\t');
		if (part.n > 0)
			html_value(page, SLICE("key"), part);
		else
			html_label(page, LABEL_NONE);
		if (key.p)
			html_raw(page, " / ");
	} while (key.p);
}

static void
put_cell(const struct part *s, size_t from, size_t to, size_t column, bool bar)
{
	struct page *page = s->page;
	const struct pivot_view *view = s->view;
	char text[FIGURE_ROOM];
	int128 v;
	if (!pivot_view_value(view, from, to, column, &v)) {
		html_raw(page, "<td class=\"n\"></td>");
		return;
	}
	size_t n = decimal_put_scaled(text, v, FIGURE_DECIMALS);
	html_raw(page, "<td class=\"n\" data-v=\"");
	writer_put(page->out, text, n);
	html_raw(page, "\">");
	n = pivot_view_put(view, from, to, column, text);
	writer_put(page->out, text, n);
	if (bar) {
		html_raw(page, " <span class=\"sub\">");
		html_share(page, v, view->totals[column]);
		html_raw(page, "</span>");
		html_bar(page, v, view->totals[column], "");
	}
	html_raw(page, "</td>");
}

static void
put_row(const struct part *s, size_t from, size_t to)
{
	html_raw(s->page, "<tr><th scope=\"row\">");
	if (to - from == 1) {
		put_key(s->page, s->view->p->keys[s->view->order[from]]);
	} else {
		html_raw(s->page, "(");
		html_number(s->page, (int64_t)(to - from));
		html_label(s->page, LABEL_OTHERS);
		html_raw(s->page, ")");
	}
	html_raw(s->page, "</th>");
	for (size_t m = 0; m < s->view->n_columns; m++)
		put_cell(s, from, to, m, pivot_view_shares(s->view));
	html_raw(s->page, "</tr>\n");
}

static void
put_head(const struct part *s, struct slice keys)
{
	struct page *page = s->page;
	html_raw(page, "<thead><tr><th scope=\"col\">");
	html_text(page, keys);
	html_raw(page, "</th>");
	for (size_t m = 0; m < s->view->n_columns; m++) {
		struct slice name =
		    pivot_view_column(s->view, m, page->lang, &page->undone);
		html_raw(page, "<th scope=\"col\" class=\"n\">");
		html_value(page, SLICE("model"), name);
		html_raw(page, "</th>");
	}
	html_raw(page, "</tr></thead>\n<tbody>\n");
}

static void
put_total(const struct part *s)
{
	html_raw(s->page, "</tbody>\n<tfoot><tr><th scope=\"row\">");
	html_label(s->page, LABEL_TOTAL);
	html_raw(s->page, "</th>");
	for (size_t m = 0; m < s->view->n_columns; m++)
		put_cell(s, 0, s->view->n_keys, m, false);
	html_raw(s->page, "</tr></tfoot></table></div>\n");
}

static void
put_name(const struct part *s, struct slice keys, struct slice currency)
{
	struct page *page = s->page;
	html_text(
	    page, pivot_view_title(s->view->table, page->lang, &page->undone));
	html_label(page, LABEL_BY);
	html_text(page, keys);
	html_raw(page, currency.n > 0 ? ", " : "");
	html_text(page, currency);
}

static void
put_part(struct page *page, const struct pivot_view *view, struct slice keys,
    struct slice currency)
{
	struct part part = {.page = page,
	    .view = view,
	    .shown = page_shown(page, view->n_keys)};
	const struct part *s = &part;
	html_raw(s->page, "<h3>");
	put_name(s, keys, currency);
	html_raw(s->page,
	    "</h3>\n<div class=\"scroll\" tabindex=\"0\" "
	    "role=\"region\" aria-label=\"");
	put_name(s, keys, currency);
	html_raw(s->page, "\"><table class=\"sort\"><caption>");
	put_name(s, keys, currency);
	html_raw(s->page, "</caption>\n");
	put_head(s, keys);
	for (size_t i = 0; i < s->shown; i++)
		put_row(s, i, i + 1);
	if (s->shown < view->n_keys)
		put_row(s, s->shown, view->n_keys);
	put_total(s);
}

static void
put_currency(struct page *page, const struct pivot *p, struct slice keys,
    struct slice currency)
{
	for (int table = 0; table < PIVOT_TABLES; table++) {
		struct pivot_view view;
		if (!pivot_has(p, (enum pivot_table)table))
			continue;
		pivot_view_init(
		    &view, p, (enum pivot_table)table, page->sorted);
		put_part(page, &view, keys, currency);
		pivot_view_release(&view);
	}
}

/* The keys' columns as one name: `Source / Medium`. */
static void
name_keys(struct page *page, struct buf *b, const struct pivot_columns *c,
    const struct grid *g)
{
	for (unsigned i = 0; i < c->n_keys; i++) {
		if (i > 0)
			buf_put_text(b, " / ");
		buf_put_slice(b,
		    label_column(
			page->lang, g->names[c->keys[i]], &page->cell));
	}
}

bool
html_attribution(struct page *page, const struct section *section)
{
	const struct grid *g = &section->grid;
	struct pivot_columns c;
	struct pivot_currencies currencies;
	struct buf keys = BUF_INIT;
	if (!pivot_columns_find(&c, g))
		return false;
	name_keys(page, &keys, &c, g);
	pivot_currencies_find(&currencies, &c, g);
	for (size_t i = 0; i < currencies.n; i++) {
		struct pivot p;
		pivot_build(&p, &c, g, currencies.at[i]);
		put_currency(page, &p, buf_slice(&keys), currencies.at[i]);
		pivot_release(&p);
	}
	buf_release(&keys);
	pivot_columns_release(&c);
	return true;
}
