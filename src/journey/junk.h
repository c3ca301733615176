/* SPDX-License-Identifier: MIT */
/* Ids that name nobody: what programs write where they have none. Compared
 * without blanks at either end and without case. */
#ifndef CJM_JOURNEY_JUNK_H
#define CJM_JOURNEY_JUNK_H

#include "base/mem.h"
#include "base/roster.h"

struct junk {
	struct roster ids;
	struct buf folded, plain;
};

/* With `-`, 0, null, none, nan, undefined, unknown, anonymous, the UUID of
 * zeros and [object Object]. */
void junk_init(struct junk *j);
void junk_release(struct junk *j);

/* One more. */
void junk_add(struct junk *j, struct slice id);

/* Those of a file, one a line. Failing is a message and EXIT_USAGE. */
void junk_read(struct junk *j, const char *path);

/* Whether a field of the stream is one of them, or empty. */
bool junk_is(struct junk *j, struct slice field);

#endif
