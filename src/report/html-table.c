/* SPDX-License-Identifier: MIT */
/* Any table as HTML: figures at the right with a bar for the first of them,
 * shares with a bar, paths as a row of steps; columns that a reader may sort
 * by, a total that stays at its end. */
#include <stdlib.h>

#include "report/columns.h"
#include "report/html.h"

/* How a column is shown. */
struct look {
	struct grid_style style;
	bool bar, path;
	int128 whole; /* of the bar */
};

static bool
is_total(const struct grid *g, size_t row)
{
	return label_is_total(grid_cell(g, row, 0));
}

/* The largest value of a column, totals aside. */
static int128
largest(const struct grid *g, unsigned column)
{
	int128 most = 0;
	for (size_t row = 0; row < g->n_rows; row++) {
		struct figure f;
		if (!is_total(g, row) &&
		    figure_read(grid_cell(g, row, column), &f) && f.v > most)
			most = f.v;
	}
	return most;
}

/* The first figure of a table by something else than time gets bars. */
static void
choose_bars(const struct grid *g, struct look *looks)
{
	bool first = !column_is_period(g->names[0]) && g->n_rows > 1 &&
	    looks[0].style.kind == GRID_TEXT && g->finished == 0;
	for (unsigned i = 1; i < g->n; i++) {
		enum column_kind kind = column_kind(g->names[i]);
		bool figure = first && kind == COLUMN_FIGURE &&
		    looks[i].style.kind == GRID_NUMBER;
		bool share = slice_ends(g->names[i], SLICE("share")) &&
		    looks[i].style.kind == GRID_SHARE;
		looks[i].bar = figure || share;
		looks[i].whole = figure ? largest(g, i) : FIGURE_ONE;
		first = first && !figure;
	}
}

static struct look *
look_at(const struct grid *g)
{
	struct look *looks = mem_zero(g->n, sizeof(*looks));
	for (unsigned i = 0; i < g->n; i++) {
		looks[i].style = grid_style(g, i);
		looks[i].path = slice_ends(g->names[i], SLICE("path")) ||
		    slice_is(g->names[i], "pages");
	}
	choose_bars(g, looks);
	return looks;
}

/* Steps with ` > ` between them. */
static void
put_path(struct page *page, struct slice path)
{
	html_raw(page, "<ol class=\"path\">");
	while (path.n > 0) {
		size_t n = 0;
		while (n < path.n &&
		    !slice_starts(slice_skip(path, n), SLICE(" > ")))
			n++;
		html_raw(page, "<li>");
		html_text(page, (struct slice){path.p, n});
		html_raw(page, "</li>");
		path = slice_skip(path, n + 3);
	}
	html_raw(page, "</ol>");
}

static bool
has_steps(struct slice text)
{
	for (size_t i = 0; i + 3 <= text.n; i++)
		if (memcmp(text.p + i, " > ", 3) == 0)
			return true;
	return false;
}

static void
put_cell(struct page *page, const struct grid *g, size_t row, unsigned column,
    const struct look *look)
{
	char text[CELL_ROOM];
	struct figure f;
	struct slice cell = grid_cell(g, row, column);
	struct slice shown = cell_show(page, g, row, column, look->style, text);
	bool number = shown.p == text && figure_read(cell, &f);
	const char *element = column == 0 ? "th" : "td";
	html_raw(page, "<");
	html_raw(page, element);
	html_raw(page, column == 0 ? " scope=\"row\"" : "");
	if (look->style.kind == GRID_TIME)
		html_raw(page, " class=\"t\"");
	else if (!grid_at_left(look->style))
		html_raw(page, " class=\"n\"");
	if (number) {
		html_raw(page, " data-v=\"");
		html_text(page, cell);
		html_raw(page, "\"");
	}
	html_raw(page, ">");
	if (number)
		writer_put_slice(page->out, shown);
	else if (look->path && has_steps(cell))
		put_path(page, cell);
	else if (cell.n > 0)
		html_text(page,
		    label_cell(page->lang, g->names, g->cells + row * g->n,
			column, &page->cell));
	else if (column == 0)
		html_label(page, LABEL_NONE);
	if (number && look->bar && !is_total(g, row))
		html_bar(page, f.v, look->whole, "");
	html_raw(page, "</");
	html_raw(page, element);
	html_raw(page, ">");
}

static void
put_head(struct page *page, const struct grid *g, const struct look *looks)
{
	html_raw(page, "<thead><tr>");
	for (unsigned i = 0; i < g->n; i++) {
		html_raw(page, "<th scope=\"col\"");
		if (!grid_at_left(looks[i].style))
			html_raw(page, " class=\"n\"");
		html_raw(page, ">");
		html_text(page,
		    label_heading(page->lang, g->names, g->n, i, &page->cell));
		html_raw(page, "</th>");
	}
	html_raw(page, "</tr></thead>\n");
}

static void
put_row(struct page *page, const struct grid *g, size_t row,
    const struct look *looks)
{
	html_raw(page, "<tr>");
	for (unsigned i = 0; i < g->n; i++)
		put_cell(page, g, row, i, &looks[i]);
	html_raw(page, "</tr>\n");
}

void
html_plain_table(struct page *page, const struct grid *g, struct slice caption)
{
	struct look *looks = look_at(g);
	struct page_rows rows = page_rows(page, g);
	if (caption.n == 0) /* the only table has no name of its own */
		caption = slice_of(label(page->lang, LABEL_REPORT));
	html_raw(page,
	    "<div class=\"scroll\" tabindex=\"0\" role=\"region\""
	    " aria-label=\"");
	html_text(page, caption);
	html_raw(page, "\"><table class=\"sort\"><caption>");
	html_text(page, caption);
	html_raw(page, "</caption>\n");
	put_head(page, g, looks);
	html_raw(page, "<tbody>\n");
	for (size_t row = 0; row < rows.body; row++)
		put_row(page, g, row, looks);
	html_raw(page, "</tbody>\n");
	if (rows.n > rows.body) {
		html_raw(page, "<tfoot>");
		put_row(page, g, g->n_rows - 1, looks);
		html_raw(page, "</tfoot>");
	}
	html_raw(page, "</table></div>\n");
	html_left_out(page, rows.left_out, LABEL_ROW);
	free(looks);
}

void
html_figures(struct page *page, const struct grid *g, struct slice caption)
{
	html_raw(page, "<details><summary>");
	html_label(page, LABEL_TABLE);
	html_raw(page, "</summary>\n");
	html_plain_table(page, g, caption);
	html_raw(page, "</details>\n");
}

bool
html_table(struct page *page, const struct section *s)
{
	struct buf b = BUF_INIT;
	html_plain_table(
	    page, &s->grid, label_section(page->lang, s->name, &b));
	buf_release(&b);
	return true;
}
