/* SPDX-License-Identifier: MIT */
/* Finding and decoding the parameters of a query. */
#include "rules/query.h"

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that stands at *at, which moves behind it. */
static char
next_byte(struct slice s, size_t *at)
{
	char c = s.p[(*at)++];
	if (c == '+')
		return ' ';
	if (c != '%' || s.n - *at < 2)
		return c;
	int high = hex(s.p[*at]), low = hex(s.p[*at + 1]);
	if (high < 0 || low < 0)
		return c;
	*at += 2;
	return (char)(high * 16 + low);
}

static struct slice
decode(struct slice s, struct buf *b)
{
	if (!slice_find(s, '%') && !slice_find(s, '+'))
		return s;
	b->n = 0;
	buf_need(b, s.n);
	for (size_t at = 0; at < s.n;)
		b->p[b->n++] = next_byte(s, &at);
	return buf_slice(b);
}

static bool
is_named(struct slice key, struct slice name)
{
	size_t at = 0;
	for (size_t i = 0; i < name.n; i++)
		if (at == key.n || next_byte(key, &at) != name.p[i])
			return false;
	return at == key.n;
}

struct slice
query_param(struct slice query, struct slice name, struct buf *b)
{
	if (query.n > 0 && query.p[0] == '?')
		query = slice_skip(query, 1);
	while (query.p && query.n > 0) {
		struct slice value = slice_cut(&query, '&');
		struct slice key = slice_cut(&value, '=');
		if (is_named(key, name))
			return value.p ? decode(value, b) : SLICE("");
	}
	return SLICE("");
}
