/* SPDX-License-Identifier: MIT */
/* Where costs and sources meet: a row of a spend file that does not name its
 * channel gets the one that an event of its source, medium and campaign has. */
#ifndef CJM_SPEND_CHANNELS_H
#define CJM_SPEND_CHANNELS_H

#include "log/source.h"
#include "table/spend-file.h"

struct spend_channels {
	struct sources *sources;
	void (*take)(void *context, const struct spend_row *row);
	void *context;
};

/* For spend_read: hands the row on to take. */
static inline void
spend_channels_take(void *channels, const struct spend_row *row)
{
	struct spend_channels *c = channels;
	struct spend_row named = *row;
	if (row->keys[SPEND_CHANNEL].n == 0)
		named.keys[SPEND_CHANNEL] =
		    sources_channel(c->sources, row->keys[SPEND_SOURCE],
			row->keys[SPEND_MEDIUM], row->keys[SPEND_CAMPAIGN]);
	c->take(c->context, &named);
}

#endif
