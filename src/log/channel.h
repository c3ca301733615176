/* SPDX-License-Identifier: MIT */
/* GA4's default channel groups: the rules, in Google's order. */
#ifndef CJM_LOG_CHANNEL_H
#define CJM_LOG_CHANNEL_H

#include "base/slice.h"

/* The channel of a visit: constant text, Unassigned where no rule applies.
 * category: CATEGORY_… bits of the source (source-lists.h). Letters compare
 * without ASCII case. Source: Google's page "Default channel group". Cross-
 * network is told by the campaign's name only, since a log does not know the
 * account's Performance Max campaigns. */
struct slice channel_of(unsigned category, struct slice source,
    struct slice medium, struct slice campaign);

#endif
