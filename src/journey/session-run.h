/* SPDX-License-Identifier: MIT */
/* A run of cjm-sessionize: rows of a table through sessions, within a limit of
 * memory, from one run's state to the next's. */
#ifndef CJM_JOURNEY_SESSION_RUN_H
#define CJM_JOURNEY_SESSION_RUN_H

#include "io/record.h"
#include "journey/session-rows.h"
#include "journey/session-sum.h"
#include "table/gather.h"
#include "table/reorder.h"
#include "table/sort.h"
#include "table/visitor.h"

struct session_options {
	struct session_rules rules;
	struct slice rules_text; /* what a state must have been made with */
	bool by_session;         /* one row a session */
	uint32_t max_pages;      /* in its path */
	int64_t engaged, extra;  /* microseconds, see session-sum.h */
	int64_t memory;          /* bytes, for visitors; as much for rows */
	const char *state;       /* a file, or NULL */
};

struct session_run {
	const struct session_options *options;
	struct table *table;
	struct writer *out;
	struct reorder *reorder; /* or NULL */
	unsigned time;
	struct near_read times;
	struct visitors visitors;
	struct sessions sessions;
	struct session_rows rows;
	struct session_sums sums;
	struct spill spill;
	struct gather gather;
	struct sort *ended; /* with by_session: rows of sessions */
	struct record_out *next;
	struct buf key, line, packed;
	struct buf at_now; /* with a state: lines of sessions over just now */

	uint64_t bad_time, nobody, visitors_seen;
	int64_t known; /* the latest time of the runs before, or WHEN_NONE */
};

/* Finds the columns, reads the state, writes the header. */
void
session_run_open(struct session_run *r, const struct session_options *options,
    struct table *t, struct reorder *reorder, struct writer *out);

/* Takes all rows. */
void session_run(struct session_run *r);

/* Whether no row is later than what the runs before have seen, as when one is
 * repeated. */
bool session_run_is_again(const struct session_run *r);

/* Ends the run: with `good` the new state takes the old one's place. False
 * with errno set when that fails. */
bool session_run_close(struct session_run *r, bool good);

#endif
