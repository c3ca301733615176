/* SPDX-License-Identifier: MIT */
/* Credits as rows of a part, before anything of them is rounded:
 *
 *	credit	what a key (`key`, `currency`) has by the model `name`:
 *		conversions, new_customers, revenue
 *	given	what there was in a currency, and as `count` the millionths of
 *		its smallest unit
 *	later	of that, what models give out that look at all paths together
 *	dated	how many (`count`) steps of conversions with a key were `inside`
 *		or `outside` (`name`) of the range
 *
 * with the figures of struct credit, fractions and all, as whole numbers. */
#ifndef CJM_JOURNEY_CREDITS_PART_H
#define CJM_JOURNEY_CREDITS_PART_H

#include "journey/credits.h"
#include "journey/part-row.h"

void credits_part_put(const struct credits *c, struct part_out *out);

/* Adds a row of these to credits of the same models, which know its currency
 * (credits_know_currency). NULL, or what is wrong with it. */
const char *credits_part_take(struct credits *c, const struct part_row *row);

#endif
