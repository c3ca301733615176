/* SPDX-License-Identifier: MIT */
/* Costs by channel, too. */
#include "attribute-spend.h"

#include "spend-channels.h"

void
attribute_spend_read(struct attribution_result *result)
{
	struct spend_channels channels = {
	    sources_new(simd_probe()), spend_take, &result->spend};
	attribution_read_spend(result, spend_channels_take, &channels);
	sources_free(channels.sources);
}
