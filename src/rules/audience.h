/* SPDX-License-Identifier: MIT */
/* Audiences: profiles with the segments of each, those that are asked for. */
#ifndef CJM_RULES_AUDIENCE_H
#define CJM_RULES_AUDIENCE_H

#include "rules/segments.h"

struct audience {
	struct header header; /* of the rows; owns its names' array only */
	struct segments segments, where;
	bool chooses;    /* there is a condition */
	const char *tag; /* or NULL */
	uint32_t *places;
	struct buf row;
	struct slice names; /* of the row's segments */
};

/* `columns`: the names of a profile's columns with a TAB behind each, which
 * must stay; behind them come `segments` and, where there is one, `tag`.
 * segments: a file, NULL for the usual rules; where: a condition, or NULL.
 * Mistakes in either end the process. */
void audience_open(struct audience *a, struct slice columns,
    const char *segments, const char *where, const char *tag);
void audience_release(struct audience *a);

enum audience_answer {
	AUDIENCE_IN,
	AUDIENCE_OUT,
	AUDIENCE_FAILED /* a pattern ran away; the rule is told */
};

/* Makes a->row, LF included, and a->names of a profile: its fields with a TAB
 * behind each. Valid until the next call. */
enum audience_answer audience_take(struct audience *a, struct slice profile);

/* Appends the header line. */
void audience_put_header(const struct audience *a, struct buf *out);

#endif
