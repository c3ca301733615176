/* SPDX-License-Identifier: MIT */
/* A part of an attribution: what one run has to say of some of the persons, so
 * that any partition of the persons gives the same result as all of them at
 * once. Its rows (part-row.h) are, in this order,
 *
 *	option	what was asked: the option `name` and its `value`, and as
 *		`report` and `columns` the report and the columns it is of
 *	counter	a counter of the run, and its `count`
 *	time	the `earliest` and the `latest` (`name`) time of the input
 *	touch	a key that touches have
 *
 * then those of credits-part.h, markov-part.h and path-part.h, sorted, and
 *
 *	rows	how many there were
 *
 * so that a part that was cut does not pass for a whole one. */
#ifndef CJM_JOURNEY_ATTRIBUTION_PART_H
#define CJM_JOURNEY_ATTRIBUTION_PART_H

#include "journey/attribution-input.h"
#include "journey/attribution-options.h"

enum part_option {
	PART_BY,
	PART_MODELS,
	PART_CONVERSION,
	PART_LOOKBACK,
	PART_PATH,
	PART_TRANSFORM,
	PART_POSITION,
	PART_HALF_LIFE,
	PART_MILESTONES,
	PART_ORDER,
	PART_SINCE,
	PART_UNTIL,
	PART_COST_BASIS,
	PART_MAX_TOUCHES,
	PART_REPORT,
	PART_COLUMNS,
	PART_OPTIONS
};

/* What it says besides sums. */
struct attribution_part {
	/* by part_option; p is NULL where it is not known: of an input without
	 * a single byte there are no columns */
	struct slice options[PART_OPTIONS];
	int64_t earliest, latest; /* INT64_MAX and INT64_MIN without rows */
	const struct counter *counters;
	struct arena text; /* of the options */
};

void attribution_part_init(struct attribution_part *part);
void attribution_part_release(struct attribution_part *part);

/* The name of an option in a part. */
const char *part_option_name(enum part_option option);

/* Fills it with what was asked and read; `counters` is kept. */
void attribution_part_describe(struct attribution_part *part,
    const struct attribution_asked *asked, const struct attribution_input *in,
    const struct table *t, const struct counter *counters);

/* Writes all rows. EXIT_LIMIT, with a message, where the model markov is left
 * out. */
int attribution_part_put(const struct attribution_part *part,
    struct attribution *a, bool header, struct writer *out);

#endif
