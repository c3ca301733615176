/* SPDX-License-Identifier: MIT */
/* Landing pages: what the marks of a query tell, remembered per distinct set of
 * marks. A click id is new in each landing, but only its name tells anything;
 * so what a campaign's links have in common is decoded and decided once. */
#ifndef CJM_LOG_LANDING_H
#define CJM_LOG_LANDING_H

#include <stdbool.h>

#include "base/memo.h"
#include "log/campaign.h"
#include "log/source.h"

enum { LANDING_TEXT = 200 };

struct landings {
	struct memo memo;
};

/* What is remembered of a landing. */
struct landing {
	struct traffic traffic; /* into text, but for the channel: constant */
	/* CAMPAIGN_FOUND or CAMPAIGN_FREE: what the campaign is, is traffic;
	 * CAMPAIGN_NONE: nothing is remembered */
	enum campaign_kind kind;
	char text[LANDING_TEXT];
};

void landings_init(struct landings *l);
void landings_release(struct landings *l);

/* The place for what marks tell, *known if it is there; NULL where they are too
 * long or too seldom the same, or it takes a referrer to tell. Valid until the
 * next call. */
struct landing *
landings_find(struct landings *l, const struct marks *m, bool *known);

/* Of kinds but CAMPAIGN_FOUND and CAMPAIGN_FREE nothing is remembered. */
void landing_remember(
    struct landing *l, enum campaign_kind kind, const struct traffic *t);

#endif
