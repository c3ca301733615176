/* SPDX-License-Identifier: MIT */
/* The spend files of cjm-metrics: what touchpoints have cost. */
#ifndef CJM_METRICS_COSTS_H
#define CJM_METRICS_COSTS_H

#include "base/opt.h"
#include "journey/metrics-spend.h"
#include "journey/metrics.h"

struct metrics_costs {
	struct opt_list files, maps; /* --spend, --spend-map */
	struct spend_options options;
	struct metrics_spend spend; /* of the metrics, once it is read */
};

#define METRICS_COSTS_INIT                    \
	{                                     \
		.options = SPEND_OPTIONS_INIT \
	}

/* Ends the process with EXIT_USAGE when the options do not go together. */
void metrics_costs_check(struct metrics_costs *c, const struct metrics *m);

/* Gives the metrics what the files say, if there are any. It is matched by the
 * days of the data, so it is read behind them. Returns an exit status; a
 * message tells what is wrong. */
int metrics_costs_read(struct metrics_costs *c, struct metrics *m);

void metrics_costs_release(struct metrics_costs *c, const struct metrics *m);

#endif
