/* SPDX-License-Identifier: MIT */
/* The funnel: the stages one under the other, each with a bar of its
 * visitors, and between two of them where the visitors went.
 *
 * Rates are computed anew from the counts, so that they are rounded once. */
#include <stdlib.h>

#include "report/figure.h"
#include "report/flow.h"
#include "report/text.h"
#include "report/touchpoints.h"
#include "report/width.h"

/* Widths in columns, the same for all segments. */
struct layout {
	enum lang lang;
	struct touchpoints touchpoints;
	size_t name, bar, count, share; /* of a stage's line */
	size_t indent, label, flow;     /* of the lines between stages */
	size_t part;                    /* and of their shares */
	bool stacked;                   /* the name on a line of its own */
};

enum {
	GAP = 2,
	MARK = 2,
	SHORTEST_BAR = 10,
	BAR_PART = 4,
	SHARE = 6,
	LABEL = 10
};

static struct slice
put_count(char *text, const struct flow_count *c)
{
	return (struct slice){text, figure_put(text, c->v, c->decimals)};
}

static struct slice
put_share(
    char *text, const struct flow_count *part, const struct flow_count *whole)
{
	return (struct slice){
	    text, figure_put_share(text, part->v, whole->v, 1)};
}

static void
widen(size_t *width, size_t wanted)
{
	if (*width < wanted)
		*width = wanted;
}

/* Widens the layout for the steps of one funnel. */
static void
measure_block(struct layout *l, const struct flow_step *steps, size_t n)
{
	char text[FIGURE_ROOM];
	const struct flow_count *first = &steps->of[FLOW_VISITORS];
	for (const struct flow_step *s = steps; s < steps + n; s++) {
		const struct flow_count *visitors = &s->of[FLOW_VISITORS];
		widen(&l->name, width_of(s->name));
		widen(&l->count, put_count(text, visitors).n);
		widen(&l->share, put_share(text, visitors, first).n);
		for (unsigned i = FLOW_ENTERED; i <= FLOW_OPEN; i++)
			widen(&l->flow, put_count(text, &s->of[i]).n);
		for (unsigned i = FLOW_CONTINUED; i <= FLOW_OPEN; i++)
			widen(&l->part, put_share(text, &s->of[i], visitors).n);
		widen(&l->flow, put_count(text, &s->of[FLOW_REVENUE]).n);
	}
}

/* The widths that the steps need, and what is left for the bars. */
static struct layout
measure(const struct flow_step *steps, size_t n, size_t width, enum lang lang)
{
	struct layout l = {
	    .lang = lang, .share = SHARE, .part = SHARE, .label = LABEL};
	for (enum label i = LABEL_CONTINUED; i <= LABEL_ROAS; i++)
		widen(&l.label, width_of(slice_of(label(lang, i))));
	for (size_t i = 0, length; i < n; i += length) {
		length = flow_length(steps + i, n - i);
		measure_block(&l, steps + i, length);
	}
	size_t figures = GAP + l.count + GAP + l.share;
	size_t shortest = SHORTEST_BAR;
	widen(&shortest, width / BAR_PART);
	l.stacked = l.name + GAP + shortest + figures > width;
	l.bar = figures < width ? width - figures : 0;
	if (!l.stacked)
		l.bar -= l.name + GAP;
	l.indent = l.stacked ? 0 : l.name + GAP;
	size_t least = MARK + l.label + GAP + l.flow + GAP + l.part;
	if (l.indent == 0 || l.indent + least > width)
		l.indent = least + GAP <= width ? GAP : 0;
	return l;
}

static void
put_stage(struct line *line, const struct layout *l, const struct flow_step *s,
    const struct flow_step *first, int128 most)
{
	char text[FIGURE_ROOM];
	struct slice name =
	    s->name.n > 0 ? s->name : slice_of(label(l->lang, LABEL_NONE));
	line_style(line, LINE_TITLE);
	if (l->stacked) {
		line_put(line, name);
		line_end(line);
	} else {
		line_left(line, name, l->name + GAP);
	}
	line_style(line, LINE_BAR);
	line_bar(line, s->of[FLOW_VISITORS].v, most, l->bar);
	line_style(line, LINE_PLAIN);
	line_to(line, line->used + GAP);
	line_right(line, put_count(text, &s->of[FLOW_VISITORS]), l->count);
	line_to(line, line->used + GAP);
	line_right(line,
	    put_share(text, &s->of[FLOW_VISITORS], &first->of[FLOW_VISITORS]),
	    l->share);
	line_end(line);
}

/* The mark at the left of what stands between two stages. */
static void
put_mark(struct line *line, const struct layout *l, bool last, bool enters)
{
	line_to(line, l->indent);
	if (enters)
		line_text(line, "+");
	else if (!last)
		line_glyph(line, "│", "|");
	line_to(line, l->indent + MARK);
}

/* A figure of a touchpoint, on a line of its own where the last one has no room
 * for all of it. */
static void
put_fact(struct line *line, const struct layout *l, bool last,
    const char *between, struct slice fact)
{
	if (line->used + strlen(between) + width_of(fact) > line->width) {
		line_end(line);
		put_mark(line, l, last, false);
		line_to(line, line->used + GAP);
		line_style(line, LINE_DIM);
	} else {
		line_text(line, between);
	}
	line_put(line, fact);
}

/* What the stage was reached by: `· view_item  1,234 persons, revenue
 * 5,678`. */
static void
put_touchpoints(struct line *line, const struct layout *l,
    const struct touchpoints *t, const struct flow_step *s, bool last)
{
	static const struct {
		enum touchpoint_figure which;
		enum label what;
	} money[] = {{TOUCHPOINT_REVENUE, LABEL_REVENUE},
	    {TOUCHPOINT_COST, LABEL_COST}, {TOUCHPOINT_ROAS, LABEL_ROAS}};
	char text[FIGURE_ROOM];
	struct buf fact = BUF_INIT;
	struct slice name;
	struct figure f;
	for (size_t row = 0; t->grid && row < t->grid->n_rows; row++) {
		if (!touchpoints_of(t, row, s->name, &name))
			continue;
		put_mark(line, l, last, false);
		line_glyph(line, "· ", "- ");
		line_put(line, name);
		line_style(line, LINE_DIM);
		if (touchpoints_figure(t, row, TOUCHPOINT_PERSONS, &f)) {
			fact.n = 0;
			buf_put(&fact, text, figure_put(text, f.v, 0));
			buf_put_text(&fact,
			    label_of(l->lang, LABEL_PERSON,
				f.v == FIGURE_ONE ? 1 : 2));
			put_fact(line, l, last, "  ", buf_slice(&fact));
		}
		for (size_t i = 0; i < sizeof(money) / sizeof(*money); i++) {
			if (!touchpoints_figure(t, row, money[i].which, &f) ||
			    f.v == 0)
				continue;
			fact.n = 0;
			buf_put_text(&fact, label(l->lang, money[i].what));
			buf_put_byte(&fact, ' ');
			size_t n = money[i].which == TOUCHPOINT_ROAS
			    ? figure_put_share(text, f.v, FIGURE_ONE, 1)
			    : figure_put(text, f.v, f.decimals);
			buf_put(&fact, text, n);
			put_fact(line, l, last, ", ", buf_slice(&fact));
		}
		line_end(line);
	}
	buf_release(&fact);
}

/* `median 2h 05m, 90% within 3d 4h` */
static void
note_times(struct buf *b, const struct flow_step *next, enum lang lang)
{
	char text[FIGURE_ROOM];
	b->n = 0;
	if (!next->of[FLOW_MEDIAN].given)
		return;
	buf_put_text(b, label(lang, LABEL_MEDIAN));
	buf_put_byte(b, ' ');
	buf_put(
	    b, text, figure_put_seconds(text, next->of[FLOW_MEDIAN].v, lang));
	if (!next->of[FLOW_P90].given)
		return;
	buf_put_text(b, ", ");
	buf_put_text(b, label(lang, LABEL_P90));
	buf_put_byte(b, ' ');
	buf_put(b, text, figure_put_seconds(text, next->of[FLOW_P90].v, lang));
}

/* `95% interval 34.2% to 35.8%` */
static void
note_interval(struct buf *b, const struct flow_step *next, enum lang lang)
{
	char text[FIGURE_ROOM];
	b->n = 0;
	if (!next->of[FLOW_WILSON_LOW].given ||
	    !next->of[FLOW_WILSON_HIGH].given)
		return;
	buf_put_text(b, label(lang, LABEL_INTERVAL));
	buf_put_byte(b, ' ');
	buf_put(b, text,
	    figure_put_share(text, next->of[FLOW_WILSON_LOW].v, FIGURE_ONE, 1));
	buf_put_text(b, label(lang, LABEL_TO));
	buf_put(b, text,
	    figure_put_share(
		text, next->of[FLOW_WILSON_HIGH].v, FIGURE_ONE, 1));
}

/* What is said between two stages beside the counts. */
struct notes {
	struct buf text[2]; /* the interval of the rate, and the times */
	size_t next;        /* to be shown */
	size_t column;      /* where they begin; 0: on lines of their own */
};

static void
put_note(struct line *line, struct notes *notes)
{
	while (notes->next < 2 && notes->text[notes->next].n == 0)
		notes->next++;
	if (notes->next < 2)
		line_put(line, buf_slice(&notes->text[notes->next++]));
}

/* One line of the flow; its share of `whole` unless that is NULL. */
static void
put_flow(struct line *line, const struct layout *l, enum label what,
    const struct flow_count *c, const struct flow_count *whole,
    struct notes *notes)
{
	char text[FIGURE_ROOM];
	if (what == LABEL_DROPPED)
		line_style(line, LINE_LOSS);
	line_left(line, slice_of(label(l->lang, what)), l->label + GAP);
	line_right(line, put_count(text, c), l->flow);
	line_to(line, line->used + GAP);
	if (whole)
		line_right(line, put_share(text, c, whole), l->part);
	line_style(line, LINE_DIM);
	if (notes->column > 0 && notes->next < 2) {
		line_to(line, notes->column);
		put_note(line, notes);
	}
	line_end(line);
}

static void
read_notes(struct notes *notes, const struct line *line, const struct layout *l,
    const struct flow_step *next)
{
	note_interval(&notes->text[0], next, l->lang);
	note_times(&notes->text[1], next, l->lang);
	notes->next = 0;
	size_t column =
	    l->indent + MARK + l->label + GAP + l->flow + GAP + l->part + 3;
	size_t longest = width_of(buf_slice(&notes->text[0]));
	widen(&longest, width_of(buf_slice(&notes->text[1])));
	notes->column = column + longest <= line->width ? column : 0;
}

/* From step s to step next. */
static void
put_flows(struct line *line, const struct layout *l, const struct flow_step *s,
    const struct flow_step *next, struct notes *notes)
{
	static const struct {
		enum label what;
		enum flow_column column;
		bool always;
	} flows[] = {{LABEL_CONTINUED, FLOW_CONTINUED, true},
	    {LABEL_DROPPED, FLOW_DROPPED, true},
	    {LABEL_OPEN, FLOW_OPEN, false}};
	read_notes(notes, line, l, next);
	for (size_t i = 0; i < sizeof(flows) / sizeof(*flows); i++) {
		const struct flow_count *c = &s->of[flows[i].column];
		if (!c->given || (c->v == 0 && !flows[i].always))
			continue;
		put_mark(line, l, false, false);
		put_flow(
		    line, l, flows[i].what, c, &s->of[FLOW_VISITORS], notes);
	}
	notes->column = 0;
	for (size_t i = notes->next; i < 2; i++) {
		if (notes->text[i].n == 0)
			continue;
		put_mark(line, l, false, false);
		line_put(line, buf_slice(&notes->text[i]));
		line_end(line);
	}
	notes->next = 2;
	if (next->of[FLOW_ENTERED].v > 0) {
		put_mark(line, l, false, true);
		put_flow(line, l, LABEL_ENTERED, &next->of[FLOW_ENTERED], NULL,
		    notes);
	}
}

/* `overall  1.90%  reach 12,345 → purchase 234` */
static void
put_overall(struct line *line, enum lang lang, const struct flow_step *first,
    const struct flow_step *last)
{
	char text[FIGURE_ROOM];
	const struct flow_count *from = &first->of[FLOW_VISITORS];
	const struct flow_count *to = &last->of[FLOW_VISITORS];
	line_text(line, label(lang, LABEL_OVERALL));
	line_text(line, "  ");
	size_t n = figure_put_share(text, to->v, from->v, 2);
	line_put(line, n > 0 ? (struct slice){text, n} : SLICE("-"));
	line_text(line, "  ");
	size_t rest = width_of(first->name) + width_of(last->name) + 2 + 3 +
	    put_count(text, from).n + put_count(text, to).n;
	bool fits = line->used + rest <= line->width;
	if (fits) {
		line_put(line, first->name);
		line_text(line, " ");
	}
	line_put(line, put_count(text, from));
	line_glyph(line, " → ", " > ");
	if (fits) {
		line_put(line, last->name);
		line_text(line, " ");
	}
	line_put(line, put_count(text, to));
	const char *within = label(lang, LABEL_WITHIN);
	const struct flow_count *window = &first->of[FLOW_WINDOW];
	size_t n_window =
	    window->given ? figure_put_seconds(text, window->v, lang) : 0;
	if (n_window > 0 &&
	    line->used + 3 + width_of(slice_of(within)) +
		    width_of((struct slice){text, n_window}) <=
		line->width) {
		line_text(line, "  ");
		line_text(line, within);
		line_text(line, " ");
		line_put(line, (struct slice){text, n_window});
	}
	line_end(line);
}

/* The steps of one segment. */
static void
put_block(struct line *line, const struct layout *l,
    const struct flow_step *steps, size_t n, struct notes *notes)
{
	int128 most = 0;
	for (size_t i = 0; i < n; i++)
		if (steps[i].of[FLOW_VISITORS].v > most)
			most = steps[i].of[FLOW_VISITORS].v;
	for (size_t i = 0; i < n; i++) {
		bool last = i + 1 == n;
		put_stage(line, l, &steps[i], steps, most);
		put_touchpoints(line, l, &l->touchpoints, &steps[i], last);
		notes->next = 2;
		if (steps[i].of[FLOW_REVENUE].v != 0) {
			put_mark(line, l, last, false);
			put_flow(line, l, LABEL_REVENUE,
			    &steps[i].of[FLOW_REVENUE], NULL, notes);
		}
		if (!last)
			put_flows(line, l, &steps[i], &steps[i + 1], notes);
	}
	line_end(line);
	put_overall(line, l->lang, &steps[0], &steps[n - 1]);
}

static void
put_segment(struct line *line, struct slice name, enum lang lang)
{
	line_rule(line, 2);
	line_text(line, " ");
	line_put(line, name.n > 0 ? name : slice_of(label(lang, LABEL_NONE)));
	line_text(line, " ");
	line_rule(line, line->width);
	line_end(line);
	line_end(line);
}

static void
put_funnel(const struct page *page, struct line *line,
    const struct flow_step *steps, size_t n, bool segments)
{
	struct layout l = measure(steps, n, line->width, page->lang);
	if (!segments) /* they are the whole shop's */
		touchpoints_find(&l.touchpoints, page->sections);
	struct notes notes = {.text = {BUF_INIT, BUF_INIT}};
	size_t shown = 0, left_out = 0;
	for (size_t i = 0; i < n;) {
		size_t length = flow_length(steps + i, n - i);
		if (shown == page->rows) {
			left_out++;
		} else {
			if (shown++ > 0)
				line_end(line);
			if (segments)
				put_segment(line, steps[i].segment, page->lang);
			put_block(line, &l, steps + i, length, &notes);
		}
		i += length;
	}
	if (left_out > 0 && shown > 0)
		line_end(line);
	text_left_out(
	    page, line, left_out, segments ? LABEL_SEGMENT : LABEL_FUNNEL);
	buf_release(&notes.text[0]);
	buf_release(&notes.text[1]);
}

bool
text_funnel(const struct page *page, struct line *line, const struct grid *g)
{
	struct flow flow;
	if (page->sorted || !flow_read(&flow, g))
		return false;
	if (flow.n > 0) {
		put_funnel(page, line, flow.at, flow.n, flow.segments);
	} else {
		line_text(line, label(page->lang, LABEL_NO_VISITORS));
		line_end(line);
	}
	flow_release(&flow);
	return true;
}
