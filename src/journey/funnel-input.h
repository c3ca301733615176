/* SPDX-License-Identifier: MIT */
/* What a funnel reads of the stream, found by column name. */
#ifndef CJM_JOURNEY_FUNNEL_INPUT_H
#define CJM_JOURNEY_FUNNEL_INPUT_H

#include "base/near.h"
#include "journey/funnel-members.h"
#include "journey/funnel-options.h"
#include "journey/funnel.h"
#include "table/spill.h"
#include "table/visitor.h"

/* The last row that was put aside into a file of the spill's. */
struct funnel_aside {
	int64_t time;
	uint32_t moment;
};

struct funnel_input {
	struct funnel_question *question;
	struct funnel *funnel;
	struct funnel_members *members; /* or NULL */
	struct table *table;
	struct spill *spill;
	struct funnel_aside aside[SPILL_FILES];
	uint32_t aside_of;  /* the spill's id of their level, plus 1 */
	struct buf nothing; /* a line of empty fields */
	struct visitors visitors;
	unsigned time, event, touchpoints, revenue, currency, by, hold;
	struct near_read times;
	bool every_row; /* rows that fill no step matter too */
	bool too_many;  /* segments */
	bool in_parts;  /* units are of a session, or a value, too */
	int64_t max_segments;

	char first_currency[8];
	size_t first_currency_n;
	bool currencies_differ;
	int64_t as_of; /* later rows are passed over */
	uint64_t bad_time, bad_revenue, nobody, unheld, after;
};

/* Finds the columns that the question needs: a missing one is a message and
 * EXIT_SYSTEM. The other fields of *in have been set, or are zeros. */
void funnel_input_open(struct funnel_input *in);
void funnel_input_release(struct funnel_input *in);

/* Takes the rows of the table's current block. False when there are more
 * segments than max_segments: then the funnel is of no use. */
bool funnel_input_block(struct funnel_input *in);

#endif
