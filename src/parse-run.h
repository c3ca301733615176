/* SPDX-License-Identifier: MIT */
/* A run of cjm-parse: from its files to events, and to what is told of the
 * lines that are none. */
#ifndef CJM_PARSE_RUN_H
#define CJM_PARSE_RUN_H

#include "log/feed.h"
#include "parse-options.h"
#include "parse-threads.h"

struct parse_run {
	const struct parse_options *options;
	struct parse_format format;
	struct parser parser;
	struct feed feed;
	struct parse_threads *threads; /* NULL: one does it all */
	struct reader *reader; /* while files are read one behind the other */
	struct writer out, rejects;
	int rejects_fd;
	const char *file; /* the one at hand, once any of it was read */
	/* of the files before the one at hand: lines, blank ones apart, and
	 * rejects among them */
	uint64_t judged_lines, judged_rejects;
	bool events; /* the file at hand is one that a tool has written */
	const char *encoding; /* of the file at hand, iconv's name; NULL: any
			       * that has ASCII */
	bool guessed_zone;    /* times named none, nor did --tz */
	int status;
};

/* Makes all that is needed of the options, which must outlive the run, and
 * writes the header. Wrong use ends the process with EXIT_USAGE, a file that
 * cannot be written with EXIT_SYSTEM. */
void parse_run_open(struct parse_run *r, const struct parse_options *options);

/* Reads the files, one behind the other or by time. */
void parse_run_read(struct parse_run *r);

/* Finishes what is written, tells the counters, frees. Returns the exit status.
 */
int parse_run_close(struct parse_run *r);

#endif
