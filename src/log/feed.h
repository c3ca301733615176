/* SPDX-License-Identifier: MIT */
/* Blocks of a log to lines, lines to the parser, and what it refuses to a file.
 */
#ifndef CJM_LOG_FEED_H
#define CJM_LOG_FEED_H

#include "io/reader.h"
#include "log/parser.h"

/* Lines are found so many bytes at a time, so that a line is still in the first
 * cache when it is parsed. */
enum { FEED_PIECE = 16 << 10 };

struct feed {
	struct parser *parser;
	struct writer *out;     /* events */
	struct writer *rejects; /* lines not understood; NULL: not kept */
	uint32_t ends[FEED_PIECE + 1];
	uint32_t marks[LINE_MARKS + FEED_PIECE + PLACES_PAD];
	/* Called when the parser's dialect has found out its format, and when
	 * the input changed to another, which stops the feed: later lines are
	 * not looked at. May be NULL. */
	void (*decided)(void *context, const char *file, uint64_t line);
	void (*changed)(void *context, const char *file, uint64_t line);
	void *context;
	bool stopped;
	const char *name; /* of the file in hand, the same pointer for all of
			   * it, and */
	uint64_t number;  /* its lines so far */
	uint64_t lines;   /* of all files */
};

/* Parses the lines of a block of the file of that name. */
void feed_block(struct feed *f, const char *name, const struct block *block);

/* Parses one line that was found by other means; its number in its file. */
void feed_line(
    struct feed *f, const struct line *line, const char *name, uint64_t number);

/* The parser's dialect will see no more lines of its input: parts of a line
 * whose last is missing are rejected. */
void feed_end(struct feed *f, const char *name);

/* A piece of a line that is too long for any block (see reader_options) of the
 * file of that name. */
void feed_overlong(
    struct feed *f, const char *name, const char *p, size_t n, bool last);

#endif
