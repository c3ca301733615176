/* SPDX-License-Identifier: MIT */
/* What the views of HTML write with: text, numbers, bars. */
#include "report/html.h"
#include "report/width.h"
#include "table/escape.h"

void
html_raw(struct page *page, const char *markup)
{
	writer_put_slice(page->out, slice_of(markup));
}

static const char *
entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\t':
	case '\n':
	case '\r':
		return " ";
	default:
		return NULL;
	}
}

void
html_text(struct page *page, struct slice text)
{
	size_t length;
	bool safe;
	text = escape_undo(text, &page->undone);
	for (; text.n > 0; text = slice_skip(text, length)) {
		const char *instead = entity(text.p[0]);
		width_first(text, &length, &safe);
		if (instead)
			html_raw(page, instead);
		else if (safe)
			writer_put(page->out, text.p, length);
		else
			html_raw(page, "\xef\xbf\xbd");
	}
}

void
html_label(struct page *page, enum label which)
{
	html_text(page, slice_of(label(page->lang, which)));
}

void
html_number(struct page *page, int64_t v)
{
	char text[NUM_MAX_TEXT];
	size_t n = num_put_i64(text, v);
	writer_put(page->out, text, n);
}

void
html_attribute(struct page *page, const char *name, int64_t v)
{
	html_raw(page, " ");
	html_raw(page, name);
	html_raw(page, "=\"");
	html_number(page, v);
	html_raw(page, "\"");
}

void
html_figure(struct page *page, int128 v, unsigned decimals)
{
	char text[FIGURE_ROOM];
	size_t n = figure_put(text, v, decimals);
	writer_put(page->out, text, n);
}

void
html_share(struct page *page, int128 part, int128 whole)
{
	char text[FIGURE_ROOM];
	size_t n = figure_put_share(text, part, whole, 1);
	writer_put(page->out, text, n);
}

void
html_value(struct page *page, struct slice column, struct slice value)
{
	if (value.n == 0) {
		html_label(page, LABEL_NONE);
		return;
	}
	html_text(page, label_value(page->lang, column, value, &page->cell));
}

void
html_name(struct page *page, struct slice column)
{
	html_text(page, label_column(page->lang, column, &page->cell));
}

int64_t
html_permille(int128 part, int128 whole)
{
	if (part <= 0 || whole <= 0)
		return 0;
	if (part >= whole)
		return 1000;
	while (whole >> 100) {
		whole >>= 1;
		part >>= 1;
	}
	return (int64_t)((part * 2000 + whole) / (2 * whole));
}

void
html_bar(struct page *page, int128 part, int128 whole, const char *class)
{
	html_raw(page, "<svg class=\"bar");
	html_raw(page, class);
	html_raw(page,
	    "\" viewBox=\"0 0 1000 6\" preserveAspectRatio=\"none\" "
	    "aria-hidden=\"true\"><rect height=\"6\"");
	html_attribute(page, "width", html_permille(part, whole));
	html_raw(page, "/></svg>");
}

void
html_left_out(struct page *page, size_t n, enum label what)
{
	if (n == 0)
		return;
	html_raw(page, "<p class=\"none\">… ");
	html_figure(page, (int128)n * FIGURE_ONE, 0);
	html_label(page, LABEL_MORE);
	html_text(page, slice_of(label_of(page->lang, what, n)));
	html_label(page, LABEL_MORE_AFTER);
	html_raw(page, "</p>\n");
}
