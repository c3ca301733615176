/* SPDX-License-Identifier: MIT */
/* cjm-metrics: the figures of a shop by day, channel or any column; active
 * persons and retention. */
#include "base/msg.h"
#include "journey/metrics-options.h"
#include "journey/metrics-spend.h"
#include "table/output.h"

static struct opt_common common = OPT_COMMON_INIT;
static struct metrics_options options = METRICS_OPTIONS_INIT;
static struct metrics_words words = {
    .retention = "on", .unit = "session", .max_groups = 1000000};
static int64_t memory = OPT_MEMORY_INIT;
static struct opt_list spend_files, spend_maps;
static struct spend_options spend_options = SPEND_OPTIONS_INIT;

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
    {0, "views", OPT_TEXT, &options.views, "LIST",
	"the events that are a page seen"},
    {0, "conversion", OPT_TEXT, &options.conversion, "EVENT",
	"the event that is an order (purchase)"},
    {0, "spend", OPT_LIST, &spend_files, "FILE",
	"with --by touchpoint: what advertisements cost"},
    {0, "spend-map", OPT_LIST, &spend_maps, "LIST",
	"columns of other spend files: cost=Kosten"},
    {0, "as-of", OPT_MOMENT, &options.as_of, "TIME",
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

static const struct opt_tool tool = {.name = "cjm-metrics",
    .purpose = "Count visitors, sessions, carts, orders and money by anything.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "cjm-metrics --by day,channel --tz Asia/Seoul events.tsv"};

_Noreturn static void
wrong(const char *option, const char *why, const char *text)
{
	if (text)
		msg_usage(option, "%s: '%s'", why, text);
	msg_usage(option, "%s", why);
}

static void
check_spend(const struct metrics *m)
{
	struct slice bad;
	for (size_t i = 0; i < spend_maps.n; i++)
		if (!spend_map(&spend_options, spend_maps.at[i], &bad))
			msg_usage(
			    "spend-map", "what is '%.*s'?", (int)bad.n, bad.p);
	if (spend_files.n > 0 &&
	    (m->mode != &metrics_card || !metrics_spend_fits(&m->groups)))
		msg_usage("spend",
		    "goes with --by touchpoint, and channel, source, medium, "
		    "campaign, term or content");
}

/* Spend is matched by the days of the data, so it is read behind them. */
static int
read_spend(struct metrics *m, struct metrics_spend *s)
{
	struct spend_columns columns;
	struct spend_counts counts = {0};
	struct buf why = BUF_INIT;
	metrics_spend_init(s, &m->groups, zone_day(&m->zone, m->first),
	    zone_day(&m->zone, m->last));
	m->spend = s;
	enum spend_status status = SPEND_GOOD;
	for (size_t i = 0; i < spend_files.n && status == SPEND_GOOD; i++) {
		why.n = 0;
		status = spend_read(spend_files.at[i], &spend_options,
		    metrics_spend_take, s, &columns, &counts, &why);
	}
	if (status != SPEND_GOOD)
		msg_warn(NULL, "%.*s", (int)why.n, why.p);
	buf_release(&why);
	if (status != SPEND_GOOD)
		return status == SPEND_WRONG ? EXIT_USAGE : EXIT_SYSTEM;
	if (s->mixed ||
	    (*s->currency && m->sales.n_first == 3 &&
		memcmp(s->currency, m->sales.first, 3) != 0))
		msg_warn("spend", "is in another currency than revenue");
	return EXIT_DONE;
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
	why = metrics_init(m, &options, mode, &option);
	if (why)
		wrong(option, why, *option == 't' ? options.tz : options.by);
	check_spend(m);
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
	static struct metrics_spend spend;
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
	if (m->sales.mixed)
		msg_warn("revenue",
		    "several currencies are added up; add --by currency");
	int failed = spend_files.n > 0 ? read_spend(m, &spend) : EXIT_DONE;
	if (failed == EXIT_DONE)
		metrics_put(m, !common.no_header, &result);
	writer_put_slice(&out, buf_slice(&result));
	buf_release(&result);
	const struct counter counters[] = {TABLE_COUNTERS(table),
	    METRICS_COUNTERS(*m), SPILL_COUNTERS(m->spill),
	    {"spend_rows", &spend.rows}, {"spend_rows_outside", &spend.outside},
	    {0}};
	int status = table_close(&table);
	status = output_finish(
	    &out, &common, counters, failed > status ? failed : status);
	if (m->spend)
		metrics_spend_release(m->spend);
	spend_options_release(&spend_options);
	metrics_release(m);
	return status;
}
