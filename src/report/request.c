/* SPDX-License-Identifier: MIT */
/* Checking and carrying out what was asked for. */
#include "report/request.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/msg.h"
#include "ext/digest.h"
#include "report/compare.h"

enum { WIDTH = 80 };

/* The columns of the terminal that standard output is, else 80. */
static size_t
page_width(const struct request *r)
{
	struct winsize size;
	if (r->width != REQUEST_UNSET)
		return (size_t)r->width;
	if (r->output || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
	    size.ws_col == 0)
		return WIDTH;
	return size.ws_col < PAGE_NARROWEST ? PAGE_NARROWEST
	    : size.ws_col > PAGE_WIDEST     ? PAGE_WIDEST
					    : size.ws_col;
}

/* Sequences of colour are for terminals that know them and users who did not
 * say no (no-color.org). */
static bool
takes_colour(const struct request *r)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
	return !r->output && !r->ascii && isatty(STDOUT_FILENO) &&
	    !(no && *no) && term && strcmp(term, "dumb") != 0;
}

static void
check_format(const struct request *r, const struct renderer *renderer)
{
	bool text = renderer == &renderer_text;
	if (!text && (r->ascii || r->width != REQUEST_UNSET))
		msg_usage("format", "--width and --ascii are for text");
	if (renderer->row && (r->title || r->period || r->rows >= 0))
		msg_usage("format",
		    "--title, --period and --rows are for text, markdown "
		    "and html");
	if (!renderer->row && r->excel)
		msg_usage("excel", "is for --format csv");
	if (r->width != REQUEST_UNSET &&
	    (r->width < PAGE_NARROWEST || r->width > PAGE_WIDEST))
		msg_usage("width", "not from %d to %d: '%lld'", PAGE_NARROWEST,
		    PAGE_WIDEST, (long long)r->width);
}

const struct renderer *
request_check(const struct request *r, const struct opt_common *common,
    const struct sections *sections, struct page *page)
{
	const struct renderer *renderer = renderer_find(r->format);
	struct zone *zone = mem_zero(1, sizeof(*zone));
	enum lang lang = LANG_EN;
	if (!renderer)
		msg_usage("format",
		    "no format '%s': text, markdown, html or csv", r->format);
	check_format(r, renderer);
	if (renderer->row && sections->n > 1)
		msg_usage("format", "a csv file holds one table");
	if (!digest_init())
		msg_fail(NULL, "libsodium does not start");
	if (r->lang && !lang_find(r->lang, &lang))
		msg_usage("lang", "no language '%s': en or ko", r->lang);
	if (!zone_init(zone, r->tz ? r->tz : "UTC"))
		msg_usage("tz", "no time zone '%s'", r->tz);
	*page = (struct page){.title = r->title,
	    .period = r->period,
	    .lang = lang,
	    .zone = zone,
	    .width = page_width(r),
	    .rows = r->rows == REQUEST_UNSET ? UINT64_MAX : (uint64_t)r->rows,
	    .ascii = r->ascii,
	    .colour = takes_colour(r),
	    .excel = r->excel,
	    .no_header = common->no_header,
	    .sorted = r->sort != NULL};
	return renderer;
}

/* Sorts the tables that have the column; one must. */
static bool
sort(const struct request *r, struct sections *sections)
{
	bool found = false, any = false;
	struct slice by = slice_of(r->sort);
	for (size_t i = 0; i < sections->n; i++) {
		any = any || sections->at[i].grid.n > 0;
		found = section_sort(&sections->at[i], by) || found;
	}
	if (any && !found)
		msg_warn("sort", "no column '%s' in the header", r->sort);
	return found || !any;
}

/* Which table the one to compare with has the columns of. */
static size_t
like(const struct sections *sections, const struct grid *other)
{
	for (size_t i = 0; i < sections->n; i++) {
		const struct grid *g = &sections->at[i].grid;
		unsigned n = 0;
		while (n < g->n && n < other->n &&
		    slice_equal(g->names[n], other->names[n]))
			n++;
		if (g->n == other->n && n == g->n)
			return i;
	}
	return SIZE_MAX;
}

/* Puts the comparison behind the table, or for programs in its place. */
static bool
compare_with(const struct request *r, const struct opt_common *common,
    const struct page *page, bool in_place, struct sections *sections)
{
	const char *file = r->compare;
	struct section other = {.files = &file, .n_files = 1};
	struct comparisons c;
	if (!section_load(sections, &other, common, (uint64_t)r->max_rows))
		return false;
	size_t at = like(sections, &other.grid);
	bool good = at != SIZE_MAX;
	if (other.grid.n == 0 && !good) { /* nothing to compare with */
		grid_release(&other.grid);
		return true;
	}
	if (!good) {
		msg_warn(r->compare, "no table of the report has its columns");
	} else if (compare(&c, &sections->at[at].grid, &other.grid)) {
		struct section compared = {
		    .name = sections->at[at].name, .compared = true};
		if (in_place)
			compare_table(&c, &compared.grid);
		else
			compare_page(&c, page->lang, &compared.grid);
		comparisons_release(&c);
		sections_insert(sections, at, &compared, in_place);
	}
	grid_release(&other.grid);
	return good;
}

static bool
load(const struct request *r, const struct opt_common *common,
    const struct page *page, bool in_place, struct sections *sections)
{
	for (size_t i = 0; i < sections->n; i++)
		if (!section_load(sections, &sections->at[i], common,
			(uint64_t)r->max_rows))
			return false;
	if (r->sort && !sort(r, sections))
		return false;
	return !r->compare || compare_with(r, common, page, in_place, sections);
}

/* Row by row, however many there are. */
static int
stream(const struct opt_common *common, const struct renderer *renderer,
    struct page *page, struct sections *sections)
{
	struct opt_common own = *common;
	struct table t;
	own.operands =
	    (struct opt_list){sections->at[0].files, sections->at[0].n_files};
	table_open(&t, &own, page->out);
	if (t.header.n > 0)
		renderer_stream(renderer, page, &t);
	sections->rows_read = t.rows_read;
	sections->rows_ragged = t.rows_ragged;
	sections->rows_long = t.rows_long;
	return table_close(&t);
}

int
request_serve(const struct request *r, const struct opt_common *common,
    const struct renderer *renderer, struct page *page,
    struct sections *sections)
{
	bool rows = renderer->row != NULL;
	if (rows && !r->sort && !r->compare)
		return stream(common, renderer, page, sections);
	if (!load(r, common, page, rows, sections))
		return EXIT_SYSTEM;
	page->sections = sections;
	if (!rows)
		renderer->report(page, sections);
	else if (sections->at[0].grid.n > 0)
		renderer_grid(renderer, page, &sections->at[0].grid);
	return EXIT_DONE;
}
