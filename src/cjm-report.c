/* SPDX-License-Identifier: MIT */
/* cjm-report: tables of the suite as a page of text, markdown or HTML, or as a
 * CSV file. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/msg.h"
#include "base/opt.h"
#include "io/replace.h"
#include "report/adlist.h"
#include "report/request.h"
#include "table/output.h"

enum { READABLE = 0666, PRIVATE = 0600 };

static struct opt_common common = OPT_COMMON_INIT;
static struct request o = {.format = "text",
    .width = REQUEST_UNSET,
    .rows = REQUEST_UNSET,
    .max_rows = REQUEST_MAX_ROWS};

static const struct opt options[] = {
    {'f', "format", OPT_TEXT, &o.format, "FORMAT",
	"text (default), markdown, html or csv"},
    {'o', "output", OPT_OUTPUT, &o.output, "FILE",
	"write to FILE, replaced when it is whole"},
    {0, "lang", OPT_TEXT, &o.lang, "LANG", "en (default) or ko"},
    {0, "title", OPT_TEXT, &o.title, "TEXT", "begin with this title"},
    {0, "period", OPT_TEXT, &o.period, "TEXT", "the time of the figures"},
    {0, "tz", OPT_TEXT, &o.tz, "ZONE", "the zone of times (UTC)"},
    {0, "compare", OPT_TEXT, &o.compare, "FILE",
	"compare with an earlier table, and test"},
    {0, "alert", OPT_LIST, &o.alerts, "EXPR",
	"tell in one line whether a limit is kept"},
    {0, "baseline", OPT_TEXT, &o.baseline, "FILE",
	"the days before, for --alert"},
    {0, "audience", OPT_TEXT, &o.audience, "KIND",
	"hashed persons for google, meta or csv"},
    {0, "map", OPT_LIST, &o.map, "COLUMN=FIELD",
	"audience: what a column holds"},
    {0, "calling-code", OPT_USUAL | OPT_TEXT, &o.calling_code, "N",
	"audience: of national phone numbers"},
    {0, "sort", OPT_TEXT, &o.sort, "COLUMN",
	"sort the rows; COLUMN:desc for the largest first"},
    {0, "rows", OPT_COUNT, &o.rows, "N", "show at most N rows (all)"},
    {0, "max-rows", OPT_USUAL | OPT_COUNT, &o.max_rows, "N",
	"hold at most N rows in memory (100000)"},
    {0, "width", OPT_COUNT, &o.width, "N",
	"text: columns (the terminal's, else 80)"},
    {0, "ascii", OPT_USUAL | OPT_FLAG, &o.ascii, NULL, "text: draw with ASCII"},
    {0, "excel", OPT_FLAG, &o.excel, NULL, "csv: safe to open in Excel"},
    OPT_COMMON_INPUT(common), OPT_COMMON_OUTPUT(common),
    {0, NULL, OPT_FLAG, NULL, NULL, NULL}};

static const struct opt_tool tool = {.name = "cjm-report",
    .purpose = "Show tables of the suite as text, markdown, HTML or CSV.",
    .operands = "[[NAME=]file ...]",
    .options = options,
    .example = "cjm-funnel events.tsv | cjm-report --title 'Yesterday'"};

static struct replace file = {.fd = -1}; /* of --output */

static void
abandon(void)
{
	replace_abandon(&file);
}

static void
open_output(struct writer *out)
{
	mode_t mode = o.audience ? PRIVATE : READABLE;
	if (o.output && !replace_open(&file, o.output, mode))
		msg_fail(o.output, "%s", strerror(errno));
	if (o.output)
		atexit(abandon); /* wherever the run ends */
	writer_init(out, o.output ? file.fd : STDOUT_FILENO, (int)common.zstd);
}

/* Puts the file in its place when all went well. */
static int
finish_file(struct writer *out, const struct counter *counters, int status)
{
	bool good = writer_close(out);
	if (good && status == EXIT_DONE)
		good = replace_commit(&file);
	if (!good) {
		msg_warn(o.output, "%s", strerror(errno));
		status = EXIT_SYSTEM;
	}
	return output_counters(&common, counters, status);
}

int
main(int argc, char **argv)
{
	struct writer out;
	struct page page;
	struct sections sections;
	int alerted = 0;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&common, argc, argv, first);
	sections_init(&sections, &common.operands);
	const struct renderer *renderer =
	    request_check(&o, &common, &sections, &page);
	open_output(&out);
	page.out = &out;
	int status =
	    request_serve(&o, &common, renderer, &page, &sections, &alerted);
	uint64_t written = page.adlist ? page.adlist->written : 0;
	uint64_t left_out = page.adlist ? page.adlist->left_out : 0;
	struct counter counters[] = {{"rows_read", &sections.rows_read},
	    {"rows_ragged", &sections.rows_ragged},
	    {"rows_long", &sections.rows_long},
	    {o.audience ? "persons" : NULL, &written},
	    {"persons_without_key", &left_out}, {NULL, NULL}};
	page_release(&page);
	status = o.output ? finish_file(&out, counters, status)
			  : output_finish(&out, &common, counters, status);
	sections_release(&sections);
	return status > alerted ? status : alerted;
}
