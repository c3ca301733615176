/* SPDX-License-Identifier: MIT */
/* The attribution: a table with a row for each key and a column for each
 * model, under each figure its share as a bar; first money, if there is any,
 * then conversions; each currency by itself. */
#include <stdlib.h>

#include "report/html.h"
#include "report/pivot.h"

/* One metric of one currency. */
struct part {
	struct page *page;
	const struct pivot *p;
	enum pivot_metric metric;
	const uint32_t *order;
	size_t shown;
	unsigned decimals;
	int128 *totals;
};

static void
put_key(struct page *page, struct slice key)
{
	do {
		struct slice part = slice_cut(&key, '\t');
		if (part.n > 0)
			html_text(page, part);
		else
			html_label(page, LABEL_NONE);
		if (key.p)
			html_raw(page, " / ");
	} while (key.p);
}

static void
put_cell(const struct part *s, size_t from, size_t to, size_t model, bool bar)
{
	struct page *page = s->page;
	char text[NUM_MAX_TEXT];
	int128 v = pivot_sum(s->p, s->metric, model, s->order, from, to);
	size_t n = decimal_put_scaled(text, v, FIGURE_DECIMALS);
	html_raw(page, "<td class=\"n\" data-v=\"");
	writer_put(page->out, text, n);
	html_raw(page, "\">");
	html_figure(page, v, s->decimals);
	if (bar) {
		html_raw(page, " <span class=\"sub\">");
		html_share(page, v, s->totals[model]);
		html_raw(page, "</span>");
		html_bar(page, v, s->totals[model], "");
	}
	html_raw(page, "</td>");
}

static void
put_row(const struct part *s, size_t from, size_t to)
{
	html_raw(s->page, "<tr><th scope=\"row\">");
	if (to - from == 1) {
		put_key(s->page, s->p->keys[s->order[from]]);
	} else {
		html_raw(s->page, "(");
		html_number(s->page, (int64_t)(to - from));
		html_label(s->page, LABEL_OTHERS);
		html_raw(s->page, ")");
	}
	html_raw(s->page, "</th>");
	for (size_t m = 0; m < s->p->n_models; m++)
		put_cell(s, from, to, m, true);
	html_raw(s->page, "</tr>\n");
}

static void
put_head(const struct part *s, struct slice keys)
{
	struct page *page = s->page;
	html_raw(page, "<thead><tr><th scope=\"col\">");
	html_text(page, keys);
	html_raw(page, "</th>");
	for (size_t m = 0; m < s->p->n_models; m++) {
		html_raw(page, "<th scope=\"col\" class=\"n\">");
		html_value(page, SLICE("model"), s->p->models[m]);
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
	for (size_t m = 0; m < s->p->n_models; m++)
		put_cell(s, 0, s->p->n_keys, m, false);
	html_raw(s->page, "</tr></tfoot></table></div>\n");
}

static void
put_name(const struct part *s, struct slice keys, struct slice currency)
{
	html_label(s->page,
	    s->metric == PIVOT_REVENUE ? LABEL_REVENUE : LABEL_CONVERSIONS);
	html_label(s->page, LABEL_BY);
	html_text(s->page, keys);
	html_raw(s->page, currency.n > 0 ? ", " : "");
	html_text(s->page, currency);
}

static void
put_part(struct part *s, enum pivot_metric metric, struct slice keys,
    struct slice currency)
{
	s->metric = metric;
	s->decimals = s->p->decimals[metric] > 0 ? 2 : 0;
	for (size_t m = 0; m < s->p->n_models; m++)
		s->totals[m] =
		    pivot_sum(s->p, metric, m, s->order, 0, s->p->n_keys);
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
	if (s->shown < s->p->n_keys)
		put_row(s, s->shown, s->p->n_keys);
	put_total(s);
}

static void
put_currency(struct page *page, const struct pivot *p, struct slice keys,
    struct slice currency)
{
	bool money = p->any[PIVOT_REVENUE];
	uint32_t *order = pivot_order(
	    p, money ? PIVOT_REVENUE : PIVOT_CONVERSIONS, page->sorted);
	struct part s = {.page = page,
	    .p = p,
	    .order = order,
	    .shown = page_shown(page, p->n_keys),
	    .totals = mem_zero(p->n_models, sizeof(*s.totals))};
	if (money)
		put_part(&s, PIVOT_REVENUE, keys, currency);
	put_part(&s, PIVOT_CONVERSIONS, keys, currency);
	free(s.totals);
	free(order);
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
