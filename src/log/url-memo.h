/* SPDX-License-Identifier: MIT */
/* URLs that trackers' hits have as percent-encoded values, decoded and cut:
 * pages and referrers repeat over all visitors, so that nine in ten of them
 * are a hash and a comparison. */
#ifndef CJM_LOG_URL_MEMO_H
#define CJM_LOG_URL_MEMO_H

#include "base/memo.h"
#include "log/url.h"

struct url_memo {
	struct memo memo;
};

/* A value that is remembered: its text, without blanks around it and with
 * SIMD_PAD bytes behind, and the parts of that as url_split_referrer cuts
 * them. Valid until the next url_memo_get of the same memo. */
struct url_known {
	struct slice text;
	struct url parts;
	char plus; /* what a + stood for */
	char bytes[];
};

/* 3 MB each. */
void url_memo_init(struct url_memo *m);
void url_memo_release(struct url_memo *m);

/* The value as url_decode_plus gives it; NULL when it is too long to
 * remember. */
const struct url_known *url_memo_get(struct url_memo *m,
    struct url_decoder *decoder, struct slice raw, char plus);

#endif
