/* SPDX-License-Identifier: MIT */
/* Bipartite matching, grown one step at a time (Kuhn 1955): a step that cannot
 * be added by an augmenting path cannot be added at all. */
#include "journey/matching.h"

#include <stdbool.h>
#include <string.h>

enum { MAX_STEPS = 32, MAX_OCCURRENCES = 4096, FREE = 0xff };

struct state {
	const uint32_t *masks;
	size_t n;
	unsigned char holder[MAX_OCCURRENCES]; /* the step it fills, or FREE */
	unsigned char seen[MAX_OCCURRENCES];
};

/* Finds an occurrence for step, moving others where needed. At most one level
 * a step: 32 deep. */
static bool
augment(struct state *s, unsigned step)
{
	for (size_t i = 0; i < s->n; i++) {
		if (!(s->masks[i] >> step & 1) || s->seen[i])
			continue;
		s->seen[i] = 1;
		if (s->holder[i] == FREE || augment(s, s->holder[i])) {
			s->holder[i] = (unsigned char)step;
			return true;
		}
	}
	return false;
}

unsigned
matching_length(
    const uint32_t *masks, size_t n, unsigned first, unsigned n_steps)
{
	struct state s = {.masks = masks, .n = n};
	unsigned m = 0;
	if (n == 1) /* by far the most frequent */
		return first < n_steps && (masks[0] >> first & 1);
	memset(s.holder, FREE, n);
	while (first + m < n_steps) {
		memset(s.seen, 0, n);
		if (!augment(&s, first + m))
			break;
		m++;
	}
	return m;
}
