/* SPDX-License-Identifier: MIT */
/* Tables in memory: sorting, and what the columns are. */
#include "report/grid.h"

#include "report/columns.h"
#include "unit/tap.h"

/* A grid of one line of names and lines of cells, by TAB. */
static void
load(struct grid *g, const char *const *lines)
{
	struct header header = {0};
	struct slice names[8];
	struct slice rest = slice_of(*lines++);
	while (rest.p)
		names[header.n++] = slice_cut(&rest, '\t');
	header.names = names;
	grid_init(g, header.names, header.n);
	for (; *lines; lines++) {
		/* as table_row gives it: the LF before the row is at[-1] */
		uint32_t at[9] = {UINT32_MAX};
		unsigned n = 0;
		size_t end = strlen(*lines);
		for (size_t i = 0; i <= end; i++)
			if (i == end || (*lines)[i] == '\t')
				at[++n] = (uint32_t)i;
		struct row row = {*lines, at + 1, n};
		grid_add(g, &row);
	}
}

static struct slice
column(struct buf *b, const struct grid *g, unsigned c)
{
	b->n = 0;
	for (size_t i = 0; i < g->n_rows; i++) {
		buf_put_slice(b, grid_cell(g, i, c));
		buf_put_byte(b, '|');
	}
	return buf_slice(b);
}

static void
test_sort(void)
{
	static const char *const lines[] = {"name\tn\tmixed", "b\t10\t10",
	    "a\t9\t9", "c\t\tx", "a\t-3\t", "d\t9.0\t", NULL};
	struct grid g;
	struct buf b = BUF_INIT;
	load(&g, lines);
	grid_sort(&g, 1, false);
	is(column(&b, &g, 1), SLICE("-3|9|9.0|10||"), "numbers by value");
	is(column(&b, &g, 0), SLICE("a|a|d|b|c|"), "rows stay together");
	grid_sort(&g, 1, true);
	is(column(&b, &g, 1), SLICE("10|9|9.0|-3||"),
	    "descending: equal ones as they come, empty ones last");
	grid_sort(&g, 2, false);
	is(column(&b, &g, 2), SLICE("10|9|x|||"), "mixed ones by bytes");
	grid_sort(&g, 0, true);
	is(column(&b, &g, 0), SLICE("d|c|b|a|a|"), "text descending");
	buf_release(&b);
	grid_release(&g);
}

static void
test_empty(void)
{
	static const char *const lines[] = {"a\tb", NULL};
	struct grid g;
	load(&g, lines);
	grid_sort(&g, 1, true);
	ok(g.n_rows == 0, "no rows are sorted");
	ok(grid_style(&g, 0).kind == GRID_TEXT, "no cells are text");
	ok(grid_find(&g, SLICE("b")) == 1, "a column by name");
	ok(grid_find(&g, SLICE("c")) == NO_COLUMN, "and none");
	grid_release(&g);
}

static bool
style(const char *const *lines, enum grid_kind kind, unsigned decimals)
{
	struct grid g;
	load(&g, lines);
	struct grid_style s = grid_style(&g, 0);
	grid_release(&g);
	return s.kind == kind && s.decimals == decimals;
}

#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void
test_styles(void)
{
	ok(style(LINES("n", "1", "", "-22"), GRID_NUMBER, 0), "whole numbers");
	ok(style(LINES("n", "1.5", "2.125"), GRID_NUMBER, 2), "decimals");
	ok(style(LINES("n", "0.12345", "0.5"), GRID_NUMBER, 4),
	    "small decimals");
	ok(style(LINES("n", "1", "x"), GRID_TEXT, 0), "one text: all text");
	ok(style(LINES("n", "007"), GRID_TEXT, 0), "zeros in front: an id");
	ok(style(LINES("n", "123456789012"), GRID_TEXT, 0), "long: an id");
	ok(style(LINES("revenue", "123456789012"), GRID_NUMBER, 0),
	    "money may be long");
	ok(style(LINES("uid", "12"), GRID_TEXT, 0), "an id by name");
	ok(style(LINES("time", "1767225600"), GRID_TIME, 0), "a time by name");
	ok(style(LINES("start", "1767225600", "early"), GRID_TEXT, 0),
	    "a time that is none");
	ok(style(LINES("start", "999999999999999"), GRID_TEXT, 0),
	    "a time beyond the years");
	ok(style(LINES("campaign", "21234567890"), GRID_TEXT, 0),
	    "a name of digits");
	ok(style(LINES("first_campaign", "21234567890"), GRID_TEXT, 0),
	    "also of the first touch");
	ok(style(LINES("items", "1234567"), GRID_TEXT, 0), "a list of one id");
	ok(style(LINES("item_id", "12"), GRID_TEXT, 0), "an id by its end");
	ok(style(LINES("bounce_rate", "0.5", "1"), GRID_SHARE, 1), "a rate");
	ok(style(LINES("bounce_rate", "0.5", "45"), GRID_NUMBER, 1),
	    "a rate that is none");
	ok(style(LINES("median_s", "12.5"), GRID_SPAN, 0), "seconds");
	ok(style(LINES("avg_time", "58.89"), GRID_SPAN, 0),
	    "seconds under a name with the ending of times");
	ok(style(LINES("in_trial\tcart_age", "3600\t"), GRID_SPAN, 0),
	    "how long in a stage of one's own");
	ok(style(LINES("in_stock", "3600"), GRID_NUMBER, 0),
	    "which is a count elsewhere");
	ok(style(LINES("order_time", "1767225600"), GRID_TIME, 0),
	    "which is a time otherwise");
	ok(style(LINES("roas", "12.5"), GRID_SHARE, 1), "a ratio of any size");
	ok(style(LINES("p", "0.5"), GRID_CHANCE, 4), "a p value");
}

int
main(void)
{
	test_sort();
	test_empty();
	test_styles();
	return tap_done();
}
