/* SPDX-License-Identifier: MIT */
/* Finding the parameters of a query. */
#include "rules/query.h"

/* The value of a hexadecimal digit plus one, else 0: a table, since branches
 * on the letters of decoded text cannot be guessed. */
static const unsigned char digits[256] = {['0'] = 1,
    ['1'] = 2,
    ['2'] = 3,
    ['3'] = 4,
    ['4'] = 5,
    ['5'] = 6,
    ['6'] = 7,
    ['7'] = 8,
    ['8'] = 9,
    ['9'] = 10,
    ['a'] = 11,
    ['b'] = 12,
    ['c'] = 13,
    ['d'] = 14,
    ['e'] = 15,
    ['f'] = 16,
    ['A'] = 11,
    ['B'] = 12,
    ['C'] = 13,
    ['D'] = 14,
    ['E'] = 15,
    ['F'] = 16};

/* The byte that stands at *at, which moves behind it. */
static char
next_byte(struct slice s, size_t *at)
{
	char c = s.p[(*at)++];
	if (c == '+')
		return ' ';
	if (c != '%' || s.n - *at < 2)
		return c;
	unsigned high = digits[(unsigned char)s.p[*at]];
	unsigned low = digits[(unsigned char)s.p[*at + 1]];
	if (high == 0 || low == 0)
		return c;
	*at += 2;
	return (char)((high - 1) * 16 + low - 1);
}

/* Plain C decodes: the kernels read behind a value, which may be the end. */
void
query_text_init(struct query_text *t)
{
	*t = (struct query_text){.text = BUF_INIT};
	url_decoder_init(&t->decoder, &simd_scalar);
}

void
query_text_release(struct query_text *t)
{
	url_decoder_release(&t->decoder);
	buf_release(&t->text);
}

static struct slice
decode(struct slice s, struct query_text *t)
{
	if (!slice_find(s, '%') && !slice_find(s, '+'))
		return s;
	t->text.n = 0;
	char *to = buf_need(&t->text, url_decode_room(s.n));
	t->text.n = url_decode(&t->decoder, to, s);
	return buf_slice(&t->text);
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
query_param(struct slice query, struct slice name, struct query_text *t)
{
	if (query.n > 0 && query.p[0] == '?')
		query = slice_skip(query, 1);
	while (query.p && query.n > 0) {
		struct slice value = slice_cut(&query, '&');
		struct slice key = slice_cut(&value, '=');
		if (is_named(key, name))
			return value.p ? decode(value, t) : SLICE("");
	}
	return SLICE("");
}
