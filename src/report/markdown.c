/* SPDX-License-Identifier: MIT */
/* The markdown renderer, for mails and wikis: each table as a pipe table
 * (GitHub Flavored Markdown) under a heading. */
#include <stdlib.h>

#include "report/cell.h"
#include "report/columns.h"
#include "report/flow.h"
#include "report/renderer.h"
#include "report/width.h"
#include "table/escape.h"

/* What markdown or HTML would take for a mark; an address (`://`, `www.`) is no
 * link. `before` is how much of the cell there is in front of the text. */
static bool
is_mark(struct slice text, size_t before)
{
	return memchr("\\`*_{}[]()<>#+!|~&$", text.p[0], 19) ||
	    (text.p[0] == ':' && text.n > 1 && text.p[1] == '/') ||
	    (text.p[0] == '.' && before >= 3 &&
		slice_equal_nocase(
		    (struct slice){text.p - 3, 3}, SLICE("www")));
}

/* Text as text: marks get a backslash, line ends become blanks. Controls are
 * gone since the log was read; what another program's table has of them
 * becomes a blank, too, and what turns the direction of text U+FFFD, as on
 * other pages. */
static void
put_text(struct page *page, struct slice text)
{
	size_t length;
	bool safe;
	text = escape_undo(text, &page->undone);
	const char *first = text.p;
	for (; text.n > 0; text = slice_skip(text, length)) {
		unsigned char c = (unsigned char)text.p[0];
		width_first(text, &length, &safe);
		if (c < 0x20 || c == 0x7f) {
			writer_put_byte(page->out, ' ');
			continue;
		}
		if (is_mark(text, (size_t)(text.p - first)))
			writer_put_byte(page->out, '\\');
		writer_put_slice(page->out,
		    safe ? (struct slice){text.p, length}
			 : SLICE("\xef\xbf\xbd"));
	}
}

static void
put(struct page *page, const char *text)
{
	writer_put_slice(page->out, slice_of(text));
}

/* A cell: the row's value as shown, or nothing. */
static void
put_cell(struct page *page, const struct grid *g, size_t row, unsigned column,
    struct grid_style style)
{
	char text[CELL_ROOM];
	struct slice cell = cell_show(page, g, row, column, style, text);
	put(page, " ");
	if (cell.p == text || style.kind == GRID_DONE)
		writer_put_slice(page->out, cell);
	else
		put_text(page,
		    label_cell(page->lang, g->names, g->cells + row * g->n,
			column, &page->cell));
	put(page, " |");
}

static void
put_table(struct page *page, const struct grid *g)
{
	struct grid_style *styles = mem_zero(g->n, sizeof(*styles));
	struct page_rows rows = page_rows(page, g);
	char text[FIGURE_ROOM];
	put(page, "|");
	for (unsigned i = 0; i < g->n; i++) {
		styles[i] = grid_style(g, i);
		put(page, " ");
		put_text(page,
		    label_heading(page->lang, g->names, g->n, i, &page->cell));
		put(page, " |");
	}
	put(page, "\n|");
	for (unsigned i = 0; i < g->n; i++)
		put(page, grid_at_left(styles[i]) ? " --- |" : " ---: |");
	put(page, "\n");
	for (size_t row = 0; row < rows.n; row++) {
		put(page, "|");
		for (unsigned i = 0; i < g->n; i++)
			put_cell(
			    page, g, page_row(&rows, g, row), i, styles[i]);
		put(page, "\n");
	}
	if (rows.left_out > 0) {
		put(page, "\n… ");
		int128 rest = (int128)rows.left_out * FIGURE_ONE;
		size_t n = figure_put(text, rest, 0);
		writer_put(page->out, text, n);
		put(page, label(page->lang, LABEL_MORE));
		put(page, label_of(page->lang, LABEL_ROW, rows.left_out));
		put(page, label(page->lang, LABEL_MORE_AFTER));
		put(page, "\n");
	}
	free(styles);
}

/* A heading of `#` and more; nothing where there is none. */
static void
put_heading(struct page *page, const char *marks, struct slice text)
{
	put(page, marks);
	put_text(page, text);
	put(page, "\n\n");
}

static void
put_title(struct page *page)
{
	if (page->title)
		put_heading(page, "# ", slice_of(page->title));
	if (page->period) {
		put_text(page, slice_of(page->period));
		put(page, "\n\n");
	}
}

static void
put_name(struct page *page, const struct section *s)
{
	struct slice name = label_section(page->lang, s->name, &page->cell);
	if (s->name.n > 0 || s->compared)
		put(page, "## ");
	if (s->name.n > 0)
		put_text(page, name);
	if (s->compared)
		put(page, s->name.n > 0 ? ", " : "");
	if (s->compared)
		put(page, label(page->lang, LABEL_COMPARED));
	if (s->name.n > 0 || s->compared)
		put(page, "\n\n");
}

static void
markdown_report(struct page *page, struct sections *sections)
{
	put_title(page);
	for (size_t i = 0; i < sections->n; i++) {
		struct section *s = &sections->at[i];
		if (i > 0)
			put(page, "\n");
		put_name(page, s);
		if (s->grid.n > 0 && s->grid.n_rows > 0) {
			put_table(page, &s->grid);
		} else {
			put(page, label(page->lang, LABEL_NO_ROWS));
			put(page, "\n");
		}
	}
}

const struct renderer renderer_markdown = {
    .name = "markdown", .report = markdown_report};
