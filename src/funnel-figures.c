/* SPDX-License-Identifier: MIT */
/* Figures out. */
#include "funnel-figures.h"

#include "base/msg.h"
#include "journey/funnel-part.h"
#include "journey/funnel-table.h"

void
funnel_figures_put(
    const struct funnel_result *r, bool partial, bool header, struct buf *out)
{
	if (partial)
		funnel_part_put(r, header, out);
	else
		funnel_table_put(r, header, out);
}

int
funnel_figures_audit(const struct tally *t)
{
	if (tally_balances(t))
		return EXIT_DONE;
	msg_warn("audit", "visitors in and out do not balance");
	return EXIT_LIMIT;
}
