/* SPDX-License-Identifier: MIT */
/* A column of persons. */
#include "table/members.h"

#include "base/msg.h"

bool
members_read(struct members *m, const char *file)
{
	struct opt_common common = OPT_COMMON_INIT;
	struct table t;
	bool added;
	common.operands = (struct opt_list){&file, 1};
	roster_init(&m->persons, sizeof(struct key));
	table_open(&t, &common, NULL);
	unsigned column = table_want(&t, "person");
	if (column == NO_COLUMN)
		column = table_want(&t, "uid");
	if (column == NO_COLUMN && t.header.n > 0)
		msg_fail(file, "has no column 'person' or 'uid'");
	while (table_next(&t))
		for (size_t i = 0; i < t.n_rows; i++) {
			struct row row = table_row(&t, i);
			struct slice person = row_field(&row, column);
			roster_get(&m->persons, hash_key(person), &added);
		}
	return table_close(&t) == EXIT_DONE;
}

void
members_release(struct members *m)
{
	roster_release(&m->persons);
}
