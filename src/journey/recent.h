/* SPDX-License-Identifier: MIT */
/* The latest distinct words of somebody: items looked at or left in the cart,
 * words searched for. */
#ifndef CJM_JOURNEY_RECENT_H
#define CJM_JOURNEY_RECENT_H

#include "base/mem.h"
#include "base/slice.h"

/* The oldest first; a word that comes again is the newest. */
struct recent {
	struct buf *at; /* copies; those behind n are spare */
	size_t n, most;
};

/* Room for the `most` latest, at least one. */
void recent_init(struct recent *r, size_t most);
void recent_release(struct recent *r);
void recent_clear(struct recent *r);

/* Adds a word, or each of a field's words between `;`; and takes them away. */
void recent_add(struct recent *r, struct slice word);
void recent_add_each(struct recent *r, struct slice field);
void recent_drop_each(struct recent *r, struct slice field);

/* Appends the latest words, so many at most, with a `;` between them, as `,`
 * within a word. */
void recent_put(const struct recent *r, size_t most, struct buf *out);

#endif
