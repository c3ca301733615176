/* SPDX-License-Identifier: MIT */
/* Sums over units. */
#include "journey/tally.h"

#include <stdlib.h>
#include <string.h>

void
tally_init(struct tally *t, unsigned steps)
{
	*t = (struct tally){.n = steps};
}

void
tally_release(struct tally *t)
{
	for (size_t i = 0; i < (size_t)t->n_segments * t->n; i++)
		sample_release(&t->steps[i].seconds);
	free(t->steps);
	*t = (struct tally){0};
}

struct funnel_step *
tally_segment(struct tally *t, uint32_t segment)
{
	if (segment >= t->n_segments) {
		size_t had = (size_t)t->n_segments * t->n;
		size_t n = ((size_t)segment + segment / 2 + 1) * t->n;
		t->steps = mem_grow(t->steps, n * sizeof(*t->steps));
		memset(t->steps + had, 0, (n - had) * sizeof(*t->steps));
		t->n_segments = (uint32_t)(n / t->n);
	}
	return t->steps + (size_t)segment * t->n;
}

void
tally_add(struct tally *t, uint32_t segment, const struct outcome *o)
{
	struct funnel_step *steps = tally_segment(t, segment);
	uint32_t came = o->continued << 1;
	for (uint32_t left = o->reached; left; left &= left - 1) {
		unsigned k = (unsigned)__builtin_ctz(left);
		struct funnel_step *step = &steps[k];
		step->visitors++;
		step->entered += !(came >> k & 1);
		if (k + 1 == t->n)
			break;
		bool continued = o->continued >> k & 1;
		bool open = !continued && o->open >> k & 1;
		step->continued += continued;
		step->open += open;
		step->dropped += !continued && !open;
		if (continued)
			sample_add(&steps[k + 1].seconds, o->seconds[k + 1]);
	}
}

bool
tally_balances(const struct tally *t)
{
	for (size_t i = 0; i < (size_t)t->n_segments * t->n; i++) {
		const struct funnel_step *s = &t->steps[i];
		bool first = i % t->n == 0, last = i % t->n + 1 == t->n;
		uint64_t from = first ? 0 : s[-1].continued;
		if (s->visitors != from + s->entered ||
		    (!last &&
			s->visitors != s->continued + s->dropped + s->open))
			return false;
	}
	return true;
}
