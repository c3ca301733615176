/* SPDX-License-Identifier: MIT */
/* The text renderer: a title, and the first view that knows the table. */
#include "report/text.h"

#include "report/figure.h"

static text_view *const views[] = {text_funnel, text_attribution, text_table};

void
text_left_out(
    const struct page *page, struct line *line, size_t n, const char *what)
{
	char count[FIGURE_ROOM], limit[FIGURE_ROOM];
	if (n == 0)
		return;
	size_t length = figure_put(count, (int128)n * FIGURE_ONE, 0);
	line_glyph(line, "… ", ".. ");
	line_put(line, (struct slice){count, length});
	line_text(line, " more ");
	line_text(line, what);
	line_text(line, n == 1 ? "" : "s");
	line_text(line, " (--rows ");
	line_put(line, (struct slice){limit, num_put_u64(limit, page->rows)});
	line_text(line, ")");
	line_end(line);
}

static void
text_grid(struct page *page, const struct grid *grid)
{
	struct line line;
	line_init(&line, page->out, page->width, page->ascii);
	if (page->title) {
		struct slice title = slice_of(page->title);
		line_put(&line, title);
		size_t width = line.used;
		line_end(&line);
		for (; width > 0; width--)
			line_glyph(&line, "═", "=");
		line_end(&line);
		line_end(&line);
	}
	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++)
		if (views[i](page, &line, grid))
			break;
	line_release(&line);
}

const struct renderer renderer_text = {.name = "text", .grid = text_grid};
