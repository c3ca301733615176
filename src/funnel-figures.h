/* SPDX-License-Identifier: MIT */
/* What cjm-funnel writes of figures, counted or added up. */
#ifndef CJM_FUNNEL_FIGURES_H
#define CJM_FUNNEL_FIGURES_H

#include "journey/funnel-result.h"

/* Appends them as rates, or (partial) as a part. */
void funnel_figures_put(
    const struct funnel_result *r, bool partial, bool header, struct buf *out);

/* EXIT_LIMIT, after a message, where visitors were lost or made. */
int funnel_figures_audit(const struct tally *t);

/* Says on a terminal where the windows of all were still open: who looks on may
 * take their zeros for a success. From cron it would be told every night. */
void funnel_figures_tell(const struct tally *t);

#endif
