/* SPDX-License-Identifier: MIT */
/* The attribution: keys down, models side by side, under each figure its share
 * as a bar; where the models do not fit beside each other, under each other.
 * First money, if there is any, then conversions. */
#include <stdlib.h>

#include "report/figure.h"
#include "report/heading.h"
#include "report/pivot-view.h"
#include "report/text.h"
#include "report/width.h"

enum {
	GAP = 2,
	SHARE = 6,        /* 100.0% */
	SHORTEST_BAR = 3, /* in a column of the table */
	WIDEST_MORE = 6,  /* that columns grow where there is room */
	NARROWEST_KEY = 12,
	LONGEST_BAR = 40
};

/* One table of one currency. */
struct part {
	const struct page *page;
	struct line *line;
	const struct pivot_view *view;
	bool bars;
	size_t shown;           /* keys; the others are one row together */
	struct slice keys;      /* their name */
	size_t key, gap, share; /* widths */
	size_t *columns;        /* one a column */
	struct buf label, name;
};

/* The keys order[from..to) as one row of the page. */
struct span {
	size_t from, to;
};

/* Rows: each key that is shown, the others if any, and the total. */
static size_t
n_spans(const struct part *s)
{
	return s->shown + (s->shown < s->view->n_keys) + 1;
}

static struct span
span_at(const struct part *s, size_t i)
{
	if (i < s->shown)
		return (struct span){i, i + 1};
	if (i == s->shown && s->shown < s->view->n_keys)
		return (struct span){i, s->view->n_keys};
	return (struct span){0, s->view->n_keys};
}

/* The name of a column; until the next. */
static struct slice
column_at(struct part *s, size_t i)
{
	return pivot_view_column(s->view, i, s->page->lang, &s->name);
}

/* `google / cpc`; a part that is empty is `(none)`. */
static void
put_key(struct buf *b, struct slice key, enum lang lang)
{
	do {
		struct slice part = slice_cut(&key, '\t');
		buf_put_slice(
		    b, part.n > 0 ? part : slice_of(label(lang, LABEL_NONE)));
		if (key.p)
			buf_put_text(b, " / ");
	} while (key.p);
}

static struct slice
label_at(struct part *s, size_t i)
{
	char text[FIGURE_ROOM];
	size_t others = s->view->n_keys - s->shown;
	s->label.n = 0;
	if (i < s->shown) {
		put_key(&s->label, s->view->p->keys[s->view->order[i]],
		    s->page->lang);
	} else if (i + 1 < n_spans(s)) {
		buf_put_byte(&s->label, '(');
		buf_put(&s->label, text,
		    figure_put(text, (int128)others * FIGURE_ONE, 0));
		buf_put_text(&s->label, label(s->page->lang, LABEL_OTHERS));
		buf_put_byte(&s->label, ')');
	} else {
		buf_put_text(&s->label, label(s->page->lang, LABEL_TOTAL));
	}
	return buf_slice(&s->label);
}

/* The figure of a row and column; empty where the table has none. */
static struct slice
figure_at(const struct part *s, size_t i, size_t column, char *text)
{
	struct span span = span_at(s, i);
	return (struct slice){
	    text, pivot_view_put(s->view, span.from, span.to, column, text)};
}

/* What a bar shows of a whole. */
static int128
value_at(const struct part *s, size_t i, size_t column)
{
	struct span span = span_at(s, i);
	int128 value;
	return pivot_view_value(s->view, span.from, span.to, column, &value)
	    ? value
	    : 0;
}

static struct slice
share_at(const struct part *s, size_t i, size_t column, char *text)
{
	struct span span = span_at(s, i);
	int128 value;
	if (!pivot_view_value(s->view, span.from, span.to, column, &value))
		return (struct slice){"", 0};
	return (struct slice){
	    text, figure_put_share(text, value, s->view->totals[column], 1)};
}

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* Shares are of six columns, but those beside a refund may be longer. */
static size_t
widest_share(const struct part *s)
{
	char text[FIGURE_ROOM];
	size_t widest = SHARE;
	for (size_t i = 0; s->bars && i + 1 < n_spans(s); i++)
		for (size_t m = 0; m < s->view->n_columns; m++)
			widest = larger(widest, share_at(s, i, m, text).n);
	return widest;
}

/* Widens a column where there is the room; returns what it took. */
static size_t
widen(size_t *column, size_t wanted, size_t room)
{
	if (wanted <= *column || wanted - *column > room)
		return 0;
	size_t more = wanted - *column;
	*column = wanted;
	return more;
}

/* The widths of columns side by side; false when they do not fit. */
static bool
fit(struct part *s)
{
	char text[FIGURE_ROOM];
	size_t n = s->view->n_columns, sum = 0, width = s->line->width;
	s->key = width_of(s->keys);
	for (size_t i = 0; i < n_spans(s); i++)
		s->key = larger(s->key, width_of(label_at(s, i)));
	for (size_t m = 0; m < n; m++) {
		size_t *column = &s->columns[m];
		*column = heading_width(column_at(s, m));
		if (s->bars)
			*column = larger(*column, SHORTEST_BAR + 1 + s->share);
		for (size_t i = 0; i < n_spans(s); i++)
			*column = larger(*column, figure_at(s, i, m, text).n);
		sum += *column;
	}
	s->gap = s->key + n * GAP + sum <= width ? GAP : 1;
	if (n > width || NARROWEST_KEY + n * s->gap + sum > width)
		return false;
	size_t room = width - n * s->gap - sum;
	if (s->key > room)
		s->key = room;
	room -= s->key;
	for (size_t m = 0; m < n; m++) /* names that need not be broken */
		room -= widen(&s->columns[m], width_of(column_at(s, m)), room);
	for (size_t m = 0; s->bars && m < n; m++)
		s->columns[m] +=
		    room / n < WIDEST_MORE ? room / n : WIDEST_MORE;
	return true;
}

static void
put_head(struct part *s)
{
	size_t lines = heading_lines(s->keys, s->key);
	size_t n = s->view->n_columns;
	for (size_t m = 0; m < n; m++)
		lines = larger(
		    lines, heading_lines(column_at(s, m), s->columns[m]));
	for (size_t at = 0; at < lines; at++) {
		heading_put(s->line, s->keys, s->key, at, lines, false);
		for (size_t m = 0; m < n; m++) {
			line_to(s->line, s->line->used + s->gap);
			heading_put(s->line, column_at(s, m), s->columns[m], at,
			    lines, true);
		}
		line_end(s->line);
	}
}

static void
put_ruler(struct part *s)
{
	line_rule(s->line, s->key);
	for (size_t m = 0; m < s->view->n_columns; m++) {
		line_to(s->line, s->line->used + s->gap);
		line_rule(s->line, s->columns[m]);
	}
	line_end(s->line);
}

static void
put_figures(struct part *s, size_t i)
{
	char text[FIGURE_ROOM];
	line_left(s->line, label_at(s, i), s->key);
	for (size_t m = 0; m < s->view->n_columns; m++) {
		line_to(s->line, s->line->used + s->gap);
		line_right(s->line, figure_at(s, i, m, text), s->columns[m]);
	}
	line_end(s->line);
}

static void
put_bar(struct part *s, size_t i, size_t model, size_t width)
{
	char text[FIGURE_ROOM];
	line_bar(s->line, value_at(s, i, model), s->view->totals[model],
	    width - s->share - 1);
	line_to(s->line, s->line->used + 1);
	line_right(s->line, share_at(s, i, model, text), s->share);
}

static void
put_beside(struct part *s)
{
	size_t last = n_spans(s) - 1;
	put_head(s);
	put_ruler(s);
	for (size_t i = 0; i < last; i++) {
		put_figures(s, i);
		if (!s->bars)
			continue;
		line_to(s->line, s->key);
		for (size_t m = 0; m < s->view->n_columns; m++) {
			line_to(s->line, s->line->used + s->gap);
			put_bar(s, i, m, s->columns[m]);
		}
		line_end(s->line);
	}
	put_ruler(s);
	put_figures(s, last);
}

/* Each key with its models under it. */
static void
put_stacked(struct part *s)
{
	char text[FIGURE_ROOM];
	size_t name = 0, figure = 0, last = n_spans(s) - 1;
	for (size_t m = 0; m < s->view->n_columns; m++) {
		name = larger(name, width_of(column_at(s, m)));
		for (size_t i = 0; i <= last; i++)
			figure = larger(figure, figure_at(s, i, m, text).n);
	}
	size_t rest = GAP + GAP + figure + (s->bars ? GAP + s->share : 0);
	size_t room = s->line->width > rest ? s->line->width - rest : 0;
	name = name < room ? name : room;
	size_t bar = room - name > 1 + SHORTEST_BAR ? room - name - 1 : 0;
	bar = bar < LONGEST_BAR ? bar : LONGEST_BAR;
	for (size_t i = 0; i <= last; i++) {
		line_put(s->line, label_at(s, i));
		line_end(s->line);
		for (size_t m = 0; m < s->view->n_columns; m++) {
			line_to(s->line, GAP);
			line_left(s->line, column_at(s, m), name);
			line_to(s->line, s->line->used + GAP);
			line_right(s->line, figure_at(s, i, m, text), figure);
			line_to(s->line, s->line->used + (s->bars ? GAP : 0));
			if (s->bars && i < last && bar > 0)
				put_bar(s, i, m, bar + 1 + s->share);
			else if (s->bars && i < last)
				line_right(
				    s->line, share_at(s, i, m, text), s->share);
			line_end(s->line);
		}
	}
}

/* `revenue by channel, KRW` */
static void
put_name(struct part *s, struct slice currency)
{
	enum lang lang = s->page->lang;
	line_put(s->line, pivot_view_title(s->view->table, lang, &s->name));
	line_text(s->line, label(lang, LABEL_BY));
	line_put(s->line, s->keys);
	if (currency.n > 0) {
		line_text(s->line, ", ");
		line_put(s->line, currency);
	}
	line_end(s->line);
	line_end(s->line);
}

/* Bars in the first table only. */
static void
put_table(struct part *s, const struct pivot_view *view, bool first,
    struct slice currency)
{
	s->view = view;
	s->bars = first;
	s->shown = page_shown(s->page, view->n_keys);
	s->share = widest_share(s);
	s->columns = mem_zero(view->n_columns, sizeof(*s->columns));
	if (!first)
		line_end(s->line);
	put_name(s, currency);
	if (fit(s))
		put_beside(s);
	else
		put_stacked(s);
	free(s->columns);
}

/* The tables of one currency. */
static void
put_currency(const struct page *page, struct line *line, const struct pivot *p,
    struct slice keys, struct slice currency)
{
	struct part s = {.page = page, .line = line, .keys = keys};
	bool first = true;
	for (int table = 0; table < PIVOT_TABLES; table++) {
		struct pivot_view view;
		if (!pivot_has(p, (enum pivot_table)table))
			continue;
		pivot_view_init(
		    &view, p, (enum pivot_table)table, page->sorted);
		put_table(&s, &view, first, currency);
		first = false;
		pivot_view_release(&view);
	}
	buf_release(&s.label);
	buf_release(&s.name);
}

/* The keys' columns as one name: `source / medium`. */
static struct slice
name_keys(struct buf *b, const struct pivot_columns *c, const struct grid *g)
{
	for (unsigned i = 0; i < c->n_keys; i++) {
		if (i > 0)
			buf_put_text(b, " / ");
		buf_put_slice(b, g->titles[c->keys[i]]);
	}
	return buf_slice(b);
}

static void
put_pivots(const struct page *page, struct line *line,
    const struct pivot_columns *c, const struct grid *g)
{
	struct buf keys = BUF_INIT;
	struct slice name = name_keys(&keys, c, g);
	struct pivot_currencies currencies;
	pivot_currencies_find(&currencies, c, g);
	for (size_t i = 0; i < currencies.n; i++) {
		struct pivot p;
		if (i > 0)
			line_end(line);
		pivot_build(&p, c, g, currencies.at[i]);
		put_currency(page, line, &p, name, currencies.at[i]);
		pivot_release(&p);
	}
	buf_release(&keys);
}

bool
text_attribution(
    const struct page *page, struct line *line, const struct grid *g)
{
	struct pivot_columns c;
	if (!pivot_columns_find(&c, g))
		return false;
	if (g->n_rows == 0) {
		line_text(line, label(page->lang, LABEL_NO_CONVERSIONS));
		line_end(line);
	}
	put_pivots(page, line, &c, g);
	pivot_columns_release(&c);
	return true;
}
