/* SPDX-License-Identifier: MIT */
/* Reading alerts and looking at the figures. */
#include "report/alert.h"

#include <math.h>
#include <stdlib.h>

#include "base/when.h"
#include "report/cell.h"
#include "report/columns.h"
#include "report/drift.h"
#include "report/unusual.h"

static struct slice
cut_name(struct slice *rest)
{
	size_t n = 0;
	while (n < rest->n && !memchr("[ \t<>=", rest->p[n], 6))
		n++;
	struct slice name = {rest->p, n};
	*rest = slice_skip(*rest, n);
	return name;
}

/* Shares above it are none that anybody means. */
enum { SHARE_MOST = 2 };

/* `45%`, `1,000`, `0.5` */
static bool
read_limit(struct slice text, bool *percent, struct figure *f)
{
	char digits[NUM_MAX_TEXT];
	size_t n = 0;
	*percent = slice_ends(text, SLICE("%"));
	text.n -= *percent;
	text = slice_trim(text);
	if (text.n >= sizeof(digits))
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != ',')
			digits[n++] = text.p[i];
	if (!figure_read((struct slice){digits, n}, f))
		return false;
	f->v /= *percent ? 100 : 1;
	return true;
}

/* NULL, else what is wrong with a limit. */
static const char *
parse_limit(struct alert *a, struct slice text)
{
	bool percent;
	if (!read_limit(text, &percent, &a->limit))
		return "then a number, or a percentage";
	if (!percent && column_kind(a->metric) == COLUMN_RATE &&
	    a->limit.v > SHARE_MOST * FIGURE_ONE)
		return "a share is at most 1: 0.45, or 45%";
	return NULL;
}

static bool
take_word(struct slice *rest, const char *word)
{
	if (!slice_starts(*rest, slice_of(word)))
		return false;
	*rest = slice_skip(*rest, strlen(word));
	return true;
}

const char *
alert_parse(struct alert *a, const char *expression)
{
	static const struct {
		const char *word;
		enum alert_test test;
	} tests[] = {{">=", ALERT_LEAST}, {"<=", ALERT_MOST}, {">", ALERT_OVER},
	    {"<", ALERT_UNDER}, {"unusual", ALERT_UNUSUAL}, {"low", ALERT_LOW},
	    {"high", ALERT_HIGH}, {"drift", ALERT_DRIFT}};
	struct slice rest = slice_trim(slice_of(expression));
	*a = (struct alert){.metric = cut_name(&rest)};
	if (a->metric.n == 0)
		return "begin with the name of a figure";
	if (take_word(&rest, "[")) {
		/* the last: a campaign may be named "[brand] spring" */
		const char *end = memrchr(rest.p, ']', rest.n);
		if (!end)
			return "no ']' behind the '['";
		a->keys = slice_between(rest.p, end);
		rest = slice_between(end + 1, rest.p + rest.n);
	}
	rest = slice_trim(rest);
	size_t i = 0, n = sizeof(tests) / sizeof(*tests);
	while (i < n && !take_word(&rest, tests[i].word))
		i++;
	if (i == n)
		return "then >, >=, <, <=, unusual, low, high or drift";
	a->test = tests[i].test;
	rest = slice_trim(rest);
	if (a->test >= ALERT_UNUSUAL)
		return rest.n > 0 ? "nothing follows that" : NULL;
	return parse_limit(a, rest);
}

static void
put_plain(struct buf *b, struct slice text)
{
	/* marks of the line's own, and what ends it */
	for (size_t i = 0; i < text.n; i++)
		buf_put_byte(
		    b, memchr("|'=;\n\r", text.p[i], 6) ? '_' : text.p[i]);
}

static void
put_name(struct buf *b, const struct alert *a)
{
	put_plain(b, a->metric);
	if (a->keys.n == 0)
		return;
	buf_put_byte(b, '[');
	put_plain(b, a->keys);
	buf_put_byte(b, ']');
}

static bool
is_share(struct slice name)
{
	enum column_kind kind = column_kind(name);
	return kind == COLUMN_RATE || kind == COLUMN_RATIO;
}

static void
put_rounded(
    struct buf *b, const struct alert *a, struct figure f, unsigned decimals)
{
	char text[CELL_ROOM];
	struct grid_style style = {
	    is_share(a->metric) ? GRID_SHARE : GRID_NUMBER, decimals, false};
	buf_put_slice(b, cell_show_figure(NULL, LANG_EN, f.v, style, text));
}

static unsigned
decimals_of(const struct alert *a, struct figure f)
{
	return f.decimals < 2 && !is_share(a->metric) ? f.decimals : 2;
}

static void
put_value(struct buf *b, const struct alert *a, struct figure f)
{
	put_rounded(b, a, f, decimals_of(a, f));
}

static int128
rounded(int128 v, unsigned decimals)
{
	int128 unit = 1;
	for (; decimals < FIGURE_DECIMALS; decimals++)
		unit *= 10;
	return (v + (v < 0 ? -unit : unit) / 2) / unit * unit;
}

static int
side(int128 v, int128 limit)
{
	return (v > limit) - (v < limit);
}

/* With as many digits as it needs to stay on its side of the limit: 99.999
 * rounded would not be under 100. */
static void
put_beside_limit(struct buf *b, const struct alert *a, struct figure f)
{
	unsigned shift = is_share(a->metric) ? 2 : 0, n = decimals_of(a, f);
	while (n + shift < FIGURE_DECIMALS &&
	    side(rounded(f.v, n + shift), a->limit.v) != side(f.v, a->limit.v))
		n++;
	put_rounded(b, a, f, n);
}

/* With all its digits: 150.999 rounded would be kept by a figure of 151. */
static void
put_limit(struct buf *b, const struct alert *a)
{
	bool share = is_share(a->metric);
	unsigned most = share ? FIGURE_DECIMALS - 2 : FIGURE_DECIMALS, n = most;
	int128 v = a->limit.v;
	for (; n > 0 && v % 10 == 0; n--)
		v /= 10;
	unsigned least = decimals_of(a, a->limit);
	put_rounded(b, a, a->limit, n > least ? n : least);
}

/* `'drop_rate[discover]'=67.76%;45`, and a colon behind a lower limit; once
 * for a figure of several alerts. */
static void
put_data(struct buf *b, const struct alert *a, struct figure f)
{
	char text[NUM_MAX_TEXT];
	struct buf name = BUF_INIT;
	bool share = is_share(a->metric);
	int128 unit = share ? 100 : 1;
	buf_put_byte(&name, '\'');
	put_name(&name, a);
	buf_put_text(&name, "'=");
	if (b->n == 0 || !memmem(b->p, b->n, name.p, name.n)) {
		if (b->n > 0)
			buf_put_byte(b, ' ');
		buf_put_slice(b, buf_slice(&name));
		buf_put(b, text, decimal_put_scaled(text, f.v * unit, 12));
		buf_put_text(b, share ? "%;" : ";");
		if (a->test < ALERT_UNUSUAL)
			buf_put(b, text,
			    decimal_put_scaled(text, a->limit.v * unit, 12));
		if (a->test == ALERT_UNDER || a->test == ALERT_MOST)
			buf_put_byte(b, ':');
	}
	buf_release(&name);
}

static bool
breaks(const struct alert *a, int128 v)
{
	switch (a->test) {
	case ALERT_OVER:
		return v > a->limit.v;
	case ALERT_LEAST:
		return v >= a->limit.v;
	case ALERT_UNDER:
		return v < a->limit.v;
	case ALERT_MOST:
		return v <= a->limit.v;
	default:
		return false;
	}
}

/* What is between a figure and its limit. */
static const char *
relation(enum alert_test test, bool broken)
{
	if (!broken)
		return ", limit ";
	switch (test) {
	case ALERT_LEAST:
		return ", at least ";
	case ALERT_UNDER:
		return ", under ";
	case ALERT_MOST:
		return ", at most ";
	default:
		return ", over ";
	}
}

/* The first table that has the figure, and where there is one, one that can be
 * compared with the past; SIZE_MAX when none has. */
static size_t
table_of(const struct alert *a, const struct sections *sections,
    const struct grid *past)
{
	size_t first = SIZE_MAX;
	for (size_t i = 0; i < sections->n; i++) {
		const struct grid *g = &sections->at[i].grid;
		if (grid_find(g, a->metric) == NO_COLUMN)
			continue;
		if (a->test < ALERT_UNUSUAL || !past ||
		    history_compares(g, past))
			return i;
		if (first == SIZE_MAX)
			first = i;
	}
	return first;
}

static bool
any_rows(const struct sections *sections)
{
	for (size_t i = 0; i < sections->n; i++)
		if (sections->at[i].grid.n_rows > 0)
			return true;
	return false;
}

static enum alert_status
unknown(const struct alert *a, const char *why, struct buf *text)
{
	put_name(text, a);
	buf_put_text(text, why);
	return ALERT_UNKNOWN;
}

static enum alert_status
check_limit(const struct alert *a, struct figure f, struct buf *text)
{
	bool broken = breaks(a, f.v);
	buf_put_text(text, relation(a->test, broken));
	put_limit(text, a);
	return broken ? ALERT_BROKEN : ALERT_KEPT;
}

/* A mean or a median of figures. */
static void
put_middle(struct buf *b, const struct alert *a, double v)
{
	double half = v < 0 ? -0.5 : 0.5;
	put_value(b, a,
	    (struct figure){
		.v = (int128)(v * 1e6 + half) * (FIGURE_ONE / MILLION),
		.decimals = 2});
}

static const char *
check_unusual(const struct alert *a, const struct history *h, struct buf *text,
    bool *broken)
{
	struct unusual u;
	const char *why = unusual_measure(&u, h);
	if (why)
		return why;
	bool wrong_side = (a->test == ALERT_LOW && u.z > 0) ||
	    (a->test == ALERT_HIGH && u.z < 0);
	*broken = u.unusual && !wrong_side;
	buf_printf(text, "%s, robust z %.2f beside %zu like days, median ",
	    *broken ? ", unusual" : "", u.z, u.n);
	put_middle(text, a, u.median);
	return NULL;
}

static const char *
check_drift(const struct alert *a, const struct history *h, struct buf *text,
    bool *broken)
{
	struct drift_measure m;
	const char *why = drift_measure(&m, h);
	if (why)
		return why;
	*broken = m.drifting;
	if (m.drifting)
		buf_printf(text, ", drifting for %u day%s", m.days,
		    m.days > 1 ? "s" : "");
	buf_put_text(text, ", EWMA ");
	put_middle(text, a, m.average);
	buf_put_text(text, ", limits ");
	put_middle(text, a, m.low);
	buf_put_text(text, " to ");
	put_middle(text, a, m.high);
	buf_printf(text, " of %zu days", m.n);
	return NULL;
}

static enum alert_status
check_history(const struct alert *a, const struct grid *g, size_t row,
    const struct alert_history *history, struct buf *text)
{
	struct history h = {.grid = g,
	    .row = row,
	    .metric = a->metric,
	    .keys = a->keys,
	    .past = history->grid ? history->grid : g,
	    .day = history->day};
	bool broken = false;
	const char *why = history_open(&h);
	if (!why)
		why = a->test == ALERT_DRIFT
		    ? check_drift(a, &h, text, &broken)
		    : check_unusual(a, &h, text, &broken);
	if (why) {
		buf_put_text(text, why);
		return ALERT_UNKNOWN;
	}
	return broken ? ALERT_BROKEN : ALERT_KEPT;
}

enum alert_status
alert_check(const struct alert *a, const struct sections *sections,
    const struct alert_history *history, struct buf *text, struct buf *data)
{
	struct figure f;
	size_t table = table_of(a, sections, history->grid);
	if (!any_rows(sections)) {
		put_name(text, a);
		buf_put_text(text, " has no rows");
		return ALERT_KEPT;
	}
	if (table == SIZE_MAX)
		return unknown(a, " is no column", text);
	const struct grid *g = &sections->at[table].grid;
	size_t row = history_row(g, a->keys);
	if (row == SIZE_MAX)
		return unknown(a, " has no such row", text);
	if (!figure_read(grid_cell(g, row, grid_find(g, a->metric)), &f))
		return unknown(a, " is not given", text);
	put_name(text, a);
	buf_put_byte(text, ' ');
	if (a->test >= ALERT_UNUSUAL)
		put_value(text, a, f);
	else
		put_beside_limit(text, a, f);
	put_data(data, a, f);
	return a->test >= ALERT_UNUSUAL
	    ? check_history(a, g, row, history, text)
	    : check_limit(a, f, text);
}
