/* SPDX-License-Identifier: MIT */
/* Hours, days, ISO weeks and months of a zone: which one a moment is in.
 *
 * Periods of a kind are numbered so that the next one is one more: days since
 * 1970-01-01, weeks since the Monday before it, months since January of the
 * year 0. Hours are those of the day, 0 to 23: they repeat. */
#ifndef CJM_JOURNEY_CALENDAR_H
#define CJM_JOURNEY_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/zone.h"

enum period { PERIOD_HOUR, PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH };

enum { PERIOD_TEXT = 24, PERIODS = PERIOD_MONTH + 1 };

/* The kind of that name: hour, day, week, month. False for another word. */
bool period_read(struct slice name, enum period *out);

/* A kind of period, and the one that was asked for last with its text: rows
 * come in order of time, so the next row is nearly always in it as well. */
struct calendar {
	struct zone *zone;
	enum period kind;
	int64_t from, to; /* moments that are known to be in it */
	int64_t number;
	size_t n;
	char text[PERIOD_TEXT];
};

/* The zone must outlive it. */
void calendar_init(struct calendar *c, enum period kind, struct zone *zone);

void calendar_turn(struct calendar *c, int64_t us);

/* The number of the period of a moment; c->text is its name then. */
static inline int64_t
calendar_at(struct calendar *c, int64_t us)
{
	if (us < c->from || us >= c->to)
		calendar_turn(c, us);
	return c->number;
}

/* `2026-03-01`, `2026-W09`, `2026-03`, `13`; returns the bytes written, at
 * most PERIOD_TEXT. */
size_t period_put(char *dst, enum period kind, int64_t number);

/* The period that a day is in, and the first day of a period; not of hours. */
int64_t period_of_day(enum period kind, int64_t day);
int64_t period_first_day(enum period kind, int64_t number);

/* The moment at which a period (not an hour) ends in the zone. */
int64_t period_end(enum period kind, int64_t number, struct zone *zone);

#endif
