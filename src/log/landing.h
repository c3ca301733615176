/* SPDX-License-Identifier: MIT */
/* Landing pages: what the marks of a query tell, remembered per distinct set of
 * marks. A click id is new in each landing, but only its name tells anything;
 * so what a campaign's links have in common is decoded and decided once. */
#ifndef CJM_LOG_LANDING_H
#define CJM_LOG_LANDING_H

#include <stdbool.h>

#include "log/campaign.h"
#include "log/source.h"

/* What is remembered of a landing: four lines of the cache, of which the first
 * one or two are read. */
enum { LANDING_TEXT = 233 };

struct landing {
	uint64_t hash;       /* of what the marks tell; 0: free */
	const char *channel; /* constant */
	uint8_t channel_n;
	/* CAMPAIGN_FOUND or CAMPAIGN_FREE; CAMPAIGN_NONE: nothing more is
	 * remembered */
	uint8_t kind;
	uint8_t n[5];            /* source, medium, campaign, term, content */
	char text[LANDING_TEXT]; /* one behind the other */
};

/* Two share a set, so that the many that come once do not drive out those that
 * come often. */
struct landings {
	struct landing (*sets)[2]; /* the newcomer first */
};

void landings_init(struct landings *l);
void landings_release(struct landings *l);

/* Starts loading what is remembered of what marks tell; returns their hash for
 * landings_find, 0 where they are too long or it takes a referrer to tell. */
uint64_t landings_ask(const struct landings *l, const struct marks *m);

/* The place of what was asked about, *known if it is there; NULL for 0. Valid
 * until the next call. */
struct landing *landings_find(struct landings *l, uint64_t asked, bool *known);

/* Of kinds but CAMPAIGN_FOUND and CAMPAIGN_FREE nothing is remembered. */
void landing_remember(
    struct landing *l, enum campaign_kind kind, const struct traffic *t);

/* What was remembered of one of those two. */
void landing_traffic(const struct landing *l, struct traffic *t);

#endif
