/* SPDX-License-Identifier: MIT */
/* cjm-parse: access logs to events. */
#include "parse-run.h"

static struct parse_options options = PARSE_OPTIONS_INIT;

static const struct opt option_table[] = {
    {'f', "format", OPT_TEXT, &options.format, "FORMAT",
	"how lines look (auto; see the manual)"},
    {0, "tz", OPT_TEXT | OPT_USUAL, &options.tz, "ZONE",
	"of times that name no zone (UTC)"},
    {0, "proxies", OPT_COUNT | OPT_USUAL, &options.proxies, "COUNT",
	"own proxies: take clients from X-Forwarded-For (0)"},
    {'s', "site", OPT_LIST, &options.sites, "HOST",
	"an own host, with its subdomains (else learnt)"},
    {'c', "columns", OPT_TEXT, &options.columns, "LIST",
	"write these columns (see the manual)"},
    {'u', "uid", OPT_TEXT, &options.uid, "LIST",
	"the visitor's id (tracker,cookie:_ga,…,ip+ua)"},
    {0, "pixel", OPT_LIST | OPT_USUAL, &options.pixels, "PATH",
	"a tracker's pixel of one's own"},
    {0, "map", OPT_LIST | OPT_USUAL, &options.maps, "PARAM=COLUMN",
	"what a parameter of that pixel is"},
    {0, "currency", OPT_TEXT | OPT_USUAL, &options.currency, "CODE",
	"of amounts that trackers send without one"},
    {'k', "keep", OPT_LIST, &options.keep, "KIND",
	"keep assets, methods, failed, partial or bots"},
    {0, "since", OPT_MOMENT, &options.since, "TIME", "drop hits before TIME"},
    {0, "until", OPT_MOMENT | OPT_USUAL, &options.until, "TIME",
	"drop hits at TIME and later"},
    {0, "merge", OPT_FLAG | OPT_USUAL, &options.merge, NULL,
	"take the files' lines by time, not file by file"},
    {0, "threads", OPT_COUNT | OPT_USUAL, &options.threads, "N",
	"parse in N threads (half of the processors, 4 at most)"},
    GUARD_OPTIONS(options.guards),
    {0, "rejects", OPT_OUTPUT, &options.rejects, "FILE",
	"write lines that are not understood to FILE"},
    {0, "max-rejects", OPT_PERCENT | OPT_USUAL, &options.max_rejects, "PERCENT",
	"exit 1 when more lines are rejected (100%)"},
    {0, "max-line", OPT_SIZE | OPT_USUAL, &options.common.max_line, "SIZE",
	"reject longer lines (1M)"},
    {0, "no-header", OPT_FLAG | OPT_USUAL, &options.common.no_header, NULL,
	"write no header line"},
    OPT_COMMON_OUTPUT(options.common),
    {0},
};

static const struct opt_need needs[] = {
    {"max-names", "check"}, {"plan", "check"}, {NULL, NULL}};

static const struct opt_tool tool = {.name = "cjm-parse",
    .purpose = "Turn access logs into events, one TSV row a page hit.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "cjm-parse --site shop.example access.log.zst | cjm-sessionize",
    .needs = needs};

int
main(int argc, char **argv)
{
	static struct parse_run run;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&options.common, argc, argv, first);
	parse_run_open(&run, &options);
	parse_run_read(&run);
	return parse_run_close(&run);
}
