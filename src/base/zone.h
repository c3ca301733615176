/* SPDX-License-Identifier: MIT */
/* Time zones: how far local time is ahead of UTC at a moment.
 *
 * Days, weeks and hours of a report are a place's own, and some logs write
 * local time without saying so. The rules are the system's (tzdata); a process
 * has one named zone, since the C library has. */
#ifndef CJM_BASE_ZONE_H
#define CJM_BASE_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

enum { ZONE_SLOTS = 1024 };

/* Offsets change at quarters of an hour only, so they are kept by quarter: a
 * moment near one that was asked for before costs no call of the library. */
struct zone {
	bool named;     /* else `offset` holds for all times */
	int64_t offset; /* microseconds to be added to UTC */
	struct zone_slot {
		int64_t quarter; /* quarters of an hour since the epoch */
		int64_t offset;
	} slots[ZONE_SLOTS];
};

/* A zone by its name in the system's database (Asia/Seoul), or `UTC`, `Z`,
 * `+09:00`, `-0330`. False when there is none of that name. */
bool zone_init(struct zone *z, const char *name);
/* The message then. */
#define ZONE_WRONG "no time zone '%s' (Asia/Seoul, +09:00)"

/* Local time minus UTC at a moment, in microseconds. */
int64_t zone_offset(struct zone *z, int64_t us);

/* The moment as a local civil time: microseconds as if the wall clock were
 * UTC, to be cut into days and hours. */
static inline int64_t
zone_local(struct zone *z, int64_t us)
{
	return us + zone_offset(z, us);
}

/* The moment at which the wall clock shows `local`: the earlier one where it
 * shows that time twice; where it skips it, the time that would have been had
 * it not. */
int64_t zone_moment(struct zone *z, int64_t local);

/* Days since 1970-01-01 of the local date. */
int64_t zone_day(struct zone *z, int64_t us);

#endif
