/* SPDX-License-Identifier: MIT */
/* What Snowplow says in JSON: events of one's own, and the entities that
 * belong to an event. */
#ifndef CJM_LOG_SNOWPLOW_H
#define CJM_LOG_SNOWPLOW_H

#include "log/track.h"

/* Reads a self-describing event's JSON: names the event, and fills what its
 * data tell. What is no JSON of that kind leaves the track alone. */
void snowplow_event(struct track_reader *r, struct track *t, struct slice json);

/* Reads the list of entities, once the event is named: the products,
 * transaction, refund and step of the checkout of Snowplow's e-commerce. */
void
snowplow_contexts(struct track_reader *r, struct track *t, struct slice json);

#endif
