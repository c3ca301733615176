/* SPDX-License-Identifier: MIT */
/* Rows read two times: files are opened again, what comes through a pipe waits
 * in a temporary file.
 *
 *	twice_open(&twice, &table);
 *	while (table_next(&table))
 *		for each row: … twice_row(&twice, &row)
 *	twice_again(&twice);
 *	while (table_next(&table))
 *		… */
#ifndef CJM_TABLE_TWICE_H
#define CJM_TABLE_TWICE_H

#include "io/temp.h"
#include "table/table.h"

struct twice {
	struct table *table;
	bool spool; /* rows wait */
	struct temp rows;
};

/* Over a table that is open and not read yet. */
void twice_open(struct twice *w, struct table *t);
void twice_release(struct twice *w);

/* A row of the first time. */
static inline void
twice_row(struct twice *w, const struct row *row)
{
	if (!w->spool)
		return;
	writer_put_slice(&w->rows.out, row_text(row));
	writer_put_byte(&w->rows.out, '\n');
}

/* Begins again; rows are counted once. */
void twice_again(struct twice *w);

#endif
