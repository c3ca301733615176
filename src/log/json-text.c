/* SPDX-License-Identifier: MIT */
/* Tokens, and what they mean. */
#include "log/json-text.h"

#include "base/character.h"
#include "base/num.h"

size_t
json_escape(const char *p, const char *end, bool *lax)
{
	if (end - p < 2)
		return 0;
	switch (p[1]) {
	case 'u':
		return hex_number(p + 2, end, 4) < 0 ? 0 : 6;
	case 'v': /* of Apache, as the next */
		*lax = true;
		return 2;
	case 'x':
		*lax = true;
		return hex_number(p + 2, end, 2) < 0 ? 0 : 4;
	default:
		return memchr("\"\\/bfnrt", p[1], 8) ? 2 : 0;
	}
}

static const char *
digits(const char *p, const char *end)
{
	const char *from = p;
	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p > from ? p : NULL;
}

const char *
json_number(const char *p, const char *end)
{
	p += *p == '-';
	if (p < end && *p == '0')
		p++;
	else if (!(p = digits(p, end)))
		return NULL;
	if (p < end && *p == '.' && !(p = digits(p + 1, end)))
		return NULL;
	if (p < end && (*p == 'e' || *p == 'E')) {
		p++;
		p += p < end && (*p == '+' || *p == '-');
		p = digits(p, end);
	}
	return p;
}

const char *
json_literal(const char *p, const char *end, enum json_kind *kind)
{
	struct slice s = slice_between(p, end);
	if (slice_starts(s, SLICE("null"))) {
		*kind = JSON_NULL;
		return p + 4;
	}
	if (slice_starts(s, SLICE("true"))) {
		*kind = JSON_TRUE;
		return p + 4;
	}
	if (slice_starts(s, SLICE("false"))) {
		*kind = JSON_FALSE;
		return p + 5;
	}
	return NULL;
}

/* What the escape at p stands for, to dst. */
static size_t
put_escape(char *dst, const char *p, const char *end, size_t *taken)
{
	static const char letters[] = "\"\\/bfnrtv",
			  bytes[] = "\"\\/\b\f\n\r\t\v";
	*taken = 2;
	if (p[1] == 'u') {
		int32_t unit = hex_number(p + 2, end, 4);
		uint32_t pair = end - p >= 12 && p[6] == '\\' && p[7] == 'u'
		    ? utf16_pair(unit, hex_number(p + 8, end, 4))
		    : 0;
		*taken = pair ? 12 : 6;
		return utf8_put(dst, pair ? pair : utf16_single(unit));
	}
	if (p[1] == 'x') {
		*taken = 4;
		*dst = (char)hex_number(p + 2, end, 2);
		return 1;
	}
	const char *at = memchr(letters, p[1], sizeof(letters) - 1);
	*dst = bytes[at - letters];
	return 1;
}

struct slice
json_unescape(struct json_value v, struct buf *scratch)
{
	if (v.kind == JSON_NULL)
		return SLICE("");
	const char *p = v.text.p, *end = p + v.text.n;
	char *from = buf_need(scratch, v.text.n), *to = from;
	while (p < end) {
		const char *cut = memchr(p, '\\', (size_t)(end - p));
		size_t n = (size_t)((cut ? cut : end) - p), taken = 0;
		memcpy(to, p, n);
		to += n;
		if (cut)
			to += put_escape(to, cut, end, &taken);
		p += n + taken;
	}
	scratch->n += (size_t)(to - from);
	return slice_between(from, to);
}

bool
json_is(struct json_value v, struct slice text)
{
	const char *p = v.text.p, *end = p + v.text.n;
	if (v.kind != JSON_STRING)
		return false;
	while (p < end) {
		char c[4] = {*p};
		size_t n = 1, taken = 1;
		if (*p == '\\')
			n = put_escape(c, p, end, &taken);
		if (!slice_starts(text, (struct slice){c, n}))
			return false;
		text = slice_skip(text, n);
		p += taken;
	}
	return text.n == 0;
}
