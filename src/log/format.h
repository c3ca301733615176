/* SPDX-License-Identifier: MIT */
/* Log formats: each is one const struct, listed in one registry. */
#ifndef CJM_LOG_FORMAT_H
#define CJM_LOG_FORMAT_H

#include <stdbool.h>

#include "log/hit.h"
#include "log/stamp.h"
#include "simd/simd.h"

/* Why a line is no line of its format. */
enum fault { FAULT_NONE, FAULT_SHAPE, FAULT_TIME, FAULT_STATUS, N_FAULTS };

/* What reading lines needs and keeps between them. */
struct scan {
	const struct simd *simd;
	struct stamp stamp;
};

/* Whether lines of a format have a part. */
enum part { PART_NO, PART_YES, PART_MAYBE };

struct log_format {
	const char *name;
	enum part host;   /* the virtual host in front */
	enum part agent;  /* referrer and user agent */
	enum part cookie; /* the Cookie header behind them */

	/* Finds method, target and path in hit->line. SIMD_PAD bytes behind
	 * the line can be read. */
	enum fault (*head)(
	    const struct log_format *f, struct scan *scan, struct hit *hit);
	/* Fills the rest. */
	enum fault (*tail)(
	    const struct log_format *f, struct scan *scan, struct hit *hit);
};

/* The format of that name, or NULL. `auto` is one: it takes each line for what
 * it is, so that no result depends on how much of a file was looked at. */
const struct log_format *format_find(const char *name);

extern const struct log_format format_auto, format_common, format_combined,
    format_combined_cookie, format_vhost_combined;

#endif
