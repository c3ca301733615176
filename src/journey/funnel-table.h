/* SPDX-License-Identifier: MIT */
/* A funnel's figures as rows of the stream. */
#ifndef CJM_JOURNEY_FUNNEL_TABLE_H
#define CJM_JOURNEY_FUNNEL_TABLE_H

#include "journey/funnel-result.h"

/* Appends a row a step: segment (where the funnel is by one; in byte order),
 * step, visitors, entered, continued, dropped, open, step_rate, drop_rate,
 * overall_rate, wilson_low, wilson_high, median_s, p90_s, revenue, window_s.
 * Rates have six decimals, rounded half up; what cannot be said is empty. */
void
funnel_table_put(const struct funnel_result *r, bool header, struct buf *out);

#endif
