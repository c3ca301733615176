/* SPDX-License-Identifier: MIT */
/* Looking up a cookie. */
#include "log/cookie.h"

#include "log/unescape.h"
#include "simd/simd.h"

static struct slice
unquote(struct slice s)
{
	s = slice_trim(s);
	if (s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"')
		s = (struct slice){s.p + 1, s.n - 2};
	return s;
}

/* Where a pair ends: `;`, or a comma before a blank. */
static size_t
pair_length(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == ';' ||
		    (s.p[i] == ',' && i + 1 < s.n && s.p[i + 1] == ' '))
			return i;
	return s.n;
}

struct slice
cookie_value(struct slice header, struct slice name)
{
	while (header.n > 0) {
		size_t length = pair_length(header);
		struct slice value =
		    slice_trim((struct slice){header.p, length});
		struct slice key = slice_cut(&value, '=');
		if (value.p && slice_equal(slice_trim(key), name))
			return unquote(value);
		header = slice_skip(header, length + 1);
	}
	return SLICE("");
}

void
cookie_put(struct buf *header, struct slice name, struct slice value)
{
	if (absent_to_empty(value).n == 0)
		return;
	if (header->n > 0)
		buf_put_byte(header, ';');
	buf_put_slice(header, name);
	buf_put_byte(header, '=');
	buf_put_slice(header, value);
	memset(buf_need(header, SIMD_PAD), 0, SIMD_PAD);
}
