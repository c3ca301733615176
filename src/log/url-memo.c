/* SPDX-License-Identifier: MIT */
/* Values decoded once. */
#include "log/url-memo.h"

#include <string.h>

#include "simd/simd.h"

/* Longer ones are unique: they have click ids. Most have 80 bytes, which with
 * their text and what is known of them fill four lines of the cache. */
enum { SLOTS = 4096, MAX_RAW = 224, MAX_TEXT = 160 };

struct span {
	uint16_t at, n;
};

struct remembered {
	uint16_t n;
	char plus;     /* what a + stood for */
	bool too_long; /* to remember: decode it again */
	bool cut;      /* the parts are known */
	struct span scheme, host, path, query, fragment;
	char text[MAX_TEXT + SIMD_PAD];
};

void
url_memo_release(struct url_memo *m)
{
	if (m->memo.slots)
		memo_release(&m->memo);
}

uint64_t
url_memo_ask(struct url_memo *m, struct slice raw)
{
	if (!m->memo.slots)
		memo_init_large(
		    &m->memo, SLOTS, MAX_RAW, sizeof(struct remembered));
	return memo_ask(&m->memo, raw);
}

static struct span
span_of(struct slice s, const char *from)
{
	return s.n > 0 ? (struct span){(uint16_t)(s.p - from), (uint16_t)s.n}
		       : (struct span){0, 0};
}

static struct slice
slice_in(const char *text, struct span s)
{
	return (struct slice){text + s.at, s.n};
}

static void
fill(struct remembered *k, struct url_decoder *decoder, struct slice raw,
    char plus)
{
	char decoded[3 * MAX_RAW + 8 + SIMD_PAD];
	struct slice text = {
	    decoded, url_decode_plus(decoder, decoded, raw, plus)};
	text = slice_trim(text);
	k->plus = plus;
	k->cut = false;
	k->too_long = text.n > MAX_TEXT;
	if (k->too_long)
		return;
	k->n = (uint16_t)text.n;
	memcpy(k->text, text.p, text.n);
	memset(k->text + text.n, 0, SIMD_PAD);
}

static void
cut(struct remembered *k)
{
	struct url u;
	url_split_referrer((struct slice){k->text, k->n}, &u);
	k->scheme = span_of(u.scheme, k->text);
	k->host = span_of(u.host, k->text);
	k->path = span_of(u.path, k->text);
	k->query = span_of(u.query, k->text);
	k->fragment = span_of(u.fragment, k->text);
	k->cut = true;
}

bool
url_memo_get(struct url_memo *m, uint64_t asked, struct url_decoder *decoder,
    struct slice raw, char plus, struct slice *text, struct url *parts)
{
	bool known;
	struct remembered *k = memo_get_asked(&m->memo, raw, asked, &known);
	if (!k)
		return false;
	if (!known || k->plus != plus)
		fill(k, decoder, raw, plus);
	if (k->too_long)
		return false;
	*text = (struct slice){k->text, k->n};
	if (!parts)
		return true;
	if (!k->cut)
		cut(k);
	parts->scheme = slice_in(k->text, k->scheme);
	parts->host = slice_in(k->text, k->host);
	parts->path = slice_in(k->text, k->path);
	parts->query = slice_in(k->text, k->query);
	parts->fragment = slice_in(k->text, k->fragment);
	return true;
}
