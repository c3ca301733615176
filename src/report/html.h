/* SPDX-License-Identifier: MIT */
/* The views of the HTML renderer, and what they write with.
 *
 * A page is one file: no address in it is ever asked for. Text of tables goes
 * through html_text alone; a Content-Security-Policy that allows nothing but
 * the page's own style and script by their hashes stands behind that. So there
 * are no style attributes: what a figure decides is an attribute of SVG, or a
 * class. */
#ifndef CJM_REPORT_HTML_H
#define CJM_REPORT_HTML_H

#include "report/cell.h"
#include "report/renderer.h"

/* Writes the whole view and returns true, or writes nothing and returns false
 * when the table is not of its kind. */
typedef bool html_view(struct page *page, const struct section *section);

html_view html_funnel, html_attribution, html_cohorts, html_trend, html_table;

/* Any table as HTML, whatever view it has; `caption` is for those who do not
 * see it. */
void
html_plain_table(struct page *page, const struct grid *g, struct slice caption);

/* The same behind a line that opens it. */
void
html_figures(struct page *page, const struct grid *g, struct slice caption);

/* Markup as it is. */
void html_raw(struct page *page, const char *markup);

/* Text as text, in an element or an attribute: marks of HTML escaped, escapes
 * of the stream undone, controls and what turns the direction of text
 * replaced. */
void html_text(struct page *page, struct slice text);
void html_label(struct page *page, enum label which);

/* A whole number, for attributes. */
void html_number(struct page *page, int64_t v);

/* ` NAME="V"` */
void html_attribute(struct page *page, const char *name, int64_t v);

/* A figure for people: count or money with its decimals, or a share. */
void html_figure(struct page *page, int128 v, unsigned decimals);
void html_share(struct page *page, int128 part, int128 whole);

/* A value of the suite, or a column's name, in the page's language. */
void html_value(struct page *page, struct slice column, struct slice value);
void html_name(struct page *page, struct slice column);

/* part of whole in thousandths, 0 to 1000. */
int64_t html_permille(int128 part, int128 whole);

/* `… 12 more rows`, of what text_left_out takes; nothing when n is 0. */
void html_left_out(struct page *page, size_t n, enum label what);

/* A bar of part of whole that is as wide as its place. */
void html_bar(struct page *page, int128 part, int128 whole, const char *class);

/* The page's own style and script, whole. */
void html_style(struct buf *b);
void html_script(struct buf *b);

#endif
