/* SPDX-License-Identifier: MIT */
/* The CSV renderer: rows as they come, escapes undone, and for Excel what
 * keeps it from running or changing them, and times as it reads them. */
#include "report/csv.h"

#include "base/mem.h"
#include "ext/csvfile.h"
#include "report/cell.h"
#include "report/columns.h"
#include "table/escape.h"

/* Excel keeps 15 digits of a number, and shows 12 as 1.23E+11. */
enum { EXCEL_DIGITS = 15, EXCEL_SHOWN = 11 };

/* What a cell is to Excel. */
enum guise {
	AS_IT_IS,
	AS_TEXT,    /* a number or a name that it would change: ="0012" */
	AS_HARMLESS /* a formula: 'text */
};

static size_t
digits(struct slice *s)
{
	size_t n = 0;
	while (n < s->n && s->p[n] >= '0' && s->p[n] <= '9')
		n++;
	*s = slice_skip(*s, n);
	return n;
}

/* `e12`, `E+5`: what makes digits before it a number to Excel. */
static bool
exponent(struct slice s)
{
	if (s.n == 0 || (s.p[0] != 'e' && s.p[0] != 'E'))
		return false;
	s = slice_skip(s, 1);
	if (s.n > 0 && (s.p[0] == '+' || s.p[0] == '-'))
		s = slice_skip(s, 1);
	return digits(&s) > 0 && s.n == 0;
}

/* A quantity, which loses nothing by a short display. */
static bool
counts(struct slice column)
{
	return column_is_quantity(column);
}

/* What something is called: the campaign `3.10` is not that of 3.1. */
static bool
is_name(struct slice column)
{
	enum column_kind kind = column_kind(column);
	return kind == COLUMN_TEXT || kind == COLUMN_ID;
}

/* What is a date, and meant so. */
static bool
is_day(struct slice column)
{
	return column_is_period(column) || slice_is(column, "cohort") ||
	    slice_ends(column, SLICE("_date"));
}

/* Whether a cell reads as a number, and whether as one that Excel changes. */
static bool
numeric(struct slice s, struct slice column, bool *changed)
{
	s = slice_skip(s, s.n > 0 && s.p[0] == '-');
	bool zero_first = s.n > 0 && s.p[0] == '0';
	size_t whole = digits(&s), part = 0;
	bool zero_last = false;
	if (whole == 0)
		return false;
	if (s.n > 0 && s.p[0] == '.') {
		s = slice_skip(s, 1);
		part = digits(&s);
		zero_last = part == 0 || s.p[-1] == '0';
	}
	*changed = true;
	if (s.n > 0)
		return exponent(s);
	*changed = (zero_first && whole > 1) || whole + part > EXCEL_DIGITS ||
	    (whole > EXCEL_SHOWN && !counts(column)) ||
	    (zero_last && is_name(column));
	return true;
}

/* `3-1`, `1/2`, `3-1-26`: what Excel takes for a day or a month and shows as
 * another text. Whole dates, with the year in front, are dates to it as well,
 * and are meant so unless they are a name, even with a time behind. */
static bool
like_a_date(struct slice s, bool name)
{
	enum { DATE = 10 };
	if (name && s.n > DATE && (s.p[DATE] == ' ' || s.p[DATE] == 'T'))
		s.n = DATE;
	size_t first = digits(&s), n = 1, last = 0;
	if (first != 1 && first != 2 && first != 4)
		return false;
	for (; s.n > 0 && (*s.p == '-' || *s.p == '/') && n < 3; n++) {
		s = slice_skip(s, 1);
		if (n == 2 && last > 2)
			return false; /* 02-1234-5678 */
		last = digits(&s);
	}
	return s.n == 0 && (n == 2 || (n == 3 && (first < 4 || name))) &&
	    (last == 1 || last == 2 || (last == 4 && first < 4));
}

/* The length of the month's name, whole or short, that s begins with. */
static size_t
month(struct slice s)
{
	static const char *const names[] = {"jan", "january", "feb", "february",
	    "mar", "march", "apr", "april", "may", "jun", "june", "jul", "july",
	    "aug", "august", "sep", "sept", "september", "oct", "october",
	    "nov", "november", "dec", "december"};
	struct slice word = {s.p, 0};
	while (word.n < s.n && byte_is_letter(s.p[word.n]))
		word.n++;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (slice_equal_nocase(word, slice_of(names[i])))
			return word.n;
	return 0;
}

/* That of what stands between the parts of a date. */
static size_t
mark(struct slice s)
{
	static const char *const units[] = {"년", "월", "일"};
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (slice_starts(s, slice_of(units[i])))
			return strlen(units[i]);
	return memchr(" -/.,", s.p[0], 5) != NULL;
}

/* `dec25`, `Mar-26`, `3월 1일`: the same with the month as a word. */
static bool
like_a_date_in_words(struct slice s)
{
	size_t numbers = 0, months = 0, first = 0;
	bool unit = false;
	while (s.n > 0) {
		struct slice rest = s;
		size_t n = digits(&rest);
		if (n > 4)
			return false;
		if (n > 0) {
			first = numbers++ == 0 ? n : first;
		} else if ((n = mark(s)) > 0) {
			unit = unit || slice_starts(s, SLICE("월"));
		} else if ((n = month(s)) > 0) {
			months++;
		} else {
			return false;
		}
		s = slice_skip(s, n);
	}
	size_t parts = numbers + months;
	return months + unit == 1 && (parts == 2 || (parts == 3 && first < 4));
}

/* The length of what stands in a value besides digits: marks between them,
 * signs of money, halves of the day, and digits of full width. */
static size_t
value_part(struct slice s)
{
	static const char *const parts[] = {"₩", "￦", "€", "£", "¥", "￥",
	    "am", "pm", "오전", "오후", "０", "１", "２", "３", "４", "５",
	    "６", "７", "８", "９"};
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct slice head = s, part = slice_of(parts[i]);
		if (head.n > part.n)
			head.n = part.n;
		if (slice_equal_nocase(head, part))
			return part.n;
	}
	return memchr(" .,:/'%()$", s.p[0], 10) != NULL;
}

/* `50%`, `1,234`, `(12)`, `16:9`, `$5`, `3pm`, `1 1/2`, `TRUE`: what a
 * spreadsheet takes for a number, a time or a truth, in whichever language it
 * speaks. */
static bool
like_a_value(struct slice s)
{
	static const char *const truths[] = {"true", "false", "참", "거짓"};
	bool any = false;
	for (size_t i = 0; i < sizeof(truths) / sizeof(*truths); i++)
		if (slice_equal_nocase(s, slice_of(truths[i])))
			return true;
	if (s.n > 0 && s.p[s.n - 1] == '-') /* 5- is less than nothing */
		s.n--;
	while (s.n > 0) {
		size_t n = digits(&s);
		any = any || n > 0;
		if (n > 0)
			continue;
		n = value_part(s);
		any = any || (n > 1 && s.p[0] == '\xef');
		if (n == 0)
			return false;
		s = slice_skip(s, n);
	}
	return any;
}

/* What spreadsheets take for the start of a formula; the last four are the
 * wide forms that some of them fold. */
static bool
formula(struct slice s)
{
	static const char *const wide[] = {"＝", "＋", "－", "＠"};
	if (s.n == 0)
		return false;
	if (memchr("=+-@\t\r\n", s.p[0], 7))
		return true;
	for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++)
		if (slice_starts(s, slice_of(wide[i])))
			return true;
	return false;
}

/* `-5%`, `+82 10-1234-5678`: a formula that has but digits and marks is as safe
 * between quotes, and stays as it is there. */
static bool
is_signed_value(struct slice s)
{
	if (s.n < 2 || (s.p[0] != '+' && s.p[0] != '-'))
		return false;
	while (s.n > 0) {
		bool sign = s.p[0] == '+' || s.p[0] == '-';
		size_t n = sign ? 1 : digits(&s);
		if (!sign && n > 0)
			continue;
		if (!sign && (n = value_part(s)) == 0)
			return false;
		s = slice_skip(s, n);
	}
	return true;
}

static enum guise
guise_of(struct slice s, struct slice column)
{
	bool changed;
	if (numeric(s, column, &changed))
		return changed ? AS_TEXT : AS_IT_IS;
	if (formula(s))
		return is_signed_value(s) ? AS_TEXT : AS_HARMLESS;
	bool name = is_name(column) && !is_day(column);
	return like_a_date(s, name) || like_a_date_in_words(s) ||
		(name && like_a_value(s))
	    ? AS_TEXT
	    : AS_IT_IS;
}

static struct slice
for_excel(struct slice s, struct slice column, struct buf *b)
{
	b->n = 0;
	switch (guise_of(s, column)) {
	case AS_IT_IS:
		return s;
	case AS_TEXT:
		buf_put_text(b, "=\"");
		buf_put_slice(b, s);
		buf_put_byte(b, '"');
		return buf_slice(b);
	case AS_HARMLESS:
		buf_put_byte(b, '\'');
		buf_put_slice(b, s);
		return buf_slice(b);
	}
	return s;
}

void
csv_begin(struct page *page)
{
	if (page->excel)
		writer_put_slice(page->out, SLICE("\xef\xbb\xbf"));
}

void
csv_put_cell(
    struct page *page, struct slice column, struct slice cell, bool alone)
{
	/* an only cell that is empty would be a blank line, which readers
	 * skip */
	bool quote = alone && cell.n == 0;
	char time[CELL_ROOM];
	struct figure f;
	size_t n_time = 0;
	if (page->excel && column_kind(column) == COLUMN_TIME &&
	    figure_read(cell, &f) && f.v >= 0)
		n_time = cell_put_time(time, page->zone, f.v);
	if (n_time > 0) {
		cell = (struct slice){time, n_time};
	} else if (page->excel) {
		/* where the system's list separator is a semicolon, Excel
		 * would cut cells there */
		quote =
		    quote || slice_find(cell, ';') || slice_find(cell, '\t');
		cell = for_excel(cell, column, &page->cell);
	}
	char *to = writer_need(page->out, csvfile_room(cell.n));
	writer_used(page->out, csvfile_put(to, cell, quote));
}

void
csv_end_row(struct page *page)
{
	if (page->excel)
		writer_put_byte(page->out, '\r');
	writer_put_byte(page->out, '\n');
}

static void
csv_head(struct page *page, const struct slice *names, unsigned n)
{
	csv_begin(page);
	if (page->no_header)
		return;
	for (unsigned i = 0; i < n; i++) {
		if (i > 0)
			writer_put_byte(page->out, ',');
		csv_put_cell(page, SLICE("name"),
		    page->lang == LANG_EN
			? escape_undo(names[i], &page->undone)
			: label_heading(page->lang, names, n, i, &page->undone),
		    n == 1);
	}
	csv_end_row(page);
}

static void
csv_row(struct page *page, const struct slice *names, const struct slice *cells,
    unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		if (i > 0)
			writer_put_byte(page->out, ',');
		csv_put_cell(page, names[i],
		    escape_undo(cells[i], &page->undone), n == 1);
	}
	csv_end_row(page);
}

const struct renderer renderer_csv = {
    .name = "csv", .head = csv_head, .row = csv_row};
