/* SPDX-License-Identifier: MIT */
/* Display width of UTF-8. */
#include "report/width.h"

#include <stdint.h>

#include "base/character.h"
#include "report/width-table.h"
#include "table/escape.h"

enum { MARKS = 8 }; /* the most on one character; a flag of a region has six */

static bool
listed(const struct range *ranges, size_t n, uint32_t c)
{
	size_t low = 0, high = n;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (ranges[middle].last < c)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && ranges[low].first <= c;
}

/* C1 controls, line ends, and what turns the direction of text. */
static bool
drives(uint32_t c)
{
	return c < 0xa0 || c == 0x061c || c == 0x200e || c == 0x200f ||
	    (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x206f) ||
	    c == 0xfeff;
}

unsigned
width_first(struct slice text, size_t *length, bool *safe)
{
	unsigned char byte = (unsigned char)text.p[0];
	*length = 1;
	*safe = byte >= 0x20 && byte < 0x7f;
	if (byte < 0x80)
		return 1;
	size_t n = utf8_length(text.p, text.n);
	if (n == 0)
		return 1;
	uint32_t c = utf8_get(text.p, n);
	*length = n;
	*safe = !drives(c);
	if (!*safe)
		return 1;
	if (c < 0x300)
		return 1;
	if (listed(no_width, sizeof(no_width) / sizeof(*no_width), c))
		return 0;
	size_t n_wide = sizeof(two_columns) / sizeof(*two_columns);
	return listed(two_columns, n_wide, c) ? 2 : 1;
}

size_t
width_of(struct slice text)
{
	size_t width = 0, length;
	bool safe;
	for (; text.n > 0; text = slice_skip(text, length))
		width += width_first(text, &length, &safe);
	return width;
}

size_t
width_put(struct buf *b, struct slice text, size_t max, bool ascii)
{
	struct slice unknown = ascii ? SLICE("?") : SLICE("\xef\xbf\xbd");
	struct slice more = ascii ? SLICE("..") : SLICE("…");
	size_t more_width = ascii ? 2 : 1;
	size_t used = 0, length, marks = 0;
	size_t cut = b->n, cut_used = 0; /* where `…` would still fit */
	bool safe;
	for (; text.n > 0; text = slice_skip(text, length)) {
		unsigned width = width_first(text, &length, &safe);
		marks = width == 0 ? marks + 1 : 0;
		if (width > 0 && used + more_width <= max) {
			cut = b->n;
			cut_used = used;
		}
		if (used + width > max) {
			b->n = cut;
			if (cut_used + more_width > max)
				return cut_used;
			buf_put_slice(b, more);
			return cut_used + more_width;
		}
		if (marks <= MARKS)
			buf_put_slice(
			    b, safe ? (struct slice){text.p, length} : unknown);
		used += width;
	}
	return used;
}
