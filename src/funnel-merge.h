/* SPDX-License-Identifier: MIT */
/* cjm-funnel --merge: parts instead of events. */
#ifndef CJM_FUNNEL_MERGE_H
#define CJM_FUNNEL_MERGE_H

#include "base/opt.h"

/* Adds up the parts that the operands name and writes the funnel, or (partial)
 * one part of them all; returns the exit status. */
int funnel_merge(const struct opt_common *common, bool partial);

#endif
