/* SPDX-License-Identifier: MIT */
/* What each rule did, as a table. */
#ifndef CJM_RULES_EXPLAIN_H
#define CJM_RULES_EXPLAIN_H

#include "io/writer.h"
#include "rules/matcher.h"

/* Writes `kind name place rows` for each rule in the order of the file: kind is
 * event, exclude or touchpoint; name that of the event, `stage:name` of a
 * touchpoint; place `file:line`; rows as in matcher_counts. */
void explain_put(struct writer *out, const struct rules *r,
    const struct matcher *m, bool with_header);

#endif
