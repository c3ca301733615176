/* SPDX-License-Identifier: MIT */
/* cjm-metrics: the figures of a shop by day, channel or any column; active
 * persons and retention. */
#include "base/msg.h"
#include "journey/metrics-options.h"
#include "metrics-costs.h"
#include "table/output.h"
#include "revenue-told.h"

static struct opt_common common = OPT_COMMON_INIT;
static struct metrics_options options = METRICS_OPTIONS_INIT;
static struct metrics_words words = {
    .retention = "on", .unit = "session", .max_groups = 1000000};
static int64_t memory = OPT_MEMORY_INIT;
static struct metrics_costs costs = METRICS_COSTS_INIT;

static const struct opt option_table[] = {
    {'b', "by", OPT_TEXT, &options.by, "LIST",
	"columns, and hour day week month; touchpoint"},
    {'z', "tz", OPT_TEXT, &options.tz, "ZONE",
	"whose days: Asia/Seoul, +09:00 (UTC)"},
    {'a', "active", OPT_TEXT, &words.active, "PERIOD",
	"DAU, WAU, MAU and stickiness by day, week or month"},
    {'c', "cohort", OPT_TEXT, &words.cohort, "PERIOD[:N]",
	"retention and revenue of N periods (60)"},
    {0, "retention", OPT_TEXT, &words.retention, "RULE",
	"a return: on a period, after it, or rolling (on)"},
    {0, "buyers", OPT_FLAG, &words.buyers, NULL,
	"who buys, how often, and how soon"},
    {'t', "top", OPT_TEXT, &words.top, "KIND[:N]",
	"N items, categories, searches, pages (10; 0 all)"},
    {0, "next", OPT_TEXT, &words.next, "PAGE",
	"what is seen behind a page; /products/* for many"},
    {0, "previous", OPT_TEXT, &words.previous, "PAGE", "what before it"},
    {0, "unit", OPT_TEXT, &words.unit, "session|person",
	"what carts and conversion rates count (session)"},
    {0, "grace", OPT_USUAL | OPT_SPAN, &options.grace, "TIME",
	"what is ordered so late is no cart left (its session)"},
    {0, "views", OPT_TEXT, &options.views, "LIST",
	"the events that are a page seen"},
    {0, "conversion", OPT_TEXT, &options.conversion, "EVENT",
	"the event that is an order (purchase)"},
    {0, "spend", OPT_LIST, &costs.files, "FILE",
	"with --by touchpoint: what advertisements cost"},
    {0, "spend-map", OPT_LIST, &costs.maps, "LIST",
	"columns of other spend files: cost=Kosten"},
    {0, "since", OPT_USUAL | OPT_MOMENT, &options.since, "TIME",
	"leave out earlier rows; visits stay numbered by all"},
    {0, "until", OPT_USUAL | OPT_MOMENT, &options.until, "TIME",
	"leave out rows at TIME and later"},
    {0, "as-of", OPT_USUAL | OPT_MOMENT, &options.as_of, "TIME",
	"the data are complete up to then (their last time)"},
    {0, "timeout", OPT_USUAL | OPT_DURATION, &options.timeout, "TIME",
	"of sessions: the last ones may be open (30m)"},
    {0, "max-groups", OPT_USUAL | OPT_COUNT, &words.max_groups, "N",
	"at most so many groups (1000000)"},
    OPT_MEMORY(memory),
    OPT_COMMON_INPUT(common),
    OPT_COMMON_OUTPUT(common),
    {0},
};

static const struct opt_need needs[] = {
    {"retention", "cohort"}, {"spend-map", "spend"}, {NULL, NULL}};

static const struct opt_tool tool = {.name = "cjm-metrics",
    .purpose = "Count visitors, sessions, carts, orders and money by anything.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "cjm-metrics --by day,channel --tz Asia/Seoul events.tsv",
    .needs = needs};

_Noreturn static void
wrong(const char *option, const char *why, const char *text)
{
	if (text)
		msg_usage(option, "%s: '%s'", why, text);
	msg_usage(option, "%s", why);
}

static void
start(struct metrics *m)
{
	const char *option, *text;
	const struct metrics_mode *mode;
	const char *why =
	    metrics_read_options(&options, &words, &mode, &option, &text);
	if (why)
		wrong(option, why, text);
	why = metrics_init(m, &options, mode);
	if (why)
		wrong("by", why, options.by);
	metrics_costs_check(&costs, m);
}

_Noreturn static void
too_many(void)
{
	msg_fail("by",
	    "more than %lld groups; name fewer columns, or raise --max-groups",
	    (long long)words.max_groups);
}

int
main(int argc, char **argv)
{
	static struct metrics metrics;
	struct metrics *m = &metrics;
	struct table table;
	struct writer out;
	struct buf result = BUF_INIT;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&common, argc, argv, first);
	start(m);
	writer_init(&out, 1, (int)common.zstd);
	table_open(&table, &common, NULL);
	metrics_open(m, &table, memory);
	do
		while (table_next(&table))
			if (!metrics_block(m, &table))
				too_many();
	while (metrics_settle(m));
	if (table.failed)
		msg_warn(NULL, "the figures are of the rows before that");
	else
		kinds_tell(&m->kinds);
	if (m->sales.mixed)
		msg_warn("revenue",
		    "several currencies are added up; add --by currency");
	revenue_tell_bad(m->sales.bad);
	int failed = metrics_costs_read(&costs, m);
	if (failed == EXIT_DONE)
		metrics_put(m, !common.no_header, &result);
	writer_put_slice(&out, buf_slice(&result));
	buf_release(&result);
	const struct counter counters[] = {TABLE_COUNTERS(table),
	    METRICS_COUNTERS(*m), SPILL_COUNTERS(m->spill),
	    {"spend_rows", &costs.spend.rows},
	    {"spend_rows_outside", &costs.spend.outside}, {0}};
	int status = table_close(&table);
	status = output_finish(
	    &out, &common, counters, failed > status ? failed : status);
	metrics_costs_release(&costs, m);
	metrics_release(m);
	return status;
}
