/* SPDX-License-Identifier: MIT */
/* A run of cjm-profile: rows in the order of persons, to profiles or to the
 * paths of sessions. */
#ifndef CJM_PROFILE_RUN_H
#define CJM_PROFILE_RUN_H

#include "base/when.h"
#include "journey/profile.h"
#include "table/members.h"
#include "table/output.h"
#include "table/sort.h"

/* As a user gives them; NULL: not given. */
struct profile_words {
	struct opt_common common;
	struct profile_options asked;
	const char *segments, *where, *members, *tag, *since_run;
	bool print_segments, session_paths, nested;
	int64_t as_of, memory, list, pages;
};

#define PROFILE_WORDS_INIT                                                 \
	{                                                                  \
		.common = OPT_COMMON_INIT, .asked = PROFILE_OPTIONS_INIT,  \
		.as_of = WHEN_NONE, .memory = OPT_MEMORY_INIT, .list = 10, \
		.pages = 1000                                              \
	}

struct profile_run {
	const struct profile_words *words;
	struct table table;
	struct writer out;
	struct sort *sort;
	struct members members;
	struct profiles profiles;
	unsigned time, person; /* columns */
	int64_t end;           /* the latest row's moment */
	struct buf line;       /* to be written */
	uint64_t bad_time, nobody;
	uint64_t persons, written; /* of profiles */
};

/* Opens table and list of members of a run that has but zeros and `profiles`;
 * the words must outlive it. False, after a message, when the list cannot be
 * read. A missing column is a message and EXIT_SYSTEM. */
bool profile_run_open(struct profile_run *r, const struct profile_words *words);

/* Closes all and tells the counters. Returns the exit status, `status` at
 * least. */
int profile_run_close(struct profile_run *r, int status);

/* Takes all rows and gives them back, by the same table, in the order of the n
 * keys, the person's column before all. */
void profile_run_sort(
    struct profile_run *r, const struct sort_key *keys, unsigned n);

/* Writes r->line and empties it. */
void profile_run_flush(struct profile_run *r, struct writer *out);

/* Write the profiles of persons, or how their segments have changed
 * (profile-persons.c), or the paths of sessions (profile-paths.c). Return an
 * exit status. */
int profile_persons(struct profile_run *r);
int profile_paths(struct profile_run *r);

#endif
