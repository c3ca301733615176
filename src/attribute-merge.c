/* SPDX-License-Identifier: MIT */
/* Parts in, credits out. */
#include "attribute-merge.h"

#include <inttypes.h>

#include "attribute-spend.h"
#include "base/msg.h"
#include "journey/attribution-merge.h"
#include "table/output.h"

/* False, after a message, where the rows are not all parts of one attribution:
 * then no sum is worth anything. */
static bool
take_rows(struct attribution_merge *m, struct table *t)
{
	while (table_next(t))
		for (size_t i = 0; i < t->n_rows; i++) {
			struct row row = table_row(t, i);
			const char *why = attribution_merge_take(m, &row);
			if (!why)
				continue;
			msg_warn("merge", "row %" PRIu64 " of the parts: %s",
			    m->rows, why);
			return false;
		}
	if (t->rows_long > 0)
		msg_warn("merge", "a part has rows longer than --max-line");
	else if (t->rows_ragged > 0)
		msg_warn("merge", "a part has rows that are damaged");
	if (t->failed || t->rows_ragged + t->rows_long > 0)
		return false;
	const char *why = attribution_merge_end(m);
	if (why)
		msg_warn("merge", "%s", why);
	return !why;
}

/* The spend files are read now that it is known by what they are joined. */
static int
put_answer(struct attribution_merge *m, struct attribution_result *result,
    bool header, struct writer *out)
{
	if (m->asked->partial)
		return attribution_part_put(&m->part, m->a, header, out);
	attribution_result_init(result, m->asked, m->a);
	if (m->asked->spend.n > 0)
		attribute_spend_read(result);
	result->earliest = m->part.earliest;
	result->latest = m->part.latest;
	return attribution_result_put(result, header, out);
}

/* What the parts counted, and then what was counted here. */
static void
list_counters(const struct attribution_merge *m,
    const struct attribution_result *result, struct counter *list)
{
	const struct counter here[] = {SPEND_FILE_COUNTERS(result->files),
	    SPEND_JOIN_COUNTERS(result->spend), {NULL, NULL}};
	memcpy(list, m->counters, m->n_counters * sizeof(*list));
	memcpy(list + m->n_counters, here, sizeof(here));
}

int
attribute_merge(
    const struct opt_common *common, struct attribution_asked *asked)
{
	struct table table;
	struct writer out;
	struct attribution a;
	struct attribution_merge merge;
	struct attribution_result result = {.asked = asked};
	struct counter counters[MERGE_COUNTERS + 16];
	int status = EXIT_SYSTEM;
	writer_init(&out, 1, (int)common->zstd);
	table_open(&table, common, NULL);
	attribution_merge_open(&merge, &table, asked, &a);
	if (take_rows(&merge, &table))
		status = put_answer(&merge, &result, !common->no_header, &out);
	list_counters(&merge, &result, counters);
	table_close(&table);
	status = output_finish(&out, common, counters, status);
	attribution_result_release(&result);
	attribution_merge_release(&merge);
	return status;
}
