/* SPDX-License-Identifier: MIT */
/* Files again, or a copy of what came. */
#include "table/twice.h"

#include <sys/stat.h>

/* Whether all operands are files that can be opened again. */
static bool
are_files(const struct opt_list *operands)
{
	struct stat st;
	for (size_t i = 0; i < operands->n; i++)
		if (strcmp(operands->at[i], "-") == 0 ||
		    stat(operands->at[i], &st) != 0 || !S_ISREG(st.st_mode))
			return false;
	return operands->n > 0;
}

void
twice_open(struct twice *w, struct table *t)
{
	*w = (struct twice){
	    .table = t, .spool = !are_files(&t->common->operands)};
	if (w->spool)
		temp_open(&w->rows);
}

void
twice_release(struct twice *w)
{
	if (w->spool)
		temp_close(&w->rows);
}

static bool
next_rows(void *file, struct slice *lines)
{
	return temp_lines(file, lines);
}

void
twice_again(struct twice *w)
{
	if (!w->spool) {
		table_restart(w->table);
		return;
	}
	temp_rewind(&w->rows);
	table_feed(w->table, next_rows, &w->rows);
}
