/* SPDX-License-Identifier: MIT */
/* What collectors put in front of a server's lines, or around them. */
#ifndef CJM_LOG_PREFIX_H
#define CJM_LOG_PREFIX_H

#include "base/mem.h"
#include "base/slice.h"
#include "simd/simd.h"

enum prefix {
	PREFIX_NONE,
	PREFIX_JSON, /* {"log":"…\n","stream":"stdout","time":"…"}, or with the
		      * line as message or MESSAGE */
	PREFIX_CRI,    /* 2024-01-01T00:00:00.0Z stdout F … */
	PREFIX_SYSLOG, /* [<134>]Mar  3 12:00:01 host nginx[12]: …, or with
			     * an ISO time */
	PREFIX_SYSLOG_5424, /* <134>1 2024-… host app pid id [data] … */
	PREFIX_CEE,         /* @cee: in front of JSON in syslog */
	PREFIX_COMPOSE,     /* web_1  | … */
	PREFIX_POD,         /* [pod/web-0/nginx] … */
	PREFIX_GREP,        /* access.log:…, access.log:17:… */
	PREFIX_QUOTES,      /* "…", quotes within doubled or not */
	PREFIX_TIME,        /* 2024-01-01T00:00:00.0Z … */
	N_PREFIXES
};

extern const char *const prefix_names[N_PREFIXES];

/* Whether a line begins as only those of a collector do: with a priority, an
 * ISO time, a month and a day, a pod's name or a quote. */
bool prefix_likely(struct slice line);

/* Takes a prefix of that kind off *line. What had to be decoded is put into
 * *copy, with SIMD_PAD bytes behind it. *time becomes its date and time where
 * it has both, and is left alone else. False when the line has no such
 * prefix. */
bool prefix_strip(enum prefix kind, const struct simd *simd, struct slice *line,
    struct buf *copy, struct slice *time);

#endif
