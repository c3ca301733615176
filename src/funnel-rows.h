/* SPDX-License-Identifier: MIT */
/* All rows of a run of cjm-funnel, and whether what they make can be believed.
 */
#ifndef CJM_FUNNEL_ROWS_H
#define CJM_FUNNEL_ROWS_H

#include "journey/funnel-input.h"

/* Takes the rows, and those that were put aside, and ends their units. False
 * when there are too many segments, which is told. */
bool funnel_rows_take(struct funnel_input *in);

/* Tells what is doubtful about the figures. Returns an exit status: EXIT_LIMIT
 * when they do not balance, EXIT_SYSTEM when rows are missing. */
int funnel_rows_judge(const struct funnel_input *in);

#endif
