/* SPDX-License-Identifier: MIT */
/* Path reports as rows of the stream. */
#include "journey/path-rows.h"

#include <stdlib.h>

#include "base/mem.h"
#include "journey/put.h"

/* A row with what it is sorted by. */
struct sorted {
	const struct path_row *row;
	const struct path_report_print *print;
	const struct path_known *path;
};

static int
by_currency(const struct sorted *x, const struct sorted *y)
{
	const struct intern *texts = x->print->currencies;
	return slice_compare(intern_at(texts, x->row->currency),
	    intern_at(texts, y->row->currency));
}

static int
by_steps(const struct sorted *x, const struct sorted *y)
{
	const struct intern *keys = x->print->keys;
	uint32_t n = x->path->n < y->path->n ? x->path->n : y->path->n;
	for (uint32_t i = 0; i < n; i++) {
		int order = slice_compare(intern_at(keys, x->path->keys[i]),
		    intern_at(keys, y->path->keys[i]));
		if (order != 0)
			return order;
	}
	return x->path->n < y->path->n ? -1 : x->path->n > y->path->n;
}

static int
by_path(const void *a, const void *b)
{
	int order = by_steps(a, b);
	return order ? order : by_currency(a, b);
}

static int
by_frequency(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	const struct path_row *r = x->row, *s = y->row;
	if (r->counts[COUNT_CONVERSIONS] != s->counts[COUNT_CONVERSIONS])
		return r->counts[COUNT_CONVERSIONS] >
			s->counts[COUNT_CONVERSIONS]
		    ? -1
		    : 1;
	if (r->counts[COUNT_NULLS] != s->counts[COUNT_NULLS])
		return r->counts[COUNT_NULLS] > s->counts[COUNT_NULLS] ? -1 : 1;
	return by_path(a, b);
}

static int
by_subject(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	if (x->row->subject != y->row->subject)
		return x->row->subject < y->row->subject ? -1 : 1;
	return by_currency(x, y);
}

static int
by_key(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	const struct intern *keys = x->print->keys;
	int order = slice_compare(
	    intern_at(keys, x->row->subject), intern_at(keys, y->row->subject));
	return order ? order : by_currency(x, y);
}

static struct sorted *
sort_rows(const struct path_report *r, const struct path_report_print *print,
    int (*order)(const void *, const void *))
{
	struct sorted *list = mem_alloc((r->n_rows + 1) * sizeof(*list));
	for (size_t i = 0; i < r->n_rows; i++) {
		const struct path_row *row = &r->rows[i];
		list[i] = (struct sorted){row, print,
		    r->kind == REPORT_PATHS ? roster_at(&r->paths, row->subject)
					    : NULL};
	}
	qsort(list, r->n_rows, sizeof(*list), order);
	return list;
}

static void
put_currency(struct buf *out, const struct sorted *s)
{
	buf_put_slice(out, intern_at(s->print->currencies, s->row->currency));
	buf_put_byte(out, '\n');
}

/* `Email > google / cpc`: a key of two columns has a slash for its TAB. */
static void
put_path(struct buf *out, const struct sorted *s)
{
	for (uint32_t i = 0; i < s->path->n; i++) {
		struct slice key = intern_at(s->print->keys, s->path->keys[i]);
		if (i > 0)
			buf_put_text(out, " > ");
		for (unsigned c = 0; key.p; c++) {
			if (c > 0)
				buf_put_text(out, " / ");
			buf_put_slice(out, slice_cut(&key, '\t'));
		}
	}
	buf_put_byte(out, '\t');
	put_count(out, s->path->n);
}

static void
put_path_figures(struct buf *out, const struct sorted *s)
{
	uint64_t conversions = s->row->counts[COUNT_CONVERSIONS];
	uint64_t nulls = s->row->counts[COUNT_NULLS];
	put_count(out, conversions);
	put_count(out, nulls);
	put_ratio(out, conversions, conversions + nulls, 6);
	put_decimal(out, s->row->revenues[COUNT_CONVERSIONS]);
	put_currency(out, s);
}

static int
by_money(const void *a, const void *b)
{
	return by_currency(a, b);
}

/* The rest of the rows as one for each currency. */
static void
put_others(struct sorted *rest, size_t n, struct buf *out)
{
	qsort(rest, n, sizeof(*rest), by_money);
	for (size_t i = 0; i < n;) {
		struct path_row sum = {.currency = rest[i].row->currency};
		const struct sorted other = {&sum, rest[i].print, NULL};
		for (; i < n && rest[i].row->currency == sum.currency; i++)
			path_row_add(&sum, rest[i].row);
		buf_put_text(out, "(other)\t\t");
		put_path_figures(out, &other);
	}
}

void
path_rows_put_paths(struct path_report *r,
    const struct path_report_print *print, struct buf *out)
{
	struct sorted *list = sort_rows(r, print, by_frequency);
	size_t n = r->n_rows;
	if (print->most > 0 && print->most < n)
		n = (size_t)print->most;
	if (print->header)
		buf_put_text(out,
		    "path\tsteps\tconversions\tnulls\trate\trevenue\t"
		    "currency\n");
	for (size_t i = 0; i < n; i++) {
		put_path(out, &list[i]);
		put_path_figures(out, &list[i]);
	}
	if (n < r->n_rows)
		put_others(list + n, r->n_rows - n, out);
	free(list);
}

static void
put_bucket(struct buf *out, uint32_t subject)
{
	static const char *const wide[] = {"12-30", "31-60", "61-90", "91+"};
	bool touches = subject >= LAG_TOUCHES;
	uint32_t bucket = touches ? subject - LAG_TOUCHES : subject;
	buf_put_text(out, touches ? "touches\t" : "days\t");
	if (bucket == LAG_NOTHING)
		buf_put_text(out, "(unattributed)");
	else if (touches)
		buf_printf(
		    out, bucket < LAG_TOUCHES_MOST ? "%u" : "%u+", bucket);
	else if (bucket <= LAG_DAYS_FULL)
		buf_printf(out, "%u", bucket - 1);
	else
		buf_put_text(out, wide[bucket - LAG_DAYS_FULL - 1]);
	buf_put_byte(out, '\t');
}

void
path_rows_put_lag(struct path_report *r, const struct path_report_print *print,
    struct buf *out)
{
	struct sorted *list = sort_rows(r, print, by_subject);
	if (print->header)
		buf_put_text(
		    out, "measure\tbucket\tconversions\trevenue\tcurrency\n");
	for (size_t i = 0; i < r->n_rows; i++) {
		const struct path_row *row = list[i].row;
		put_bucket(out, row->subject);
		put_count(out, row->counts[COUNT_CONVERSIONS]);
		put_decimal(out, row->revenues[COUNT_CONVERSIONS]);
		put_currency(out, &list[i]);
	}
	free(list);
}

void
path_rows_put_assists(struct path_report *r,
    const struct path_report_print *print, struct buf *out)
{
	struct sorted *list = sort_rows(r, print, by_key);
	for (unsigned i = 0; i < print->n_by && print->header; i++) {
		buf_put_text(out, print->by[i]);
		buf_put_byte(out, '\t');
	}
	if (print->header)
		buf_put_text(out,
		    "first\tlast\tassists\tassist_ratio\tfirst_revenue\t"
		    "last_revenue\tassisted_revenue\tcurrency\n");
	for (size_t i = 0; i < r->n_rows; i++) {
		const struct path_row *row = list[i].row;
		buf_put_slice(out, intern_at(print->keys, row->subject));
		buf_put_byte(out, '\t');
		for (unsigned k = 0; k < PATH_COUNTS; k++)
			put_count(out, row->counts[k]);
		put_ratio(out, row->counts[COUNT_ASSISTS],
		    row->counts[COUNT_LAST], 6);
		for (unsigned k = 0; k < PATH_COUNTS; k++)
			put_decimal(out, row->revenues[k]);
		put_currency(out, &list[i]);
	}
	free(list);
}
