/* SPDX-License-Identifier: MIT */
/* Reports about paths as they are, without a model: which ones are frequent,
 * how long they take, which keys help.
 *
 * Each adds up: conversions and revenue over the rows of a report are those of
 * the input (of assists, those of `first` and of `last`). */
#ifndef CJM_JOURNEY_PATH_REPORT_H
#define CJM_JOURNEY_PATH_REPORT_H

#include "journey/markov.h"

enum path_report_kind {
	REPORT_NONE,
	/* path, steps, conversions, nulls, rate, revenue, currency: the most
	 * frequent ones first, the others as `(other)` */
	REPORT_PATHS,
	/* measure, bucket, conversions, revenue, currency: whole days from the
	 * first touch, and touches before any transform */
	REPORT_LAG,
	/* key, first, last, assists, assist_ratio, their revenues, currency:
	 * a conversion is assisted by each key before its last step, once */
	REPORT_ASSISTS
};

struct path_report {
	enum path_report_kind kind;
	uint32_t nothing;    /* the key without a path */
	struct roster cells; /* of the rows */
	struct path_row *rows;
	size_t n_rows, room;
	struct roster paths; /* REPORT_PATHS: the distinct ones */
	struct arena steps;
};

void path_report_init(
    struct path_report *r, enum path_report_kind kind, uint32_t nothing);
void path_report_release(struct path_report *r);

/* Counts a path whose steps were marked (path_mark_again). */
void path_report_add(struct path_report *r, const struct path *path,
    const struct outcome *outcome);

/* What the rows of a report are made of. */
struct path_report_print {
	const struct intern *keys, *currencies;
	const char *const *by; /* names of the key columns */
	unsigned n_by;
	bool header;
	uint64_t most; /* REPORT_PATHS: rows besides `(other)`, 0 for all */
};

/* Appends the report as rows of the stream. Where a single currency occurs,
 * what has none is taken to be in it. */
void path_report_put(struct path_report *r,
    const struct path_report_print *print, struct buf *out);

#endif
