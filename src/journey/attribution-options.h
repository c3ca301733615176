/* SPDX-License-Identifier: MIT */
/* What a user asks of cjm-attribute, as typed and as understood. */
#ifndef CJM_JOURNEY_ATTRIBUTION_OPTIONS_H
#define CJM_JOURNEY_ATTRIBUTION_OPTIONS_H

#include "base/opt.h"
#include "base/zone.h"
#include "journey/attribution.h"
#include "table/spend-file.h"

struct attribution_asked {
	const char *by, *models, *conversion, *milestones, *transform, *path;
	const char *position, *cost_basis, *tz, *unmatched;
	struct opt_list spend, spend_map;
	int64_t max_spend, max_touches, order, paths;
	bool lag, assists, new_customers, partial, merge;

	/* understood */
	const char *columns[2]; /* of by; the second NULL for none */
	const char *lead, *opportunity;
	struct zone zone;
	struct spend_options spend_options;
	struct attribution_options options;
};

#define ATTRIBUTION_ASKED_INIT                                          \
	{                                                               \
		.by = "channel", .conversion = "purchase",              \
		.milestones = "sign_up,begin_checkout",                 \
		.transform = "exposure", .path = "all", .tz = "UTC",    \
		.max_spend = 64 << 20, .max_touches = 1000, .order = 1, \
		.paths = -1, .spend_options = SPEND_OPTIONS_INIT,       \
		.options = ATTRIBUTION_OPTIONS_INIT,                    \
	}

/* Reads the texts; wrong use is a message and EXIT_USAGE. */
void attribution_understand(struct attribution_asked *asked);
void attribution_asked_release(struct attribution_asked *asked);

#endif
