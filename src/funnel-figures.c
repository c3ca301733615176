/* SPDX-License-Identifier: MIT */
/* Figures out. */
#include "funnel-figures.h"

#include <unistd.h>

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

void
funnel_figures_tell(const struct tally *t)
{
	uint64_t dropped = 0, open = 0;
	if (!isatty(STDERR_FILENO))
		return;
	for (size_t i = 0; i < (size_t)t->n_segments * t->n; i++) {
		dropped += t->steps[i].dropped;
		open += t->steps[i].open;
	}
	if (open > 0 && dropped == 0)
		msg_warn("window",
		    "nobody can have dropped off yet: it is as long as the "
		    "input; give a shorter --window, or more days");
}
