/* SPDX-License-Identifier: MIT */
/* Any table: aligned columns where they fit the width, else each row as a
 * list of names and values. */
#include <stdlib.h>

#include "base/intern.h"
#include "report/columns.h"
#include "report/cell.h"
#include "report/heading.h"
#include "report/text.h"
#include "report/width.h"

enum { GAP = 2, NARROWEST = 8 };

/* The most that texts get, and those that a cut makes useless: ids, times. */
struct limits {
	size_t text, id;
};

#define NO_LIMITS ((struct limits){SIZE_MAX, SIZE_MAX})

struct column {
	struct grid_style style;
	size_t cells; /* the widest of them */
	size_t width; /* that it gets */
	bool id;
};

static struct column *
measure(
    const struct page *page, const struct grid *g, const struct page_rows *rows)
{
	char text[CELL_ROOM];
	struct column *columns = mem_zero(g->n, sizeof(*columns));
	for (unsigned i = 0; i < g->n; i++) {
		struct column *c = &columns[i];
		c->style = grid_style(g, i);
		c->id = column_kind(g->names[i]) == COLUMN_ID;
		for (size_t row = 0; row < rows->n; row++) {
			struct slice cell = cell_show(
			    page, g, page_row(rows, g, row), i, c->style, text);
			size_t width = width_of(cell);
			if (width > c->cells)
				c->cells = width;
		}
		c->width = c->cells;
		size_t name = page->no_header ? 0 : width_of(g->titles[i]);
		if (c->width < name)
			c->width = name;
	}
	return columns;
}

static size_t
limited(const struct column *c, struct limits most)
{
	size_t limit = c->id ? most.id : most.text;
	return c->style.kind == GRID_TEXT && c->width > limit ? limit
							      : c->width;
}

/* What the columns take with the blanks between them. */
static size_t
total(const struct column *columns, unsigned n, struct limits most)
{
	size_t sum = (size_t)(n - 1) * GAP;
	for (unsigned i = 0; i < n; i++)
		sum += limited(&columns[i], most);
	return sum;
}

/* The names back in one piece where there is room; false when there was none
 * to begin with. */
static bool
mend_names(struct column *columns, const struct grid *g, size_t width)
{
	size_t taken = total(columns, g->n, NO_LIMITS);
	for (unsigned i = 0; i < g->n; i++) {
		size_t name = width_of(g->titles[i]);
		if (name > columns[i].width &&
		    taken + name - columns[i].width <= width) {
			taken += name - columns[i].width;
			columns[i].width = name;
		}
	}
	return taken <= width;
}

/* Makes the columns fit the width: first the names are broken, then the widest
 * texts cut, ids last. Numbers are never cut: false when that is not
 * enough. */
static bool
fit(struct column *columns, const struct grid *g, const struct page *page)
{
	if (total(columns, g->n, NO_LIMITS) <= page->width)
		return true;
	for (unsigned i = 0; i < g->n; i++) {
		struct column *c = &columns[i];
		size_t name = page->no_header ? 0 : heading_width(g->titles[i]);
		c->width = c->cells > name ? c->cells : name;
	}
	struct limits most = {page->width, page->width};
	while (
	    most.text > NARROWEST && total(columns, g->n, most) > page->width)
		most.text--;
	while (most.id > NARROWEST && total(columns, g->n, most) > page->width)
		most.id--;
	for (unsigned i = 0; i < g->n; i++)
		columns[i].width = limited(&columns[i], most);
	return mend_names(columns, g, page->no_header ? 0 : page->width) ||
	    total(columns, g->n, NO_LIMITS) <= page->width;
}

/* The texts of a row as one, cut to their widths. */
static void
join_texts(struct buf *b, const struct page *page, const struct column *columns,
    const struct grid *g, size_t row, bool cut)
{
	b->n = 0;
	for (unsigned i = 0; i < g->n; i++) {
		if (columns[i].style.kind != GRID_TEXT)
			continue;
		width_put(b, grid_cell(g, row, i),
		    cut ? columns[i].width : SIZE_MAX, page->ascii);
		buf_put_byte(b, '\t');
	}
}

/* Whether rows of different texts still look different: of `discover:search`
 * and `discover:view_item` a cut may leave the same. */
static bool
are_told_apart(const struct page *page, const struct column *columns,
    const struct grid *g, const struct page_rows *rows)
{
	struct intern whole, cut;
	struct buf b = BUF_INIT;
	bool any_cut = false;
	for (unsigned i = 0; i < g->n; i++)
		any_cut |= columns[i].width < columns[i].cells;
	if (!any_cut)
		return true;
	intern_init(&whole);
	intern_init(&cut);
	for (size_t i = 0; i < rows->n; i++) {
		size_t row = page_row(rows, g, i);
		join_texts(&b, page, columns, g, row, false);
		intern_add(&whole, buf_slice(&b));
		join_texts(&b, page, columns, g, row, true);
		intern_add(&cut, buf_slice(&b));
	}
	bool apart = whole.n == cut.n;
	intern_release(&whole);
	intern_release(&cut);
	buf_release(&b);
	return apart;
}

static void
put_heading(
    struct line *line, const struct column *columns, const struct grid *g)
{
	size_t lines = 0;
	for (unsigned i = 0; i < g->n; i++) {
		size_t own = heading_lines(g->titles[i], columns[i].width);
		lines = own > lines ? own : lines;
	}
	for (size_t at = 0; at < lines; at++) {
		for (unsigned i = 0; i < g->n; i++) {
			if (i > 0)
				line_to(line, line->used + GAP);
			heading_put(line, g->titles[i], columns[i].width, at,
			    lines, !grid_at_left(columns[i].style));
		}
		line_end(line);
	}
	for (unsigned i = 0; i < g->n; i++) {
		if (i > 0)
			line_to(line, line->used + GAP);
		line_rule(line, columns[i].width);
	}
	line_end(line);
}

static void
put_row(const struct page *page, struct line *line,
    const struct column *columns, const struct grid *g, size_t row)
{
	char text[CELL_ROOM];
	for (unsigned i = 0; i < g->n; i++) {
		const struct column *c = &columns[i];
		struct slice cell = cell_show(page, g, row, i, c->style, text);
		if (i > 0)
			line_to(line, line->used + GAP);
		if (grid_at_left(c->style))
			line_left(line, cell, c->width);
		else
			line_right(line, cell, c->width);
	}
	line_end(line);
}

/* A row as a list; cells that are empty are left out. */
static void
put_record(const struct page *page, struct line *line,
    const struct column *columns, const struct grid *g, size_t row,
    size_t names)
{
	char text[CELL_ROOM];
	line_rule(line, 2);
	line_text(line, " ");
	line_put(line, (struct slice){text, num_put_u64(text, row + 1)});
	line_text(line, " ");
	line_rule(line, line->width);
	line_end(line);
	for (unsigned i = 0; i < g->n; i++) {
		if (grid_cell(g, row, i).n == 0)
			continue;
		line_left(line, g->titles[i], names);
		line_to(line, line->used + GAP);
		line_put(
		    line, cell_show(page, g, row, i, columns[i].style, text));
		line_end(line);
	}
}

static void
put_records(const struct page *page, struct line *line,
    const struct column *columns, const struct grid *g,
    const struct page_rows *rows)
{
	size_t names = 0;
	for (unsigned i = 0; i < g->n; i++) {
		size_t width = width_of(g->titles[i]);
		names = width > names ? width : names;
	}
	if (names > line->width / 2)
		names = line->width / 2;
	for (size_t row = 0; row < rows->n; row++)
		put_record(
		    page, line, columns, g, page_row(rows, g, row), names);
}

bool
text_table(const struct page *page, struct line *line, const struct grid *g)
{
	struct page_rows rows = page_rows(page, g);
	struct column *columns = measure(page, g, &rows);
	if (fit(columns, g, page) && are_told_apart(page, columns, g, &rows)) {
		if (!page->no_header)
			put_heading(line, columns, g);
		for (size_t row = 0; row < rows.n; row++)
			put_row(
			    page, line, columns, g, page_row(&rows, g, row));
	} else {
		put_records(page, line, columns, g, &rows);
	}
	if (g->n_rows == 0) {
		line_text(line, label(page->lang, LABEL_NO_ROWS));
		line_end(line);
	}
	text_left_out(page, line, rows.left_out, LABEL_ROW);
	free(columns);
	return true;
}
