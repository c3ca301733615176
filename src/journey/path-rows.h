/* SPDX-License-Identifier: MIT */
/* The rows of path reports, as path-report.c counts and path-rows.c prints
 * them. */
#ifndef CJM_JOURNEY_PATH_ROWS_H
#define CJM_JOURNEY_PATH_ROWS_H

#include "base/when.h"
#include "journey/path-report.h"

enum path_count {
	COUNT_CONVERSIONS = 0, /* of paths and lags */
	COUNT_NULLS = 1,
	COUNT_FIRST = 0, /* of assists */
	COUNT_LAST = 1,
	COUNT_ASSISTS = 2,
	PATH_COUNTS = 3
};

struct path_row {
	uint32_t subject; /* a path's number, a bucket, a key */
	uint32_t currency;
	uint64_t counts[PATH_COUNTS];
	int128 revenues[PATH_COUNTS];
};

static inline void
path_row_add(struct path_row *to, const struct path_row *from)
{
	for (unsigned k = 0; k < PATH_COUNTS; k++) {
		to->counts[k] += from->counts[k];
		to->revenues[k] += from->revenues[k];
	}
}

/* Entries of rosters. */
struct path_cell {
	struct key key;
	uint64_t row;
};

struct path_known {
	struct key key;
	const uint32_t *keys;
	uint32_t n, number;
};

/* Buckets of Google's multi-channel funnels: days 0 to 11 and some wide ones,
 * touches 1 to 11 and more. */
enum {
	LAG_NOTHING = 0, /* a conversion without a touch */
	LAG_DAYS_FULL = 12,
	LAG_DAYS_MOST = LAG_DAYS_FULL + 4,
	LAG_TOUCHES = 32, /* buckets of touches are numbered from there */
	LAG_TOUCHES_MOST = 12
};

/* 1 to 12 for 0 to 11 whole days, then 12-30, 31-60, 61-90, 91 and more. */
static inline uint32_t
lag_bucket_of_days(int64_t days)
{
	if (days < LAG_DAYS_FULL)
		return (uint32_t)(days < 0 ? 0 : days) + 1;
	return LAG_DAYS_FULL +
	    (days <= 30          ? 1U
		    : days <= 60 ? 2U
		    : days <= 90 ? 3U
				 : 4U);
}

/* The row of a subject in a currency, made when there is none yet; valid until
 * the next. */
struct path_row *
path_row_of(struct path_report *r, uint32_t subject, uint32_t currency);

/* The number of a path by its n keys: the subject of its rows. */
uint32_t path_row_number(struct path_report *r, const uint32_t *keys, size_t n);

void path_rows_put_paths(struct path_report *r,
    const struct path_report_print *print, struct buf *out);
void path_rows_put_lag(struct path_report *r,
    const struct path_report_print *print, struct buf *out);
void path_rows_put_assists(struct path_report *r,
    const struct path_report_print *print, struct buf *out);

#endif
