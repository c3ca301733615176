/* SPDX-License-Identifier: MIT */
/* Rows of a table by their keys and days, for whoever looks at earlier ones. */
#ifndef CJM_REPORT_HISTORY_H
#define CJM_REPORT_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "report/counts.h"

/* Counts whose middle is below this are compared by their roots, whose spread
 * does not depend on their size. */
enum { HISTORY_FEW = 30 };

/* The last row whose texts are the keys, by comma, in any columns; without keys
 * the last row of all. `(total)` is only found by its name. SIZE_MAX for none.
 */
size_t history_row(const struct grid *g, struct slice keys);

/* A figure and where it comes from. */
struct history {
	const struct grid *grid;
	size_t row;
	struct slice metric, keys;
	const struct grid *past; /* the table of the days before */
	struct slice day;        /* of the figure, where its row has none */

	/* filled by history_open */
	unsigned column; /* of the figure, in past */
	int64_t today;   /* days since the epoch */
	double value;
	bool count;                     /* a whole number of something */
	const struct counts_rule *rule; /* of a rate; NULL for none */
};

/* Whether rows of a table can be compared with those of the past: the figure of
 * a funnel's step only with the same step's. */
bool history_compares(const struct grid *g, const struct grid *past);

/* NULL, else why there is no history. */
const char *history_open(struct history *h);

/* Calls take for the figure of each row of the past with these keys, the names
 * of the row at hand (its channel…) and an earlier day. */
void history_days(const struct history *h,
    void (*take)(void *context, int64_t days_before, double value, size_t row),
    void *context);

/* Adds the counts of a row's rate, if there are any, to *to. */
void history_add_counts(const struct history *h, const struct grid *g,
    size_t row, struct proportion *to);

/* Whether chance in so few persons explains the rate `now`: whether the one
 * before is inside Wilson's interval of it at z. False without counts. */
bool
history_is_chance(struct proportion now, struct proportion before, double z);

/* The roots of few counts. */
void history_roots(double *values, size_t n);

#endif
