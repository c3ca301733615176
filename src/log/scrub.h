/* SPDX-License-Identifier: MIT */
/* Queries without what makes every landing page unique, or tells who came.
 *
 * Left out, by name and without regard to case (but for ScCid, since shops
 * have a `scid` of their own):
 *   campaigns     utm_*, mtm_*, pk_* and piwik_*, matomo_* with the names that
 *                 Matomo gives a meaning, hsa_*, Naver's n_media n_query n_ad…
 *                 and NaPm, nt_source…, Kakao's DMKW DMSKW DMCOL BSCPN,
 *                 LOGGER's _C_, cmpid
 *   click ids     gclid gbraid wbraid dclid fbclid msclkid ttclid yclid …,
 *                 linkers (_gl, _ga), gad_*
 *   session ids   PHPSESSID jsessionid sid sessionid ASPSESSIONID* cfid …
 *   persons       email phone tel token password name-like fields, mc_eid _kx
 *                 mkt_tok vero_id …
 * known-params.c is the list itself. Names are also recognised when they are
 * percent-encoded (`utm%5Fsource`), those of persons also as a part in
 * brackets (`user[email]`). Everything else stays, in its order and
 * spelling. */
#ifndef CJM_LOG_SCRUB_H
#define CJM_LOG_SCRUB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "log/url.h"
#include "simd/simd.h"

/* A query on its way through, parameter by parameter: for those who walk it
 * for other reasons, too. */
struct scrub {
	struct slice query;
	char *dst;
	const char *kept; /* the end of what stays, from the query's start */
	size_t n;         /* written to dst */
	bool whole;       /* nothing left out so far, nothing copied */
};

static inline struct scrub
scrub_begin(struct slice query, char *dst)
{
	return (struct scrub){query, dst, query.p, 0, true};
}

/* The next parameter as url_next_param gives it: leaves it out, or keeps it. */
void scrub_leave_out(struct scrub *s);
void scrub_keep(struct scrub *s, const struct url_param *p);

/* As scrub_query. */
static inline struct slice
scrub_end(const struct scrub *s)
{
	return s->whole ? s->query : (struct slice){s->dst, s->n};
}

/* query (without its ?) without those parameters, and without the `extra`
 * ones that a user names (no regard to case; NULL, 0 for none). Where nothing
 * is left out the result is query itself; else it stands in dst, which has
 * room for query.n bytes, joined by `&`. SIMD_PAD bytes behind query
 * can be read. */
struct slice scrub_query(const struct simd *simd, struct slice query,
    const struct slice *extra, size_t n_extra, char *dst);

/* The same for a whole URL, such as a referrer: its query is scrubbed and a
 * user and password before its host are taken out; fragments stay. A URL whose
 * query becomes empty loses its ?. dst has room for url.n bytes. */
struct slice scrub_url(const struct simd *simd, struct slice url,
    const struct slice *extra, size_t n_extra, char *dst);

#endif
