/* SPDX-License-Identifier: MIT */
/* cjm-sessionize: cuts each visitor's events into sessions, numbers them, and
 * gives every event its session's traffic source. */
#include <errno.h>

#include "base/msg.h"
#include "journey/session-run.h"

enum { SHARES = 3 };

static struct {
	struct opt_common common;
	int64_t timeout, max_session, reorder, max_late, engaged, pages, memory;
	struct opt_list split;
	const char *tz, *compat, *state;
	bool sort, by_session;
} options = {.common = OPT_COMMON_INIT,
    .timeout = 30 * MINUTE,
    .max_late = -1,
    .engaged = 10 * SECOND,
    .pages = 20,
    .memory = OPT_MEMORY_INIT};

static const struct opt option_table[] = {
    {'T', "timeout", OPT_DURATION, &options.timeout, "DURATION",
	"a pause this long ends a session (30m)"},
    {0, "split", OPT_LIST, &options.split, "campaign|midnight",
	"so does another campaign, or date"},
    {0, "tz", OPT_TEXT, &options.tz, "ZONE", "whose midnight (UTC)"},
    {0, "max-session", OPT_DURATION, &options.max_session, "DURATION",
	"so does having lasted this long"},
    {0, "compat", OPT_TEXT, &options.compat, "ua|matomo",
	"cut as these products do"},
    {0, "reorder", OPT_DURATION, &options.reorder, "DURATION",
	"put events in order that are this late (0)"},
    {0, "sort", OPT_FLAG, &options.sort, NULL,
	"put all events in order of time"},
    {0, "max-late", OPT_PERCENT, &options.max_late, "PCT",
	"exit 1 when more events are out of order"},
    {0, "sessions", OPT_FLAG, &options.by_session, NULL,
	"write one row a session"},
    {0, "engaged", OPT_DURATION, &options.engaged, "DURATION",
	"such a session is no bounce (10s)"},
    {0, "pages", OPT_COUNT, &options.pages, "COUNT",
	"pages in a session's path (20)"},
    {0, "state", OPT_TEXT, &options.state, "FILE",
	"go on from the last run, and let the next one"},
    OPT_MEMORY(options.memory),
    OPT_COMMON_INPUT(options.common),
    OPT_COMMON_OUTPUT(options.common),
    {0},
};

static const struct opt_tool tool = {
    .name = "cjm-sessionize",
    .purpose = "Cut each visitor's events into sessions; fill in the sources.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "zstd -dc access.log.zst | cjm-parse | cjm-sessionize",
};

/* Reads what is given by names; zone is what --tz says. */
static void
read_names(struct session_options *o, struct zone *zone)
{
	bool midnight = false;
	for (size_t i = 0; i < options.split.n; i++) {
		struct slice rest = slice_of(options.split.at[i]);
		while (rest.p) {
			struct slice name = slice_cut(&rest, ',');
			if (slice_is(name, "campaign"))
				o->rules.split_campaign = true;
			else if (slice_is(name, "midnight"))
				midnight = true;
			else
				msg_usage("split",
				    "'%s' is neither campaign nor midnight",
				    options.split.at[i]);
		}
	}
	if (options.compat) {
		bool matomo = slice_is(SLICE("matomo"), options.compat);
		if (!matomo && !slice_is(SLICE("ua"), options.compat))
			msg_usage("compat", "'%s' is neither ua nor matomo",
			    options.compat);
		midnight = o->rules.split_campaign = true;
		o->extra = matomo ? SECOND : 0;
	}
	if (!zone_init(zone, options.tz ? options.tz : "UTC"))
		msg_usage("tz", "no time zone is named '%s'", options.tz);
	if (options.tz && !midnight)
		msg_usage("tz", "has a meaning only with --split midnight");
	if (midnight)
		o->rules.midnight = zone;
}

/* What two runs must have in common to share a state. */
static void
describe(const struct session_options *o, struct buf *b)
{
	buf_printf(b, "--timeout %lld --max-session %lld --reorder %lld",
	    (long long)(options.timeout / 1000),
	    (long long)(options.max_session / 1000),
	    (long long)(options.reorder / 1000));
	if (o->rules.split_campaign)
		buf_put_text(b, " --split campaign");
	if (o->rules.midnight)
		buf_printf(b, " --split midnight --tz %s",
		    options.tz ? options.tz : "UTC");
	if (o->by_session)
		buf_printf(b, " --sessions --pages %u", (unsigned)o->max_pages);
}

static void
read_options(struct session_options *o, struct zone *zone, struct buf *text)
{
	static const int64_t longest = 36525 * DAY;
	*o = (struct session_options){.by_session = options.by_session,
	    .engaged = options.engaged,
	    .state = options.state,
	    .memory = options.memory};
	if (options.sort && options.reorder > 0)
		msg_usage("sort", "does all that --reorder does");
	if (options.pages < 1 || options.pages > 1000)
		msg_usage("pages", "not from 1 to 1000");
	o->max_pages = (uint32_t)options.pages;
	o->rules.timeout =
	    options.timeout < longest ? options.timeout : longest;
	o->rules.max_session =
	    options.max_session > 0 ? options.max_session : INT64_MAX;
	/* visitors, rows of sessions, rows that wait: a share for each */
	if (options.by_session || options.sort || options.reorder > 0)
		o->memory = options.memory / SHARES;
	read_names(o, zone);
	describe(o, text);
	o->rules_text = buf_slice(text);
}

/* Late events beyond the limit: sessions may be wrong. */
static int
judge_late(uint64_t late, uint64_t rows, int status)
{
	uint128 limit =
	    options.max_late < 0 ? 1000 : (uint64_t)options.max_late;
	if ((uint128)late * MILLION <= limit * rows)
		return status;
	msg_warn("late",
	    "%llu of %llu events are earlier than their visitor's latest; "
	    "give --reorder or --sort",
	    (unsigned long long)late, (unsigned long long)rows);
	return options.max_late >= 0 && status == EXIT_DONE ? EXIT_LIMIT
							    : status;
}

static void
sort_rows(struct table *t, struct sort *sort, uint64_t *bad_time)
{
	while (table_next(t))
		for (size_t i = 0; i < t->n_rows; i++) {
			struct row row = table_row(t, i);
			*bad_time += !sort_add(sort, &row);
		}
	sort_finish(sort);
}

int
main(int argc, char **argv)
{
	static struct session_run run;
	static struct zone zone;
	struct session_options o;
	struct table input, ordered;
	struct writer out;
	struct reorder *reorder = NULL;
	struct sort *sort = NULL;
	struct buf text = BUF_INIT;
	uint64_t early = 0, bad_time = 0;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&options.common, argc, argv, first);
	read_options(&o, &zone, &text);
	writer_init(&out, 1, (int)options.common.zstd);
	table_open(&input, &options.common, &out);
	if (options.reorder > 0 || options.sort) {
		struct sort_key by_time = {
		    table_need(&input, "time", "cjm-parse"), SORT_TIME};
		if (options.sort)
			sort = sort_new(&input, &by_time, 1, o.memory);
		else
			reorder = reorder_new(&input, &ordered, by_time.column,
			    options.reorder, o.memory, options.state != NULL);
	}
	session_run_open(&run, &o, reorder ? &ordered : &input, reorder, &out);
	if (sort)
		sort_rows(&input, sort, &bad_time);
	session_run(&run);
	int status = input.failed ? EXIT_SYSTEM : EXIT_DONE;
	status = judge_late(run.sessions.late, input.rows_read, status);
	if (reorder)
		early = *reorder_early(reorder);
	if (early > 0 && status == EXIT_DONE) {
		msg_warn("reorder",
		    "%llu events had to go before their time; "
		    "give more --memory, or --sort",
		    (unsigned long long)early);
		status = EXIT_LIMIT;
	}
	bad_time += run.bad_time;
	const struct counter counters[] = {TABLE_COUNTERS(input),
	    {"rows_bad_time", &bad_time}, {"nobody", &run.nobody},
	    {"late", &run.sessions.late}, {"reorder_early", &early},
	    {"visitors", &run.visitors_seen}, {"sessions", &run.sessions.begun},
	    SPILL_COUNTERS(run.spill), {0}};
	status = output_finish(&out, &options.common, counters, status);
	if (!session_run_close(&run, status < EXIT_USAGE)) {
		msg_warn(options.state, "%s", strerror(errno));
		status = EXIT_SYSTEM;
	}
	if (sort)
		sort_free(sort);
	if (reorder) {
		reorder_free(reorder);
		table_close(&ordered);
	}
	table_close(&input);
	buf_release(&text);
	return status;
}
