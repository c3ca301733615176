/* SPDX-License-Identifier: MIT */
/* A table by day, week, month or hour: for each figure a spark line over the
 * periods with its mean, lowest, highest and last value; then the rows. */
#include <stdlib.h>

#include "report/cell.h"
#include "report/columns.h"
#include "report/text.h"
#include "report/trend.h"
#include "report/width.h"

enum { GAP = 2, SHORTEST = 8, LONGEST = 62 };

/* The figures of a line. */
enum { MEAN, LOW, HIGH, LAST, FIGURES };

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* The figure of a line of the overview: a value of the series. */
static struct slice
show(const struct page *page, const struct series *s, size_t which, char *text)
{
	const int128 values[FIGURES] = {s->mean, s->low, s->high, s->last};
	if (which == LAST && !s->last_given)
		return SLICE("");
	return cell_show_figure(page->zone, page->lang, values[which],
	    which == MEAN ? s->mean_style : s->style, text);
}

static void
put_head(const struct page *page, struct line *line, size_t name, size_t spark,
    size_t figure)
{
	static const enum label heads[FIGURES] = {
	    LABEL_MEAN, LABEL_LOW, LABEL_HIGH, LABEL_LAST};
	line_style(line, LINE_DIM);
	line_to(line, name + GAP + spark);
	for (size_t i = 0; i < FIGURES; i++) {
		line_to(line, line->used + GAP);
		line_right(line, slice_of(label(page->lang, heads[i])), figure);
	}
	line_end(line);
}

static void
put_series(const struct page *page, struct line *line, const struct trend *t)
{
	char text[CELL_ROOM];
	size_t name = 0, figure = 4;
	for (size_t i = 0; i < t->n; i++) {
		name = larger(name, width_of(t->at[i].title));
		for (size_t f = 0; f < FIGURES; f++)
			figure = larger(
			    figure, width_of(show(page, &t->at[i], f, text)));
	}
	size_t rest = name + GAP + FIGURES * (GAP + figure);
	size_t spark = t->n_periods < LONGEST ? t->n_periods : LONGEST;
	if (rest + SHORTEST > line->width)
		return; /* the rows tell */
	if (spark > line->width - rest)
		spark = line->width - rest;
	put_head(page, line, name, spark, figure);
	for (size_t i = 0; i < t->n; i++) {
		line_left(line, t->at[i].title, name + GAP);
		line_style(line, LINE_BAR);
		line_spark(line, t->at[i].points, t->n_periods, spark);
		line_style(line, LINE_PLAIN);
		line_to(line, name + GAP + spark);
		for (size_t f = 0; f < FIGURES; f++) {
			line_to(line, line->used + GAP);
			line_right(
			    line, show(page, &t->at[i], f, text), figure);
		}
		line_end(line);
	}
	line_end(line);
}

bool
text_trend(const struct page *page, struct line *line, const struct grid *g)
{
	struct trend trend;
	if (page->sorted || !trend_read(&trend, g))
		return false;
	put_series(page, line, &trend);
	trend_release(&trend);
	return text_table(page, line, g);
}
