/* SPDX-License-Identifier: MIT */
/* Escapes to bytes, bytes to characters. */
#include "table/url-text.h"

#include <stdint.h>
#include <string.h>

#include "base/character.h"
#include "base/words.h"
#include "table/escape.h"

void
url_decoder_init(struct url_decoder *d, const struct simd *simd)
{
	*d = (struct url_decoder){.simd = simd};
}

void
url_decoder_release(struct url_decoder *d)
{
	if (d->opened && d->cp949 != (iconv_t)-1)
		iconv_close(d->cp949);
	d->opened = false;
}

/* %uXXXX, or two that are surrogates; returns the bytes taken, 0 for none.
 * A surrogate alone is no character and becomes U+FFFD. */
static size_t
put_unit(char **dst, const char *p, const char *end)
{
	int32_t unit =
	    p + 1 < end && (p[1] | 32) == 'u' ? hex_number(p + 2, end, 4) : -1;
	if (unit < 0)
		return 0;
	uint32_t pair = end - p >= 12 && p[6] == '%' && (p[7] | 32) == 'u'
	    ? utf16_pair(unit, hex_number(p + 8, end, 4))
	    : 0;
	*dst += utf8_put(*dst, pair ? pair : utf16_single(unit));
	return pair ? 12 : 6;
}

/* The digits of bytes, and 0xff; a look-up, since titles in Korean are nothing
 * but %XX. */
static uint8_t digits[256];

__attribute__((constructor)) static void
fill_digits(void)
{
	for (int c = 0; c < 256; c++)
		digits[c] = (uint8_t)(c < 0x80 ? hex_digit((char)c) : -1);
}

/* %XX, or -1. */
static inline int
escaped_byte(const char *p, const char *end)
{
	if (end - p < 3)
		return -1;
	unsigned high = digits[(unsigned char)p[1]];
	unsigned low = digits[(unsigned char)p[2]];
	return (high | low) > 15 ? -1 : (int)(high << 4 | low);
}

/* What the escape, plus or % at p stands for; *wide gets bits of it. */
static inline const char *
put_escape(
    char **dst, const char *p, const char *end, char plus, uint64_t *wide)
{
	char *to = *dst;
	int byte = *p == '+' ? plus : escaped_byte(p, end);
	if (byte >= 0) {
		*wide |= (unsigned)byte;
		*(*dst)++ = (char)byte;
		return p + (*p == '+' ? 1 : 3);
	}
	size_t taken = put_unit(&to, p, end);
	if (taken == 0)
		*to++ = '%';
	else
		*wide |= 0x80;
	*dst = to;
	return p + (taken ? taken : 1);
}

static inline bool
is_escape(char c)
{
	return c == '%' || c == '+';
}

/* By words; unless *wide has a bit 0x80 all of the text is ASCII. */
static size_t
unescape(char *dst, struct slice raw, char plus, uint64_t *wide)
{
	char *to = dst;
	const char *p = raw.p, *end = raw.n ? raw.p + raw.n : raw.p;
	*wide = 0;
	while (end - p >= 8) {
		uint64_t x = word_load(p);
		uint64_t found = word_has(x, '%') | word_has(x, '+');
		size_t n = found ? word_first(found) : sizeof(x);
		/* what is too much is overwritten, or within raw.n bytes */
		memcpy(to, p, sizeof(x));
		*wide |= x;
		to += n;
		p += n;
		if (n == sizeof(x))
			continue;
		do
			p = put_escape(&to, p, end, plus, wide);
		while (p < end && is_escape(*p));
	}
	while (p < end) {
		if (is_escape(*p)) {
			p = put_escape(&to, p, end, plus, wide);
			continue;
		}
		*wide |= (unsigned char)*p;
		*to++ = *p++;
	}
	return (size_t)(to - dst);
}

/* The same by a kernel, which leaves %uXXXX and a % alone. */
static size_t
unescape_by(const struct simd *simd, char *dst, struct slice raw, char plus,
    uint64_t *wide)
{
	char *to = dst;
	const char *p = raw.p, *end = raw.n ? raw.p + raw.n : raw.p;
	struct percent got;
	*wide = 0;
	while (p != end) {
		to += simd->percent(to, p, (size_t)(end - p), plus, &got);
		*wide |= got.wide ? 0x80 : 0;
		p += got.taken;
		while (p < end && is_escape(*p))
			p = put_escape(&to, p, end, plus, wide);
	}
	return (size_t)(to - dst);
}

size_t
url_unescape(char *dst, struct slice raw)
{
	uint64_t wide;
	return unescape(dst, raw, ' ', &wide);
}

/* Not zero when a byte may stand for another, or is a blank. */
static inline uint64_t
coded(uint64_t x)
{
	return word_has(x, '%') | word_has(x, '+') | word_has(x, ' ') |
	    word_has(x, '\t') | (x & 0x80 * WORD_ONES);
}

bool
url_is_plain(struct slice s)
{
	size_t i = 0;
	for (; s.n - i > 8; i += 8)
		if (coded(word_load(s.p + i)))
			return false;
	/* zeros take the place of what is behind the end */
	return s.n == 0 || !coded(word_load(s.p + i) << 8 * (8 - (s.n - i)));
}

/* The sequence that s begins with is one cut off at the end of s. */
static bool
is_cut_off(struct slice s)
{
	char whole[4];
	if (s.n >= 4)
		return false;
	memcpy(whole, s.p, s.n);
	for (size_t n = s.n + 1; n <= 4; n++) {
		/* whether any continuation completes it is told by two */
		memset(whole + s.n, '\x80', 4 - s.n);
		if (utf8_length(whole, n) == n)
			return true;
		memset(whole + s.n, '\xbf', 4 - s.n);
		if (utf8_length(whole, n) == n)
			return true;
	}
	return false;
}

bool
url_is_utf8(struct slice s)
{
	bool wide = false;
	for (size_t i = 0; i < s.n;) {
		uint64_t x;
		if (s.n - i >= sizeof(x)) {
			memcpy(&x, s.p + i, sizeof(x));
			if (!(x & 0x80 * WORD_ONES)) {
				i += sizeof(x);
				continue;
			}
		}
		if ((unsigned char)s.p[i] < 0x80) {
			i++;
			continue;
		}
		size_t n = utf8_length(s.p + i, s.n - i);
		if (n == 0)
			return wide && is_cut_off(slice_skip(s, i));
		wide = true;
		i += n;
	}
	return true;
}

/* Pairs of CP949 have a lead of 0x81..0xfe; ASCII stands for itself. */
static size_t
from_cp949(struct url_decoder *d, char *dst, size_t room, struct slice s)
{
	char *in, *out = dst;
	size_t left = s.n;
	memcpy(&in, &s.p, sizeof(in)); /* iconv takes char ** and writes not */
	if (!d->opened)
		d->cp949 = iconv_open("UTF-8", "CP949");
	d->opened = true;
	if (d->cp949 == (iconv_t)-1)
		return 0;
	iconv(d->cp949, NULL, NULL, NULL, NULL);
	if (iconv(d->cp949, &in, &left, &out, &room) == (size_t)-1 || left > 0)
		return 0;
	return (size_t)(out - dst);
}

size_t
url_decode(struct url_decoder *d, char *dst, struct slice raw)
{
	return url_decode_plus(d, dst, raw, ' ');
}

size_t
url_decode_plus(struct url_decoder *d, char *dst, struct slice raw, char plus)
{
	size_t room = url_decode_room(raw.n);
	uint64_t wide;
	size_t n = d->simd->percent
	    ? unescape_by(d->simd, dst, raw, plus, &wide)
	    : unescape(dst, raw, plus, &wide);
	/* nearly everything is ASCII */
	if (!(wide & 0x80 * WORD_ONES) || url_is_utf8((struct slice){dst, n}))
		return n;
	/* n <= raw.n: the upper part of dst takes the bytes while the lower
	 * gets their text, at most 3 bytes for 2 */
	char *upper = dst + room - n;
	memmove(upper, dst, n);
	size_t converted =
	    from_cp949(d, dst, room - n, (struct slice){upper, n});
	if (converted > 0)
		return converted;
	memmove(dst, upper, n);
	return n;
}
