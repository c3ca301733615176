/* SPDX-License-Identifier: MIT */
/* Cohorts: one a line, its size and the share that came back in each period;
 * as many periods as fit. */
#include "report/cohort.h"
#include "report/text.h"
#include "report/width.h"

enum { GAP = 2, SHARE = 6 };

/* Widths: of the cohorts' names and sizes; the periods that fit. */
struct matrix {
	size_t name, size, periods;
};

static struct matrix
measure(const struct page *page, const struct line *line,
    const struct cohorts *c, const struct page_rows *rows)
{
	char text[FIGURE_ROOM];
	struct matrix m = {.size = 4};
	m.name = width_of(slice_of(label(page->lang, LABEL_COHORT)));
	for (size_t i = 0; i < rows->n; i++) {
		size_t at = cohorts_row(rows, c, i);
		size_t name = width_of(c->names[at]);
		size_t size = figure_put(text, c->sizes[at], 0);
		m.name = name > m.name ? name : m.name;
		m.size = size > m.size ? size : m.size;
	}
	size_t fixed = m.name + GAP + m.size;
	if (line->width > fixed)
		m.periods = (line->width - fixed) / (SHARE + 1);
	if (m.periods > c->n_periods)
		m.periods = c->n_periods;
	return m;
}

static void
put_head(const struct page *page, struct line *line, const struct matrix *m)
{
	char text[NUM_MAX_TEXT];
	struct buf b = BUF_INIT;
	line_left(
	    line, slice_of(label(page->lang, LABEL_COHORT)), m->name + GAP);
	line_right(line,
	    page->lang == LANG_EN ? SLICE("size")
				  : label_column(page->lang, SLICE("size"), &b),
	    m->size);
	for (size_t i = 0; i < m->periods; i++) {
		line_to(line, line->used + 1);
		line_right(
		    line, (struct slice){text, num_put_u64(text, i)}, SHARE);
	}
	line_end(line);
	buf_release(&b);
}

/* Strong colours where many came back. */
static void
put_cell(struct line *line, const struct cohort_cell *cell)
{
	char text[FIGURE_ROOM];
	line_to(line, line->used + 1);
	if (!cell->given) {
		line_to(line, line->used + SHARE);
		return;
	}
	if (cell->rate >= FIGURE_ONE / 4)
		line_style(line, LINE_TITLE);
	else if (cell->rate < FIGURE_ONE / 20)
		line_style(line, LINE_DIM);
	size_t n = figure_put_share(text, cell->rate, FIGURE_ONE, 1);
	line_right(line, (struct slice){text, n}, SHARE);
	line_style(line, LINE_PLAIN);
}

bool
text_cohorts(const struct page *page, struct line *line, const struct grid *g)
{
	char text[FIGURE_ROOM];
	struct cohorts c;
	if (page->sorted || !cohorts_read(&c, g))
		return false;
	struct page_rows rows = cohorts_rows(page, &c);
	struct matrix m = measure(page, line, &c, &rows);
	put_head(page, line, &m);
	for (size_t i = 0; i < rows.n; i++) {
		size_t at = cohorts_row(&rows, &c, i);
		line_left(line, c.names[at], m.name + GAP);
		size_t n = figure_put(text, c.sizes[at], 0);
		line_right(line, (struct slice){text, n}, m.size);
		for (size_t period = 0; period < m.periods; period++)
			put_cell(line, cohorts_at(&c, at, period));
		line_end(line);
	}
	if (m.periods < c.n_periods) {
		size_t more = c.n_periods - m.periods;
		line_glyph(line, "… ", ".. ");
		line_put(line, (struct slice){text, num_put_u64(text, more)});
		line_text(line, label(page->lang, LABEL_MORE));
		line_text(line, label_of(page->lang, LABEL_PERIOD, more));
		line_text(line, label(page->lang, LABEL_MORE_AFTER));
		line_text(line, " (--width)");
		line_end(line);
	}
	text_left_out(page, line, rows.left_out, LABEL_ROW);
	cohorts_release(&c);
	return true;
}
