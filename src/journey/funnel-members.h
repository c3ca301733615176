/* SPDX-License-Identifier: MIT */
/* The units of one step of a funnel, by name: audiences. */
#ifndef CJM_JOURNEY_FUNNEL_MEMBERS_H
#define CJM_JOURNEY_FUNNEL_MEMBERS_H

#include "base/intern.h"
#include "base/roster.h"
#include "journey/funnel-options.h"

struct member {
	size_t at, n; /* its line */
};

struct funnel_members {
	const struct funnel_question *question;
	const struct intern *segments; /* of the funnel */
	struct buf columns;            /* that name a unit, by TAB */
	struct roster names;           /* of the units in memory */
	struct arena text;             /* theirs */
	struct buf lines;
	struct member *list;
	size_t n, room;
};

void funnel_members_init(struct funnel_members *m,
    const struct funnel_question *question, const struct intern *segments);
void funnel_members_release(struct funnel_members *m);

/* Adds a column to those that name a unit. */
void funnel_members_column(struct funnel_members *m, struct slice name);

/* Remembers the name of a unit: those of the n parts that it has. */
void funnel_members_name(struct funnel_members *m, struct key key,
    const struct slice *parts, const bool *has, size_t n);

/* What funnel_end_units calls: takes the unit's line if it is one of those
 * asked for. */
void funnel_members_visit(
    void *members, struct key unit, uint32_t segment, const struct outcome *o);

/* Forgets the names: the units were ended. */
void funnel_members_end_units(struct funnel_members *m);

/* Bytes held of units in memory. */
size_t funnel_members_bytes(const struct funnel_members *m);

/* Appends a header and the lines, sorted by bytes: the columns that name a
 * unit, `segment` if there are any, `outcome` (continued, dropped, open, or
 * completed at the last step), and for each step from 1 `time_K`, the Unix
 * time at which the unit was there; empty where it was not. */
void funnel_members_put(struct funnel_members *m, bool header, struct buf *out);

#endif
