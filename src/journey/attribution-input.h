/* SPDX-License-Identifier: MIT */
/* What attribution reads of the stream, found by column name. */
#ifndef CJM_JOURNEY_ATTRIBUTION_INPUT_H
#define CJM_JOURNEY_ATTRIBUTION_INPUT_H

#include "journey/attribution.h"
#include "table/table.h"

enum { SOURCE_COLUMNS = 6 };

struct attribution_input {
	struct slice conversion; /* the event that is one */
	unsigned time, person, event, keys[2], hit;
	unsigned order, revenue, currency;
	unsigned channel; /* tells whether a touch is direct */
	unsigned sources[SOURCE_COLUMNS], n_sources;
	bool adjacent; /* the sources stand side by side: read as one span */
};

/* Finds the columns: time, event, person (else uid) and the key columns must
 * be there, or the process ends as table_need says. `by`: one or two names,
 * the second NULL where there is one. */
void attribution_input_open(struct attribution_input *in, const struct table *t,
    const char *const by[2], struct slice conversion);

/* Reads a row; its slices are those of the table's block. False when the time
 * cannot be read. */
bool attribution_input_read(const struct attribution_input *in,
    const struct row *row, struct attribution_row *out);

/* Hands the rows of the table's current block on; *bad_time grows by those
 * whose time cannot be read. False as attribution_add. */
bool attribution_input_block(const struct attribution_input *in,
    const struct table *t, struct attribution *a, uint64_t *bad_time);

#endif
