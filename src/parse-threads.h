/* SPDX-License-Identifier: MIT */
/* Lines parsed by several threads, with the bytes, counts and messages of one.
 *
 * Each thread has a parser of its own, and reads blocks from where the feed
 * stands once the format and the own sites are known: what a line tells of the
 * next ones is decided then, and what is remembered never shows. Where a block
 * did tell something new after all (another prefix or format), it and those
 * behind it that are already parsed are parsed again by the feed. */
#ifndef CJM_PARSE_THREADS_H
#define CJM_PARSE_THREADS_H

#include "log/feed.h"
#include "parse-options.h"

struct parse_threads;

/* For that feed, which writes to files. NULL where one thread is to do it all:
 * asked for, for want of processors, or since something is counted that is
 * kept in one place or depends on a line's number. */
struct parse_threads *
parse_threads_new(const struct parse_options *o, struct feed *feed);

/* How many blocks have to stay valid (see reader_options); t may be NULL, also
 * below. */
size_t parse_threads_held(const struct parse_threads *t);

/* Takes a block, as feed_block does. */
void parse_threads_block(struct parse_threads *t, struct feed *feed,
    const char *name, const struct block *block);

/* Ends what is at work: all that was taken is now written, counted, told. */
void parse_threads_settle(struct parse_threads *t);

/* Settles, and frees. */
void parse_threads_free(struct parse_threads *t);

#endif
