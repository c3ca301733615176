/* SPDX-License-Identifier: MIT */
/* Where a hit came from: channel, source, medium, campaign, term, content.
 *
 * The decision, the first that applies:
 *   1. A referrer that is one's own, a payment page's or a login page's, and
 *      no campaign parameter: nothing new, the session goes on.
 *   2. Campaign parameters. utm_*, else Matomo's mtm_* and pk_*, else Naver's
 *      n_* and NaPm (`ci=checkout` is a return from NaverPay and counts as
 *      nothing), nt_*, Kakao's DMKW…, HubSpot's hsa_*, and LOGGER's _C_ and
 *      cmpid, which leave the source to the referrer. The first of several
 *      with the same name counts; empty values and macros that nobody filled
 *      in ({x}, {{x}}, __X__, %%X%%, ${x}) do not. What utm leaves open is
 *      filled from a tag or click id of the same source, else `(not set)`.
 *   3. Click ids of advertisements: medium cpc (gclid google, msclkid bing …),
 *      affiliate networks: affiliate, mailers: email. fbclid, twclid, igshid
 *      and srsltid also stand on links that nobody paid for: those only name
 *      a source where the referrer names none.
 *   4. The referrer: redirectors of advertisements (medium cpc or display), AI
 *      assistants (medium referral, as GA4 has it: no channel of their own),
 *      search engines (their name, medium organic, term = the words where the
 *      engine still sends them), web mail (medium email), and any other host,
 *      social ones too (medium referral). Source is the host without `www.`,
 *      in lower case, but for search engines and networks of advertisements.
 *   5. Nothing: all is empty. (Whether that is Direct is a session's matter.)
 *
 * Channels are GA4's default channel groups, decided in Google's order from
 * source, medium and campaign. Sources are told apart by source-lists.c: a
 * source with a dot is matched as a host and by the domains it lies in
 * (blog.naver.com is social, though naver.com is search); a word must be
 * equal. */
#ifndef CJM_LOG_SOURCE_H
#define CJM_LOG_SOURCE_H

#include <stdbool.h>

#include "base/slice.h"
#include "simd/simd.h"

/* Fields of the stream (table/escape.h), ready to print. */
struct traffic {
	struct slice channel, source, medium, campaign, term, content;
};

/* Lists, buffers, and the referrers and landing pages remembered (4 MiB and
 * half a MiB). Not for two threads at once. */
struct sources;

struct sources *sources_new(const struct simd *simd);
void sources_free(struct sources *s);

/* Decides one hit. query and referrer are bytes as sent: escapes of the log
 * undone, not scrubbed, percent-encoding still there; query is without its ?,
 * and SIMD_PAD bytes behind both can be read, here and below.
 * Campaigns behind a # are found by passing the fragment as the query.
 * The slices of *out are constant text, or valid until the next call.
 * referrer_is_own tells that the referrer's host is one of the site's own. */
void sources_decide(struct sources *s, struct slice query,
    struct slice referrer, bool referrer_is_own, struct traffic *out);

/* scrub_query (nothing extra), which on its way reads what there is to decide
 * on; then sources_decide_scrubbed, with the same query or with none, decides
 * without reading it again. */
struct slice sources_scrub(struct sources *s, struct slice query, char *dst);
void sources_decide_scrubbed(struct sources *s, struct slice query,
    struct slice referrer, bool referrer_is_own, uint64_t asked,
    struct traffic *out);

/* Starts loading what is remembered of a referrer; returns what is to be
 * `asked` above. */
uint64_t sources_ask(const struct sources *s, struct slice referrer);

/* GA4's default channel group of source, medium and campaign: plain text, not
 * escaped. Never empty; Unassigned where no rule applies. */
struct slice sources_channel(const struct sources *s, struct slice source,
    struct slice medium, struct slice campaign);

/* The click id of an advertisement in a query (`gclid=…` as sent, its name
 * before the =), for the column click_id; empty when there is none. Those of
 * mailings are none: they name the person. A slice of query. */
struct slice sources_click_id(struct slice query);

/* The words that a person typed before a paid click, where Naver or Kakao tell
 * them beside the word that was bid on; as sent. Empty when there are none. A
 * slice of query. */
struct slice sources_typed(struct slice query);

#endif
