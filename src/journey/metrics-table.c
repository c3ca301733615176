/* SPDX-License-Identifier: MIT */
/* Rows of groups and their total. */
#include "journey/metrics-table.h"

#include <stdlib.h>

void
metrics_put_heading(
    const struct metrics *m, const char *columns, struct buf *out)
{
	groups_put_header(&m->groups, out);
	buf_put_text(out, columns);
	buf_put_byte(out, '\n');
}

void
metrics_put_groups(const struct metrics *m, struct group_array *figures,
    void *total, const struct metrics_sum *sum, struct buf *out)
{
	uint32_t n, *order = groups_sorted(&m->groups, &n);
	for (uint32_t i = 0; i < n; i++) {
		void *f = group_array_at(figures, order[i]);
		bool some = sum->add(m, total, f);
		if (!some || m->groups.n_parts == 0)
			continue;
		groups_put(&m->groups, order[i], out);
		sum->put(m, f, out);
	}
	groups_put_total(&m->groups, out);
	sum->put(m, total, out);
	free(order);
}
