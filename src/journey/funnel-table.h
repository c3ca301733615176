/* SPDX-License-Identifier: MIT */
/* A funnel's figures as rows of the stream. */
#ifndef CJM_JOURNEY_FUNNEL_TABLE_H
#define CJM_JOURNEY_FUNNEL_TABLE_H

#include "base/mem.h"
#include "journey/funnel.h"

/* Appends a row a step: step, visitors, entered, continued, dropped, open,
 * step_rate, drop_rate, overall_rate, wilson_low, wilson_high, median_s, p90_s,
 * revenue. Rates have six decimals, rounded half up; what cannot be said is
 * empty. `names`: the steps as given; the prefix stage: is left out. */
void funnel_print(
    struct funnel *f, const struct slice *names, bool header, struct buf *out);

#endif
