/* SPDX-License-Identifier: MIT */
/* Into and out of the fields of the stream. */
#include "table/escape.h"

size_t
utf8_length(const char *text, size_t n)
{
	const unsigned char *p = (const unsigned char *)text;
	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	size_t length = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (n < length)
		return 0;
	unsigned low = 0x80, high = 0xbf;
	if (p[0] == 0xe0)
		low = 0xa0; /* overlong */
	else if (p[0] == 0xed)
		high = 0x9f; /* surrogates */
	else if (p[0] == 0xf0)
		low = 0x90; /* overlong */
	else if (p[0] == 0xf4)
		high = 0x8f; /* above U+10FFFF */
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return length;
}

size_t
utf8_span(struct slice s)
{
	size_t at = 0;
	while (at < s.n) {
		bool ascii = (unsigned char)s.p[at] < 0x80;
		size_t n = ascii ? 1 : utf8_length(s.p + at, s.n - at);
		if (n == 0)
			break;
		at += n;
	}
	return at;
}

static char
short_escape(char c)
{
	switch (c) {
	case '\t':
		return 't';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\\':
		return '\\';
	default:
		return '\0';
	}
}

/* One byte, or one sequence, that is not plain; returns the bytes taken. */
static size_t
put_special(char **dst, const char *p, size_t n)
{
	char letter = short_escape(*p);
	if (letter) {
		*(*dst)++ = '\\';
		*(*dst)++ = letter;
		return 1;
	}
	size_t length = (unsigned char)*p < 0x80 ? 0 : utf8_length(p, n);
	/* C1 controls (U+0080..U+009F) drive terminals as well */
	if (length == 2 && (unsigned char)p[0] == 0xc2 &&
	    (unsigned char)p[1] < 0xa0)
		length = 0;
	if (length == 0) {
		memcpy(*dst, "\xef\xbf\xbd", 3);
		*dst += 3;
		return 1;
	}
	memcpy(*dst, p, length);
	*dst += length;
	return length;
}

size_t
escape_rest(const struct simd *simd, char *dst, struct slice s, size_t done)
{
	const char *p = s.p + done, *end = s.p + s.n;
	char *to = dst + done;
	while (p < end) {
		/* text in one script comes in runs: stay with it */
		while (p < end &&
		    ((unsigned char)*p >= 0x7f || (unsigned char)*p < 0x20 ||
			*p == '\\'))
			p += put_special(&to, p, (size_t)(end - p));
		size_t n = p < end ? simd->copy(to, p, (size_t)(end - p)) : 0;
		p += n;
		to += n;
	}
	return (size_t)(to - dst);
}

struct slice
escape_undo(struct slice field, struct buf *b)
{
	const char *at = slice_find(field, '\\');
	if (!at)
		return field;
	b->n = 0;
	buf_need(b, field.n + SIMD_PAD);
	while (at) {
		buf_put(b, field.p, (size_t)(at - field.p));
		field = slice_skip(field, (size_t)(at - field.p) + 1);
		char c = field.n > 0 ? field.p[0] : '\\';
		buf_put_byte(b,
		    c == 't'       ? '\t'
			: c == 'n' ? '\n'
			: c == 'r' ? '\r'
				   : c);
		field = slice_skip(field, 1);
		at = slice_find(field, '\\');
	}
	buf_put_slice(b, field);
	return buf_slice(b);
}
