/* SPDX-License-Identifier: MIT */
/* "Did you mean": the known name that is nearest to a mistyped one. */
#ifndef CJM_BASE_SUGGEST_H
#define CJM_BASE_SUGGEST_H

#include "base/slice.h"

/* The best of the names tried so far; start with {wanted}. */
struct suggestion {
	struct slice wanted;
	struct slice name; /* the nearest one; p is NULL when none is near */
	size_t distance;
};

/* Tries a name: it is near when a third of the longer one's bytes at most, and
 * three at most, are changed, inserted, left out or swapped with their
 * neighbour; capitals are the same as small letters. The first of several
 * equally near ones stays. */
void suggest_try(struct suggestion *s, struct slice name);

#endif
