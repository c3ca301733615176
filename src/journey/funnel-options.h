/* SPDX-License-Identifier: MIT */
/* What a user asks of a funnel, as words and as a plan. */
#ifndef CJM_JOURNEY_FUNNEL_OPTIONS_H
#define CJM_JOURNEY_FUNNEL_OPTIONS_H

#include "journey/walk.h"

/* The arguments of the options of that name; NULL or 0 where not given. */
struct funnel_options {
	const char *steps, *entry, *order, *ties;
	const char *except, *between, *exclude; /* --not, --between… */
	const char *hold, *by, *attribute, *unit, *count, *members;
	int64_t window, step_window, since, until, as_of;
};

/* Whether units are sessions, or (with *column) each value of a column. */
enum funnel_unit { UNIT_PERSON, UNIT_SESSION, UNIT_COLUMN };

/* Whom --members lists. */
enum members_kind {
	MEMBERS_NONE,
	MEMBERS_ALL,
	MEMBERS_CONTINUED,
	MEMBERS_DROPPED,
	MEMBERS_OPEN
};

struct funnel_question {
	struct funnel_plan plan;
	struct steps steps;
	enum funnel_unit unit;
	const char *unit_column; /* of UNIT_COLUMN */
	int64_t as_of;           /* the end of the data, or WHEN_NONE */
	const char *hold, *by;   /* columns, or NULL */
	bool by_all;             /* a funnel for each value by itself */
	enum members_kind members;
	unsigned members_step;
};

/* Reads the options; what is wrong with them is a message and EXIT_USAGE. The
 * texts must outlive the question; its steps are to be released. */
void
funnel_question_read(struct funnel_question *q, const struct funnel_options *o);

#endif
