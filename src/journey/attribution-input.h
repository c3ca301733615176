/* SPDX-License-Identifier: MIT */
/* What attribution reads of the stream, found by column name. */
#ifndef CJM_JOURNEY_ATTRIBUTION_INPUT_H
#define CJM_JOURNEY_ATTRIBUTION_INPUT_H

#include "journey/attribution.h"
#include "journey/vocabulary.h"
#include "table/spill.h"
#include "table/table.h"

enum { SOURCE_COLUMNS = 6 };

struct attribution_input {
	struct slice conversion;    /* the event that is one */
	struct slice milestones[2]; /* the lead, the opportunity */
	unsigned time, person, event, keys[2], hit;
	unsigned order, revenue, currency;
	int64_t earliest, latest; /* times of the input */
	unsigned channel;         /* tells whether a touch is direct */
	unsigned sources[SOURCE_COLUMNS], n_sources;
	bool adjacent; /* the sources stand side by side: read as one span */
	bool converts, milestone_met[2]; /* a row has that event */
	struct vocabulary events;
};

/* What the user asks of the columns. */
struct attribution_columns {
	const char *const *by; /* one or two names, the second NULL */
	const char *conversion, *lead, *opportunity; /* events */
};

/* Finds the columns: time, event, person (else uid) and the key columns must be
 * there, or the process ends as table_need says. The key `landing` is the page
 * of a touch (the column `path`), unless the input has a column of that
 * name. */
void attribution_input_open(struct attribution_input *in, const struct table *t,
    const struct attribution_columns *columns);

/* Hands the rows of the table's current block on, or puts them aside; *bad_time
 * grows by those whose time cannot be read. False as attribution_add. */
bool
attribution_input_block(struct attribution_input *in, const struct table *t,
    struct attribution *a, struct spill *spill, uint64_t *bad_time);

#endif
