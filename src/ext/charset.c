/* SPDX-License-Identifier: MIT */
/* Texts through iconv. */
#include "ext/charset.h"

#include <errno.h>
#include <iconv.h>

/* iconv takes char ** and does not write through it. */
static char *
unconst(const char *p)
{
	char *q;
	memcpy(&q, &p, sizeof(q));
	return q;
}

static bool
convert(const char *from, struct slice text, struct buf *out)
{
	iconv_t cd = iconv_open("UTF-8", from);
	char *in = unconst(text.p);
	size_t left = text.n, got = 0;
	if (cd == (iconv_t)-1)
		return false;
	while (left > 0) {
		/* no character of these is more than three times as long */
		size_t room = left * 3 + 16;
		char *to = buf_need(out, room);
		size_t free = room;
		got = iconv(cd, &in, &left, &to, &free);
		out->n += room - free;
		if (got == (size_t)-1 && errno != E2BIG)
			break;
	}
	iconv_close(cd);
	return got != (size_t)-1;
}

bool
charset_decode(struct slice text, struct buf *out)
{
	size_t before = out->n;
	if (slice_starts(text, SLICE("\xff\xfe")))
		return convert("UTF-16LE", slice_skip(text, 2), out);
	if (slice_starts(text, SLICE("\xfe\xff")))
		return convert("UTF-16BE", slice_skip(text, 2), out);
	if (slice_starts(text, SLICE("\xef\xbb\xbf")))
		return convert("UTF-8", slice_skip(text, 3), out);
	if (convert("UTF-8", text, out))
		return true;
	out->n = before;
	return convert("CP949", text, out);
}
