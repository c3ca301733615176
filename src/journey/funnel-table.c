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

static void
put_step(const struct funnel_result *r, struct funnel_step *steps, unsigned k,
    struct buf *out)
{
	struct funnel_step *s = &steps[k];
	const struct funnel_step *before = k > 0 ? s - 1 : NULL;
	bool last = k + 1 == r->tally->n;
	buf_put_slice(out, r->names[k]);
	buf_put_byte(out, '\t');
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
	out->n += decimal_put(buf_need(out, NUM_MAX_TEXT), r->window);
	buf_put_byte(out, '\n');
}

static void
put_segment(const struct funnel_result *r, uint32_t segment, struct buf *out)
{
	struct funnel_step *steps = tally_segment(r->tally, segment);
	for (unsigned k = 0; k < r->tally->n; k++) {
		if (r->by) {
			buf_put_slice(out, intern_at(r->segments, segment));
			buf_put_byte(out, '\t');
		}
		put_step(r, steps, k, out);
	}
}

void
funnel_table_put(const struct funnel_result *r, bool header, struct buf *out)
{
	uint32_t n, *list = funnel_result_segments(r, &n);
	if (header && r->by)
		buf_put_text(out, "segment\t");
	if (header)
		buf_put_text(out,
		    "step\tvisitors\tentered\tcontinued\tdropped\topen\t"
		    "step_rate\tdrop_rate\toverall_rate\twilson_low\t"
		    "wilson_high\tmedian_s\tp90_s\trevenue\twindow_s\n");
	for (uint32_t i = 0; i < n; i++)
		put_segment(r, list[i], out);
	free(list);
}
