/* SPDX-License-Identifier: MIT */
/* What the name of a column tells of its cells. */
#ifndef CJM_REPORT_COLUMNS_H
#define CJM_REPORT_COLUMNS_H

#include "base/slice.h"

enum column_kind {
	COLUMN_OTHER, /* its cells decide */
	COLUMN_TEXT,  /* names that the suite groups by, though all be digits */
	COLUMN_ID,    /* ids, times, codes: digits that are no quantity */
	COLUMN_FIGURE, /* a count or money */
	COLUMN_RATE,   /* a share from 0 to 1 */
	COLUMN_RATIO,  /* shown as a percentage, of any size: ROAS */
	COLUMN_TIME,   /* seconds since the epoch */
	COLUMN_SPAN,   /* a duration in seconds */
	COLUMN_CHANCE  /* a p value */
};

enum column_kind column_kind(struct slice name);

/* The number in `time_3`, when persons were at that step of a funnel; empty for
 * any other name. */
struct slice column_step(struct slice name);

/* The STAGE of `in_STAGE`, one of a table's n columns: stages of one's own have
 * any name, so that a column which all profiles have decides. Empty for any
 * other column. */
struct slice
column_stage(const struct slice *names, unsigned n, unsigned column);

/* A quantity: what may be added, compared or drawn as a bar. */
bool column_is_quantity(struct slice name);

/* A period of time, by which rows make a trend: day, week, month… */
bool column_is_period(struct slice name);

#endif
