/* SPDX-License-Identifier: MIT */
/* Ids that are no users: those that stand for nobody (base/junk.h), and others
 * that a user denies. Compared without blanks at either end and without
 * case. */
#ifndef CJM_JOURNEY_DENY_H
#define CJM_JOURNEY_DENY_H

#include <stdbool.h>

#include "base/mem.h"
#include "base/roster.h"

struct deny {
	struct roster ids; /* keys of folded ids */
	struct buf folded, plain;
};

/* Denies nobody but those who are none. */
void deny_init(struct deny *d);
void deny_release(struct deny *d);

/* One more. */
void deny_add(struct deny *d, struct slice id);

/* Whether a field of the stream is one of them, or empty. */
bool deny_has(struct deny *d, struct slice field);

#endif
