/* SPDX-License-Identifier: MIT */
/* Characters, and bytes that are none, in small letters. */
#include "table/small.h"

#include <locale.h>
#include <wctype.h>

#include "base/character.h"
#include "table/escape.h"

uint32_t
small_letter(uint32_t c)
{
	static locale_t letters;
	if (c < 0x80)
		return (unsigned char)byte_lower((char)c);
	if (!letters)
		letters = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	return letters ? (uint32_t)towlower_l((wint_t)c, letters) : c;
}

/* Takes the next one; what is no UTF-8 is a number that no character has. */
static uint32_t
take(struct slice *text)
{
	size_t n = utf8_length(text->p, text->n);
	uint32_t c = n > 0 ? small_letter(utf8_get(text->p, n))
			   : 0x110000u + (unsigned char)*text->p;
	*text = slice_skip(*text, n > 0 ? n : 1);
	return c;
}

void
small_put(struct buf *b, struct slice text)
{
	while (text.n > 0) {
		uint32_t c = take(&text);
		if (c >= 0x110000u)
			buf_put_byte(b, (char)(c - 0x110000u));
		else
			b->n += utf8_put(buf_need(b, 4), c);
	}
}

bool
small_equal(struct slice a, struct slice b)
{
	if (slice_equal(a, b))
		return true;
	while (a.n > 0 && b.n > 0)
		if (take(&a) != take(&b))
			return false;
	return a.n == b.n;
}
