/* SPDX-License-Identifier: MIT */
/* cjm-report: a table of the suite as a page of text or a CSV file. */
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/msg.h"
#include "base/opt.h"
#include "report/renderer.h"
#include "table/output.h"

enum { UNSET = -1, WIDTH = 80, MAX_ROWS = 100000 };

static struct {
	struct opt_common common;
	const char *format, *title, *sort;
	int64_t width, rows, max_rows;
	bool ascii, excel;
} o = {.common = OPT_COMMON_INIT,
    .format = "text",
    .width = UNSET,
    .rows = UNSET,
    .max_rows = MAX_ROWS};

static const struct opt options[] = {
    {'f', "format", OPT_TEXT, &o.format, "FORMAT", "text (default) or csv"},
    {0, "sort", OPT_TEXT, &o.sort, "COLUMN",
	"sort the rows; COLUMN:desc for the largest first"},
    {0, "max-rows", OPT_COUNT, &o.max_rows, "N",
	"hold at most N rows in memory (100000)"},
    {0, "title", OPT_TEXT, &o.title, "TEXT", "text: begin with this title"},
    {0, "width", OPT_COUNT, &o.width, "N",
	"text: columns (the terminal's, else 80)"},
    {0, "rows", OPT_COUNT, &o.rows, "N", "text: show at most N rows (all)"},
    {0, "ascii", OPT_FLAG, &o.ascii, NULL, "text: draw with ASCII"},
    {0, "excel", OPT_FLAG, &o.excel, NULL, "csv: safe to open in Excel"},
    OPT_COMMON_INPUT(o.common), OPT_COMMON_OUTPUT(o.common),
    {0, NULL, OPT_FLAG, NULL, NULL, NULL}};

static const struct opt_tool tool = {"cjm-report",
    "Show a table of the suite as text, or write it as CSV.", "[file ...]",
    options, "cjm-funnel events.tsv | cjm-report --title 'Yesterday'"};

static const struct renderer *
check_options(void)
{
	const struct renderer *r = renderer_find(o.format);
	if (!r)
		msg_usage("format", "no format '%s': text or csv", o.format);
	if (r->row && (o.title || o.ascii || o.width != UNSET || o.rows >= 0))
		msg_usage("format",
		    "--title, --width, --rows and --ascii are "
		    "for text");
	if (!r->row && o.excel)
		msg_usage("excel", "is for --format csv");
	if (o.width != UNSET &&
	    (o.width < PAGE_NARROWEST || o.width > PAGE_WIDEST))
		msg_usage("width", "not from %d to %d: '%lld'", PAGE_NARROWEST,
		    PAGE_WIDEST, (long long)o.width);
	return r;
}

/* The columns of the terminal that standard output is, else 80. */
static size_t
page_width(void)
{
	struct winsize size;
	if (o.width != UNSET)
		return (size_t)o.width;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return WIDTH;
	return size.ws_col < PAGE_NARROWEST ? PAGE_NARROWEST
	    : size.ws_col > PAGE_WIDEST     ? PAGE_WIDEST
					    : size.ws_col;
}

static void
sort(struct grid *grid)
{
	struct slice name = slice_of(o.sort);
	bool descending = slice_ends(name, SLICE(":desc"));
	unsigned column = grid_find(grid, name);
	if (column == NO_COLUMN && descending) {
		name.n -= SLICE(":desc").n;
		column = grid_find(grid, name);
	} else {
		descending = false;
	}
	if (column == NO_COLUMN)
		msg_fail("sort", "no column '%.*s' in the header", (int)name.n,
		    name.p);
	grid_sort(grid, column, descending);
}

/* The whole table at once. */
static void
report_grid(const struct renderer *r, struct page *page, struct table *t)
{
	struct grid grid;
	table_use_all(t);
	grid_init(&grid, &t->header);
	while (table_next(t))
		for (size_t i = 0; i < t->n_rows; i++) {
			struct row row = table_row(t, i);
			if (grid.n_rows == (uint64_t)o.max_rows)
				msg_fail("input",
				    "more than %lld rows to hold: raise "
				    "--max-rows, or write csv unsorted",
				    (long long)o.max_rows);
			grid_add(&grid, &row);
		}
	if (o.sort)
		sort(&grid);
	if (r->grid)
		r->grid(page, &grid);
	else
		r->head(page, &t->header);
	for (size_t i = 0; r->row && i < grid.n_rows; i++)
		r->row(page, &t->header, grid.cells + i * grid.n);
	grid_release(&grid);
}

int
main(int argc, char **argv)
{
	struct writer out;
	struct table t;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&o.common, argc, argv, first);
	const struct renderer *r = check_options();
	writer_init(&out, STDOUT_FILENO, (int)o.common.zstd);
	table_open(&t, &o.common, &out);
	struct page page = {.out = &out,
	    .title = o.title,
	    .width = page_width(),
	    .rows = o.rows == UNSET ? UINT64_MAX : (uint64_t)o.rows,
	    .ascii = o.ascii,
	    .excel = o.excel,
	    .no_header = o.common.no_header,
	    .sorted = o.sort != NULL};
	if (t.header.n > 0 && r->row && !o.sort)
		renderer_stream(r, &page, &t);
	else if (t.header.n > 0)
		report_grid(r, &page, &t);
	page_release(&page);
	struct counter counters[] = {TABLE_COUNTERS(t), {NULL, NULL}};
	int status = table_close(&t);
	return output_finish(&out, &o.common, counters, status);
}
