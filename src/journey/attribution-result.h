/* SPDX-License-Identifier: MIT */
/* From what was added to what is printed: spend joined, credits audited, rows
 * written. */
#ifndef CJM_JOURNEY_ATTRIBUTION_RESULT_H
#define CJM_JOURNEY_ATTRIBUTION_RESULT_H

#include "io/writer.h"
#include "journey/attribution-input.h"
#include "journey/attribution-options.h"
#include "journey/spend.h"

struct attribution_result {
	struct attribution_asked *asked;
	struct attribution *a;
	struct spend spend;
	struct spend_counts files;
	int64_t earliest, latest; /* times of the input */
};

/* `a` may be initialised later. */
void attribution_result_init(struct attribution_result *r,
    struct attribution_asked *asked, struct attribution *a);
void attribution_result_release(struct attribution_result *r);

/* Reads the spend files; `take` hands rows on to spend_take. A mistake in one
 * is a message and EXIT_USAGE; one that cannot be read, EXIT_SYSTEM. */
void attribution_read_spend(struct attribution_result *r,
    void (*take)(void *context, const struct spend_row *row), void *context);

/* Computes, checks and writes the result. EXIT_LIMIT, with a message, when
 * something did not add up or went past a limit; what is wrong is left out. */
int attribution_result_put(
    struct attribution_result *r, bool header, struct writer *out);

/* Whether the model markov is one of the result; else says why it is not, and
 * leaves it out. */
bool
attribution_markov_is_good(struct attribution *a, enum markov_status status);

/* Warns of events that were asked for and that no row has. The input is
 * whole. */
void attribution_result_tell(
    const struct attribution_result *r, const struct attribution_input *in);

#endif
