/* SPDX-License-Identifier: MIT */
/* Spend files of cjm-attribute, with channels as cjm-parse names them. */
#ifndef CJM_ATTRIBUTE_SPEND_H
#define CJM_ATTRIBUTE_SPEND_H

#include "journey/attribution-result.h"

/* Reads the files that were asked for; what is wrong with them ends the process
 * (see attribution_read_spend). Rows that do not name their channel get the one
 * that an event of their source, medium and campaign has. */
void attribute_spend_read(struct attribution_result *result);

#endif
