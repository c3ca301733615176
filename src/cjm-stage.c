/* SPDX-License-Identifier: MIT */
/* cjm-stage: events by rules, the stage and touchpoints of each. */
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/msg.h"
#include "base/when.h"
#include "rules/explain.h"
#include "rules/open.h"
#include "rules/repeats.h"
#include "rules/why.h"
#include "table/output.h"

static struct options {
	struct opt_common common;
	const char *rules, *preset;
	bool check, print, explain, why, keep_repeats;
	int64_t repeat_window, memory;
} options = {.common = OPT_COMMON_INIT,
    .repeat_window = 30 * MINUTE,
    .memory = 256 << 20};

static const struct opt table_of_options[] = {
    {'r', "rules", OPT_TEXT, &options.rules, "FILE",
	"the rules (default: the preset)"},
    {0, "preset", OPT_TEXT, &options.preset, "NAME",
	"shop, cafe24, shopify, ga4... (shop)"},
    {0, "check", OPT_FLAG, &options.check, NULL,
	"read the rules, say what they hold, and end"},
    {0, "print", OPT_FLAG, &options.print, NULL, "print the rules and end"},
    {0, "explain", OPT_FLAG, &options.explain, NULL,
	"instead of events: how many rows each rule took"},
    {0, "why", OPT_FLAG, &options.why, NULL,
	"instead of events: which rules took each row, and why"},
    {0, "keep-repeats", OPT_FLAG, &options.keep_repeats, NULL,
	"keep rows that repeat an order or an event_id"},
    {0, "repeat-window", OPT_DURATION, &options.repeat_window, "DURATION",
	"purchases without order id repeat for so long (30m)"},
    {0, "memory", OPT_SIZE, &options.memory, "SIZE",
	"for the orders and event ids remembered (256M)"},
    OPT_COMMON_INPUT(options.common), OPT_COMMON_OUTPUT(options.common),
    {0, NULL, OPT_FLAG, NULL, NULL, NULL}};

static const struct opt_tool tool = {.name = "cjm-stage",
    .purpose = "Name the events, stages and touchpoints of a shop by rules.",
    .operands = "[file ...]",
    .options = table_of_options,
    .example = "cjm-parse access.log | cjm-sessionize | cjm-stage -r "
	       "shop.rules"};

/* What rows of an event can have, by the rule's index; the last is of rows that
 * no event rule took. */
static struct output_parts *
pick_parts(const struct output *o, const struct rules *rules)
{
	unsigned n = rules->events.n;
	struct output_parts *parts = mem_alloc((n + 1) * sizeof(*parts));
	bool *set = mem_alloc(rules->n_outputs * sizeof(*set));
	for (unsigned i = 0; i <= n; i++) {
		memset(set, false, rules->n_outputs * sizeof(*set));
		set[OUTPUT_STAGE] = set[OUTPUT_TOUCHPOINTS] = true;
		if (i < n) {
			const struct rule *event = rules->events.at[i];
			set[OUTPUT_EVENT] = true;
			for (unsigned k = 0; k < event->n_targets; k++)
				set[event->targets[k].output] = true;
		}
		output_pick(o, set, &parts[i]);
	}
	free(set);
	return parts;
}

static void
release_parts(struct output_parts *parts, const struct rules *rules)
{
	for (unsigned i = 0; parts && i <= rules->events.n; i++)
		output_parts_release(&parts[i]);
	free(parts);
}

struct counts {
	uint64_t excluded;
	uint64_t repeated[REPEAT_KINDS]; /* by enum repeat */
	uint64_t forgotten;
};

/* Tells of a row what --why asks; false when a pattern runs away. */
static bool
tell_why(struct why *why, const struct row *row, enum repeat repeat,
    struct writer *out)
{
	static const char *const kinds[] = {
	    NULL, "order", "event_id", "purchase"};
	if (!why_put(why, row, out))
		return false;
	if (repeat != REPEAT_NONE)
		why_put_repeat(why, kinds[repeat], out);
	return true;
}

/* Rows in, rows out; EXIT_USAGE when a pattern runs away. */
static int
stage_rows(struct table *t, struct matcher *m, struct repeats *repeats,
    struct output *o, const struct output_parts *parts, unsigned n_events,
    struct why *why, struct counts *n)
{
	struct decision d;
	bool silent = options.explain || options.why;
	while (!writer_failed(t->out) && table_next(t)) {
		for (size_t i = 0; i < t->n_rows; i++) {
			struct row row = table_row(t, i);
			enum repeat repeat = REPEAT_NONE;
			if (!matcher_decide(m, &row, &d))
				return EXIT_USAGE;
			if (!options.keep_repeats && !d.excluded)
				repeat = repeats_check(repeats, &row, &d);
			if (options.why && !tell_why(why, &row, repeat, t->out))
				return EXIT_USAGE;
			if (d.excluded) {
				n->excluded++;
				continue;
			}
			n->repeated[repeat]++;
			if (repeat == REPEAT_NONE && !silent)
				output_row_of(o, &row, d.values,
				    &parts[d.event ? d.event->index
						   : n_events]);
		}
	}
	return EXIT_DONE;
}

static int
stage(struct rules *rules, struct writer *out)
{
	struct table t;
	struct output o = {0};
	struct output_parts *parts = NULL;
	struct repeats repeats;
	struct why why;
	struct counts n = {0};
	const struct counter counters[] = {TABLE_COUNTERS(t),
	    {"excluded", &n.excluded},
	    {"repeated_order", &n.repeated[REPEAT_ORDER]},
	    {"repeated_event_id", &n.repeated[REPEAT_EVENT_ID]},
	    {"repeated_purchase", &n.repeated[REPEAT_PURCHASE]},
	    {"ids_forgotten", &n.forgotten},
	    {"rows_written", &n.repeated[REPEAT_NONE]}, {NULL, NULL}};
	bool header = !options.common.no_header;
	table_open(&t, &options.common, out);
	rules_fit(rules, &t);
	struct matcher *m = matcher_new(rules, NULL);
	repeats_init(
	    &repeats, rules, &t, options.memory, options.repeat_window);
	why_init(&why, rules);
	if (options.why && header)
		why_put_header(out);
	if (!options.explain && !options.why) {
		output_open(&o, out, &t, rules->outputs, rules->n_outputs);
		parts = pick_parts(&o, rules);
	}
	int status =
	    stage_rows(&t, m, &repeats, &o, parts, rules->events.n, &why, &n);
	if (status != EXIT_DONE)
		rules_tell_runaway(rules, matcher_failed(m));
	else if (options.explain)
		explain_put(out, rules, m, header);
	why_release(&why);
	output_close(&o);
	release_parts(parts, rules);
	n.forgotten = repeats_forgotten(&repeats);
	if (n.forgotten > 0)
		msg_warn("memory",
		    "%" PRIu64 " orders and event ids were forgotten, so that "
		    "rows far apart may repeat them; give --memory more",
		    n.forgotten);
	repeats_release(&repeats);
	matcher_free(m);
	int closed = table_close(&t);
	return output_finish(
	    out, &options.common, counters, closed > status ? closed : status);
}

static int
tell_rules(const struct rules *rules, struct writer *out)
{
	static const struct counter none[] = {{NULL, NULL}};
	struct buf text = BUF_INIT;
	if (options.print)
		buf_put_slice(&text, rules->text);
	else
		buf_printf(&text,
		    "ok: %u events, %u excludes, %u stages, %u touchpoints\n",
		    rules->events.n, rules->excludes.n, rules->n_stages,
		    rules->touchpoints.n);
	writer_put_slice(out, buf_slice(&text));
	buf_release(&text);
	return output_finish(out, &options.common, none, EXIT_DONE);
}

int
main(int argc, char **argv)
{
	struct writer out;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&options.common, argc, argv, first);
	if (options.check + options.print + options.explain + options.why > 1)
		msg_usage(
		    NULL, "give one of --check, --print, --explain and --why");
	if (options.rules && options.preset)
		msg_usage(NULL, "give --rules or --preset, not both");
	struct rules *rules = rules_open(options.rules, options.preset);
	writer_init(&out, STDOUT_FILENO, (int)options.common.zstd);
	int status = options.check || options.print ? tell_rules(rules, &out)
						    : stage(rules, &out);
	rules_free(rules);
	return status;
}
