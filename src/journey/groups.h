/* SPDX-License-Identifier: MIT */
/* What a table is grouped by: columns of the stream and periods of time.
 *
 * A group is named by its values as they stand in the result, joined by TAB,
 * so that its name is both what is hashed and what is printed. */
#ifndef CJM_JOURNEY_GROUPS_H
#define CJM_JOURNEY_GROUPS_H

#include "base/intern.h"
#include "journey/calendar.h"
#include "table/table.h"

enum { GROUP_PARTS_MAX = 16 };

/* One of the things that a table is grouped by. */
struct group_part {
	struct slice name;
	enum { PART_COLUMN, PART_PERIOD, PART_GIVEN } kind;
	unsigned column;
	struct calendar calendar;
};

struct groups {
	struct group_part parts[GROUP_PARTS_MAX];
	unsigned n_parts;
	struct intern names;
	uint32_t max;       /* groups */
	bool has_given;     /* a part's value is not in the row but here: */
	struct slice given; /* one of the row's touchpoints */
	char *text;
	size_t room;
};

/* Reads `day,channel`. hour, day, week and month are periods of the zone,
 * touchpoint is what the caller puts into g->given before each groups_of; a
 * word with `column:` before it is a column in any case. The text and the zone
 * must outlive the groups. NULL, or what is wrong with the list; empty or NULL
 * text is one group of everything. */
const char *groups_init(
    struct groups *g, const char *list, struct zone *zone, uint32_t max);
void groups_release(struct groups *g);

/* Finds the columns; one that is missing is a message and EXIT_SYSTEM. */
void groups_open(struct groups *g, const struct table *t);

/* The number of the row's group: 0 where there is but one, else from 1 on. An
 * empty value is `(none)`. GROUP_NONE when it would be one more than the most.
 */
uint32_t groups_of(struct groups *g, const struct row *row, int64_t time);

#define GROUP_NONE UINT32_MAX

/* One more than the largest number. */
static inline uint32_t
groups_end(const struct groups *g)
{
	return g->names.n;
}

/* The group's values joined by TAB. */
static inline struct slice
groups_name(const struct groups *g, uint32_t group)
{
	return intern_at(&g->names, group);
}

/* Something of `size` bytes for each group, zeros at first. */
struct group_array {
	char *at;
	size_t size, room;
};

void group_array_grow(struct group_array *a, uint32_t group);
void group_array_release(struct group_array *a);

/* That of a group; moves when the array grows. */
static inline void *
group_array_at(struct group_array *a, uint32_t group)
{
	if (group >= a->room)
		group_array_grow(a, group);
	return a->at + group * a->size;
}

/* Appends the names of the parts, or the values of a group, or `(total)` in
 * the place of the first value, each with a TAB behind it. */
void groups_put_header(const struct groups *g, struct buf *out);
void groups_put(const struct groups *g, uint32_t group, struct buf *out);
void groups_put_total(const struct groups *g, struct buf *out);

/* The numbers of the *n groups in the order of their names; free with free(3).
 */
uint32_t *groups_sorted(const struct groups *g, uint32_t *n);

#endif
