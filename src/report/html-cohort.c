/* SPDX-License-Identifier: MIT */
/* Cohorts as a heat map: the more came back, the stronger the colour. */
#include "report/cohort.h"
#include "report/html.h"

enum { SHADES = 8 };

/* Of the periods after the first, which is always all. */
static int128
highest(const struct cohorts *c)
{
	int128 most = 0;
	for (size_t i = 0; i < c->n; i++)
		for (size_t period = 1; period < c->n_periods; period++)
			if (cohorts_at(c, i, period)->rate > most)
				most = cohorts_at(c, i, period)->rate;
	return most;
}

static void
put_cell(struct page *page, const struct cohort_cell *cell, int128 most)
{
	if (!cell->given) {
		html_raw(page, "<td></td>");
		return;
	}
	int64_t shade = html_permille(cell->rate, most) * SHADES / 1000;
	html_raw(page, "<td class=\"h");
	html_number(page, shade);
	html_raw(page, "\" title=\"");
	html_figure(page, cell->active, 0);
	html_raw(page, "\">");
	html_share(page, cell->rate, FIGURE_ONE);
	html_raw(page, "</td>");
}

static void
put_head(struct page *page, const struct cohorts *c)
{
	html_raw(page, "<thead><tr><th scope=\"col\">");
	html_name(page, SLICE("cohort"));
	html_raw(page, "</th><th scope=\"col\">");
	html_name(page, SLICE("size"));
	html_raw(page, "</th>");
	for (size_t i = 0; i < c->n_periods; i++) {
		html_raw(page, "<th scope=\"col\">");
		html_number(page, (int64_t)i);
		html_raw(page, "</th>");
	}
	html_raw(page, "</tr></thead>\n<tbody>\n");
}

static void
put_matrix(struct page *page, const struct cohorts *c, struct slice caption)
{
	int128 most = highest(c);
	struct page_rows rows = cohorts_rows(page, c);
	html_raw(page,
	    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"");
	html_text(page, caption);
	html_raw(page, "\"><table class=\"heat\"><caption>");
	html_text(page, caption);
	html_raw(page, "</caption>\n");
	put_head(page, c);
	for (size_t i = 0; i < rows.n; i++) {
		size_t at = cohorts_row(&rows, c, i);
		html_raw(page, "<tr><th scope=\"row\">");
		html_value(page, SLICE("cohort"), c->names[at]);
		html_raw(page, "</th><td>");
		html_figure(page, c->sizes[at], 0);
		html_raw(page, "</td>");
		for (size_t period = 0; period < c->n_periods; period++)
			put_cell(page, cohorts_at(c, at, period), most);
		html_raw(page, "</tr>\n");
	}
	html_raw(page, "</tbody></table></div>\n");
	html_left_out(page, rows.left_out, LABEL_ROW);
}

bool
html_cohorts(struct page *page, const struct section *s)
{
	struct cohorts c;
	struct buf b = BUF_INIT;
	if (page->sorted || !cohorts_read(&c, &s->grid))
		return false;
	put_matrix(page, &c, label_section(page->lang, s->name, &b));
	html_figures(page, &s->grid, label_section(page->lang, s->name, &b));
	buf_release(&b);
	cohorts_release(&c);
	return true;
}
