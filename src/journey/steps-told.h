/* SPDX-License-Identifier: MIT */
/* Steps that no row can fill, told: their zeros look like any others. */
#ifndef CJM_JOURNEY_STEPS_TOLD_H
#define CJM_JOURNEY_STEPS_TOLD_H

#include "journey/steps.h"

/* Warns, once all rows were matched, of each name that none of them has, and
 * says what it may have meant. A name beside which others can stand for its
 * step, or that excludes, may well be on no row: it is told only where one that
 * rows have is a slip away. Where the steps are not `given` but the default
 * ones, they are told only when no row has any of them: a day may well be
 * without orders. Nothing is told of an input without rows. */
void steps_tell(const struct steps *s, bool given);

#endif
