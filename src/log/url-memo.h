/* SPDX-License-Identifier: MIT */
/* URLs that trackers' hits have as percent-encoded values, decoded and cut:
 * pages and referrers repeat over all visitors, so that nine in ten of them
 * are a hash and a comparison. */
#ifndef CJM_LOG_URL_MEMO_H
#define CJM_LOG_URL_MEMO_H

#include "base/memo.h"
#include "log/url.h"

struct url_memo {
	struct memo memo; /* 2 MB, from the first question on */
};

void url_memo_release(struct url_memo *m);

/* Asks for a value in advance; returns what url_memo_get wants of it. */
uint64_t url_memo_ask(struct url_memo *m, struct slice raw);

/* The value as url_decode_plus gives it, without blanks around it and with
 * SIMD_PAD bytes behind, and in *parts, unless NULL, what url_split_referrer
 * makes of it. Valid until the next url_memo_get. False when it is too long to
 * remember. */
bool
url_memo_get(struct url_memo *m, uint64_t asked, struct url_decoder *decoder,
    struct slice raw, char plus, struct slice *text, struct url *parts);

#endif
