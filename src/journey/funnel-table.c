/* SPDX-License-Identifier: MIT */
/* Steps as text. */
#include "journey/funnel-table.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/proportion.h"
#include "journey/put.h"

static void
put_interval(struct buf *out, uint64_t part, uint64_t whole)
{
	char text[64] = "\t\t";
	int n = 2;
	if (whole > 0) {
		struct interval in = wilson_interval(part, whole);
		n = snprintf(
		    text, sizeof(text), "%.6f\t%.6f\t", in.low, in.high);
	}
	buf_put(out, text, (size_t)n);
}

static void
put_seconds(struct buf *out, struct sample *sample, unsigned tenths)
{
	int64_t us = sample_quantile(sample, tenths, 10);
	if (us >= 0)
		out->n += decimal_put(buf_need(out, NUM_MAX_TEXT), us);
	buf_put_byte(out, '\t');
}

/* The name of a row: a step, or how many of them in any order. */
static void
put_name(const struct funnel_question *q, unsigned k, struct buf *out)
{
	if (q->plan.order == ORDER_UNORDERED && q->plan.entry == ENTRY_FIRST)
		buf_printf(out, "%u of %u", k + 1, q->plan.n);
	else
		buf_put_slice(out, steps_title(&q->steps, k));
	buf_put_byte(out, '\t');
}

static void
put_step(struct funnel_step *steps, const struct funnel_question *q, unsigned k,
    struct buf *out)
{
	struct funnel_step *s = &steps[k];
	const struct funnel_step *before = k > 0 ? s - 1 : NULL;
	bool last = k + 1 == q->plan.n;
	put_name(q, k, out);
	put_count(out, s->visitors);
	put_count(out, s->entered);
	if (last) {
		buf_put(out, "\t\t\t", 3);
	} else {
		put_count(out, s->continued);
		put_count(out, s->dropped);
		put_count(out, s->open);
	}
	put_ratio(out, before ? before->continued : 0,
	    before ? before->visitors : 0, 6);
	put_ratio(out, s->dropped, last ? 0 : s->visitors, 6);
	put_ratio(out, s->visitors, steps[0].visitors, 6);
	put_interval(
	    out, before ? before->continued : 0, before ? before->visitors : 0);
	put_seconds(out, &s->seconds, 5);
	put_seconds(out, &s->seconds, 9);
	out->n += decimal_put(buf_need(out, NUM_MAX_TEXT), s->revenue);
	buf_put_byte(out, '\t');
	out->n += decimal_put(buf_need(out, NUM_MAX_TEXT), q->plan.window);
	buf_put_byte(out, '\n');
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

static void
put_segment(struct funnel *f, const struct funnel_question *q, uint32_t segment,
    struct buf *out)
{
	struct funnel_step *steps = tally_segment(&f->tally, segment);
	for (unsigned k = 0; k < q->plan.n; k++) {
		if (q->by) {
			buf_put_slice(out, intern_at(&f->segments, segment));
			buf_put_byte(out, '\t');
		}
		put_step(steps, q, k, out);
	}
}

void
funnel_table_put(struct funnel *f, const struct funnel_question *q, bool header,
    struct buf *out)
{
	uint32_t n = 0, room = f->tally.n_segments;
	uint32_t *list = mem_alloc((room + 1) * sizeof(*list));
	if (header && q->by)
		buf_put_text(out, "segment\t");
	if (header)
		buf_put_text(out,
		    "step\tvisitors\tentered\tcontinued\tdropped\topen\t"
		    "step_rate\tdrop_rate\toverall_rate\twilson_low\t"
		    "wilson_high\tmedian_s\tp90_s\trevenue\twindow_s\n");
	for (uint32_t i = 0; i < room; i++)
		if (!q->by ? i == 0
			   : !is_empty(tally_segment(&f->tally, i), q->plan.n))
			list[n++] = i;
	qsort_r(list, n, sizeof(*list), by_name, &f->segments);
	for (uint32_t i = 0; i < n; i++)
		put_segment(f, q, list[i], out);
	free(list);
}
