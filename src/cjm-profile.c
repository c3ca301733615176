/* SPDX-License-Identifier: MIT */
/* cjm-profile: all that is known of each person, in a row; audiences. */
#include "base/msg.h"
#include "profile-run.h"
#include "rules/segments.h"

static struct profile_words options = PROFILE_WORDS_INIT;

static const struct opt option_table[] = {
    {'s', "segments", OPT_TEXT, &options.segments, "FILE",
	"rules of segments (--print-segments shows the usual)"},
    {'w', "where", OPT_TEXT, &options.where, "EXPR",
	"only persons of whom that is true, as in rules"},
    {'m', "members", OPT_TEXT, &options.members, "FILE",
	"only persons on that list: a table of cjm tools"},
    {'t', "tag", OPT_TEXT, &options.tag, "TEXT", "a column with that text"},
    {0, "since-run", OPT_TEXT, &options.since_run, "FILE",
	"who entered and left a segment since those profiles"},
    {0, "session-paths", OPT_FLAG, &options.session_paths, NULL,
	"sessions instead, with their pages in order"},
    {0, "print-segments", OPT_FLAG, &options.print_segments, NULL,
	"print the usual rules of segments and end"},
    {0, "as-of", OPT_MOMENT, &options.as_of, "TIME",
	"when days and ages are counted from (the last row)"},
    {0, "nested", OPT_FLAG, &options.nested, NULL,
	"score frequency within recency, money within both"},
    {0, "stages", OPT_TEXT, &options.asked.stages, "LIST",
	"the stages in their order (the five usual)"},
    {0, "list", OPT_COUNT, &options.list, "N", "items and searches kept (10)"},
    {0, "pages", OPT_USUAL | OPT_COUNT, &options.pages, "N",
	"pages kept of a session (1000)"},
    {0, "views", OPT_USUAL | OPT_TEXT, &options.asked.views, "LIST",
	"the events that are a page seen"},
    {0, "conversion", OPT_USUAL | OPT_TEXT, &options.asked.conversion, "EVENT",
	"the event that is an order (purchase)"},
    OPT_MEMORY(options.memory),
    OPT_COMMON_INPUT(options.common),
    OPT_COMMON_OUTPUT(options.common),
    {0},
};

static const struct opt_need needs[] = {
    {"pages", "session-paths"}, {NULL, NULL}};

static const struct opt_tool tool = {.name = "cjm-profile",
    .purpose = "Write what is known of each person, and who is in a segment.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "cjm-profile --where 'cart_age >= 24h' --tag cart events.tsv",
    .needs = needs};

static void
check_options(struct profile_run *r, struct profile_words *o)
{
	if (o->session_paths &&
	    (o->where || o->tag || o->since_run || o->segments || o->nested))
		msg_usage("session-paths",
		    "goes with no option of profiles but --members");
	if (o->tag && strpbrk(o->tag, "\t\n\r\\"))
		msg_usage("tag", "has a TAB, a line end or a backslash");
	if (o->list < 1 || o->list > PROFILE_LIST_MAX)
		msg_usage("list", "not from 1 to %d", PROFILE_LIST_MAX);
	if (o->pages < 1 || o->pages > 1000000)
		msg_usage("pages", "not from 1 to 1000000");
	o->asked.list = (uint64_t)o->list;
	const char *why = profiles_init(&r->profiles, &o->asked);
	if (why)
		msg_usage("stages", "%s: '%s'", why, o->asked.stages);
}

static int
put_usual_segments(void)
{
	static const struct counter none[] = {{NULL, NULL}};
	struct writer out;
	writer_init(&out, 1, (int)options.common.zstd);
	writer_put_slice(&out, slice_of(segments_preset));
	return output_finish(&out, &options.common, none, EXIT_DONE);
}

int
main(int argc, char **argv)
{
	static struct profile_run run;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&options.common, argc, argv, first);
	check_options(&run, &options);
	if (options.print_segments && first < argc)
		msg_usage(argv[first], "--print-segments reads no input");
	if (options.print_segments)
		return put_usual_segments();
	if (!profile_run_open(&run, &options))
		return EXIT_SYSTEM;
	return profile_run_close(&run,
	    options.session_paths ? profile_paths(&run)
				  : profile_persons(&run));
}
