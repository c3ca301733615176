/* SPDX-License-Identifier: MIT */
/* cjm-metrics: the figures of a shop by day, channel or any column; active
 * persons and retention. */
#include "base/msg.h"
#include "base/num.h"
#include "journey/metrics.h"
#include "table/output.h"

static struct opt_common common = OPT_COMMON_INIT;
static struct metrics_options options = METRICS_OPTIONS_INIT;
static const char *active, *cohort, *retention = "on", *unit = "session";
static int64_t max_groups = 1000000;

static const struct opt option_table[] = {
    {'b', "by", OPT_TEXT, &options.by, "LIST",
	"columns, and hour day week month; touchpoint"},
    {'z', "tz", OPT_TEXT, &options.tz, "ZONE",
	"whose days: Asia/Seoul, +09:00 (UTC)"},
    {'a', "active", OPT_TEXT, &active, "PERIOD",
	"DAU, WAU, MAU and stickiness by day, week or month"},
    {'c', "cohort", OPT_TEXT, &cohort, "PERIOD[:N]",
	"retention and revenue of N periods (60)"},
    {0, "retention", OPT_TEXT, &retention, "RULE",
	"a return: on a period, after it, or rolling (on)"},
    {0, "unit", OPT_TEXT, &unit, "session|person",
	"what carts and conversion rates count (session)"},
    {0, "views", OPT_TEXT, &options.views, "LIST",
	"the events that are a page seen"},
    {0, "conversion", OPT_TEXT, &options.conversion, "EVENT",
	"the event that is an order (purchase)"},
    {0, "timeout", OPT_DURATION, &options.timeout, "TIME",
	"of sessions: the last ones may be open (30m)"},
    {0, "as-of", OPT_MOMENT, &options.as_of, "TIME",
	"the data are complete up to then (their last time)"},
    {0, "max-groups", OPT_COUNT, &max_groups, "N",
	"at most so many groups (1000000)"},
    OPT_COMMON_INPUT(common),
    OPT_COMMON_OUTPUT(common),
    {0},
};

static const struct opt_tool tool = {.name = "cjm-metrics",
    .purpose = "Count visitors, sessions, carts, orders and money by anything.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "cjm-metrics --by day,channel --tz Asia/Seoul events.tsv"};

/* Reads `week:12`. */
static void
read_period(const char *option, const char *text)
{
	struct slice rest = slice_of(text);
	struct slice name = slice_cut(&rest, ':');
	uint64_t n;
	if (!period_read(name, &options.period) ||
	    options.period == PERIOD_HOUR)
		msg_usage(option, "not day, week or month: '%s'", text);
	if (!rest.p)
		return;
	if (!cohort || !num_read_u64(rest, 10000, &n))
		msg_usage(option, "not a period and a number up to 10000: '%s'",
		    text);
	options.periods = (int32_t)n;
}

static void
read_retention(void)
{
	static const char *const rules[] = {"on", "after", "rolling"};
	for (unsigned i = 0; i < 3; i++)
		if (slice_is(slice_of(retention), rules[i])) {
			options.retention = (enum retention)i;
			return;
		}
	msg_usage("retention", "not on, after or rolling: '%s'", retention);
}

static const struct metrics_mode *
check_options(void)
{
	options.per_person = slice_is(SLICE("person"), unit);
	if (!options.per_person && !slice_is(SLICE("session"), unit))
		msg_usage("unit", "not session or person: '%s'", unit);
	if (max_groups < 1 || max_groups > INT32_MAX)
		msg_usage("max-groups", "not from 1 to %d", INT32_MAX);
	options.max_groups = (uint32_t)max_groups;
	read_retention();
	if (active && cohort)
		msg_usage(NULL, "give one of --active and --cohort");
	if (active)
		read_period("active", active);
	if (cohort)
		read_period("cohort", cohort);
	return active ? &metrics_active
	    : cohort  ? &metrics_cohort
		      : &metrics_summary;
}

static void
start(struct metrics *m)
{
	const char *option;
	const struct metrics_mode *mode = check_options();
	const char *why = metrics_init(m, &options, mode, &option);
	if (why)
		msg_usage(option, "%s: '%s'", why,
		    *option == 't' ? options.tz : options.by);
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
	metrics_open(m, &table);
	while (table_next(&table))
		if (!metrics_block(m, &table))
			msg_fail("by",
			    "more than %lld groups; name fewer columns, or "
			    "raise --max-groups",
			    (long long)max_groups);
	if (table.failed)
		msg_warn(NULL, "the figures are of the rows before that");
	if (m->sales.mixed)
		msg_warn("revenue",
		    "several currencies are added up; add --by currency");
	metrics_finish(m, !common.no_header, &result);
	writer_put_slice(&out, buf_slice(&result));
	buf_release(&result);
	const struct counter counters[] = {
	    TABLE_COUNTERS(table), METRICS_COUNTERS(*m), {0}};
	int status =
	    output_finish(&out, &common, counters, table_close(&table));
	metrics_release(m);
	return status;
}
