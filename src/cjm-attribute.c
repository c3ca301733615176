/* SPDX-License-Identifier: MIT */
/* cjm-attribute: which channels earned the conversions, by several models. */
#include "attribute-merge.h"
#include "attribute-spend.h"
#include "base/msg.h"
#include "journey/attribution-part.h"
#include "table/output.h"
#include "revenue-told.h"

static struct opt_common common = OPT_COMMON_INIT;
static struct attribution_asked asked = ATTRIBUTION_ASKED_INIT;
static int64_t memory = OPT_MEMORY_INIT;

static const struct opt option_table[] = {
    {'b', "by", OPT_TEXT, &asked.by, "COLUMN",
	"what earns credit; two columns by comma (channel)"},
    {'m', "models", OPT_TEXT, &asked.models, "LIST",
	"last,linear,decay,markov,shapley… (all)"},
    {'c', "conversion", OPT_TEXT, &asked.conversion, "EVENT",
	"the event that is a conversion (purchase)"},
    {'l', "lookback", OPT_DURATION, &asked.options.lookback, "TIME",
	"how old a touch may be (30d)"},
    {'p', "path", OPT_TEXT | OPT_USUAL, &asked.path, "RULE",
	"all, or since-conversion: touches count once (all)"},
    {'t', "transform", OPT_TEXT, &asked.transform, "LIST",
	"of paths: exposure first trim(5)… (exposure)"},
    {0, "position", OPT_TEXT | OPT_USUAL, &asked.position, "WEIGHTS",
	"first/middle/last in the model position (40/20/40)"},
    {0, "half-life", OPT_DURATION | OPT_USUAL, &asked.options.model.half_life,
	"TIME", "of the model decay (7d)"},
    {0, "milestones", OPT_TEXT | OPT_USUAL, &asked.milestones, "LEAD,EVENT",
	"of w-shaped (sign_up,begin_checkout)"},
    {0, "markov-order", OPT_COUNT | OPT_USUAL, &asked.order, "N",
	"keys that the model markov remembers (1)"},
    {0, "markov-moves", OPT_COUNT | OPT_USUAL, &asked.options.markov_moves, "N",
	"moves between states that it may have (4000000)"},
    {0, "markov-keys", OPT_COUNT | OPT_USUAL, &asked.options.markov_keys, "N",
	"keys that it may have (20000)"},
    {0, "since", OPT_MOMENT | OPT_USUAL, &asked.options.since, "TIME",
	"only conversions from then on"},
    {0, "until", OPT_MOMENT | OPT_USUAL, &asked.options.until, "TIME",
	"only conversions before then"},
    {0, "paths", OPT_COUNT, &asked.paths, "N",
	"instead: the N most frequent paths (0: all)"},
    {0, "lag", OPT_FLAG, &asked.lag, NULL,
	"instead: days and touches before conversions"},
    {0, "assists", OPT_FLAG, &asked.assists, NULL,
	"instead: first, last and assisted conversions"},
    {0, "new-customers", OPT_FLAG, &asked.new_customers, NULL,
	"credit first conversions too"},
    {'s', "spend", OPT_LIST, &asked.spend, "FILE",
	"costs, as an advertising platform exports them"},
    {0, "spend-map", OPT_LIST | OPT_USUAL, &asked.spend_map, "LIST",
	"their columns: date=Tag,cost=Kosten,currency:EUR"},
    {0, "cost-basis", OPT_TEXT | OPT_USUAL, &asked.cost_basis, "DATE",
	"of conversion, or of touch (conversion)"},
    {0, "tz", OPT_TEXT | OPT_USUAL, &asked.tz, "ZONE",
	"of the dates in spend files (UTC)"},
    {0, "unmatched", OPT_OUTPUT | OPT_USUAL, &asked.unmatched, "FILE",
	"list spend and keys without each other"},
    {0, "max-spend", OPT_SIZE | OPT_USUAL, &asked.max_spend, "SIZE",
	"refuse larger spend files (64M)"},
    {0, "max-keys", OPT_COUNT | OPT_USUAL, &asked.options.max_keys, "N",
	"keys that touches may have (1000000)"},
    {0, "max-touches", OPT_COUNT | OPT_USUAL, &asked.max_touches, "N",
	"touches kept of a person, the newest (1000)"},
    {0, "partial", OPT_FLAG | OPT_USUAL, &asked.partial, NULL,
	"write sums that --merge adds up"},
    {0, "merge", OPT_FLAG | OPT_USUAL, &asked.merge, NULL,
	"add up what --partial wrote"},
    OPT_MEMORY(memory), OPT_COMMON_INPUT(common), OPT_COMMON_OUTPUT(common),
    {.name = NULL}};

static const struct opt_need needs[] = {{"tz", "spend"}, {"max-spend", "spend"},
    {"spend-map", "spend"}, {"unmatched", "spend"}, {NULL, NULL}};

/* A part has sums of persons; what is made of sums is the merge's. */
#define TO_MERGE(option)                                                       \
	{                                                                      \
		(option), "partial", "it is of the result; give it to --merge" \
	}
#define TO_PARTIAL(option)                                                    \
	{                                                                     \
		(option), "merge", "it is of the parts; give it to --partial" \
	}

static const struct opt_clash clashes[] = {TO_MERGE("new-customers"),
    TO_MERGE("markov-keys"), TO_MERGE("spend"), TO_MERGE("spend-map"),
    TO_MERGE("tz"), TO_MERGE("unmatched"), TO_MERGE("max-spend"),
    TO_PARTIAL("by"), TO_PARTIAL("models"), TO_PARTIAL("conversion"),
    TO_PARTIAL("lookback"), TO_PARTIAL("path"), TO_PARTIAL("transform"),
    TO_PARTIAL("position"), TO_PARTIAL("half-life"), TO_PARTIAL("milestones"),
    TO_PARTIAL("markov-order"), TO_PARTIAL("since"), TO_PARTIAL("until"),
    TO_PARTIAL("lag"), TO_PARTIAL("assists"), TO_PARTIAL("cost-basis"),
    TO_PARTIAL("max-touches"), TO_PARTIAL("memory"), {NULL, NULL, NULL}};

static const struct opt_tool tool = {.name = "cjm-attribute",
    .purpose = "Credit conversions and revenue to what brought the visitors.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "cjm-attribute --by campaign --models last,linear events.tsv",
    .needs = needs,
    .clashes = clashes};

static void
take_rows(struct table *table, struct attribution *a, struct spill *spill,
    struct attribution_input *in, uint64_t *bad_time)
{
	do {
		while (table_next(table))
			if (!attribution_input_block(
				in, table, a, spill, bad_time))
				msg_fail(NULL, "%s", a->full);
		attribution_end_pass(a);
	} while (spill_next(spill));
}

static int
put_answer(struct attribution_result *result,
    const struct attribution_part *part, struct writer *out)
{
	bool header = !common.no_header;
	return asked.partial
	    ? attribution_part_put(part, result->a, header, out)
	    : attribution_result_put(result, header, out);
}

int
main(int argc, char **argv)
{
	struct table table;
	struct writer out;
	struct spill spill;
	struct attribution_input in;
	struct attribution a;
	struct attribution_result result;
	struct attribution_part part;
	uint64_t bad_time = 0;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&common, argc, argv, first);
	if (asked.merge)
		return attribute_merge(&common, &asked);
	attribution_understand(&asked);
	attribution_result_init(&result, &asked, &a);
	if (asked.spend.n > 0)
		attribute_spend_read(&result);
	writer_init(&out, 1, (int)common.zstd);
	table_open(&table, &common, &out);
	const struct attribution_columns columns = {
	    asked.columns, asked.conversion, asked.lead, asked.opportunity};
	attribution_input_open(&in, &table, &columns);
	asked.options.has_hit = in.hit != NO_COLUMN;
	attribution_init(&a, &asked.options);
	spill_init(&spill, &table, memory);
	take_rows(&table, &a, &spill, &in, &bad_time);
	const struct counter rows[] = {TABLE_COUNTERS(table),
	    SPILL_COUNTERS(spill), {"rows_bad_time", &bad_time},
	    ATTRIBUTION_COUNTERS(a.counts), {NULL, NULL}};
	attribution_part_init(&part);
	attribution_part_describe(&part, &asked, &in, &table, rows);
	int status = table_close(&table);
	if (status != EXIT_DONE)
		msg_warn(NULL, "the figures are of the rows before that");
	result.earliest = in.earliest;
	result.latest = in.latest;
	int audited = put_answer(&result, &part, &out);
	/* what no row of a part has another's may */
	if (status == EXIT_DONE && !asked.partial)
		attribution_result_tell(&result, &in);
	status = status == EXIT_DONE ? audited : status;
	revenue_tell_bad(a.counts.bad_revenue);
	const struct counter counters[] = {TABLE_COUNTERS(table),
	    SPILL_COUNTERS(spill), {"rows_bad_time", &bad_time},
	    ATTRIBUTION_COUNTERS(a.counts), SPEND_FILE_COUNTERS(result.files),
	    SPEND_JOIN_COUNTERS(result.spend), {NULL, NULL}};
	status = output_finish(&out, &common, counters, status);
	spill_release(&spill);
	attribution_part_release(&part);
	attribution_result_release(&result);
	attribution_release(&a);
	attribution_asked_release(&asked);
	return status;
}
