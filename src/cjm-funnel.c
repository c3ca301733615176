/* SPDX-License-Identifier: MIT */
/* cjm-funnel: how many visitors go from step to step, and how many do not. */
#include <stdio.h>

#include "base/msg.h"
#include "base/num.h"
#include "base/when.h"
#include "journey/funnel.h"
#include "journey/proportion.h"
#include "table/output.h"
#include "table/visitor.h"

static struct {
	struct opt_common common;
	const char *steps, *entry, *unit;
	int64_t window;
} options = {.common = OPT_COMMON_INIT,
    .steps = "stage:reach,stage:aware,stage:discover,stage:prospects,"
	     "stage:purchase",
    .entry = "any",
    .unit = "person",
    .window = 30 * DAY};

static const struct opt option_table[] = {
    {'s', "steps", OPT_TEXT, &options.steps, "LIST",
	"steps by comma, alternatives by | (the five stages)"},
    {'w', "window", OPT_DURATION, &options.window, "DURATION",
	"the time for the next steps, from the entry (30d)"},
    {'e', "entry", OPT_TEXT, &options.entry, "any|first",
	"enter at any step, or only through the first (any)"},
    {0, "unit", OPT_TEXT, &options.unit, "person|session",
	"what goes through the funnel (person)"},
    OPT_COMMON_INPUT(options.common),
    OPT_COMMON_OUTPUT(options.common),
    {0},
};

static const struct opt_tool tool = {
    .name = "cjm-funnel",
    .purpose = "Count how visitors flow from step to step, and drop off.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "cjm-funnel --steps view_item,add_to_cart,purchase "
	       "--window 7d events.tsv",
};

struct run {
	struct table table;
	struct writer out;
	struct visitors visitors;
	struct steps steps;
	struct funnel funnel;
	unsigned time, event, touchpoints, revenue;
	uint64_t bad_time, bad_revenue;
};

static enum funnel_entry
entry_option(void)
{
	if (slice_is(SLICE("any"), options.entry))
		return ENTRY_ANY;
	if (!slice_is(SLICE("first"), options.entry))
		msg_usage(
		    "entry", "'%s' is neither any nor first", options.entry);
	return ENTRY_FIRST;
}

static void
find_columns(struct run *r)
{
	bool sessions = slice_is(SLICE("session"), options.unit);
	if (!sessions && !slice_is(SLICE("person"), options.unit))
		msg_usage(
		    "unit", "'%s' is neither person nor session", options.unit);
	r->time = table_need(&r->table, "time", "cjm-parse");
	r->event = r->touchpoints = NO_COLUMN;
	if (r->steps.need_event)
		r->event = table_need(&r->table, "event", "cjm-parse");
	if (r->steps.need_touchpoints)
		r->touchpoints =
		    table_need(&r->table, "touchpoints", "cjm-stage");
	r->revenue = table_want(&r->table, "revenue");
	visitors_init(&r->visitors, &r->table, sessions);
}

static void
take_row(struct run *r, size_t i)
{
	struct row row = table_row(&r->table, i);
	int64_t time, revenue = 0;
	if (!when_read_unix(row_field(&row, r->time), &time)) {
		r->bad_time++;
		return;
	}
	const struct occurrences *offered = steps_match(&r->steps,
	    row_field(&row, r->event), row_field(&row, r->touchpoints));
	if (offered->n == 0) {
		funnel_pass(&r->funnel, time);
		return;
	}
	struct slice money = row_field(&row, r->revenue);
	if (money.n > 0 && !decimal_read(money, &revenue))
		r->bad_revenue++;
	funnel_row(&r->funnel, r->visitors.keys[i], time, offered, revenue);
}

static void
put_count(struct writer *out, uint64_t v)
{
	writer_used(out, num_put_u64(writer_need(out, NUM_MAX_TEXT), v));
	writer_put_byte(out, '\t');
}

/* part/whole with six decimals, empty where nobody is. */
static void
put_rate(struct writer *out, uint64_t part, uint64_t whole)
{
	if (whole > 0)
		writer_used(out,
		    ratio_put(writer_need(out, NUM_MAX_TEXT), part, whole, 6));
	writer_put_byte(out, '\t');
}

static void
put_interval(struct writer *out, uint64_t part, uint64_t whole)
{
	char text[64] = "\t\t";
	int n = 2;
	if (whole > 0) {
		struct interval in = wilson_interval(part, whole);
		n = snprintf(
		    text, sizeof(text), "%.6f\t%.6f\t", in.low, in.high);
	}
	writer_put(out, text, (size_t)n);
}

static void
put_seconds(struct writer *out, struct sample *sample, unsigned tenths)
{
	int64_t us = sample_quantile(sample, tenths, 10);
	if (us >= 0)
		writer_used(
		    out, decimal_put(writer_need(out, NUM_MAX_TEXT), us));
	writer_put_byte(out, '\t');
}

static void
put_step(struct run *r, unsigned k)
{
	struct writer *out = &r->out;
	struct funnel_step *s = &r->funnel.steps[k];
	const struct funnel_step *before = k > 0 ? s - 1 : NULL;
	bool last = k + 1 == r->funnel.n;
	struct slice name = r->steps.texts[k];
	if (slice_starts(name, SLICE("stage:")))
		name = slice_skip(name, 6);
	writer_put_slice(out, name);
	writer_put_byte(out, '\t');
	put_count(out, s->visitors);
	put_count(out, s->entered);
	if (last) {
		writer_put(out, "\t\t\t", 3);
	} else {
		put_count(out, s->continued);
		put_count(out, s->dropped);
		put_count(out, s->open);
	}
	put_rate(
	    out, before ? before->continued : 0, before ? before->visitors : 0);
	put_rate(out, s->dropped, last ? 0 : s->visitors);
	put_rate(out, s->visitors, r->funnel.steps[0].visitors);
	put_interval(
	    out, before ? before->continued : 0, before ? before->visitors : 0);
	put_seconds(out, &s->seconds, 5);
	put_seconds(out, &s->seconds, 9);
	writer_used(
	    out, decimal_put(writer_need(out, NUM_MAX_TEXT), s->revenue));
	writer_put_byte(out, '\n');
}

static void
put_funnel(struct run *r)
{
	static const char header[] =
	    "step\tvisitors\tentered\tcontinued\tdropped\topen\tstep_rate\t"
	    "drop_rate\toverall_rate\twilson_low\twilson_high\tmedian_s\t"
	    "p90_s\trevenue\n";
	funnel_finish(&r->funnel);
	if (!options.common.no_header)
		writer_put(&r->out, header, sizeof(header) - 1);
	for (unsigned k = 0; k < r->funnel.n; k++)
		put_step(r, k);
}

int
main(int argc, char **argv)
{
	static struct run run;
	struct run *r = &run;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&options.common, argc, argv, first);
	const char *why = steps_init(&r->steps, slice_of(options.steps));
	if (why)
		msg_usage("steps", "%s: '%s'", why, options.steps);
	funnel_init(&r->funnel, r->steps.n, entry_option(), options.window);
	writer_init(&r->out, 1, (int)options.common.zstd);
	table_open(&r->table, &options.common, NULL);
	find_columns(r);
	while (table_next(&r->table)) {
		visitors_hash(&r->visitors, &r->table);
		for (size_t i = 0; i < r->table.n_rows; i++) {
			visitors_prefetch(&r->visitors, &r->funnel.visitors, i);
			take_row(r, i);
		}
	}
	int status = r->table.failed ? EXIT_SYSTEM : EXIT_DONE;
	put_funnel(r);
	uint64_t visitors = r->funnel.visitors.n;
	const struct counter counters[] = {TABLE_COUNTERS(r->table),
	    {"rows_bad_time", &r->bad_time},
	    {"rows_bad_revenue", &r->bad_revenue}, {"late", &r->funnel.late},
	    {"visitors", &visitors}, {0}};
	table_close(&r->table);
	status = output_finish(&r->out, &options.common, counters, status);
	visitors_release(&r->visitors);
	steps_release(&r->steps);
	funnel_release(&r->funnel);
	return status;
}
