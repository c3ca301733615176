/* SPDX-License-Identifier: MIT */
/* A table by day, week, month or hour: each figure as a small chart of its
 * values over the periods; then the figures. */
#include "report/html.h"
#include "report/trend.h"

enum { WIDTH = 1000, HEIGHT = 280, PAD = 20 };

static int64_t
place_x(size_t i, size_t n)
{
	return n > 1 ? (int64_t)(i * WIDTH / (n - 1)) : WIDTH / 2;
}

/* From zero, or from the lowest where that is less. */
static int64_t
place_y(const struct series *s, int128 v)
{
	int128 low = s->low < 0 ? s->low : 0;
	return HEIGHT - PAD -
	    (HEIGHT - 2 * PAD) * html_permille(v - low, s->high - low) / 1000;
}

static void
put_point(struct page *page, int64_t x, int64_t y)
{
	html_number(page, x);
	html_raw(page, " ");
	html_number(page, y);
}

/* A line through the points, broken where one is not given; with `area` each
 * piece goes down to the ground. */
static void
put_line(struct page *page, const struct series *s, size_t n, bool area)
{
	html_raw(
	    page, area ? "<path class=\"a\" d=\"" : "<path class=\"l\" d=\"");
	for (size_t i = 0; i < n; i++) {
		if (!s->points[i].given)
			continue;
		bool begins = i == 0 || !s->points[i - 1].given;
		bool ends = i + 1 == n || !s->points[i + 1].given;
		if (begins && area) {
			html_raw(page, "M");
			put_point(page, place_x(i, n), HEIGHT - PAD);
		}
		html_raw(page, begins && !area ? "M" : "L");
		put_point(page, place_x(i, n), place_y(s, s->points[i].v));
		if (ends && area) {
			html_raw(page, "L");
			put_point(page, place_x(i, n), HEIGHT - PAD);
			html_raw(page, "Z");
		}
	}
	html_raw(page, "\"/>");
}

/* A value between gaps makes no line: a dot, which is a line of no length with
 * round ends, since circles would be drawn out with the chart. */
static void
put_dots(struct page *page, const struct series *s, size_t n)
{
	bool any = false;
	for (size_t i = 0; i < n; i++) {
		if (!s->points[i].given || (i > 0 && s->points[i - 1].given) ||
		    (i + 1 < n && s->points[i + 1].given))
			continue;
		html_raw(page, any ? "M" : "<path class=\"p\" d=\"M");
		any = true;
		put_point(page, place_x(i, n), place_y(s, s->points[i].v));
		html_raw(page, "h0");
	}
	html_raw(page, any ? "\"/>" : "");
}

/* Over each period a strip that tells its value when pointed at. */
static void
put_strips(struct page *page, const struct trend *t, const struct series *s,
    const struct grid *g)
{
	char text[CELL_ROOM];
	size_t n = t->n_periods;
	int64_t wide = WIDTH / (int64_t)n + 1;
	for (size_t i = 0; i < n; i++) {
		if (!s->points[i].given)
			continue;
		html_raw(page, "<rect class=\"h\" y=\"0\"");
		html_attribute(page, "x", place_x(i, n) - wide / 2);
		html_attribute(page, "width", wide);
		html_attribute(page, "height", HEIGHT);
		html_raw(page, "><title>");
		html_text(page, grid_cell(g, i, t->period));
		html_raw(page, ": ");
		html_text(page,
		    cell_show_figure(page->zone, page->lang, s->points[i].v,
			s->style, text));
		html_raw(page, "</title></rect>");
	}
}

static void
put_value(struct page *page, int128 v, struct grid_style style)
{
	char text[CELL_ROOM];
	html_text(
	    page, cell_show_figure(page->zone, page->lang, v, style, text));
}

static void
put_chart(struct page *page, const struct trend *t, const struct series *s,
    const struct grid *g)
{
	html_raw(page, "<figure class=\"trend\"><figcaption><span>");
	html_name(page, s->name);
	html_raw(page, "</span> <b>");
	if (s->last_given)
		put_value(page, s->last, s->style);
	else
		html_raw(page, "–");
	html_raw(page, "</b><span class=\"sub\">");
	html_label(page, LABEL_MEAN);
	html_raw(page, " ");
	put_value(page, s->mean, s->mean_style);
	html_raw(page,
	    "</span></figcaption>\n<svg viewBox=\"0 0 1000 280\" "
	    "preserveAspectRatio=\"none\" role=\"img\" "
	    "aria-label=\"");
	html_name(page, s->name);
	html_raw(page, ": ");
	html_label(page, LABEL_LOW);
	html_raw(page, " ");
	put_value(page, s->low, s->style);
	html_raw(page, ", ");
	html_label(page, LABEL_HIGH);
	html_raw(page, " ");
	put_value(page, s->high, s->style);
	html_raw(page, "\">");
	put_line(page, s, t->n_periods, true);
	put_line(page, s, t->n_periods, false);
	put_dots(page, s, t->n_periods);
	put_strips(page, t, s, g);
	html_raw(page, "</svg>\n<div class=\"ends sub\"><span>");
	html_text(page, grid_cell(g, 0, t->period));
	html_raw(page, "</span><span>");
	html_text(page, grid_cell(g, t->n_periods - 1, t->period));
	html_raw(page, "</span></div></figure>\n");
}

bool
html_trend(struct page *page, const struct section *s)
{
	struct trend trend;
	struct buf b = BUF_INIT;
	if (page->sorted || !trend_read(&trend, &s->grid))
		return false;
	html_raw(page, "<div class=\"trends\">\n");
	for (size_t i = 0; i < trend.n; i++)
		put_chart(page, &trend, &trend.at[i], &s->grid);
	html_raw(page, "</div>\n");
	html_figures(page, &s->grid, label_section(page->lang, s->name, &b));
	buf_release(&b);
	trend_release(&trend);
	return true;
}
