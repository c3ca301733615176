/* SPDX-License-Identifier: MIT */
/* cjm-stage: events by rules, the stage and touchpoints of each. */
#include <unistd.h>

#include "base/msg.h"
#include "base/when.h"
#include "stage-rows.h"
#include "table/output.h"

static struct stage_options options = {.common = OPT_COMMON_INIT,
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
	if ((options.check || options.print) && first < argc)
		msg_usage(argv[first],
		    "--check and --print read no input; --rules names the "
		    "rules");
	if (options.rules && options.preset)
		msg_usage(NULL, "give --rules or --preset, not both");
	struct rules *rules = rules_open(options.rules, options.preset);
	writer_init(&out, STDOUT_FILENO, (int)options.common.zstd);
	int status = options.check || options.print
	    ? tell_rules(rules, &out)
	    : stage_rows(&options, rules, &out);
	rules_free(rules);
	return status;
}
