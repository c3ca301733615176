/* SPDX-License-Identifier: MIT */
/* Log formats: each is one const struct, listed in one registry. */
#ifndef CJM_LOG_FORMAT_H
#define CJM_LOG_FORMAT_H

#include <stdbool.h>

#include "base/mem.h"
#include "log/clock.h"
#include "log/hit.h"
#include "simd/simd.h"

/* Why a line is no line of its format. */
enum fault {
	FAULT_NONE,
	FAULT_SHAPE,
	FAULT_TIME,
	FAULT_STATUS,
	FAULT_HEADER, /* it names the columns of those that follow */
	N_FAULTS
};

/* What reading the lines of one input needs and keeps between them. */
struct scan {
	const struct simd *simd;
	struct clock clock;
	struct slice stamped; /* the time that a collector put in front of the
				* line in hand; a NULL pointer without */
	void *state;          /* of the format in hand, what its open made */
	struct buf scratch;   /* of the line in hand, see scan_scratch */
};

/* Room for what is decoded and put together of a line of n bytes: four times
 * as much, no slice of it moves, 8 bytes in front of the first and SIMD_PAD
 * behind the last can be read. Forgets the line before. */
void scan_scratch(struct scan *scan, size_t n);
void scan_release(struct scan *scan);

/* s with the byte that it stands for in the place of each mark and two
 * hexadecimal digits: `%20`, HAProxy's `#22`. A copy behind *b, the scratch,
 * where s has a mark. */
struct slice scan_undo_hex(struct buf *b, struct slice s, char mark);

/* Whether lines of a format have a part. */
enum part { PART_NO, PART_YES, PART_MAYBE };

/* Why a format's argument was not understood. */
struct format_error {
	char reason[160];
};

struct track;
struct track_reader;

struct log_format {
	const char *name;
	const char *argument; /* what may stand behind `name:`; NULL: nothing */
	bool needs_argument;
	bool headed;     /* the first line names the columns */
	bool recognised; /* a line that is wholly of it decides for it */

	/* the common log family's */
	enum part host;      /* the virtual host in front */
	bool host_second;    /* it stands behind the client */
	enum part agent;     /* referrer and user agent */
	enum part cookie;    /* the Cookie header behind them */
	enum part forwarded; /* X-Forwarded-For there */
	bool marked;         /* the request stands behind the first stamp */

	/* Makes what the format keeps of one input; argument is empty where
	 * none was given. NULL with *error filled when it is wrong. Formats
	 * that keep nothing have none of these. */
	void *(*open)(struct slice argument, struct format_error *error);
	void (*close)(void *state);
	/* Another file begins. */
	void (*begin)(void *state);
	/* A line that begins with #. */
	void (*comment)(void *state, struct slice line);

	/* Finds method, target and path in hit->line. SIMD_PAD bytes behind
	 * the line can be read. */
	enum fault (*head)(
	    const struct log_format *f, struct scan *scan, struct hit *hit);
	/* Fills the rest of the hit whose head was read last, once: it may
	 * forget what the head left. */
	enum fault (*tail)(
	    const struct log_format *f, struct scan *scan, struct hit *hit);
	/* Formats whose lines are events, not requests, fill a track from what
	 * the head has read; their tail finds the time only. NULL: requests. */
	void (*track)(const struct scan *scan, const struct hit *hit,
	    struct track_reader *r, struct track *t);
	/* The format's name for messages, told by a hit; may be NULL. */
	const char *(*describe)(const struct scan *scan, const struct hit *hit);
};

/* The registry, in the order in which a line is tried; ends with NULL. */
extern const struct log_format *const log_formats[];

/* The format of that name, or NULL. */
const struct log_format *format_find(struct slice name);

extern const struct log_format format_clf, format_common, format_combined,
    format_combined_cookie, format_vhost_combined, format_vhost_common,
    format_main, format_lighttpd, format_json, format_caddy, format_traefik,
    format_cloudflare, format_ecs, format_w3c, format_iis, format_cloudfront,
    format_alb, format_elb, format_s3, format_haproxy, format_apache,
    format_nginx, format_regex, format_csv, format_ga4_export, format_segment,
    format_envoy, format_npm, format_ingress, format_iis_classic,
    format_combinedio, format_logfmt, format_ltsv;

#endif
