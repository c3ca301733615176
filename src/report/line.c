/* SPDX-License-Identifier: MIT */
/* Composing lines. */
#include "report/line.h"

#include "report/width.h"

enum { EIGHTHS = 8 };

void
line_init(struct line *l, struct writer *out, size_t width, bool ascii)
{
	*l = (struct line){.out = out, .width = width, .ascii = ascii};
}

void
line_release(struct line *l)
{
	buf_release(&l->text);
}

static size_t
space(const struct line *l, size_t wanted)
{
	size_t left = l->width - l->used;
	return wanted < left ? wanted : left;
}

void
line_put(struct line *l, struct slice text)
{
	l->used += width_put(&l->text, text, space(l, l->width), l->ascii);
}

void
line_text(struct line *l, const char *text)
{
	line_put(l, slice_of(text));
}

void
line_to(struct line *l, size_t column)
{
	if (column > l->width)
		column = l->width;
	for (; l->used < column; l->used++)
		buf_put_byte(&l->text, ' ');
}

void
line_left(struct line *l, struct slice text, size_t width)
{
	size_t end = l->used + width;
	l->used += width_put(&l->text, text, space(l, width), l->ascii);
	line_to(l, end);
}

void
line_right(struct line *l, struct slice text, size_t width)
{
	size_t taken = width_of(text);
	if (taken < width)
		line_to(l, l->used + width - taken);
	l->used += width_put(
	    &l->text, text, space(l, taken < width ? taken : width), l->ascii);
}

void
line_rule(struct line *l, size_t width)
{
	for (size_t n = space(l, width); n > 0; n--)
		line_glyph(l, "─", "-");
}

void
line_glyph(struct line *l, const char *glyph, const char *ascii)
{
	line_put(l, slice_of(l->ascii ? ascii : glyph));
}

/* part/whole of n, rounded; at least 1 where part > 0. */
static size_t
share_of(int128 part, int128 whole, size_t n)
{
	if (part <= 0 || whole <= 0)
		return 0;
	if (part >= whole)
		return n;
	/* a drawing: the bits that the product has no room for do not show */
	while (whole >> 100) {
		whole >>= 1;
		part >>= 1;
	}
	size_t filled = (size_t)((part * (int128)n * 2 + whole) / (whole * 2));
	return filled > 0 ? filled : 1;
}

void
line_bar(struct line *l, int128 part, int128 whole, size_t width)
{
	static const char *const tips[EIGHTHS] = {
	    "", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	size_t end = l->used + width;
	width = space(l, width);
	if (l->ascii) {
		for (size_t n = share_of(part, whole, width); n > 0; n--)
			line_text(l, "#");
	} else {
		size_t n = share_of(part, whole, width * EIGHTHS);
		for (size_t full = n / EIGHTHS; full > 0; full--)
			line_text(l, "█");
		line_text(l, tips[n % EIGHTHS]);
	}
	line_to(l, end);
}

void
line_style(struct line *l, enum line_style style)
{
	static const char *const sequences[] = {[LINE_PLAIN] = "\033[0m",
	    [LINE_TITLE] = "\033[1m",
	    [LINE_BAR] = "\033[36m",
	    [LINE_LOSS] = "\033[31m",
	    [LINE_GAIN] = "\033[32m",
	    [LINE_DIM] = "\033[2m"};
	if (!l->colour)
		return;
	if (l->styled)
		buf_put_text(&l->text, sequences[LINE_PLAIN]);
	l->styled = style != LINE_PLAIN;
	if (l->styled)
		buf_put_text(&l->text, sequences[style]);
}

void
line_spark(
    struct line *l, const struct line_point *points, size_t n, size_t width)
{
	static const char *const glyphs[EIGHTHS] = {
	    "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	static const char *const ascii[EIGHTHS] = {
	    "_", "_", ".", ".", "-", "-", "=", "^"};
	int128 low = 0, high = 0;
	bool any = false;
	width = space(l, width);
	if (n > width) {
		points += n - width;
		n = width;
	}
	for (size_t i = 0; i < n; i++) {
		if (!points[i].given)
			continue;
		low = !any || points[i].v < low ? points[i].v : low;
		high = !any || points[i].v > high ? points[i].v : high;
		any = true;
	}
	for (size_t i = 0; i < n; i++) {
		size_t level = high > low
		    ? (size_t)((points[i].v - low) * (EIGHTHS - 1) * 2 /
			      (high - low) +
			  1) /
			2
		    : EIGHTHS / 2 - 1;
		if (points[i].given)
			line_glyph(l, glyphs[level], ascii[level]);
		else
			line_text(l, " ");
	}
}

void
line_end(struct line *l)
{
	line_style(l, LINE_PLAIN);
	while (l->text.n > 0 && l->text.p[l->text.n - 1] == ' ')
		l->text.n--;
	writer_put(l->out, l->text.p, l->text.n);
	writer_put_byte(l->out, '\n');
	l->text.n = 0;
	l->used = 0;
}
