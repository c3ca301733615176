/* SPDX-License-Identifier: MIT */
/* Several files at once, their lines by time: what several servers logged, as
 * one log.
 *
 * Of the lines that come next in each file the earliest is taken, of equally
 * early ones that of the file named first; so the result is that of a stable
 * sort, wherever each file is in the order of time. A line that is earlier than
 * one above it in its file (servers log when a request ends) is taken right
 * behind that one, and never before; so is one without a readable time. Memory
 * is a reader's buffers for each file that is being read: rotated logs, which
 * follow one another, take little more than one, since a file waits without
 * them until its first line has its turn. */
#ifndef CJM_LOG_MERGE_H
#define CJM_LOG_MERGE_H

#include "io/reader.h"
#include "log/feed.h"

/* Every file is open at once, and may need a child that decompresses it, where
 * their times overlap. */
enum { MERGE_FILES_MAX = 500 };

struct merge_options {
	const char *const *files; /* MERGE_FILES_MAX at most */
	size_t n_files;
	size_t max_line;
	const struct format_choice *choice; /* for each file */
	struct zone *zone;
	void (*idle)(void *context);
	void *context;
};

struct merge;

/* The choice is one that a dialect was made of before, so it is right. */
struct merge *merge_new(const struct merge_options *options, struct feed *feed);

/* Feeds all lines, until a write failed or the feed stopped. False when reading
 * failed, after a message. */
bool merge_run(struct merge *m);

/* Whether times of some file were taken for UTC (see struct clock). */
bool merge_guessed_zone(const struct merge *m);
void merge_free(struct merge *m);

#endif
