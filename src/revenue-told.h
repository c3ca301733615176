/* SPDX-License-Identifier: MIT */
/* What the tools say of revenue that is no amount: its rows count, their money
 * cannot, and a total that lacks it looks like any other. */
#ifndef CJM_REVENUE_TOLD_H
#define CJM_REVENUE_TOLD_H

#include <inttypes.h>

#include "base/msg.h"

static inline void
revenue_tell_bad(uint64_t rows)
{
	if (rows > 0)
		msg_warn("revenue",
		    "in %" PRIu64 " rows it is no decimal like 7500 or 12.50, "
		    "and counts as 0",
		    rows);
}

#endif
