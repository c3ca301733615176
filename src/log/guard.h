/* SPDX-License-Identifier: MIT */
/* What few ask of a hit: only trackers' or pages, some addresses or robots,
 * channels by rules of one's own, privacy, a check instead of events. */
#ifndef CJM_LOG_GUARD_H
#define CJM_LOG_GUARD_H

#include "log/parser.h"

/* Judges the kind of the hit, and the client by address and agent, and counts
 * the agent; LINE_EVENT where the hit is wanted. */
enum verdict guard_client(struct parser *p, const struct hit *hit,
    const struct event *e, const struct agent *agent, bool keep_bots);

/* A channel of the user's own rules takes the place of the default one. */
void guard_channel(struct parser *p, struct slice referrer, struct event *e);

/* Consent, forgetting and hiding; hash is where a uid made of the address and
 * the agent (that of struct agent) stands. */
enum verdict guard_privacy(
    struct parser *p, const char *hash, uint64_t agent, struct event *e);

/* The event goes to the check instead of to the output. */
void guard_check(struct parser *p, const struct hit *hit, const struct event *e,
    const struct uid_sources *from);

#endif
