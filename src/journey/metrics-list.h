/* SPDX-License-Identifier: MIT */
/* A list of cjm-metrics: names (items, pages, words) with figures of each, the
 * most frequent first. */
#ifndef CJM_JOURNEY_METRICS_LIST_H
#define CJM_JOURNEY_METRICS_LIST_H

#include "journey/metrics.h"
#include "journey/ranking.h"

struct list {
	struct intern names; /* numbers from 1 on */
	struct group_array figures;
};

/* size: of the figures of a name, zeros at first. */
void list_init(struct list *l, size_t size);
void list_release(struct list *l);

/* The figures of a name's number; they move when a name is new. */
static inline void *
list_at(struct list *l, uint32_t number)
{
	return group_array_at(&l->figures, number);
}

/* The number of a name that the act's person has to do with; *met: for the
 * first time, as m->kept.pairs tells. More names than may be are m->over. */
uint32_t list_take(struct metrics *m, struct list *l, const struct act *act,
    struct slice name, bool *met);

/* What a list is ranked by, and how a row goes on behind its name. */
struct list_rows {
	void (*rank)(
	    const struct metrics *m, const void *figures, struct ranked *r);
	void (*put)(struct metrics *m, const struct ranked *r, struct buf *out);
};

/* Appends the rows of the options' best. `other`: one more that has no name
 * in the list, or NULL. */
void list_put(struct metrics *m, struct list *l, const struct ranked *other,
    const struct list_rows *rows, struct buf *out);

#endif
