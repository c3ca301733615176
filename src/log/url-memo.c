/* SPDX-License-Identifier: MIT */
/* Values decoded once. */
#include "log/url-memo.h"

#include <string.h>

#include "simd/simd.h"

/* Longer ones are unique: they have click ids. */
enum { SLOTS = 4096, MAX_RAW = 256, MAX_TEXT = 256 };

void
url_memo_init(struct url_memo *m)
{
	memo_init(&m->memo, SLOTS, MAX_RAW,
	    sizeof(struct url_known) + MAX_TEXT + SIMD_PAD);
}

void
url_memo_release(struct url_memo *m)
{
	memo_release(&m->memo);
}

/* False when its text is too long. */
static bool
fill(struct url_known *k, struct url_decoder *decoder, struct slice raw,
    char plus)
{
	char text[3 * MAX_RAW + 8];
	size_t n = url_decode_plus(decoder, text, raw, plus);
	struct slice trimmed = slice_trim((struct slice){text, n});
	k->plus = plus;
	if (trimmed.n > MAX_TEXT)
		return false;
	memcpy(k->bytes, trimmed.p, trimmed.n);
	memset(k->bytes + trimmed.n, 0, SIMD_PAD);
	k->text = (struct slice){k->bytes, trimmed.n};
	url_split_referrer(k->text, &k->parts);
	return true;
}

const struct url_known *
url_memo_get(struct url_memo *m, struct url_decoder *decoder, struct slice raw,
    char plus)
{
	bool known;
	struct url_known *k = memo_get(&m->memo, raw, &known);
	if (!k)
		return NULL;
	if ((!known || k->plus != plus) && !fill(k, decoder, raw, plus))
		k->text.p = NULL;
	return k->text.p ? k : NULL;
}
