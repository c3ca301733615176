/* SPDX-License-Identifier: MIT */
/* The times of logs, whatever form they have. */
#ifndef CJM_LOG_CLOCK_H
#define CJM_LOG_CLOCK_H

#include "base/zone.h"
#include "log/stamp.h"

struct clock {
	struct stamp stamp;
	struct zone *zone; /* of times that name none; NULL: UTC */
	bool guessed;      /* such a time was read, and there was no zone */
	/* the last ISO time's minute, as in struct stamp */
	struct {
		char text[16]; /* `2026-11-24T09:30` */
		char zone[8];
		size_t zone_n;
		int64_t at;
	} iso;
};

/* Reads a time in any of these forms, brackets around it or not:
 *
 *	10/Oct/2000:13:55:36 -0700    the blank may be the colon's, the zone
 *	                              may be missing, seconds have a fraction
 *	2017-07-23T22:22:22.123456Z   blank, T or colon, point or comma, / or
 *	                              points for -, any zone
 *	1500848542.123                Unix time; below 10^11 is seconds, below
 *	                              10^14 milli-, below 10^17 microseconds,
 *	                              else nanoseconds
 *	Tue, 03 Feb 2026 08:49:37 GMT and with a zone as above
 *
 * To the microsecond. The leap second :60 is the next
 * minute's first. False on all else. */
bool clock_read(struct clock *c, struct slice text, int64_t *us);

/* A date `2026-11-24` and a time of day `09:30:00[.123]` in two fields. */
bool clock_read_pair(
    struct clock *c, struct slice date, struct slice hour, int64_t *us);

#endif
