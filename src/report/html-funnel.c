/* SPDX-License-Identifier: MIT */
/* The funnel: what came of it in large figures; its stages side by side with
 * the streams of persons between them, drawn in proportion; and for each stage
 * a card with its persons, where they went, money and touchpoints. */
#include <stdlib.h>

#include "report/flow.h"
#include "report/html.h"
#include "report/touchpoints.h"
#include "report/width.h"

enum {
	WIDTH = 1400, /* of the drawing */
	TOP = 84,     /* of the bars, below the names */
	TALL = 330,
	FALL = 96, /* how deep those who dropped fall */
	BAR = 46,
	LETTER = 14, /* the width of one in the names, but for W and M */
	ALARM = 45   /* percent of drop-off from which a stage is marked */
};

/* One funnel on the page. */
struct drawing {
	struct page *page;
	const struct flow_step *steps;
	size_t n;
	int128 most;
};

static int64_t
bar_x(const struct drawing *d, size_t i)
{
	int64_t n = (int64_t)d->n;
	int64_t column = WIDTH / n;
	return column * (int64_t)i + (column - BAR) / 2;
}

/* The height of so many persons. */
static int64_t
tall(const struct drawing *d, int128 persons)
{
	return html_permille(persons, d->most) * TALL / 1000;
}

static int128
count(const struct flow_step *s, enum flow_column c)
{
	return s->of[c].v;
}

static void
put_points(struct page *page, const int64_t *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		html_raw(page, i > 0 ? " " : "");
		html_number(page, at[i]);
	}
}

/* Those who went on: a band from bar to bar. */
static void
put_band(const struct drawing *d, size_t i)
{
	int64_t from = bar_x(d, i) + BAR, to = bar_x(d, i + 1);
	int64_t middle = (from + to) / 2;
	int64_t high = tall(d, count(&d->steps[i], FLOW_CONTINUED));
	html_raw(d->page, "<path class=\"c\" d=\"M");
	put_points(d->page, (int64_t[]){from, TOP}, 2);
	html_raw(d->page, "L");
	put_points(d->page, (int64_t[]){to, TOP, to, TOP + high}, 4);
	html_raw(d->page, "C");
	put_points(d->page,
	    (int64_t[]){
		middle, TOP + high, middle, TOP + high, from, TOP + high},
	    6);
	html_raw(d->page, "Z\"/>");
}

/* Those who dropped: a band that turns down behind the bar. */
static void
put_fall(const struct drawing *d, size_t i)
{
	const struct flow_step *s = &d->steps[i];
	int64_t x = bar_x(d, i) + BAR;
	int64_t bottom = TOP + tall(d, count(s, FLOW_VISITORS));
	int64_t high = tall(d, count(s, FLOW_DROPPED));
	int64_t wide = 34, ground = TOP + TALL + FALL - 40;
	if (high == 0)
		return;
	html_raw(d->page, "<path class=\"d\" d=\"M");
	put_points(d->page, (int64_t[]){x, bottom - high}, 2);
	html_raw(d->page, "C");
	put_points(d->page,
	    (int64_t[]){x + 2 * wide, bottom - high, x + 2 * wide,
		bottom - high, x + 2 * wide, ground - 24},
	    6);
	html_raw(d->page, "L");
	put_points(d->page,
	    (int64_t[]){x + wide + wide / 2, ground, x + wide, ground - 24}, 4);
	html_raw(d->page, "C");
	put_points(d->page,
	    (int64_t[]){x + wide, bottom, x + wide, bottom, x, bottom}, 6);
	html_raw(d->page, "Z\"/>");
}

static void
begin_text(const struct drawing *d, const char *class, int64_t x, int64_t y)
{
	html_raw(d->page, "<text class=\"");
	html_raw(d->page, class);
	html_raw(d->page, "\"");
	html_attribute(d->page, "x", x);
	html_attribute(d->page, "y", y);
	html_raw(d->page, ">");
}

/* The name over a bar, as much as its column has room for, and all of it when
 * it is pointed at. */
static void
put_step(const struct drawing *d, struct slice name, int64_t middle)
{
	struct page *page = d->page;
	struct buf b = BUF_INIT;
	begin_text(d, "", middle, 30);
	html_raw(page, "<title>");
	html_value(page, SLICE("step"), name);
	html_raw(page, "</title>");
	if (name.n > 0) {
		name =
		    label_value(page->lang, SLICE("step"), name, &page->cell);
		width_put(&b, name, WIDTH / d->n / LETTER - 1, false);
		html_text(page, buf_slice(&b));
	} else {
		html_label(page, LABEL_NONE);
	}
	html_raw(page, "</text>");
	buf_release(&b);
}

static void
put_bar(const struct drawing *d, size_t i)
{
	const struct flow_step *s = &d->steps[i];
	int64_t high = tall(d, count(s, FLOW_VISITORS));
	int64_t middle = bar_x(d, i) + BAR / 2;
	html_raw(d->page, "<rect class=\"s\" rx=\"6\"");
	html_attribute(d->page, "x", bar_x(d, i));
	html_attribute(d->page, "y", TOP);
	html_attribute(d->page, "width", BAR);
	html_attribute(d->page, "height", high > 2 ? high : 2);
	html_raw(d->page, "/>");
	put_step(d, s->name, middle);
	begin_text(d, "p", middle, 64);
	html_figure(d->page, count(s, FLOW_VISITORS), 0);
	html_raw(d->page, "</text>");
}

/* The shares of those who went on, and of those who did not. */
static void
put_shares(const struct drawing *d, size_t i)
{
	const struct flow_step *s = &d->steps[i];
	int64_t middle = (bar_x(d, i) + BAR + bar_x(d, i + 1)) / 2;
	int64_t high = tall(d, count(s, FLOW_CONTINUED));
	begin_text(d, "p", middle, TOP + (high > 40 ? high / 2 + 9 : 30));
	html_share(d->page, count(s, FLOW_CONTINUED), count(s, FLOW_VISITORS));
	html_raw(d->page, "</text>");
	if (count(s, FLOW_DROPPED) == 0)
		return;
	begin_text(d, "l", bar_x(d, i) + BAR + 51, TOP + TALL + FALL - 10);
	html_raw(d->page, "−");
	html_share(d->page, count(s, FLOW_DROPPED), count(s, FLOW_VISITORS));
	html_raw(d->page, "</text>");
}

/* For eyes alone: the cards tell the same. */
static void
put_drawing(const struct drawing *d)
{
	html_raw(d->page,
	    "<svg class=\"flow\" aria-hidden=\"true\" "
	    "viewBox=\"0 0");
	html_raw(d->page, " ");
	html_number(d->page, WIDTH);
	html_raw(d->page, " ");
	html_number(d->page, TOP + TALL + FALL);
	html_raw(d->page, "\">\n");
	for (size_t i = 0; i + 1 < d->n; i++) {
		put_fall(d, i);
		put_band(d, i);
	}
	for (size_t i = 0; i < d->n; i++)
		put_bar(d, i);
	for (size_t i = 0; i + 1 < d->n; i++)
		put_shares(d, i);
	html_raw(d->page, "\n</svg>\n");
}

/* A line of a card; its share of `whole` unless that is 0. */
static void
put_fact(struct page *page, enum label what, const char *class,
    const struct flow_count *c, int128 whole)
{
	html_raw(page, "<dt");
	html_raw(page, class);
	html_raw(page, ">");
	html_label(page, what);
	html_raw(page, "</dt><dd");
	html_raw(page, class);
	html_raw(page, ">");
	html_figure(page, c->v, c->decimals);
	if (whole > 0) {
		html_raw(page, " <span class=\"sub\">");
		html_share(page, c->v, whole);
		html_raw(page, "</span>");
	}
	html_raw(page, "</dd>");
}

static void
put_time(struct page *page, const struct flow_step *s)
{
	char text[FIGURE_ROOM];
	if (!s->of[FLOW_MEDIAN].given)
		return;
	html_raw(page, "<dt>");
	html_label(page, LABEL_MEDIAN_TIME);
	html_raw(page, "</dt><dd>");
	writer_put(page->out, text,
	    figure_put_seconds(text, s->of[FLOW_MEDIAN].v, page->lang));
	html_raw(page, "</dd>");
}

/* What a stage was reached by, with persons and the money after it. */
static void
put_touchpoints(
    struct page *page, const struct touchpoints *t, struct slice stage)
{
	struct slice name;
	struct figure f;
	bool any = false;
	for (size_t row = 0; t->grid && row < t->grid->n_rows; row++) {
		if (!touchpoints_of(t, row, stage, &name))
			continue;
		html_raw(page, any ? "" : "<ul class=\"touch\">");
		any = true;
		html_raw(page, "<li><span>");
		html_value(page, SLICE("touchpoint"), name);
		if (touchpoints_figure(t, row, TOUCHPOINT_REVENUE, &f) &&
		    f.v != 0) {
			html_raw(page, "<br><span class=\"sub\">");
			html_label(page, LABEL_REVENUE);
			html_raw(page, " ");
			html_figure(page, f.v, f.decimals);
			html_raw(page, "</span>");
		}
		if (touchpoints_figure(t, row, TOUCHPOINT_COST, &f)) {
			html_raw(page, "<br><span class=\"sub\">");
			html_label(page, LABEL_COST);
			html_raw(page, " ");
			html_figure(page, f.v, f.decimals);
			html_raw(page, "</span>");
		}
		if (touchpoints_figure(t, row, TOUCHPOINT_ROAS, &f)) {
			html_raw(page, " <span class=\"sub\">ROAS ");
			html_share(page, f.v, FIGURE_ONE);
			html_raw(page, "</span>");
		}
		html_raw(page, "</span><b>");
		if (touchpoints_figure(t, row, TOUCHPOINT_PERSONS, &f))
			html_figure(page, f.v, 0);
		html_raw(page, "</b></li>");
	}
	html_raw(page, any ? "</ul>" : "");
}

static void
put_card(const struct drawing *d, size_t i, const struct touchpoints *t)
{
	struct page *page = d->page;
	const struct flow_step *s = &d->steps[i];
	int128 all = count(s, FLOW_VISITORS);
	bool last = i + 1 == d->n;
	bool high =
	    !last && count(s, FLOW_DROPPED) * 100 >= all * ALARM && all > 0;
	html_raw(
	    page, high ? "<li class=\"stage high\">" : "<li class=\"stage\">");
	html_raw(page, "<h3>");
	html_value(page, SLICE("step"), s->name);
	html_raw(page, "</h3><div class=\"big\">");
	html_figure(page, all, 0);
	html_raw(page, "<span class=\"sub\">");
	html_label(page, all == FIGURE_ONE ? LABEL_PERSON : LABEL_PERSONS);
	if (i > 0 && count(&d->steps[0], FLOW_VISITORS) > 0) {
		html_raw(page, " · ");
		html_share(page, all, count(&d->steps[0], FLOW_VISITORS));
	}
	html_raw(page, "</span></div>");
	html_bar(page, all, d->most, "");
	html_raw(page, "<dl>");
	if (s->of[FLOW_ENTERED].v > 0 && i > 0)
		put_fact(page, LABEL_ENTERED, "", &s->of[FLOW_ENTERED], 0);
	if (!last) {
		put_fact(
		    page, LABEL_CONTINUED, "", &s->of[FLOW_CONTINUED], all);
		put_fact(page, LABEL_DROPPED, " class=\"drop\"",
		    &s->of[FLOW_DROPPED], all);
		if (s->of[FLOW_OPEN].v > 0)
			put_fact(page, LABEL_OPEN, "", &s->of[FLOW_OPEN], all);
	}
	put_time(page, s);
	if (s->of[FLOW_REVENUE].v != 0)
		put_fact(page, LABEL_REVENUE, "", &s->of[FLOW_REVENUE], 0);
	html_raw(page, "</dl>");
	put_touchpoints(page, t, s->name);
	html_raw(page, "</li>\n");
}

/* A large figure with its name. */
static void
begin_key(struct page *page, enum label what)
{
	html_raw(page, "<div><dt>");
	html_label(page, what);
	html_raw(page, "</dt><dd>");
}

static void
put_keys(const struct drawing *d)
{
	const struct flow_step *first = d->steps, *last = first + d->n - 1;
	struct page *page = d->page;
	html_raw(page, "<dl class=\"kpi\">");
	begin_key(page, LABEL_OVERALL);
	if (count(first, FLOW_VISITORS) > 0)
		html_share(page, count(last, FLOW_VISITORS),
		    count(first, FLOW_VISITORS));
	else
		html_raw(page, "–");
	html_raw(page, "</dd></div>");
	for (size_t i = 0; i < 2; i++) {
		const struct flow_step *s = i == 0 ? first : last;
		html_raw(page, "<div><dt>");
		html_value(page, SLICE("step"), s->name);
		html_raw(page, "</dt><dd>");
		html_figure(page, count(s, FLOW_VISITORS), 0);
		html_raw(page, "</dd></div>");
	}
	if (last->of[FLOW_REVENUE].v != 0) {
		begin_key(page, LABEL_REVENUE);
		html_figure(page, last->of[FLOW_REVENUE].v,
		    last->of[FLOW_REVENUE].decimals);
		html_raw(page, "</dd></div>");
	}
	html_raw(page, "</dl>\n");
}

static void
put_funnel(struct page *page, const struct flow_step *steps, size_t n,
    const struct touchpoints *t)
{
	struct drawing d = {.page = page, .steps = steps, .n = n};
	for (size_t i = 0; i < n; i++)
		if (count(&steps[i], FLOW_VISITORS) > d.most)
			d.most = count(&steps[i], FLOW_VISITORS);
	put_keys(&d);
	if (n > 1 && n <= 8)
		put_drawing(&d);
	html_raw(page, "<ol class=\"stages\">\n");
	for (size_t i = 0; i < n; i++)
		put_card(&d, i, t);
	html_raw(page, "</ol>\n");
}

/* Segments behind the first are closed until they are asked for. */
static void
put_segments(
    struct page *page, const struct flow *flow, const struct touchpoints *t)
{
	size_t shown = 0;
	for (size_t i = 0, n; i < flow->n; i += n) {
		n = flow_length(flow->at + i, flow->n - i);
		if (shown++ >= page->rows)
			continue;
		if (flow->segments) {
			html_raw(page,
			    shown == 1 ? "<details open><summary>"
				       : "<details><summary>");
			html_value(page, SLICE("segment"), flow->at[i].segment);
			html_raw(page, "</summary>\n");
		}
		put_funnel(page, flow->at + i, n, t);
		html_raw(page, flow->segments ? "</details>\n" : "");
	}
	if (shown > page->rows)
		html_left_out(page, shown - (size_t)page->rows,
		    flow->segments ? LABEL_SEGMENT : LABEL_FUNNEL);
}

bool
html_funnel(struct page *page, const struct section *s)
{
	struct flow flow;
	struct touchpoints t = {.grid = NULL};
	struct buf b = BUF_INIT;
	if (page->sorted || !flow_read(&flow, &s->grid))
		return false;
	if (!flow.segments) /* they are the whole shop's */
		touchpoints_find(&t, page->sections);
	put_segments(page, &flow, &t);
	html_figures(page, &s->grid, label_section(page->lang, s->name, &b));
	buf_release(&b);
	flow_release(&flow);
	return true;
}
