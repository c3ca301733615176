/* SPDX-License-Identifier: MIT */
/* Moments, durations and zones. A moment is microseconds since the Unix epoch
 * in UTC; a duration is microseconds. */
#ifndef CJM_BASE_WHEN_H
#define CJM_BASE_WHEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#define SECOND ((int64_t)1000000)
#define MINUTE (60 * SECOND)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/* No moment: earlier than every moment that can be read. */
#define WHEN_NONE INT64_MIN

/* Days from 1970-01-01 to a civil date of the Gregorian calendar, and back.
 * month 1..12, day 1..31; years may be negative. */
int64_t days_from_civil(int year, unsigned month, unsigned day);
void civil_from_days(int64_t days, int *year, unsigned *month, unsigned *day);

/* The column `time`: Unix seconds with up to six decimals,
 * `[-]digits[.digits]`. Range: years 1 to 9999. False on anything else. */
bool when_read_unix(struct slice s, int64_t *us);
size_t when_put_unix(char *dst, int64_t us);

/* What a user types: `YYYY-MM-DD[THH:MM[:SS[.ffffff]]][Z|+hh:mm]`, a blank for
 * the T too, or Unix seconds. Without a zone it is UTC. */
bool when_read(struct slice s, int64_t *us);

/* `YYYY-MM-DDTHH:MM:SSZ`; the fraction of a second is left out. 20 bytes for
 * the years 1000 to 9999. */
size_t when_put_iso(char *dst, int64_t us);

/* The longest duration, some 10,000 years: one added to a moment is a number
 * still. */
#define DURATION_MAX (3652500 * DAY)

/* `30m`, `14d`, `1h30m`, `90s`, `2w`, `250ms`, or a bare number of seconds.
 * Units: w d h m s ms. False when empty, longer than DURATION_MAX or with
 * another unit. */
bool duration_read(struct slice s, int64_t *us);
size_t duration_put(char *dst, int64_t us); /* 5400 s is `1h30m` */

#endif
