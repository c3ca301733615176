/* SPDX-License-Identifier: MIT */
/* Breaking column names. */
#include "report/heading.h"

#include "report/width.h"

/* The piece that a name begins with, up to and with its separator. */
static struct slice
piece(struct slice name)
{
	size_t n = 0;
	while (n < name.n && !memchr("_- ", name.p[n], 3))
		n++;
	return (struct slice){name.p, n < name.n ? n + 1 : n};
}

size_t
heading_width(struct slice name)
{
	size_t widest = 0;
	while (name.n > 0) {
		struct slice one = piece(name);
		size_t width = width_of(one);
		if (width > widest)
			widest = width;
		name = slice_skip(name, one.n);
	}
	return widest;
}

/* Takes as many pieces off *rest as fit the width, and one at least. */
static struct slice
take_line(struct slice *rest, size_t width)
{
	struct slice line = piece(*rest);
	while (line.n < rest->n) {
		struct slice next = piece(slice_skip(*rest, line.n));
		struct slice both = {line.p, line.n + next.n};
		if (width_of(both) > width)
			break;
		line = both;
	}
	*rest = slice_skip(*rest, line.n);
	return line;
}

size_t
heading_lines(struct slice name, size_t width)
{
	size_t lines = 0;
	while (name.n > 0) {
		take_line(&name, width);
		lines++;
	}
	return lines;
}

void
heading_put(struct line *line, struct slice name, size_t width, size_t at,
    size_t lines, bool right)
{
	size_t own = heading_lines(name, width);
	struct slice text = {"", 0};
	for (size_t i = lines - own; i <= at && name.n > 0; i++)
		text = take_line(&name, width);
	if (at + own < lines)
		text.n = 0;
	if (right)
		line_right(line, text, width);
	else
		line_left(line, text, width);
}
