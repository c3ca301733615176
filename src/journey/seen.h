/* SPDX-License-Identifier: MIT */
/* In which periods somebody was seen: the latest one and the 63 before it, in
 * 12 bytes. Rows come nearly in order, so what is older is not asked for. */
#ifndef CJM_JOURNEY_SEEN_H
#define CJM_JOURNEY_SEEN_H

#include <stdbool.h>
#include <stdint.h>

/* All zeros: never. */
struct seen {
	uint64_t bits; /* bit i: seen in the period last - i */
	int32_t last;
};

enum seen_answer {
	SEEN_NEW,
	SEEN_AGAIN,
	SEEN_LATE /* too old to know; nothing is changed */
};

/* The nearest periods around a new one in which somebody was seen. */
struct seen_around {
	bool has_before, has_after;
	int32_t before, after;
};

/* Marks a period; *around is filled for a new one. */
static inline enum seen_answer
seen_mark(struct seen *s, int32_t period, struct seen_around *around)
{
	*around = (struct seen_around){0};
	if (s->bits != 0 && period == s->last)
		return SEEN_AGAIN;
	if (s->bits == 0 || period > s->last) {
		int64_t step = (int64_t)period - s->last;
		around->has_before = s->bits != 0;
		around->before = s->last;
		s->bits = step < 64 && s->bits != 0 ? s->bits << step | 1 : 1;
		s->last = period;
		return SEEN_NEW;
	}
	int64_t back = (int64_t)s->last - period;
	if (back >= 64)
		return SEEN_LATE;
	if (s->bits >> back & 1)
		return SEEN_AGAIN;
	uint64_t older = back < 63 ? s->bits >> (back + 1) : 0;
	uint64_t newer = s->bits & (((uint64_t)1 << back) - 1);
	around->has_before = older != 0;
	if (older != 0)
		around->before = period - 1 - __builtin_ctzll(older);
	around->has_after = true; /* the latest one at least */
	around->after = s->last - (63 - __builtin_clzll(newer));
	s->bits |= (uint64_t)1 << back;
	return SEEN_NEW;
}

#endif
