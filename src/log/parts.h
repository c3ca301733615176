/* SPDX-License-Identifier: MIT */
/* Lines that a container runtime has cut into parts, put together again. CRI
 * marks each part but the last with a P; Docker's json-file cuts at 16 KiB and
 * leaves the newline out of all but the last. */
#ifndef CJM_LOG_PARTS_H
#define CJM_LOG_PARTS_H

#include "log/prefix.h"

/* Both streams of a container, whose lines may come between each other's. */
enum { PARTS_STREAMS = 2 };

struct parts_stream {
	struct buf line;   /* a line that holds all parts so far */
	size_t head, tail; /* bytes of it in front of their text and behind */
	uint64_t held;     /* so many lines are in it; 0: none is begun */
	bool broken;       /* too long: what is left of it is no line */
};

struct parts {
	struct parts_stream streams[PARTS_STREAMS];
	struct parts_stream *last; /* that of the line taken last */
};

enum parts_answer {
	PARTS_LINE,  /* the line is none that was cut */
	PARTS_HELD,  /* a part, kept */
	PARTS_WHOLE, /* the last part: parts_line is the line, of last->held
		      * parts, until parts_forget */
	PARTS_LONG   /* it would be longer than max, or is the rest of one that
		      * was: what is held, if anything, is no line either */
};

/* Whether lines with that prefix may have been cut. */
static inline bool
parts_may(enum prefix kind)
{
	return kind == PREFIX_CRI || kind == PREFIX_JSON;
}

/* Takes a line with a prefix of that kind, not longer than max itself. */
enum parts_answer
parts_take(struct parts *p, enum prefix kind, struct slice line, size_t max);

/* What a stream holds, with an LF, 8 readable bytes in front and SIMD_PAD
 * behind. */
struct slice parts_line(const struct parts_stream *s);
void parts_forget(struct parts_stream *s);

/* Whether a line is begun, or the rest of one too long goes on; what follows
 * is then no line by itself. Makes it none. */
bool parts_are_begun(const struct parts *p);
void parts_begin(struct parts *p);
void parts_release(struct parts *p);

#endif
