/* SPDX-License-Identifier: MIT */
/* Things of a group and a date (the number of a day or of another period):
 * found by both, and listed by group in the order of their dates. */
#ifndef CJM_JOURNEY_DATED_H
#define CJM_JOURNEY_DATED_H

#include "base/roster.h"

/* What such a thing begins with: an entry of a roster. */
struct dated {
	struct key key;
	uint32_t group;
	int32_t date;
};

/* The thing of that group and date, zeros behind struct dated when it is new.
 */
void *dated_get(struct roster *r, uint32_t group, int32_t date, bool *added);

struct dated_list {
	struct dated **at; /* the roster's entries */
	uint32_t n;
	uint32_t *from; /* where those of a group begin */
};

/* Lists the roster's things, of groups with numbers below `groups`. */
void
dated_list_init(struct dated_list *l, const struct roster *r, uint32_t groups);
void dated_list_release(struct dated_list *l);

/* The *n things of a group. */
struct dated *const *
dated_list_of(const struct dated_list *l, uint32_t group, uint32_t *n);

#endif
