/* SPDX-License-Identifier: MIT */
/* Parts of an attribution (attribution-part.h), added up.
 *
 *	attribution_merge_open(&m, &table, &asked, &a);
 *	… attribution_merge_take(&m, &row) for each row …
 *	attribution_merge_end(&m);
 *	… the attribution is as if it had seen all persons
 *
 * The first part's options are what was asked; those of the others must be the
 * same. */
#ifndef CJM_JOURNEY_ATTRIBUTION_MERGE_H
#define CJM_JOURNEY_ATTRIBUTION_MERGE_H

#include "journey/attribution-part.h"
#include "journey/part-row.h"

enum { MERGE_COUNTERS = 48 };

struct attribution_merge {
	struct attribution_part part;    /* of all of them */
	struct attribution_asked *asked; /* filled with the parts' options */
	struct attribution *a;           /* filled with their sums */
	struct part_in in;
	struct counter counters[MERGE_COUNTERS + 1];
	uint64_t sums[MERGE_COUNTERS]; /* of the counters */
	unsigned n_counters;
	uint64_t rows; /* taken */
	uint64_t told; /* so many there are, by the parts */
	/* the part at hand: in front of its first row, and of its rows */
	uint64_t before;
	struct key digest;
	bool sold;           /* it has a conversion */
	struct roster known; /* digests of those that have */
	bool begun;          /* *a is initialised */
	struct buf why;
};

/* Finds the columns; one that is missing is a message and EXIT_SYSTEM. */
void attribution_merge_open(struct attribution_merge *m, const struct table *t,
    struct attribution_asked *asked, struct attribution *a);

/* `a` is released with it. */
void attribution_merge_release(struct attribution_merge *m);

/* Adds a row. NULL, or why it is none, or none of the same attribution: valid
 * until the next call. Options that the user gave beside the parts' may end the
 * process with EXIT_USAGE (attribution_understand). */
const char *
attribution_merge_take(struct attribution_merge *m, const struct row *row);

/* All rows were taken. NULL, or what they lack. */
const char *attribution_merge_end(struct attribution_merge *m);

#endif
