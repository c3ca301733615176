/* SPDX-License-Identifier: MIT */
/* Showing cells. */
#include "report/cell.h"

#include "base/when.h"

enum { DATE = 10, CLOCK = 8 };

size_t
cell_put_time(char *dst, struct zone *zone, int128 seconds)
{
	char iso[NUM_MAX_TEXT];
	int64_t us = (int64_t)(seconds / (FIGURE_ONE / SECOND));
	if (when_put_iso(iso, zone_local(zone, us)) != DATE + CLOCK + 2)
		return 0;
	memcpy(dst, iso, DATE);
	dst[DATE] = ' ';
	memcpy(dst + DATE + 1, iso + DATE + 1, CLOCK);
	return DATE + 1 + CLOCK;
}

/* `0.0602`, and `<0.0001` for what would be shown as 0. */
static size_t
put_chance(char *dst, int128 p, unsigned decimals)
{
	if (p > 0 && p < FIGURE_ONE / 20000) {
		memcpy(dst, "<0.0001", 7);
		return 7;
	}
	return figure_put(dst, p, decimals);
}

/* 0 where the style has no such value. */
static size_t
put(struct zone *zone, enum lang lang, int128 v, struct grid_style style,
    char *text)
{
	switch (style.kind) {
	case GRID_NUMBER:
		return figure_put(text, v, style.decimals);
	case GRID_SHARE:
		return figure_put_share(text, v, FIGURE_ONE, style.decimals);
	case GRID_SPAN:
		return figure_put_seconds(text, v, lang);
	case GRID_TIME:
		return cell_put_time(text, zone, v);
	case GRID_CHANCE:
		return put_chance(text, v, style.decimals);
	case GRID_TEXT:
	case GRID_DONE:
		break;
	}
	return 0;
}

struct slice
cell_show_figure(struct zone *zone, enum lang lang, int128 v,
    struct grid_style style, char *text)
{
	return (struct slice){text, put(zone, lang, v, style, text)};
}

struct slice
cell_show(const struct page *page, const struct grid *g, size_t row,
    unsigned column, struct grid_style style, char *text)
{
	struct slice cell = grid_cell(g, row, column);
	struct figure f;
	if (style.kind == GRID_TEXT || style.kind == GRID_DONE ||
	    !figure_read(cell, &f))
		return cell;
	unsigned currency =
	    style.money ? grid_find(g, SLICE("currency")) : NO_COLUMN;
	if (currency != NO_COLUMN)
		style = grid_style_in(style, grid_cell(g, row, currency));
	size_t n = put(page->zone, page->lang, f.v, style, text);
	return n > 0 ? (struct slice){text, n} : cell;
}
