/* SPDX-License-Identifier: MIT */
/* Time stamps of access logs: `10/Oct/2000:13:55:36 -0700`. */
#ifndef CJM_LOG_STAMP_H
#define CJM_LOG_STAMP_H

#include <stdbool.h>
#include <stdint.h>

enum { STAMP_LENGTH = 26 };

/* The first and last moment of the years 1 to 9999, which is what the stream
 * holds: a zone can lead out of them. */
#define STAMP_FIRST (-62135596800 * (int64_t)1000000)
#define STAMP_LAST  (253402300800 * (int64_t)1000000 - 1)

/* The last stamp read, to the minute: neighbouring lines share it, and then
 * only the seconds are read. Starts as zeros. */
struct stamp {
	char minute[18]; /* `10/Oct/2000:13:55:` */
	char zone[6];    /* ` -0700` */
	int64_t at;      /* of its second 0, microseconds since the epoch */
};

/* The number of the month whose English name begins with the three letters at
 * p, in any case; -1 for none. */
int stamp_month(const char *p);

/* Whether the calendar has that day, in the years 1 to 9999. */
bool stamp_is_date(int year, int month, int day);

/* Reads STAMP_LENGTH bytes at p. Zones from -18:59 to +18:59, months in any
 * case, the leap second :60 as the next minute's first. False on all else, and
 * on a moment before STAMP_FIRST or after STAMP_LAST. */
bool stamp_read(struct stamp *last, const char *p, int64_t *us);

#endif
