/* SPDX-License-Identifier: MIT */
/* Rows to the funnel, pass by pass. */
#include "funnel-rows.h"

#include <inttypes.h>

#include "base/msg.h"
#include "funnel-figures.h"
#include "revenue-told.h"

bool
funnel_rows_take(struct funnel_input *in)
{
	struct funnel_members *m = in->members;
	do {
		while (table_next(in->table))
			if (!funnel_input_block(in)) {
				msg_warn("max-segments",
				    "column '%s' has more than %" PRId64
				    " values; give another one, or a larger "
				    "limit",
				    in->question->by, in->max_segments);
				return false;
			}
		funnel_end_units(
		    in->funnel, m ? funnel_members_visit : NULL, m);
		if (m)
			funnel_members_end_units(m);
	} while (spill_next(in->spill));
	return true;
}

int
funnel_rows_judge(const struct funnel_input *in)
{
	if (in->currencies_differ)
		msg_warn("revenue",
		    "several currencies are added up; "
		    "filter the rows by currency");
	revenue_tell_bad(in->bad_revenue);
	if (in->table->failed) {
		msg_warn(NULL, "the figures are of the rows before that");
		return EXIT_SYSTEM;
	}
	return funnel_figures_audit(&in->funnel->tally);
}
