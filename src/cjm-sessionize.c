/* SPDX-License-Identifier: MIT */
/* cjm-sessionize: cuts each visitor's events into sessions, numbers them, and
 * gives every event its session's traffic source. */
#include <errno.h>

#include "base/msg.h"
#include "base/when.h"
#include "revenue-told.h"
#include "sessionize-options.h"

static struct sessionize_words options = SESSIONIZE_WORDS_INIT;

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

static const struct opt_need needs[] = {
    {"engaged", "sessions"}, {"pages", "sessions"}, {NULL, NULL}};

static const struct opt_tool tool = {.name = "cjm-sessionize",
    .purpose = "Cut each visitor's events into sessions; fill in the sources.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "zstd -dc access.log.zst | cjm-parse | cjm-sessionize",
    .needs = needs};

/* Late events beyond the limit: sessions may be wrong. Of rows that were taken
 * `again` another message tells more. */
static int
judge_late(uint64_t late, uint64_t rows, bool again, int status)
{
	uint128 limit =
	    options.max_late < 0 ? 1000 : (uint64_t)options.max_late;
	if ((uint128)late * MILLION <= limit * rows)
		return status;
	if (!again)
		msg_warn("late",
		    "%llu of %llu events are earlier than their visitor's latest; "
		    "give --reorder or --sort",
		    (unsigned long long)late, (unsigned long long)rows);
	return options.max_late >= 0 && status == EXIT_DONE ? EXIT_LIMIT
							    : status;
}

/* A day that is run twice makes visits of its own, and few events late. */
static bool
tell_again(const struct session_run *run, uint64_t rows)
{
	bool again = rows > 0 && session_run_is_again(run);
	char latest[32];
	if (!again)
		return false;
	latest[when_put_iso(latest, run->known)] = '\0';
	msg_warn(options.state,
	    "no event is later than those of the runs before (%s); "
	    "to run a day again, go back to a copy of the state",
	    latest);
	return true;
}

static int
judge_early(uint64_t early, int status)
{
	if (early == 0 || status != EXIT_DONE)
		return status;
	msg_warn("reorder",
	    "%llu events had to go before their time; "
	    "give more --memory, or --sort",
	    (unsigned long long)early);
	return EXIT_LIMIT;
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
	static struct sessionize_options o;
	struct table input, ordered;
	struct writer out;
	struct reorder *reorder = NULL;
	struct sort *sort = NULL;
	uint64_t early = 0, bad_time = 0;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&options.common, argc, argv, first);
	sessionize_options_read(&o, &options);
	writer_init(&out, 1, (int)options.common.zstd);
	table_open(&input, &options.common, &out);
	if (options.reorder > 0 || options.sort) {
		struct sort_key by_time = {
		    table_need(&input, "time", "cjm-parse"), SORT_TIME};
		if (options.sort)
			sort = sort_new(&input, &by_time, 1, o.session.memory);
		else
			reorder = reorder_new(&input, &ordered, by_time.column,
			    options.reorder, o.session.memory,
			    options.state != NULL);
	}
	session_run_open(
	    &run, &o.session, reorder ? &ordered : &input, reorder, &out);
	if (sort)
		sort_rows(&input, sort, &bad_time);
	session_run(&run);
	int status = input.failed ? EXIT_SYSTEM : EXIT_DONE;
	bool again = tell_again(&run, input.rows_read);
	status = judge_late(run.sessions.late, input.rows_read, again, status);
	if (reorder)
		early = *reorder_early(reorder);
	status = judge_early(early, status);
	revenue_tell_bad(run.sums.bad_revenue);
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
	buf_release(&o.text);
	return status;
}
