/* SPDX-License-Identifier: MIT */
/* What a referrer tells by itself, remembered per distinct referrer. */
#ifndef CJM_LOG_REFERRER_H
#define CJM_LOG_REFERRER_H

#include <stdbool.h>

#include "base/mem.h"
#include "base/memo.h"
#include "base/slice.h"
#include "log/hosts.h"
#include "log/url.h"
#include "simd/simd.h"

/* All but `none` and `ignore` have source, medium and channel; fields of the
 * stream. Valid until the next referrer_judge. */
struct verdict {
	bool none;   /* no host: nothing */
	bool ignore; /* the session goes on */
	struct slice channel, source, medium, term;
};

struct referrers {
	const struct simd *simd;
	const struct hosts *hosts;
	struct url_decoder *decoder;
	struct memo memo;
	struct verdict last; /* of one that is not remembered */
	struct buf text;
};

void referrers_init(struct referrers *r, const struct simd *simd,
    const struct hosts *hosts, struct url_decoder *decoder);
void referrers_release(struct referrers *r);

/* The verdict on a referrer as sent; `asked` is memo_ask's of r->memo. Up to
 * 280 bytes they are remembered: about 20 ns then, 200 to 300 else. */
const struct verdict *
referrer_judge(struct referrers *r, struct slice referrer, uint64_t asked);

#endif
