/* SPDX-License-Identifier: MIT */
/* The text renderer: a title, and for each table its heading and the first
 * view that knows it. */
#include "report/text.h"

#include "report/figure.h"

static text_view *const views[] = {
    text_funnel, text_attribution, text_cohorts, text_trend, text_table};

void
text_left_out(
    const struct page *page, struct line *line, size_t n, enum label what)
{
	char count[FIGURE_ROOM], limit[FIGURE_ROOM];
	if (n == 0)
		return;
	size_t length = figure_put(count, (int128)n * FIGURE_ONE, 0);
	line_glyph(line, "… ", ".. ");
	line_put(line, (struct slice){count, length});
	line_text(line, label(page->lang, LABEL_MORE));
	line_text(line, label_of(page->lang, what, n));
	line_text(line, label(page->lang, LABEL_MORE_AFTER));
	line_text(line, " (--rows ");
	line_put(line, (struct slice){limit, num_put_u64(limit, page->rows)});
	line_text(line, ")");
	line_end(line);
}

/* A line of text with a rule under it. */
static void
put_heading(
    struct line *line, struct slice text, const char *rule, const char *ascii)
{
	line_style(line, LINE_TITLE);
	line_put(line, text);
	size_t width = line->used;
	line_end(line);
	for (; width > 0; width--)
		line_glyph(line, rule, ascii);
	line_end(line);
	line_end(line);
}

static void
put_title(const struct page *page, struct line *line)
{
	struct buf title = BUF_INIT;
	if (page->title)
		buf_put_text(&title, page->title);
	if (page->title && page->period)
		buf_put_text(&title, line->ascii ? " - " : " · ");
	if (page->period)
		buf_put_text(&title, page->period);
	if (title.n > 0)
		put_heading(line, buf_slice(&title), "═", "=");
	buf_release(&title);
}

/* Of a page with more than one table, or a table that has a name. */
static void
put_name(const struct page *page, struct line *line, const struct section *s)
{
	struct buf b = BUF_INIT, name = BUF_INIT;
	if (s->name.n > 0)
		buf_put_slice(&name, label_section(page->lang, s->name, &b));
	if (s->compared && name.n > 0)
		buf_put_text(&name, ", ");
	if (s->compared)
		buf_put_text(&name, label(page->lang, LABEL_COMPARED));
	if (name.n > 0)
		put_heading(line, buf_slice(&name), "─", "-");
	buf_release(&b);
	buf_release(&name);
}

static void
put_view(const struct page *page, struct line *line, const struct grid *grid)
{
	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++)
		if (views[i](page, line, grid))
			return;
}

static void
text_report(struct page *page, struct sections *sections)
{
	struct line line;
	bool named = sections->n > 1 || sections->at[0].name.n > 0;
	if (!named && sections->at[0].grid.n == 0)
		return; /* no input, no page */
	line_init(&line, page->out, page->width, page->ascii);
	line.colour = page->colour;
	put_title(page, &line);
	for (size_t i = 0; page->lang != LANG_EN && i < sections->n; i++)
		section_translate(&sections->at[i], page->lang);
	for (size_t i = 0; i < sections->n; i++) {
		struct section *s = &sections->at[i];
		if (i > 0)
			line_end(&line);
		put_name(page, &line, s);
		if (s->grid.n > 0) {
			put_view(page, &line, &s->grid);
		} else {
			line_text(&line, label(page->lang, LABEL_NO_ROWS));
			line_end(&line);
		}
	}
	line_release(&line);
}

const struct renderer renderer_text = {.name = "text", .report = text_report};
