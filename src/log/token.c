/* SPDX-License-Identifier: MIT */
#include "log/token.h"

static void
skip_blanks(struct slice *s)
{
	while (s->n > 0 && s->p[0] == ' ')
		*s = slice_skip(*s, 1);
}

struct slice
token_word(struct slice *rest)
{
	skip_blanks(rest);
	const char *end = slice_find(*rest, ' ');
	size_t n = end ? (size_t)(end - rest->p) : rest->n;
	struct slice word = {rest->p, n};
	*rest = slice_skip(*rest, n);
	return word;
}

bool
token_words(struct slice *rest, struct slice *out, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		out[i] = token_word(rest);
		if (out[i].n == 0)
			return false;
	}
	return true;
}

bool
token_quoted(struct slice *rest, struct slice *out)
{
	skip_blanks(rest);
	if (rest->n == 0)
		return false;
	if (rest->p[0] != '"') {
		*out = token_word(rest);
		return true;
	}
	const char *p = rest->p + 1, *end = rest->p + rest->n;
	for (const char *q = p; q < end; q++) {
		q = memchr(q, '"', (size_t)(end - q));
		if (!q)
			return false;
		if (q + 1 == end || q[1] == ' ') {
			*out = slice_between(p, q);
			*rest = slice_between(q + 1, end);
			return true;
		}
	}
	return false;
}
