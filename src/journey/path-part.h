/* SPDX-License-Identifier: MIT */
/* Reports about paths as rows of a part: how many (`count`) conversions, and
 * what `revenue` of them in millionths, in a currency,
 *
 *	path	had the keys of `key` as their path; `name` is `conversions`,
 *		or `nulls`: persons without one
 *	lag	took as long as `value` says, a bucket of path-rows.h
 *	assist	had the key as their `first` or `last` step, or between
 *		(`assists`; `name`)
 */
#ifndef CJM_JOURNEY_PATH_PART_H
#define CJM_JOURNEY_PATH_PART_H

#include "journey/part-row.h"
#include "journey/path-report.h"

void path_part_put(const struct path_report *r, struct part_out *out);

/* Adds a row of these to a report of the same kind. NULL, or what is wrong with
 * it. */
const char *path_part_take(struct path_report *r, const struct part_row *row);

#endif
