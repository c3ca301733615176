/* SPDX-License-Identifier: MIT */
/* Steps as text. */
#include "journey/funnel-table.h"

#include <stdio.h>

#include "base/proportion.h"

static void
put_count(struct buf *out, uint64_t v)
{
	out->n += num_put_u64(buf_need(out, NUM_MAX_TEXT), v);
	buf_put_byte(out, '\t');
}

/* part/whole with six decimals, empty where nobody is. */
static void
put_rate(struct buf *out, uint64_t part, uint64_t whole)
{
	if (whole > 0)
		out->n +=
		    ratio_put(buf_need(out, NUM_MAX_TEXT), part, whole, 6);
	buf_put_byte(out, '\t');
}

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
put_step(struct funnel *f, struct slice name, unsigned k, struct buf *out)
{
	struct funnel_step *s = &f->steps[k];
	const struct funnel_step *before = k > 0 ? s - 1 : NULL;
	bool last = k + 1 == f->n;
	if (slice_starts(name, SLICE("stage:")))
		name = slice_skip(name, 6);
	buf_put_slice(out, name);
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
	put_rate(
	    out, before ? before->continued : 0, before ? before->visitors : 0);
	put_rate(out, s->dropped, last ? 0 : s->visitors);
	put_rate(out, s->visitors, f->steps[0].visitors);
	put_interval(
	    out, before ? before->continued : 0, before ? before->visitors : 0);
	put_seconds(out, &s->seconds, 5);
	put_seconds(out, &s->seconds, 9);
	out->n += decimal_put(buf_need(out, NUM_MAX_TEXT), s->revenue);
	buf_put_byte(out, '\n');
}

void
funnel_print(
    struct funnel *f, const struct slice *names, bool header, struct buf *out)
{
	if (header)
		buf_put_text(out,
		    "step\tvisitors\tentered\tcontinued\tdropped\topen\t"
		    "step_rate\tdrop_rate\toverall_rate\twilson_low\t"
		    "wilson_high\tmedian_s\tp90_s\trevenue\n");
	for (unsigned k = 0; k < f->n; k++)
		put_step(f, names[k], k, out);
}
