/* SPDX-License-Identifier: MIT */
/* A comparison as a table: for programs, and for people. */
#include <stdlib.h>

#include "report/cell.h"
#include "report/columns.h"
#include "report/compare.h"

enum {
	MEASURE,
	NOW,
	BEFORE,
	DIFFERENCE,
	CHANGE,
	LOW,
	HIGH,
	Z,
	P,
	HOLM,
	TEST,
	COLUMNS
};

/* A row that is put together: cells behind the keys, texts in one buffer. */
struct cells {
	struct grid *out;
	struct slice *at;
	unsigned n_keys;
	struct buf text[COLUMNS];
};

static void
begin(struct cells *cells, const struct comparisons *c, struct grid *out,
    const char *const *names, unsigned n)
{
	unsigned n_columns = c->n_keys + n;
	*cells = (struct cells){.out = out, .n_keys = c->n_keys};
	cells->at = mem_zero(n_columns, sizeof(*cells->at));
	for (unsigned i = 0; i < c->n_keys; i++)
		cells->at[i] = c->now->names[c->keys[i]];
	for (unsigned i = 0; i < n; i++)
		cells->at[c->n_keys + i] = slice_of(names[i]);
	grid_init(out, cells->at, n_columns);
}

static void
put_row(struct cells *cells, const struct comparisons *c,
    const struct comparison *x, unsigned n)
{
	for (unsigned i = 0; i < c->n_keys; i++)
		cells->at[i] = x->keys[c->keys[i]];
	for (unsigned i = 0; i < n; i++)
		cells->at[c->n_keys + i] = buf_slice(&cells->text[i]);
	grid_add_cells(cells->out, cells->at);
	for (unsigned i = 0; i < n; i++)
		cells->text[i].n = 0;
}

static void
end(struct cells *cells)
{
	for (unsigned i = 0; i < COLUMNS; i++)
		buf_release(&cells->text[i]);
	free(cells->at);
}

static void
put_figure(struct buf *b, int128 v)
{
	char text[NUM_MAX_TEXT];
	buf_put(b, text, decimal_put_scaled(text, v, FIGURE_DECIMALS));
}

/* A difference as a share of what was, to six decimals, half away from zero. */
static int128
change_of(const struct comparison *x)
{
	int128 before = x->before.v < 0 ? -x->before.v : x->before.v;
	int128 twice = (x->now.v - x->before.v) * (2 * (int128)MILLION);
	int128 change = (twice + (twice < 0 ? -before : before)) / (2 * before);
	return change * (FIGURE_ONE / MILLION);
}

void
compare_table(const struct comparisons *c, struct grid *out)
{
	static const char *const names[COLUMNS] = {"measure", "now", "before",
	    "difference", "change", "low", "high", "z", "p", "p_holm", "test"};
	struct cells cells;
	begin(&cells, c, out, names, COLUMNS);
	for (size_t i = 0; i < c->n; i++) {
		const struct comparison *x = &c->at[i];
		struct buf *text = cells.text;
		buf_put_slice(&text[MEASURE], c->now->names[x->column]);
		if (x->in_now)
			put_figure(&text[NOW], x->now.v);
		if (x->in_before)
			put_figure(&text[BEFORE], x->before.v);
		if (x->in_now && x->in_before) {
			put_figure(&text[DIFFERENCE], x->now.v - x->before.v);
			if (x->before.v != 0)
				put_figure(&text[CHANGE], change_of(x));
		}
		if (x->tested) {
			buf_printf(&text[LOW], "%.9f", x->interval.low);
			buf_printf(&text[HIGH], "%.9f", x->interval.high);
			buf_printf(&text[Z], "%.9f", x->z);
			buf_printf(&text[P], "%.9f", x->p);
			buf_printf(&text[HOLM], "%.9f", x->p_holm);
			buf_put_text(&text[TEST], x->fisher ? "fisher" : "z");
		}
		put_row(&cells, c, x, COLUMNS);
	}
	end(&cells);
}

/* Of a funnel, figures that the rates tell as well. */
static bool
minor(struct slice name)
{
	static const char *const names[] = {"entered", "continued", "dropped",
	    "open", "overall_rate", "p90_s", NULL};
	for (const char *const *n = names; *n; n++)
		if (slice_is(name, *n))
			return true;
	return false;
}

static void
put_shown(struct buf *b, enum lang lang, int128 v, struct grid_style style)
{
	char text[CELL_ROOM];
	buf_put_slice(b, cell_show_figure(NULL, lang, v, style, text));
}

/* `+1.9`: percentage points, or with its sign a percentage. */
static void
put_signed(struct buf *b, int128 v, const char *unit)
{
	char text[CELL_ROOM];
	if (v >= 0)
		buf_put_byte(b, '+');
	buf_put(b, text, figure_put(text, v * 100, 1));
	buf_put_text(b, unit);
}

static void
put_difference(
    struct buf *b, const struct comparison *x, bool share, enum lang lang)
{
	if (!x->in_now || !x->in_before)
		return;
	if (share)
		put_signed(
		    b, x->now.v - x->before.v, label(lang, LABEL_POINTS));
	else if (x->before.v != 0)
		put_signed(b, change_of(x), "%");
}

/* Rounded to what is shown, so that doubles of other machines show the same. */
static int128
to_figure(double share)
{
	return (int128)(share * 1e6 + (share < 0 ? -0.5 : 0.5)) *
	    (FIGURE_ONE / MILLION);
}

static void
put_test(struct cells *cells, const struct comparison *x, enum lang lang)
{
	struct buf *interval = &cells->text[4], *p = &cells->text[5];
	if (!x->tested)
		return;
	put_signed(interval, to_figure(x->interval.low), "");
	buf_put_text(interval, label(lang, LABEL_TO));
	put_signed(interval, to_figure(x->interval.high), "");
	if (x->p_holm < 0.00005)
		buf_put_text(p, "<0.0001");
	else
		put_shown(p, lang, to_figure(x->p_holm),
		    (struct grid_style){GRID_NUMBER, 4, false});
	buf_put_text(p, x->p_holm < 0.05 ? "*" : " ");
}

/* What shows the figures of both tables: one may have none in a column, as the
 * order value of a day without orders, or fewer decimals. */
static struct grid_style
style_of_both(struct grid_style now, struct grid_style before)
{
	if (now.kind == GRID_TEXT)
		return before;
	if (before.kind == GRID_NUMBER && now.kind != GRID_NUMBER)
		return before;
	if (before.kind == now.kind && before.decimals > now.decimals)
		return before;
	return now;
}

/* Of each column: once, since every cell is looked at for it. */
static struct grid_style *
styles_of(const struct comparisons *c)
{
	unsigned n = c->now->n;
	struct grid_style *styles = mem_alloc((n + 1) * sizeof(*styles));
	for (unsigned i = 0; i < n; i++)
		styles[i] = style_of_both(
		    grid_style(c->now, i), grid_style(c->before, i));
	return styles;
}

void
compare_page(const struct comparisons *c, enum lang lang, struct grid *out)
{
	enum { SHOWN = 6 };
	static const char *const names[SHOWN] = {
	    "measure", "now", "before", "difference", "interval", "p"};
	struct cells cells;
	struct buf word = BUF_INIT;
	struct grid_style *styles = styles_of(c);
	unsigned currency = grid_find(c->now, SLICE("currency"));
	begin(&cells, c, out, names, SHOWN);
	out->finished = c->n_keys + 1;
	for (size_t i = 0; i < c->n; i++) {
		const struct comparison *x = &c->at[i];
		const struct grid *now = c->now;
		struct slice name = now->names[x->column];
		struct grid_style style = styles[x->column];
		if (minor(name))
			continue;
		if (currency != NO_COLUMN)
			style = grid_style_in(style, x->keys[currency]);
		buf_put_slice(&cells.text[0],
		    label_heading(lang, now->names, now->n, x->column, &word));
		if (x->in_now)
			put_shown(&cells.text[1], lang, x->now.v, style);
		if (x->in_before)
			put_shown(&cells.text[2], lang, x->before.v, style);
		put_difference(
		    &cells.text[3], x, style.kind == GRID_SHARE, lang);
		put_test(&cells, x, lang);
		put_row(&cells, c, x, SHOWN);
	}
	buf_release(&word);
	free(styles);
	end(&cells);
}
