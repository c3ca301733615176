/* SPDX-License-Identifier: MIT */
/* Rows that are a little out of order, put in order: each waits until one
 * comes that is `span` later. Rows of one time stay in the order of the input.
 *
 * One that comes later than that passes at once, out of order: whoever takes
 * the rows counts it. When the waiting rows are more than the limit the
 * earliest go before their time, and are counted. */
#ifndef CJM_TABLE_REORDER_H
#define CJM_TABLE_REORDER_H

#include "table/table.h"

struct reorder;

/* Over a table that is open, by its column `time`. span in microseconds,
 * memory in bytes. `ordered` becomes a table of the same columns whose rows
 * are the other's in order; rows without a readable time pass as they come.
 * `hold`: at the end of the input, rows keep waiting. */
struct reorder *reorder_new(struct table *t, struct table *ordered,
    unsigned time, int64_t span, int64_t memory, bool hold);
void reorder_free(struct reorder *r);

/* Takes a row that was waiting when an earlier run ended; before any other. */
void reorder_put(struct reorder *r, struct slice line, int64_t time);

/* Takes out the first row that waits, and its time; false when there is none.
 * Valid until the next call. */
bool reorder_take(struct reorder *r, struct slice *line, int64_t *time);

/* The latest time seen, WHEN_NONE without one: an earlier run's to be set, or
 * this one's. */
int64_t *reorder_now(struct reorder *r);

/* Rows that went before their time, for want of --memory. */
const uint64_t *reorder_early(const struct reorder *r);

#endif
