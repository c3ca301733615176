/* SPDX-License-Identifier: MIT */
/* cjm-funnel: how many visitors go from step to step, and how many do not. */
#include "base/msg.h"
#include "base/when.h"
#include "funnel-figures.h"
#include "funnel-merge.h"
#include "funnel-rows.h"
#include "journey/steps-told.h"
#include "table/output.h"

static const char five_stages[] = "stage:reach,stage:aware,stage:discover,"
				  "stage:prospects,stage:purchase";

static struct {
	struct opt_common common;
	struct funnel_options asked;
	int64_t max_segments, memory;
	bool partial, merge;
} options = {.common = OPT_COMMON_INIT,
    .asked = {.steps = five_stages,
	.since = WHEN_NONE,
	.until = WHEN_NONE,
	.as_of = WHEN_NONE},
    .max_segments = 100000,
    .memory = (int64_t)4 << 30};

static const struct opt option_table[] = {
    {'s', "steps", OPT_TEXT, &options.asked.steps, "LIST",
	"steps by comma, alternatives by | (the five stages)"},
    {'w', "window", OPT_SPAN, &options.asked.window, "DURATION",
	"the time for later steps (30d; sessions 1d)"},
    {0, "step-window", OPT_SPAN, &options.asked.step_window, "DURATION",
	"the time from one step to the next"},
    {'e', "entry", OPT_TEXT, &options.asked.entry, "any|first",
	"enter at any step, or only through the first (any)"},
    {'o', "order", OPT_TEXT, &options.asked.order, "ORDER",
	"ordered, strict (nothing between) or any (ordered)"},
    {0, "ties", OPT_TEXT | OPT_USUAL, &options.asked.ties, "any|strict|input",
	"whether one time makes an order (any)"},
    {0, "not", OPT_TEXT, &options.asked.except, "NAMES",
	"what breaks the way, alternatives by |"},
    {0, "between", OPT_TEXT, &options.asked.between, "A,B",
	"between which steps it does (the first and last)"},
    {0, "exclude", OPT_TEXT, &options.asked.exclude, "break|drop",
	"start anew, or leave the visitor out (break)"},
    {0, "hold", OPT_TEXT, &options.asked.hold, "COLUMN",
	"all steps with one value of it"},
    {'b', "by", OPT_TEXT, &options.asked.by, "COLUMN",
	"a funnel for each of its values"},
    {0, "attribute", OPT_TEXT, &options.asked.attribute, "WHICH",
	"value: first, last, step:K or all (first)"},
    {0, "unit", OPT_TEXT, &options.asked.unit, "COLUMN",
	"person, session, or a column (person)"},
    {0, "count", OPT_TEXT | OPT_USUAL, &options.asked.count, "unit|totals",
	"each once, or every entry (unit)"},
    {0, "since", OPT_MOMENT | OPT_USUAL, &options.asked.since, "TIME",
	"enter not before this time"},
    {0, "until", OPT_MOMENT | OPT_USUAL, &options.asked.until, "TIME",
	"enter before this time"},
    {0, "as-of", OPT_MOMENT | OPT_USUAL, &options.asked.as_of, "TIME",
	"reckon up to this time (the latest row's)"},
    {'m', "members", OPT_TEXT, &options.asked.members, "STEP",
	"list those of STEP, STEP:dropped, STEP:open"},
    {0, "max-segments", OPT_COUNT | OPT_USUAL, &options.max_segments, "N",
	"values of --by (100000)"},
    {0, "memory", OPT_SIZE | OPT_USUAL, &options.memory, "SIZE",
	"for visitors; more go to $TMPDIR (4G)"},
    {0, "partial", OPT_FLAG | OPT_USUAL, &options.partial, NULL,
	"write figures that --merge adds up"},
    {0, "merge", OPT_FLAG | OPT_USUAL, &options.merge, NULL,
	"add up what --partial wrote"},
    OPT_COMMON_INPUT(options.common),
    OPT_COMMON_OUTPUT(options.common),
    {0},
};

static const struct opt_need needs[] = {{"max-segments", "by"}, {NULL, NULL}};

#define TO_PARTIAL(option)                                                  \
	{                                                                   \
		(option), "merge",                                          \
		    "the parts say what was asked for; give the options to" \
		    " --partial"                                            \
	}

static const struct opt_clash clashes[] = {TO_PARTIAL("steps"),
    TO_PARTIAL("window"), TO_PARTIAL("step-window"), TO_PARTIAL("entry"),
    TO_PARTIAL("order"), TO_PARTIAL("ties"), TO_PARTIAL("not"),
    TO_PARTIAL("between"), TO_PARTIAL("exclude"), TO_PARTIAL("hold"),
    TO_PARTIAL("by"), TO_PARTIAL("attribute"), TO_PARTIAL("unit"),
    TO_PARTIAL("count"), TO_PARTIAL("since"), TO_PARTIAL("until"),
    TO_PARTIAL("as-of"), TO_PARTIAL("members"), TO_PARTIAL("max-segments"),
    TO_PARTIAL("memory"),
    {"partial", "members",
	"has figures alone; lists of members are put together by sort"},
    {NULL, NULL, NULL}};

static const struct opt_tool tool = {.name = "cjm-funnel",
    .purpose = "Count how visitors flow from step to step, and drop off.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "cjm-funnel --steps view_item,add_to_cart,purchase "
	       "--window 7d events.tsv",
    .needs = needs,
    .clashes = clashes};

/* Writes what was asked for. */
static void
put_answer(struct funnel *funnel, const struct funnel_question *question,
    struct funnel_members *members, struct writer *out)
{
	struct buf text = BUF_INIT;
	struct funnel_result result;
	bool header = !options.common.no_header;
	funnel_result_of(&result, funnel, question);
	if (!options.partial)
		funnel_figures_tell(result.tally);
	if (question->members)
		funnel_members_put(members, header, &text);
	else
		funnel_figures_put(&result, options.partial, header, &text);
	writer_put_slice(out, buf_slice(&text));
	funnel_result_release(&result);
	buf_release(&text);
}

int
main(int argc, char **argv)
{
	static struct funnel funnel;
	struct table table;
	struct writer out;
	struct spill spill;
	struct funnel_question question;
	struct funnel_members members;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&options.common, argc, argv, first);
	if (options.merge)
		return funnel_merge(&options.common, options.partial);
	funnel_question_read(&question, &options.asked);
	funnel_init(&funnel, &question.plan);
	funnel_members_init(&members, &question, &funnel.segments);
	writer_init(&out, 1, (int)options.common.zstd);
	table_open(&table, &options.common, NULL);
	spill_init(&spill, &table, options.memory);
	struct funnel_input in = {.question = &question,
	    .funnel = &funnel,
	    .members = question.members ? &members : NULL,
	    .table = &table,
	    .spill = &spill,
	    .max_segments = options.max_segments};
	funnel_input_open(&in);
	bool whole = funnel_rows_take(&in);
	int status = whole ? funnel_rows_judge(&in) : EXIT_SYSTEM;
	/* a part of the visitors may well lack what others have */
	if (whole && !table.failed && !options.partial)
		steps_tell(&question.steps, options.asked.steps != five_stages);
	if (whole)
		put_answer(&funnel, &question, &members, &out);
	const struct counter counters[] = {TABLE_COUNTERS(table),
	    SPILL_COUNTERS(spill), {"rows_bad_time", &in.bad_time},
	    {"rows_bad_revenue", &in.bad_revenue}, {"nobody", &in.nobody},
	    {"unheld", &in.unheld}, {"after", &in.after},
	    {"late", &funnel.late}, {"visitors", &funnel.n_units}, {0}};
	table_close(&table);
	status = output_finish(&out, &options.common, counters, status);
	spill_release(&spill);
	funnel_input_release(&in);
	funnel_members_release(&members);
	funnel_release(&funnel);
	steps_release(&question.steps);
	return status;
}
