/* SPDX-License-Identifier: MIT */
/* The profiles of an earlier run, read beside those of a later one: both are
 * sorted by person.
 *
 *	while (earlier_below(&e, &person))
 *		… e.person is not there any more …
 *	if (earlier_is(&e, person))
 *		… e.segments were its segments …
 */
#ifndef CJM_TABLE_EARLIER_H
#define CJM_TABLE_EARLIER_H

#include "table/table.h"

struct earlier {
	struct opt_common common;
	struct table table;
	const char *file;
	unsigned columns[2]; /* person, segments */
	size_t next;         /* row of the block */
	bool some;           /* there is a person at hand: */
	struct slice person, segments;
	bool passing;    /* the next call passes over it */
	struct buf name; /* a copy of the person */
};

/* Opens the profiles in a file, which must have those columns and be sorted, or
 * the process ends as table_need says. `file` must outlive *e. */
void earlier_open(struct earlier *e, const char *file);

/* EXIT_SYSTEM when reading failed, else EXIT_DONE. */
int earlier_close(struct earlier *e);

/* Whether the person at hand comes before that one (NULL: before the end); it
 * is passed over by the next call. */
bool earlier_below(struct earlier *e, const struct slice *person);

/* Whether it is that one, to be asked once, behind earlier_below; it is passed
 * over by the next call, too. */
bool earlier_is(struct earlier *e, struct slice person);

#endif
