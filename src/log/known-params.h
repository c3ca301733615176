/* SPDX-License-Identifier: MIT */
/* The names of query parameters that mean something to analytics on any site:
 * campaigns, click ids, sessions, persons. One list for those who read them
 * (source.c) and those who leave them out (scrub.c). */
#ifndef CJM_LOG_KNOWN_PARAMS_H
#define CJM_LOG_KNOWN_PARAMS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* What a parameter is; the order has groups, told by the functions below. */
enum known_param {
	PARAM_OTHER, /* not known: the site's own */

	/* campaigns whose values are read */
	PARAM_SOURCE,
	PARAM_MEDIUM,
	PARAM_CAMPAIGN,
	PARAM_TERM,
	PARAM_CONTENT,
	PARAM_ID,
	PARAM_MTM_SOURCE, /* Matomo: mtm_, pk_, piwik_, matomo_ */
	PARAM_MTM_MEDIUM,
	PARAM_MTM_CAMPAIGN,
	PARAM_MTM_TERM,
	PARAM_MTM_CONTENT,
	PARAM_MTM_ID,
	PARAM_HSA_NET, /* HubSpot ads: network, campaign, words */
	PARAM_HSA_CAMPAIGN,
	PARAM_HSA_TERM,
	PARAM_N_MEDIA, /* Naver: where the advertisement stood */
	PARAM_N_CAMPAIGN_TYPE,
	PARAM_N_CAMPAIGN,
	PARAM_N_GROUP,
	PARAM_N_AD,
	PARAM_N_KEYWORD,    /* what the advertiser bid on */
	PARAM_N_KEYWORD_ID, /* nkw-a001-01-… */
	PARAM_N_QUERY,      /* what the person typed */
	PARAM_NAPM,
	PARAM_NT_SOURCE, /* Smartstore */
	PARAM_NT_MEDIUM,
	PARAM_NT_DETAIL,
	PARAM_NT_KEYWORD,
	PARAM_DM_KEYWORD, /* Kakao: DMKW bid on, DMSKW typed */
	PARAM_DM_QUERY,
	PARAM_DM_COLLECTION,
	PARAM_DM_BRAND,
	PARAM_CODE,          /* _C_, cmpid: a campaign and nothing else */
	PARAM_CAMPAIGN_REST, /* of a campaign, its value is not read */

	/* click ids, in the order in which they are believed; clicks[] in
	 * campaign.c says what they mean */
	PARAM_GCLID,
	PARAM_GBRAID,
	PARAM_WBRAID,
	PARAM_DCLID,
	PARAM_MSCLKID,
	PARAM_TTCLID,
	PARAM_LI_FAT_ID,
	PARAM_YCLID,
	PARAM_YMCLID,
	PARAM_SCCID,
	PARAM_RDT_CID,
	PARAM_EPIK,
	PARAM_QCLID,
	PARAM_VMCID,
	PARAM_NDCLID,
	PARAM_TABOOLA,
	PARAM_OUTBRAIN,
	PARAM_ADOBE,
	PARAM_IMPACT,
	PARAM_AWIN,
	PARAM_CJ,
	PARAM_RAKUTEN,
	PARAM_MAILCHIMP,
	PARAM_MAILCHIMP_PERSON,
	PARAM_KLAVIYO,
	PARAM_HUBSPOT,
	PARAM_MARKETO,
	PARAM_VERO,
	PARAM_KIT,
	PARAM_SC_EID,
	PARAM_GAD_SOURCE, /* accompanies a gclid */
	PARAM_SRSLTID,    /* this and the next also where nobody paid */
	PARAM_FBCLID,
	PARAM_IGSHID,
	PARAM_TWCLID,
	PARAM_GAD_CAMPAIGN,
	PARAM_GCLSRC,

	/* never read, always left out */
	PARAM_CLICK_REST, /* linkers and others that name no source */
	PARAM_SESSION,
	PARAM_PERSON
};

enum { KNOWN_PARAMS = PARAM_PERSON + 1 };

static inline bool
param_is_campaign(enum known_param p)
{
	return p >= PARAM_SOURCE && p < PARAM_CAMPAIGN_REST;
}

static inline bool
param_is_click(enum known_param p)
{
	return p >= PARAM_GCLID && p <= PARAM_GCLSRC;
}

/* What the parameter of that name is, as sent (`utm%5Fsource` is known, and
 * `user[email]` is PARAM_PERSON), at most 64 bytes: longer names are
 * PARAM_OTHER. Eight bytes behind it can be read. */
enum known_param known_param(struct slice name);

#endif
