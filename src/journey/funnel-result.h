/* SPDX-License-Identifier: MIT */
/* A funnel's figures with what their rows are called: counted here, or added up
 * from parts. */
#ifndef CJM_JOURNEY_FUNNEL_RESULT_H
#define CJM_JOURNEY_FUNNEL_RESULT_H

#include "base/intern.h"
#include "journey/funnel-options.h"
#include "journey/funnel.h"

struct funnel_result {
	struct tally *tally;           /* of the funnel, or of the parts */
	struct intern *segments;       /* too */
	bool by;                       /* a funnel for each segment */
	int64_t window;                /* microseconds */
	int64_t end;                   /* of the data; WHEN_NONE: no rows */
	struct slice names[STEPS_MAX]; /* of the steps, as rows have them */
	struct arena text;             /* of names */
};

/* Of a funnel whose units were ended; both must outlive the result. */
void funnel_result_of(
    struct funnel_result *r, struct funnel *f, const struct funnel_question *q);
void funnel_result_release(struct funnel_result *r);

/* The numbers of the segments that have figures, in byte order of their names;
 * to be freed. Without --by it is the one that holds all. */
uint32_t *funnel_result_segments(const struct funnel_result *r, uint32_t *n);

#endif
