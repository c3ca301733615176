/* SPDX-License-Identifier: MIT */
/* Parts of a funnel: figures of some of the units as rows that add up, so that
 * any partition of the units gives the same funnel as all of them at once.
 *
 * A part's columns are segment (where the funnel is by one), number (of the
 * step), of (so many), step, visitors, entered, continued, dropped, open,
 * revenue, seconds, count, window_s and end. A row brings counts, or (with
 * `seconds`) how many units came to the step in that time; what is empty is
 * nothing. */
#ifndef CJM_JOURNEY_FUNNEL_PART_H
#define CJM_JOURNEY_FUNNEL_PART_H

#include "journey/funnel-result.h"
#include "table/table.h"

void
funnel_part_put(const struct funnel_result *r, bool header, struct buf *out);

enum { PART_COUNTS = 5 }; /* visitors to open */

/* Parts, added up. */
struct funnel_parts {
	struct tally tally;
	struct intern segments;
	struct funnel_result result; /* of these two, after the last row */
	unsigned segment, number, of, step, seconds, count, window, end;
	unsigned counts[PART_COUNTS], revenue;
	bool known; /* what a first row says of all: n, window */
};

/* Finds the columns; one that is missing is a message and EXIT_SYSTEM. */
void funnel_parts_open(struct funnel_parts *p, const struct table *t);
void funnel_parts_release(struct funnel_parts *p);

/* Adds a row. NULL, or why it is none, or none of the same funnel. */
const char *funnel_parts_take(struct funnel_parts *p, const struct row *row);

#endif
