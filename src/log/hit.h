/* SPDX-License-Identifier: MIT */
/* One request as a log line tells it. */
#ifndef CJM_LOG_HIT_H
#define CJM_LOG_HIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* A line of the log without its LF, and where `"`, backslashes and `?` stand in
 * it: offsets from base. All of them if they are fewer than LINE_MARKS, else
 * the first LINE_MARKS at least. Whoever has no marks gives none: that costs
 * time only. */
enum { LINE_MARKS = 1024 };

struct line {
	struct slice text;
	const char *base;
	const uint32_t *marks;
	size_t n_marks;
};

/* A line behind what is none of it: zeros, where a log was emptied while its
 * server wrote on, and the byte order mark of a file put behind another. */
static inline struct slice
line_begin(struct slice line)
{
	if (line.n == 0 || (*line.p != '\0' && *line.p != '\xef'))
		return line;
	size_t zeros = 0;
	while (zeros < line.n && line.p[zeros] == '\0')
		zeros++;
	return slice_skip_bom(slice_skip(line, zeros));
}

/* Whether a line is longer than max without its CR. All of its bytes count,
 * whatever they are: a line that no block holds is not looked at. */
static inline bool
line_is_long(struct slice line, size_t max)
{
	return line.n > max && (line.n > max + 1 || line.p[max] != '\r');
}

/* Slices point into the line and are as the server wrote them: escaped, with
 * `-` or nothing for what is absent. The head is filled first, since most
 * lines are dropped for their path; the tail only for the others. */
struct hit {
	struct slice line; /* without LF and CR */
	const char *base;  /* of marks, see struct line */
	const uint32_t *marks;
	size_t n_marks;

	/* head; marks and n_marks become those behind the request when it was
	 * read by them, else n_marks becomes 0 */
	const char *request; /* first byte inside the request's quotes */
	const char *stamp;   /* the bracket before its time, and */
	const char *rest;    /* where the tail goes on; format's own use */
	struct slice method; /* empty when the request is no `METHOD target` */
	struct slice target; /* path and query, or an absolute URI */
	struct slice path;   /* target up to `?` */

	/* tail */
	int64_t time;       /* microseconds since the epoch */
	unsigned status;    /* 0..999 */
	struct slice vhost; /* host[:port] that the server logged */
	struct slice client;
	struct slice user;
	struct slice bytes;
	struct slice referrer;
	struct slice agent;
	bool plain;     /* no backslash in the line: nothing to unescape */
	bool asked;     /* the referrer has a `?`; known of plain ones */
	bool has_agent; /* the format logs agents: an empty one was sent so */
	bool decoded;   /* the format has undone the escapes of all texts */
	struct tracker_index *tracker;   /* whose hit it is; NULL: a page's */
	const struct log_format *events; /* the line is an event of that format;
					  * NULL: a request */
	struct slice cookie;             /* the whole Cookie header */
	struct slice forwarded; /* X-Forwarded-For, or what stands for it */
	struct slice country;   /* of the client */
	struct slice taken; /* how long it took, for taken_read; may be empty */
	int taken_scale;
};

#endif
