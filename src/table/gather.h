/* SPDX-License-Identifier: MIT */
/* Rows out in the order of the input, when what is added to them is known in
 * another one.
 *
 * A tool that passes rows on and spills visitors (table/spill.h) knows the
 * answer of a row at once, or when its visitor's file has its turn. From the
 * first row on that was put aside, rows wait in a temporary file as they came,
 * and answers in one for each of the spill's files, with a byte a row that
 * says which file the answer is in. At the end the rows are read again and
 * each takes the next answer of its file: no comparison, no sorting.
 *
 *	if (gather.on) gather_row(&gather, &row);          first pass only
 *	put aside: gather_later(&gather, key)
 *	else:      gather_answer(&gather, bytes)
 *	… spill_next: gather_pass_over(&gather) before it
 *	gather_finish(&gather);
 *	while (table_next(…)) for each row: gather_next(&gather)
 *
 * An answer is any bytes. Files are those of the spill's levels at hand, some
 * hundred at the most. */
#ifndef CJM_TABLE_GATHER_H
#define CJM_TABLE_GATHER_H

#include "table/spill.h"

struct gather_node;

struct gather {
	struct spill *spill;
	bool on; /* rows wait */
	struct temp rows;
	struct gather_node **nodes; /* by the spill's ids */
	size_t room;
};

void gather_init(struct gather *g, struct spill *spill);
void gather_release(struct gather *g);

/* The row at hand waits; call it for each row of the input from the first one
 * on that is put aside, that one included. */
void gather_row(struct gather *g, const struct row *row);

/* The answer to the row at hand, or that it comes from the visitor's file. */
void gather_answer(struct gather *g, struct slice answer);
void gather_later(struct gather *g, struct key key);

/* All rows of the input, or of a file, have been seen. */
void gather_pass_over(struct gather *g);

/* Makes table_next give the rows that wait. */
void gather_finish(struct gather *g);

/* The answer to the next one of them; valid until the next call. */
struct slice gather_next(struct gather *g);

#endif
