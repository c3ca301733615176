/* SPDX-License-Identifier: MIT */
/* Carrying out what was asked for. */
#include <errno.h>
#include <unistd.h>

#include "base/msg.h"
#include "report/alert.h"
#include "report/compare.h"
#include "report/request.h"
#include "report/touchpoints.h"

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
	if (!r->sort && !in_place)
		touchpoints_by_stage(sections);
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

/* One line for all alerts: the broken ones first. */
static enum alert_status
put_status(const struct request *r, const struct sections *sections,
    const struct alert_history *history, struct writer *out)
{
	struct buf said[2] = {BUF_INIT, BUF_INIT}, data = BUF_INIT;
	enum alert_status worst = ALERT_KEPT;
	for (size_t i = 0; i < r->alerts.n; i++) {
		struct alert alert;
		struct buf one = BUF_INIT;
		alert_parse(&alert, r->alerts.at[i]);
		enum alert_status status =
		    alert_check(&alert, sections, history, &one, &data);
		struct buf *to = &said[status == ALERT_KEPT];
		if (to->n > 0)
			buf_put_text(to, "; ");
		buf_put_slice(to, buf_slice(&one));
		buf_release(&one);
		if (status == ALERT_BROKEN ||
		    (status == ALERT_UNKNOWN && worst == ALERT_KEPT))
			worst = status;
	}
	writer_put_slice(out,
	    slice_of(worst == ALERT_BROKEN   ? "CJM WARNING - "
		    : worst == ALERT_UNKNOWN ? "CJM UNKNOWN - "
					     : "CJM OK - "));
	writer_put_slice(out, buf_slice(&said[0]));
	if (said[0].n > 0 && said[1].n > 0)
		writer_put_slice(out, SLICE("; "));
	writer_put_slice(out, buf_slice(&said[1]));
	if (data.n > 0)
		writer_put_slice(out, SLICE(" | "));
	writer_put_slice(out, buf_slice(&data));
	writer_put_byte(out, '\n');
	buf_release(&said[0]);
	buf_release(&said[1]);
	buf_release(&data);
	return worst;
}

/* The line goes to standard output; false when the baseline cannot be read, or
 * the line not be written. */
static bool
serve_alerts(const struct request *r, const struct opt_common *common,
    struct page *page, struct sections *sections, int *alerted)
{
	const char *file = r->baseline;
	struct section past = {.files = &file, .n_files = 1};
	struct alert_history history = {
	    .day = r->period ? slice_of(r->period) : SLICE("")};
	struct writer own, *out = page->out;
	if (r->baseline &&
	    !section_load(sections, &past, common, (uint64_t)r->max_rows))
		return false;
	if (r->baseline)
		history.grid = &past.grid;
	if (r->output) {
		writer_init(&own, STDOUT_FILENO, 0);
		out = &own;
	}
	*alerted = (int)put_status(r, sections, &history, out);
	grid_release(&past.grid);
	if (!r->output || writer_close(&own))
		return true;
	msg_warn("standard output", "%s", strerror(errno));
	return false;
}

int
request_serve(const struct request *r, const struct opt_common *common,
    const struct renderer *renderer, struct page *page,
    struct sections *sections, int *alerted)
{
	bool rows = renderer->row != NULL;
	*alerted = 0;
	if (rows && !r->sort && !r->compare && r->alerts.n == 0)
		return stream(common, renderer, page, sections);
	if (!load(r, common, page, rows, sections))
		return EXIT_SYSTEM;
	page->sections = sections;
	if (r->alerts.n > 0 &&
	    !serve_alerts(r, common, page, sections, alerted))
		return EXIT_SYSTEM;
	if (r->alerts.n > 0 && !r->output)
		return EXIT_DONE;
	if (!rows)
		renderer->report(page, sections);
	else if (sections->at[0].grid.n > 0)
		renderer_grid(renderer, page, &sections->at[0].grid);
	return EXIT_DONE;
}
