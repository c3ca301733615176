/* SPDX-License-Identifier: MIT */
/* The words of a column, as far as they tell what a name that no row has may
 * have meant: a name mistyped gives zeros, which look like any others. */
#ifndef CJM_JOURNEY_VOCABULARY_H
#define CJM_JOURNEY_VOCABULARY_H

#include <stdint.h>

#include "base/suggest.h"

/* Stages and events are some dozens, and turn up early. What is looked at is
 * bounded, so that a long input costs no more than a short one. */
enum {
	VOCABULARY_WORDS = 128,
	VOCABULARY_BYTES = 40, /* of a word; no longer one is ever near */
	VOCABULARY_LOOKS = 1 << 16
};

/* Zeros are ready. */
struct vocabulary {
	uint32_t looks, n;
	struct {
		uint8_t n;
		char text[VOCABULARY_BYTES];
	} words[VOCABULARY_WORDS];
};

void vocabulary_keep(struct vocabulary *v, struct slice word);

/* Meets a word of the input, which is copied. */
static inline void
vocabulary_see(struct vocabulary *v, struct slice word)
{
	if (v->looks < VOCABULARY_LOOKS) {
		v->looks++;
		vocabulary_keep(v, word);
	}
}

static inline struct slice
vocabulary_at(const struct vocabulary *v, uint32_t i)
{
	return (struct slice){v->words[i].text, v->words[i].n};
}

/* Warns that no row has the event of that name, which an option gives, and what
 * it may have meant. Without `given` (the name is a default) only if some word
 * is a slip away: that a day has no orders is no mistake. */
void vocabulary_tell(const struct vocabulary *v, const char *option,
    struct slice event, bool given);

#endif
