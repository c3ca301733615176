/* SPDX-License-Identifier: MIT */
/* cjm-attribute --merge. */
#ifndef CJM_ATTRIBUTE_MERGE_H
#define CJM_ATTRIBUTE_MERGE_H

#include "journey/attribution-options.h"

/* Reads parts (journey/attribution-part.h), adds them up and writes the result,
 * or one part of them all where that is asked for; returns the exit status.
 * Parts that differ in what was asked, and rows that are none, are a message
 * and EXIT_SYSTEM. */
int attribute_merge(
    const struct opt_common *common, struct attribution_asked *asked);

#endif
