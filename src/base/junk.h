/* SPDX-License-Identifier: MIT */
/* Ids that stand for nobody: what programs write where they have no id. */
#ifndef CJM_BASE_JUNK_H
#define CJM_BASE_JUNK_H

#include <stdbool.h>

#include "base/slice.h"

/* Nothing, `-`, `0`, the UUID of zeros and any other text of zeros and dashes;
 * `null`, `(null)`, `nil`, `none`, `(none)`, `nan`, `undefined`, `unknown`,
 * `anonymous`, `true`, `false`, `deleted`, `[object Object]`, `(not set)`,
 * `n/a` and two quotes; without regard to case and to blanks around it. Taken
 * as an id each would make one person of all who have none, and one order of
 * all that are told without. */
bool junk_id(struct slice id);

/* The id, or nothing where it is none. */
static inline struct slice
junk_to_nothing(struct slice id)
{
	return id.n > 0 && junk_id(id) ? SLICE("") : id;
}

#endif
