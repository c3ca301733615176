/* SPDX-License-Identifier: MIT */
/* Names of steps, and segments in order. */
#include "journey/funnel-result.h"

#include <stdlib.h>

/* A step, or how many of them in any order. */
static void
put_name(const struct funnel_question *q, unsigned k, struct buf *out)
{
	if (q->plan.order == ORDER_UNORDERED && q->plan.entry == ENTRY_FIRST)
		buf_printf(out, "%u of %u", k + 1, q->plan.n);
	else
		buf_put_slice(out, steps_title(&q->steps, k));
}

void
funnel_result_of(
    struct funnel_result *r, struct funnel *f, const struct funnel_question *q)
{
	struct buf name = BUF_INIT;
	*r = (struct funnel_result){.tally = &f->tally,
	    .segments = &f->segments,
	    .by = q->by != NULL,
	    .window = q->plan.window,
	    .end = f->end,
	    .text = ARENA_INIT};
	for (unsigned k = 0; k < q->plan.n; k++) {
		name.n = 0;
		put_name(q, k, &name);
		r->names[k] = arena_copy(&r->text, buf_slice(&name));
	}
	buf_release(&name);
}

void
funnel_result_release(struct funnel_result *r)
{
	arena_release(&r->text);
}

static bool
is_empty(const struct funnel_step *steps, unsigned n)
{
	for (unsigned k = 0; k < n; k++)
		if (steps[k].visitors > 0)
			return false;
	return true;
}

static int
by_name(const void *left, const void *right, void *segments)
{
	const uint32_t *a = left, *b = right;
	return slice_compare(intern_at(segments, *a), intern_at(segments, *b));
}

uint32_t *
funnel_result_segments(const struct funnel_result *r, uint32_t *n)
{
	uint32_t room = r->tally->n_segments;
	uint32_t *list = mem_alloc((room + 1) * sizeof(*list));
	*n = 0;
	for (uint32_t i = 0; i < room; i++)
		if (r->by ? !is_empty(tally_segment(r->tally, i), r->tally->n)
			  : i == 0)
			list[(*n)++] = i;
	qsort_r(list, *n, sizeof(*list), by_name, r->segments);
	return list;
}
