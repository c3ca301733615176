/* SPDX-License-Identifier: MIT */
/* The campaign that a landing page's query names: utm and its relatives, the
 * tags of Naver, Kakao and LOGGER, and click ids. */
#ifndef CJM_LOG_CAMPAIGN_H
#define CJM_LOG_CAMPAIGN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/slice.h"
#include "log/known-params.h"
#include "log/scrub.h"
#include "log/url.h"
#include "simd/simd.h"

/* The known parameters of one query, as sent: the first of each name that has
 * a value and is no macro that nobody filled in. */
struct marks {
	uint64_t seen[2]; /* a bit for each enum known_param */
	struct slice value[KNOWN_PARAMS];
};

/* Reads them; false when the query names no campaign and no click. With
 * scrub (else NULL), which has begun with the query, the query is scrubbed in
 * the same walk: names are looked up once. */
bool marks_read(struct marks *m, const struct simd *simd, struct slice query,
    struct scrub *scrub);

bool marks_have_campaign(const struct marks *m);

static inline bool
marks_have(const struct marks *m, enum known_param p)
{
	return m->seen[p / 64] >> p % 64 & 1;
}

/* A campaign as its query tells it: plain text, not escaped, in a buffer or
 * constant; what is not told is empty. */
struct campaign {
	struct slice source, medium, campaign, term, content;
	unsigned category; /* CATEGORY_…, where the query itself tells it */
};

enum campaign_kind {
	CAMPAIGN_NONE,
	CAMPAIGN_RETURN, /* from NaverPay: the session goes on */
	CAMPAIGN_FREE,   /* a click id of a link that nobody paid for */
	CAMPAIGN_CODE,   /* a name without a source: _C_, cmpid */
	CAMPAIGN_FOUND
};

/* Decodes campaign parameters, else click ids, to *out. Its text is put into
 * *text, which must have campaign_room(query.n) bytes of room left, so that it
 * does not move. */
enum campaign_kind campaign_read(const struct marks *m,
    struct url_decoder *decoder, struct buf *text, struct campaign *out);

/* Each parameter's text once, NaPm's two times more, and SIMD_PAD behind. */
size_t campaign_room(size_t n_query);

#endif
