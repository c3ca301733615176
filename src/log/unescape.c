/* SPDX-License-Identifier: MIT */
/* Backslash sequences of Apache, nginx and lighttpd. */
#include "log/unescape.h"

#include "base/character.h"

/* The byte that a sequence stands for, or -1; *taken bytes behind the
 * backslash belong to it. */
static int
sequence(struct slice s, size_t *taken)
{
	static const char letters[] = "nrtbvfa\"\\";
	static const char bytes[] = "\n\r\t\b\v\f\a\"\\";
	if (s.n == 0)
		return -1;
	if (s.p[0] == 'x') {
		*taken = 3;
		return hex_number(s.p + 1, s.p + s.n, 2);
	}
	const char *at = memchr(letters, s.p[0], sizeof(letters) - 1);
	*taken = 1;
	return at ? bytes[at - letters] : -1;
}

struct slice
unescape_log(struct slice s, struct buf *b)
{
	const char *at = slice_find(s, '\\');
	if (!at)
		return s;
	size_t from = b->n;
	buf_need(b, s.n);
	while (at) {
		size_t taken = 0;
		buf_put(b, s.p, (size_t)(at - s.p));
		s = slice_skip(s, (size_t)(at - s.p) + 1);
		int byte = sequence(s, &taken);
		buf_put_byte(b, byte < 0 ? '\\' : (char)byte);
		s = slice_skip(s, byte < 0 ? 0 : taken);
		at = slice_find(s, '\\');
	}
	buf_put_slice(b, s);
	return (struct slice){b->p + from, b->n - from};
}
