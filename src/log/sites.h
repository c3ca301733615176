/* SPDX-License-Identifier: MIT */
/* The shop's own hosts: given with --site, named by the log, or learnt.
 *
 * Learning: a request for a style, script or font comes from a page of the site
 * itself, so the hosts of such requests' referrers are the site's; pictures are
 * not taken, since others embed them. A host counts as own while it has at
 * least a twentieth of what was seen. Only lines before the one in question are
 * used, and after SITES_ENOUGH of them nothing more is learnt: the answer
 * depends on the input alone. */
#ifndef CJM_LOG_SITES_H
#define CJM_LOG_SITES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/memo.h"
#include "base/slice.h"
#include "base/words.h"
#include "simd/simd.h"

enum {
	SITES_MAX = 64,
	SITES_ENOUGH = 4096,
	SITES_HOST_MAX = 255,
	SITES_ORIGIN_MAX = 64
};

struct sites {
	struct site {
		char host[SITES_HOST_MAX + 1]; /* lower-case, without www. */
		size_t n;
		uint32_t seen;
	} at[SITES_MAX];
	size_t n;
	uint32_t seen;
	bool given;                    /* with --site: nothing is learnt */
	char origin[SITES_ORIGIN_MAX]; /* `https://host/` found own last */
	size_t origin_n;
	struct memo foreign; /* origins of others, once nothing is learnt */
};

void sites_init(struct sites *s);
void sites_release(struct sites *s);

/* A host of --site, with or without a port; NULL when it is no host name, too
 * long, or one too many. */
const struct site *sites_add(struct sites *s, struct slice host);

/* Learns from the referrer host of a style, script or font. */
void sites_learn(struct sites *s, struct slice host);

/* Knows what `lead` has learnt, which learns no more. */
void sites_follow(struct sites *s, const struct sites *lead);

static inline bool
sites_learning(const struct sites *s)
{
	return !s->given && s->seen < SITES_ENOUGH;
}

/* Whether a referrer begins with the scheme, host and slash of one that was
 * found to be own: nearly all internal referrers do, and need no look at
 * their parts. */
static inline bool
sites_own_origin(const struct sites *s, struct slice referrer)
{
	return s->origin_n > 0 && referrer.n >= s->origin_n &&
	    words_equal(referrer.p, s->origin, s->origin_n);
}

/* Whether a referrer, of which `host` gives the host when it is asked, comes
 * from an own host. The answers for the origins of others are remembered. */
bool sites_own_referrer(struct sites *s, const struct simd *simd,
    struct slice referrer, struct slice (*host)(struct slice referrer));

/* Whether a host (any case, port allowed) is the site's own: the same as one of
 * them, or a subdomain of one that was given. */
bool sites_own(const struct sites *s, struct slice host);

/* Whether two hosts are the same site's: without regard to case and to `www.`,
 * `www2.` and `m.` in front. */
bool sites_same(struct slice a, struct slice b);

#endif
