/* SPDX-License-Identifier: MIT */
/* Parts in, a funnel out. */
#include "funnel-merge.h"

#include <inttypes.h>

#include "base/msg.h"
#include "funnel-figures.h"
#include "journey/funnel-part.h"
#include "table/output.h"

/* False, after a message, at a row that is not of the funnel: then no sum is
 * worth anything. */
static bool
take_rows(struct funnel_parts *parts, struct table *t)
{
	uint64_t number = 0;
	while (table_next(t))
		for (size_t i = 0; i < t->n_rows; i++) {
			struct row row = table_row(t, i);
			const char *why = funnel_parts_take(parts, &row);
			number++;
			if (!why)
				continue;
			msg_warn("merge", "row %" PRIu64 " of the parts: %s",
			    number, why);
			return false;
		}
	if (t->rows_ragged + t->rows_long > 0) {
		msg_warn("merge", "a part has rows that are damaged");
		return false;
	}
	return !t->failed;
}

int
funnel_merge(const struct opt_common *common, bool partial)
{
	struct table table;
	struct writer out;
	struct funnel_parts parts;
	struct buf text = BUF_INIT;
	int status = EXIT_SYSTEM;
	writer_init(&out, 1, (int)common->zstd);
	table_open(&table, common, NULL);
	funnel_parts_open(&parts, &table);
	bool header = !common->no_header;
	if (take_rows(&parts, &table)) {
		funnel_figures_put(&parts.result, partial, header, &text);
		status = funnel_figures_audit(&parts.tally);
	}
	writer_put_slice(&out, buf_slice(&text));
	buf_release(&text);
	const struct counter counters[] = {TABLE_COUNTERS(table), {0}};
	table_close(&table);
	status = output_finish(&out, common, counters, status);
	funnel_parts_release(&parts);
	return status;
}
