/* SPDX-License-Identifier: MIT */
/* Where journey and log meet: costs by channel. */
#include "attribute-spend.h"

#include "log/source.h"

struct spend_taker {
	struct spend *spend;
	struct sources *sources;
};

static void
take_spend(void *context, const struct spend_row *row)
{
	struct spend_taker *taker = context;
	struct spend_row named = *row;
	if (row->keys[SPEND_CHANNEL].n == 0)
		named.keys[SPEND_CHANNEL] =
		    sources_channel(taker->sources, row->keys[SPEND_SOURCE],
			row->keys[SPEND_MEDIUM], row->keys[SPEND_CAMPAIGN]);
	spend_take(taker->spend, &named);
}

void
attribute_spend_read(struct attribution_result *result)
{
	struct spend_taker taker = {&result->spend, sources_new(simd_probe())};
	attribution_read_spend(result, take_spend, &taker);
	sources_free(taker.sources);
}
