/* SPDX-License-Identifier: MIT */
/* The options of cjm-metrics, from words to what they mean. */
#ifndef CJM_JOURNEY_METRICS_OPTIONS_H
#define CJM_JOURNEY_METRICS_OPTIONS_H

#include "journey/metrics.h"

/* As a user gives them; NULL: not given. */
struct metrics_words {
	const char *active, *cohort, *retention, *unit, *top, *next, *previous;
	bool buyers;
	int64_t max_groups;
};

/* Fills in what the words say, and the mode that they choose. NULL, or what is
 * wrong with the option named *option, whose text is *text. */
const char *metrics_read_options(struct metrics_options *o,
    const struct metrics_words *words, const struct metrics_mode **mode,
    const char **option, const char **text);

#endif
