/* SPDX-License-Identifier: MIT */
/* A line of a text report, put together from left to right in columns of the
 * terminal. It never gets wider than it may: what does not fit is cut. */
#ifndef CJM_REPORT_LINE_H
#define CJM_REPORT_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/slice.h"
#include "io/writer.h"

struct line {
	struct writer *out;
	size_t width; /* columns that there are */
	bool ascii;   /* draw with ASCII */
	bool colour;  /* the terminal takes sequences of ECMA-48 */
	bool styled;  /* a style is on */
	size_t used;  /* columns filled so far */
	struct buf text;
};

enum line_style {
	LINE_PLAIN,
	LINE_TITLE, /* bold */
	LINE_BAR,
	LINE_LOSS,
	LINE_GAIN,
	LINE_DIM
};

void line_init(struct line *l, struct writer *out, size_t width, bool ascii);
void line_release(struct line *l);

/* Text as it comes, made safe (width.h). */
void line_put(struct line *l, struct slice text);
void line_text(struct line *l, const char *text);

/* Blanks up to a column, counted from 0; none when it is passed. */
void line_to(struct line *l, size_t column);

/* Text in a cell of its own width: at the left, or at the right. */
void line_left(struct line *l, struct slice text, size_t width);
void line_right(struct line *l, struct slice text, size_t width);

/* Drawings. A bar is part of `width` columns in eighths of one, and at least
 * one eighth where part > 0; in ASCII whole `#`. It is padded to its width. */
void line_rule(struct line *l, size_t width);
void line_bar(struct line *l, int128 part, int128 whole, size_t width);

/* What follows is in that style up to the end of the line, or the next; does
 * nothing without colour. */
void line_style(struct line *l, enum line_style style);

/* The values as a row of small columns `▁▂▃▅▇`, one for each, the lowest
 * value the smallest; as many as there is room for, the last ones. Places
 * whose value is not given are blank. In ASCII `_.-=^`. */
struct line_point {
	int128 v;
	bool given;
};
void line_spark(
    struct line *l, const struct line_point *points, size_t n, size_t width);

/* `│` or what else stands for it in ASCII. */
void line_glyph(struct line *l, const char *glyph, const char *ascii);

/* Writes the line without its last blanks, and begins the next. */
void line_end(struct line *l);

#endif
