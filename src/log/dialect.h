/* SPDX-License-Identifier: MIT */
/* How the lines of one input are written: the format, told or found out, and
 * what a collector put in front of them.
 *
 * Found out: the first line that is wholly one of the formats decides for its
 * file; what comes before it is refused (or, where it looks like a common log
 * with a fault in it, counted as that). So the answer depends on lines alone,
 * never on how much of a file was looked at, and a pipe is as good as a file.
 * A later line that is none of the format but wholly of another ends the input,
 * unless mixed inputs were asked for: then each line is what it is. */
#ifndef CJM_LOG_DIALECT_H
#define CJM_LOG_DIALECT_H

#include "log/format.h"
#include "log/parts.h"

enum { FORMATS_MAX = 40 };

struct format_choice {
	const struct log_format *format; /* NULL: found out */
	struct slice argument;           /* of the format */
	bool mixed;
};

/* Reads `auto`, `mixed`, NAME and NAME:ARGUMENT, whose bytes must outlive the
 * choice. False with *error filled. */
bool format_choose(struct format_choice *choice, struct slice text,
    struct format_error *error);

struct dialect {
	struct scan scan;
	struct format_choice choice;
	const struct log_format *format;
	const char *name; /* of the format for messages, more exact than its
			   * own; NULL while nothing is decided */
	bool settled;   /* a line was wholly of the format, with that prefix */
	bool commented; /* a comment told of a format, perhaps another */
	enum prefix outer; /* in front of prefix, which is none only if this is,
			    * too */
	enum prefix prefix;
	struct parts parts;        /* of lines that a collector has cut */
	struct buf copy;           /* a line whose prefix had to be decoded */
	void *states[FORMATS_MAX]; /* by place in the registry */

	/* Set to the name when it was decided, and when the input changed to
	 * another format; whoever tells the user sets them to NULL. */
	const char *decided, *changed;
};

/* False with *error filled when the format's argument is wrong. zone may be
 * NULL, and must outlive the dialect. */
bool dialect_init(struct dialect *d, const struct format_choice *choice,
    const struct simd *simd, struct zone *zone, struct format_error *error);
void dialect_release(struct dialect *d);

/* What stands in front of all else. */
static inline enum prefix
dialect_prefix(const struct dialect *d)
{
	return d->outer != PREFIX_NONE ? d->outer : d->prefix;
}

/* Another input begins: all that was found out of the last one is forgotten. */
void dialect_begin(struct dialect *d);

/* How the next line is read, where a line tells nothing else of those behind
 * it. Several dialects of the same choice can read on from there. */
struct dialect_stand {
	const struct log_format *format;
	const char *name;
	enum prefix outer, prefix;
};

/* Whether that is all: the format was found, and keeps nothing of one line for
 * the next, as the names of columns; nor is a line begun. */
bool dialect_is_steady(const struct dialect *d);

struct dialect_stand dialect_stand(const struct dialect *d);
bool dialect_stands_at(const struct dialect *d, const struct dialect_stand *s);
void dialect_follow(struct dialect *d, const struct dialect_stand *s);

/* A line that begins with #. */
void dialect_comment(struct dialect *d, struct slice line);

/* What the line in hit is: as log_format's head and tail. The head takes the
 * prefix off hit->line. */
static inline enum fault dialect_head(struct dialect *d, struct hit *hit);
static inline enum fault dialect_tail(struct dialect *d, struct hit *hit);

/* Their rarer half: nothing is decided yet, or the line is none of the
 * format. */
enum fault dialect_first_head(struct dialect *d, struct hit *hit);
enum fault dialect_other_head(struct dialect *d, struct hit *hit);
enum fault dialect_other_tail(struct dialect *d, struct hit *hit);
bool dialect_strip(struct dialect *d, struct hit *hit);

static inline enum fault
dialect_head(struct dialect *d, struct hit *hit)
{
	if (d->prefix != PREFIX_NONE)
		dialect_strip(d, hit);
	if (d->choice.mixed || !d->settled)
		return dialect_first_head(d, hit);
	enum fault fault = d->format->head(d->format, &d->scan, hit);
	return fault == FAULT_SHAPE ? dialect_other_head(d, hit) : fault;
}

static inline enum fault
dialect_tail(struct dialect *d, struct hit *hit)
{
	enum fault fault = d->format->tail(d->format, &d->scan, hit);
	return fault == FAULT_SHAPE ? dialect_other_tail(d, hit) : fault;
}

#endif
