/* SPDX-License-Identifier: MIT */
/* Rows of a spend file, each value checked. */
#include "table/spend-file.h"

#include <inttypes.h>

#include "base/roster.h"
#include "ext/charset.h"
#include "ext/csvfile.h"
#include "io/source.h"
#include "table/escape.h"
#include "table/spend-layout.h"

enum { ROW_BYTES = 1 << 16, SHOWN = 40 };

struct day {
	struct key key;
	int64_t sum; /* of all its rows */
	bool rows;
	bool total;    /* the first said that it is their sum */
	int64_t given; /* of the rows handed out, and how many there are */
	uint64_t n_given;
	/* a row without any key, which may be the sum of the others */
	struct spend_row held;
	bool holds;
};

struct reading {
	const struct spend_options *options;
	struct spend_layout layout;
	enum spend_order order;
	void (*take)(void *context, const struct spend_row *row);
	void *context;
	struct spend_counts *counts;
	struct buf *why;
	struct buf texts[SPEND_KEYS]; /* escaped, of the row */
	/* a row that must be the sum of the others: no day can have it */
	struct csvfile_field sum_place;
	struct buf sum_text;
	int64_t sum_told;
	bool sums;
	int64_t sum; /* of the rows handed out */
	uint64_t rows;
	struct roster days;
};

/* Puts a text that somebody else wrote into a message: no controls, and not
 * all of it when it is long. */
static void
put_shown(struct buf *why, struct slice text)
{
	struct slice head = text;
	if (head.n > SHOWN) {
		head.n = SHOWN;
		while (head.n > 0 && (head.p[head.n] & 0xc0) == 0x80)
			head.n--;
	}
	struct buf copy = BUF_INIT;
	buf_need(&copy, head.n + SIMD_PAD);
	buf_put_slice(&copy, head);
	buf_put_byte(why, '\'');
	char *to = buf_need(why, escape_room(head.n));
	why->n += escape_put(simd_probe(), to, buf_slice(&copy));
	buf_put_text(why, head.n < text.n ? "…'" : "'");
	buf_release(&copy);
}

static bool
wrong(struct reading *r, const struct csvfile_field *field, const char *what)
{
	buf_printf(r->why, "%" PRIu64 ":%" PRIu64 ": %s: ", field->line,
	    field->column, what);
	put_shown(r->why, field->text);
	return false;
}

static const struct csvfile_field *
cell(const struct reading *r, const struct csvfile_row *row,
    enum spend_role role)
{
	size_t column = r->layout.column[role];
	return column < row->n ? &row->at[column] : NULL;
}

static bool
has_column(const struct reading *r, enum spend_role role)
{
	return r->layout.column[role] != SIZE_MAX;
}

static void
put_key(struct reading *r, const struct csvfile_row *row, enum spend_role role,
    struct spend_row *out)
{
	const struct csvfile_field *field = cell(r, row, role);
	struct slice text = {"", 0};
	if (field)
		text = field->text;
	else if (!has_column(r, role))
		text = r->layout.fixed[role];
	struct buf *b = &r->texts[role];
	b->n = 0;
	/* kernels read a pad behind the text, which is libcsv's own */
	char *raw = buf_need(b, text.n + SIMD_PAD + escape_room(text.n));
	if (text.n > 0)
		memcpy(raw, text.p, text.n);
	char *to = raw + text.n + SIMD_PAD;
	size_t n = escape_put(simd_probe(), to, (struct slice){raw, text.n});
	out->keys[role] = (struct slice){to, n};
}

/* What tells the currency, most trusted first: its column, the header of the
 * cost, a sign beside the cost (a dollar could be one of many), and what holds
 * for the whole file. */
static bool
read_currency(struct reading *r, const struct csvfile_row *row,
    struct slice sign, struct spend_row *out)
{
	const struct csvfile_field *field = cell(r, row, SPEND_CURRENCY);
	if (field && field->text.n > 0)
		return spend_find_currency(field->text, out->currency) ||
		    wrong(r, field, "not a currency");
	memcpy(out->currency, r->layout.currency, sizeof(out->currency));
	if (out->currency[0] == '\0')
		spend_find_currency(
		    sign.n > 0 ? sign : r->layout.fixed[SPEND_CURRENCY],
		    out->currency);
	return true;
}

static bool
read_count(struct reading *r, const struct csvfile_row *row,
    enum spend_role role, uint64_t *count)
{
	const struct csvfile_field *field = cell(r, row, role);
	bool comma = r->layout.separator == ';';
	*count = 0;
	return !field || spend_read_count(field->text, comma, count) ||
	    wrong(r, field, "not a whole number");
}

static bool
read_numbers(
    struct reading *r, const struct csvfile_row *row, struct spend_row *out)
{
	const struct csvfile_field *cost = cell(r, row, SPEND_COST);
	struct slice sign = {"", 0};
	if (!spend_read_money(
		cost->text, r->layout.separator == ';', &out->cost, &sign))
		return wrong(r, cost, "not an amount of money");
	out->no_impressions = !has_column(r, SPEND_IMPRESSIONS);
	out->no_clicks = !has_column(r, SPEND_CLICKS);
	return read_count(r, row, SPEND_IMPRESSIONS, &out->impressions) &&
	    read_count(r, row, SPEND_CLICKS, &out->clicks) &&
	    read_currency(r, row, sign, out);
}

static bool
is_filled(const struct reading *r, const struct csvfile_row *row,
    enum spend_role role)
{
	size_t column = r->layout.column[role];
	return column < row->n && row->at[column].text.n > 0;
}

static bool
has_name(const struct reading *r, const struct csvfile_row *row)
{
	for (unsigned role = 0; role < SPEND_KEYS; role++)
		if (is_filled(r, row, role))
			return true;
	return false;
}

/* Whether a row names nothing although the file has columns for names. */
static bool
is_nameless(const struct reading *r, const struct csvfile_row *row)
{
	bool nameless = false;
	for (unsigned role = 0; role < SPEND_KEYS; role++)
		nameless |= cell(r, row, role) != NULL;
	return nameless && !has_name(r, row);
}

static size_t
cells_filled(const struct csvfile_row *row)
{
	size_t n = 0;
	for (size_t i = 0; i < row->n; i++)
		n += row->at[i].text.n > 0;
	return n;
}

static const struct csvfile_field *
first_filled(const struct csvfile_row *row)
{
	size_t i = 0;
	while (i + 1 < row->n && row->at[i].text.n == 0)
		i++;
	return &row->at[i];
}

/* A sum is a total that does not say so: it has to be one. */
enum kind { KIND_DATA, KIND_TOTAL, KIND_SUM, KIND_NOTE, KIND_WRONG };

/* Whether another date stands behind the first, or what is none, such as an end
 * that is open: such a row covers more than a day. */
static bool
covers_days(struct reading *r, const struct csvfile_row *row, int64_t day)
{
	const struct csvfile_field *end = cell(r, row, SPEND_DATE_END);
	int64_t last;
	return end && end->text.n > 0 &&
	    (spend_read_date(end->text, r->order, &last) != DATE_GOOD ||
		last != day);
}

static enum kind
judge(struct reading *r, const struct csvfile_row *row, int64_t *day)
{
	const struct csvfile_field *first = first_filled(row);
	size_t column = r->layout.column[SPEND_DATE];
	bool has_date = column < row->n;
	const struct csvfile_field *date = &row->at[has_date ? column : 0];
	bool dateless = has_date && date->text.n == 0;
	bool costs = is_filled(r, row, SPEND_COST);
	enum spend_date read =
	    has_date ? spend_read_date(date->text, r->order, day) : DATE_BAD;
	if (read == DATE_GOOD && row->n > r->layout.column[SPEND_COST]) {
		if (!covers_days(r, row, *day))
			return KIND_DATA;
		if (is_nameless(r, row))
			return costs ? KIND_SUM : KIND_TOTAL;
		wrong(r, date, "the row covers several days; export by day");
		return KIND_WRONG;
	}
	/* without a date: a sum, where it says so or names nothing either */
	if (spend_is_total(first->text) ||
	    (has_date && spend_is_total(date->text)))
		return KIND_TOTAL;
	if (dateless && !has_name(r, row) && costs)
		return KIND_SUM;
	if (dateless && is_nameless(r, row))
		return KIND_TOTAL;
	if (cells_filled(row) <= 1 && read != DATE_GOOD && !costs)
		return KIND_NOTE;
	if (read == DATE_GOOD || !has_date)
		wrong(r, &row->at[row->n - 1],
		    "the row ends before the columns that its header names");
	else
		wrong(r, date,
		    read == DATE_BAD ? "not a date"
				     : "month or day first? (--spend-map "
				       "date:mdy or date:dmy)");
	return KIND_WRONG;
}

static bool
no_sum(struct reading *r, const struct csvfile_field *place)
{
	return wrong(r, place,
	    "without a day of its own, and not the sum of the other rows");
}

/* Sums may stand in front of the rows and behind them. */
static bool
take_sum(struct reading *r, const struct csvfile_row *row)
{
	struct spend_row out;
	const struct csvfile_field *cost = cell(r, row, SPEND_COST);
	if (!read_numbers(r, row, &out))
		return false;
	if (r->sums && r->sum_told != out.cost)
		return no_sum(r, cost);
	if (!r->sums) {
		r->sum_place = *cost;
		buf_put_slice(&r->sum_text, cost->text);
	}
	r->sums = true;
	r->sum_told = out.cost;
	r->counts->totals++;
	return true;
}

/* The cell by which a row with a date says that it is a sum, row->n for none.
 * `전체` in a column that names nothing (all devices, all regions) is none. */
static size_t
find_total(const struct reading *r, const struct csvfile_row *row)
{
	size_t i = 0;
	for (; i < row->n; i++) {
		struct slice text = row->at[i].text;
		bool named = !slice_is(text, "전체");
		for (unsigned role = 0; role < SPEND_KEYS; role++)
			named |= r->layout.column[role] == i;
		if (named && spend_is_total_word(text))
			break;
	}
	return i;
}

/* A row with a date and `total` in place of a name is the sum of the day's rows
 * above it, or else, alone on its day, data; *is_sum tells. */
static bool
take_day(struct reading *r, struct day *day, const struct csvfile_row *row,
    const struct spend_row *out, bool *is_sum)
{
	size_t place = find_total(r, row);
	bool word = place < row->n;
	*is_sum = word && day->rows && out->cost == day->sum;
	if (*is_sum)
		return true;
	if (day->total || (word && day->rows))
		return wrong(r,
		    word ? &row->at[place] : cell(r, row, SPEND_DATE),
		    word ? "not the sum of its day's rows above"
			 : "the day's sum stands above this row");
	day->total = word;
	day->rows = true;
	return !__builtin_add_overflow(day->sum, out->cost, &day->sum) ||
	    wrong(r, cell(r, row, SPEND_COST), "too much money");
}

static void
hand_out(struct reading *r, const struct spend_row *row)
{
	r->counts->rows++;
	r->rows++;
	r->take(r->context, row);
}

static bool
take_row(struct reading *r, const struct csvfile_row *row)
{
	struct spend_row out = {.day = 0};
	bool is_sum, added;
	for (size_t i = r->layout.n; i < row->n; i++)
		if (row->at[i].text.n > 0)
			return wrong(r, &row->at[i],
			    "more fields than the header names columns");
	switch (judge(r, row, &out.day)) {
	case KIND_WRONG:
		return false;
	case KIND_TOTAL:
		r->counts->totals++;
		return true;
	case KIND_SUM:
		return take_sum(r, row);
	case KIND_NOTE:
		r->counts->notes++;
		return true;
	case KIND_DATA:
		break;
	}
	if (!read_numbers(r, row, &out))
		return false;
	const struct slice id = {(const char *)&out.day, sizeof(out.day)};
	struct day *day = roster_get(&r->days, hash_key(id), &added);
	if (!take_day(r, day, row, &out, &is_sum))
		return false;
	if (is_sum) {
		r->counts->totals++;
		return true;
	}
	for (unsigned role = 0; role < SPEND_KEYS; role++)
		put_key(r, row, role, &out);
	if (!day->holds && is_nameless(r, row)) {
		day->holds = true;
		day->held = out;
		return true;
	}
	if (__builtin_add_overflow(r->sum, out.cost, &r->sum))
		return wrong(r, cell(r, row, SPEND_COST), "too much money");
	__builtin_add_overflow(day->given, out.cost, &day->given);
	day->n_given++;
	hand_out(r, &out);
	return true;
}

/* The day whose row without a key repeats all others, or NULL; *each tells
 * whether those of all days repeat the others of their days, of which one has
 * several. */
static const struct day *
find_sums(const struct reading *r, bool *each)
{
	const struct day *first = NULL;
	int64_t others = r->sum;
	bool several = false;
	*each = true;
	for (uint32_t i = 0; i < r->days.n; i++) {
		const struct day *day = roster_at(&r->days, i);
		if (!day->holds)
			continue;
		*each = *each && day->held.cost == day->given;
		several = several || day->n_given > 1;
		if (!first)
			first = day;
		else
			__builtin_add_overflow(others, day->held.cost, &others);
	}
	*each = *each && several;
	return first && r->rows > 0 && first->held.cost == others ? first
								  : NULL;
}

/* A row without a key is data of its own, unless it repeats the others. */
static bool
settle(struct reading *r)
{
	static const struct csvfile_row nothing = {NULL, 0};
	bool too_much = false, each;
	const struct day *whole = find_sums(r, &each);
	for (uint32_t i = 0; i < r->days.n; i++) {
		struct day *day = roster_at(&r->days, i);
		if (!day->holds)
			continue;
		if (each || day == whole) {
			r->counts->totals++;
			continue;
		}
		for (unsigned role = 0; role < SPEND_KEYS; role++)
			put_key(r, &nothing, role, &day->held);
		hand_out(r, &day->held);
		too_much |=
		    __builtin_add_overflow(r->sum, day->held.cost, &r->sum);
	}
	r->sum_place.text = buf_slice(&r->sum_text);
	return !r->sums || (!too_much && r->sum_told == r->sum) ||
	    no_sum(r, &r->sum_place);
}

static void
learn_order(struct reading *r, const struct csvfile_row *row)
{
	const struct csvfile_field *date = cell(r, row, SPEND_DATE);
	if (date && r->order == ORDER_UNKNOWN)
		r->order = spend_date_order(date->text);
}

/* Goes over the rows behind the header; with `learn` only their dates. */
static bool
walk(struct reading *r, struct slice text, bool learn)
{
	struct csvfile *f = csvfile_new(r->layout.separator, ROW_BYTES);
	struct csvfile_row row;
	bool good = true;
	for (bool more = true; more && good;) {
		enum csvfile_status status = csvfile_next(f, &text, &row);
		if (status == CSVFILE_MORE) {
			status = csvfile_end(f, &row);
			more = false;
		}
		if (status == CSVFILE_MORE)
			break;
		if (status == CSVFILE_LONG)
			good = wrong(r, row.at, "the row is too long");
		else if (status == CSVFILE_OPEN)
			good = wrong(r, row.at, "a quote that is not closed");
		else if (row.at[0].line <= r->layout.line)
			continue;
		else if (learn)
			learn_order(r, &row);
		else
			good = take_row(r, &row);
	}
	csvfile_free(f);
	return good;
}

static bool
read_rows(struct reading *r, struct slice text)
{
	roster_init(&r->days, sizeof(struct day));
	bool good = (r->order != ORDER_UNKNOWN || walk(r, text, true)) &&
	    walk(r, text, false);
	good = good && settle(r);
	for (unsigned i = 0; i < SPEND_KEYS; i++)
		buf_release(&r->texts[i]);
	buf_release(&r->sum_text);
	roster_release(&r->days);
	return good;
}

static enum spend_status
load(const char *path, int64_t max, struct buf *text, struct buf *why)
{
	struct source *s = source_open(path, why);
	ssize_t got = 1;
	if (!s)
		return SPEND_LOST;
	while (got > 0 && text->n <= (size_t)max) {
		got = source_read(s, buf_need(text, 1 << 16), 1 << 16);
		if (got > 0)
			text->n += (size_t)got;
	}
	if (got < 0)
		buf_put_text(why, source_why(s));
	source_close(s);
	if (got < 0)
		return SPEND_LOST;
	if (text->n <= (size_t)max)
		return SPEND_GOOD;
	buf_put_text(why, "larger than --max-spend");
	return SPEND_WRONG;
}

/* Whether it is what Excel saves by itself: .xlsx, a zip archive, or .xls. */
static bool
is_workbook(struct slice bytes)
{
	return slice_starts(bytes, SLICE("PK\x03\x04")) ||
	    slice_starts(bytes, SLICE("\xd0\xcf\x11\xe0"));
}

/* The place behind a text that broke off there. */
static void
put_end(struct buf *why, struct slice text)
{
	uint64_t line = 1, column = 1;
	for (size_t i = 0; i < text.n; i++) {
		column += (text.p[i] & 0xc0) != 0x80;
		if (text.p[i] != '\n')
			continue;
		line++;
		column = 1;
	}
	buf_printf(why, "%" PRIu64 ":%" PRIu64 ": ", line, column);
}

static bool
tells(const struct spend_layout *l, enum spend_role role)
{
	return l->column[role] != SIZE_MAX || l->fixed[role].n > 0 ||
	    (role == SPEND_CHANNEL && tells(l, SPEND_SOURCE) &&
		tells(l, SPEND_MEDIUM));
}

static bool
tells_keys(struct reading *r)
{
	for (unsigned role = 0; role < SPEND_KEYS; role++) {
		const char *name = spend_role_name(role);
		if (!r->options->needed[role] || tells(&r->layout, role))
			continue;
		buf_printf(r->why,
		    "%" PRIu64 ":1: no column for the %s (--spend-map "
		    "%s=NAME tells which it is, %s:TEXT what it is in every "
		    "row)",
		    r->layout.line, name, name, name);
		return false;
	}
	return true;
}

static enum spend_status
read_text(struct reading *r, struct slice text)
{
	bool good = spend_layout_find(&r->layout, r->options, text, r->why) &&
	    tells_keys(r) && read_rows(r, text);
	return good ? SPEND_GOOD : SPEND_WRONG;
}

enum spend_status
spend_read(const char *path, const struct spend_options *options,
    void (*take)(void *context, const struct spend_row *row), void *context,
    struct spend_counts *counts, struct buf *why)
{
	struct buf bytes = BUF_INIT, text = BUF_INIT;
	struct reading r = {.options = options,
	    .order = options->order,
	    .take = take,
	    .context = context,
	    .counts = counts,
	    .why = why};
	buf_printf(why, "%s: ", strcmp(path, "-") ? path : "standard input");
	enum spend_status status = load(path, options->max_bytes, &bytes, why);
	if (status == SPEND_GOOD)
		why->n--; /* a place follows the colon */
	if (status == SPEND_GOOD && is_workbook(buf_slice(&bytes))) {
		buf_put_text(why, "1:1: a workbook of Excel: save it as CSV");
		status = SPEND_WRONG;
	}
	if (status == SPEND_GOOD && !charset_decode(buf_slice(&bytes), &text)) {
		put_end(why, buf_slice(&text));
		buf_put_text(why, "neither UTF-8, UTF-16 nor CP949");
		status = SPEND_WRONG;
	} else if (status == SPEND_GOOD) {
		status = read_text(&r, buf_slice(&text));
	}
	buf_release(&bytes);
	buf_release(&text);
	return status;
}
