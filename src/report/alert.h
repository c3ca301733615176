/* SPDX-License-Identifier: MIT */
/* Limits that a user sets on figures of a report, and the one line that tells
 * whether they are kept, in the form of monitoring plugins.
 *
 *	drop_rate[discover] > 45%	a limit
 *	orders unusual			beside the same weekdays before
 *	revenue[Email] low		the same, only downwards (or high)
 *	orders drift			the last week beside those before it
 *
 * The figure is that of the last row whose texts are those in brackets, by
 * comma; without brackets that of the last row of all: the last step of a
 * funnel, the last day of a table by day. */
#ifndef CJM_REPORT_ALERT_H
#define CJM_REPORT_ALERT_H

#include <stdbool.h>

#include "report/figure.h"
#include "report/section.h"

enum alert_test {
	ALERT_OVER,
	ALERT_LEAST, /* >= */
	ALERT_UNDER,
	ALERT_MOST, /* <= */
	ALERT_UNUSUAL,
	ALERT_LOW,
	ALERT_HIGH,
	ALERT_DRIFT
};

struct alert {
	struct slice metric, keys; /* of the expression's bytes */
	enum alert_test test;
	struct figure limit; /* of the first four */
};

/* Reads an expression, whose bytes must outlive the alert; NULL, else what is
 * wrong with it. */
const char *alert_parse(struct alert *a, const char *expression);

/* What history a test that asks for one is made with: a table that has a
 * column day, or NULL for the table itself; and the day of a figure whose row
 * has none, YYYY-MM-DD, or empty. */
struct alert_history {
	const struct grid *grid;
	struct slice day;
};

enum alert_status { ALERT_KEPT = 0, ALERT_BROKEN = 1, ALERT_UNKNOWN = 3 };

/* Appends to `text` and `data` what is to be said of an alert. A report
 * without rows breaks no limit. */
enum alert_status
alert_check(const struct alert *a, const struct sections *sections,
    const struct alert_history *history, struct buf *text, struct buf *data);

#endif
