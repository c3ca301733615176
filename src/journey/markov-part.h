/* SPDX-License-Identifier: MIT */
/* The counts of a chain as rows of a part; `key` has the keys of a state, the
 * oldest first:
 *
 *	start	how many (`count`) paths began with that state
 *	move	how many went from the state of all keys but the last to that of
 *		all but the first
 *	null	how many ended there without a conversion
 *	end	conversions, new_customers and revenue (millionths) of those
 *		that ended there with one, in a currency
 *	over	there were too many moves: nothing is known of them */
#ifndef CJM_JOURNEY_MARKOV_PART_H
#define CJM_JOURNEY_MARKOV_PART_H

#include "journey/markov.h"
#include "journey/part-row.h"

void markov_part_put(struct markov *m, struct part_out *out);

/* Adds a row of these to a chain of the same order. NULL, or what is wrong with
 * it. */
const char *markov_part_take(struct markov *m, const struct part_row *row);

#endif
