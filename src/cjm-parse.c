/* SPDX-License-Identifier: MIT */
/* cjm-parse: access logs to events. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/msg.h"
#include "base/num.h"
#include "base/when.h"
#include "log/feed.h"
#include "log/merge.h"
#include "parse-guards.h"
#include "table/output.h"

static struct {
	struct opt_common common;
	const char *format, *columns, *uid, *rejects, *currency, *tz;
	struct opt_list sites, keep, pixels, maps;
	int64_t since, until, max_rejects, proxies;
	bool merge;
	struct guard_options guards;
} options = {.common = OPT_COMMON_INIT,
    .format = "auto",
    .columns = columns_default,
    .uid = uid_default,
    .currency = "",
    .since = WHEN_NONE,
    .until = WHEN_NONE,
    .max_rejects = MILLION,
    .guards = GUARD_OPTIONS_INIT};

static const struct opt option_table[] = {
    {'f', "format", OPT_TEXT, &options.format, "FORMAT",
	"how lines look (auto; see the manual)"},
    {0, "tz", OPT_TEXT, &options.tz, "ZONE",
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
    GUARD_OPTIONS(options.guards),
    {0, "rejects", OPT_TEXT, &options.rejects, "FILE",
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

static const struct opt_tool tool = {
    .name = "cjm-parse",
    .purpose = "Turn access logs into events, one TSV row a page hit.",
    .operands = "[file ...]",
    .options = option_table,
    .example = "cjm-parse --site shop.example access.log.zst | cjm-sessionize",
};

struct run {
	struct parser parser;
	struct format_choice choice;
	struct dialect dialect;
	struct zone zone; /* of times that name none */
	bool guessed_zone;
	struct feed feed;
	struct writer out, rejects;
};

static void
idle(void *context)
{
	struct run *r = context;
	writer_flush(&r->out);
	if (r->feed.rejects)
		writer_flush(&r->rejects);
}

static void
overlong(void *context, const char *p, size_t n, bool last)
{
	struct run *r = context;
	feed_overlong(&r->feed, p, n, last);
}

static void
decided(void *context, const char *file, uint64_t line)
{
	const struct run *r = context;
	const struct dialect *d = r->parser.dialect;
	bool prefix = d->prefix != PREFIX_NONE;
	if (r->parser.check)
		check_format(r->parser.check, d->name, file, line);
	if (options.common.verbose)
		msg_warn(file, "line %llu: format %s%s%s",
		    (unsigned long long)line, d->name, prefix ? " behind " : "",
		    prefix_names[d->prefix]);
}

static void
changed(void *context, const char *file, uint64_t line)
{
	const struct run *r = context;
	const struct dialect *d = r->parser.dialect;
	msg_warn(file,
	    "line %llu: the format changes from %s to %s; --format mixed takes "
	    "each line for what it is",
	    (unsigned long long)line, d->name, d->changed);
}

static void
set_dialect(struct run *r, const struct simd *simd)
{
	struct format_error error;
	struct zone *zone = options.tz ? &r->zone : NULL;
	if (zone && !zone_init(zone, options.tz))
		msg_usage("tz",
		    "no time zone 'ZONE' (Asia/Seoul, +09:00): '%s'",
		    options.tz);
	if (options.proxies > 100)
		msg_usage("proxies", "at most 100");
	if (!format_choose(&r->choice, slice_of(options.format), &error) ||
	    !dialect_init(&r->dialect, &r->choice, simd, zone, &error))
		msg_usage("format", "%s", error.reason);
	r->parser.dialect = &r->dialect;
	r->feed.decided = decided;
	r->feed.changed = changed;
	r->feed.context = r;
}

static void
set_pixels(struct trackers *t)
{
	for (size_t i = 0; i < options.pixels.n; i++)
		if (!trackers_add_pixel(t, slice_of(options.pixels.at[i])))
			msg_usage("pixel",
			    "no path that begins with a /, or over %d of them: "
			    "'%s'",
			    PIXELS_MAX, options.pixels.at[i]);
	if (options.maps.n > 0 && options.pixels.n == 0)
		msg_usage("map", "there is no --pixel whose parameters it is");
	for (size_t i = 0; i < options.maps.n; i++)
		if (!trackers_map(t, slice_of(options.maps.at[i])))
			msg_usage("map",
			    "'%s' is no parameter=column of the manual's list",
			    options.maps.at[i]);
	trackers_ready(t);
}

static void
set_parser(struct parser *p, const struct simd *simd)
{
	static char host[SITES_HOST_MAX + SIMD_PAD];
	struct slice bad;
	p->options =
	    (struct parser_options){.proxies = (unsigned)options.proxies,
		.max_line = (size_t)options.common.max_line,
		.since = options.since,
		.until = options.until,
		.currency = slice_of(options.currency)};
	for (size_t i = 0; i < options.keep.n; i++)
		if (!parser_keep(
			&p->options, slice_of(options.keep.at[i]), &bad))
			msg_usage("keep",
			    "'%.*s' is none of assets, methods, failed, "
			    "partial, bots",
			    (int)bad.n, bad.p);
	sites_init(&p->sites);
	for (size_t i = 0; i < options.sites.n; i++) {
		const struct site *site =
		    sites_add(&p->sites, slice_of(options.sites.at[i]));
		if (!site)
			msg_usage("site",
			    "not a host name (shop.example), or over %d of "
			    "them: '%s'",
			    SITES_MAX, options.sites.at[i]);
		/* one site: then every page is on it */
		memcpy(host, site->host, site->n);
		p->options.host = options.sites.n == 1
		    ? (struct slice){host, site->n}
		    : SLICE("");
	}
	if (!uid_init(&p->uid, slice_of(options.uid), &bad))
		msg_usage("uid",
		    "'%.*s' is none of tracker, cookie:NAME, param:NAME, "
		    "user, ip+ua",
		    (int)bad.n, bad.p);
	/* a check looks at all that an event can have */
	if (options.guards.check)
		options.columns = check_columns;
	if (!columns_init(&p->columns, simd, slice_of(options.columns), &bad))
		msg_usage("columns", "unknown or repeated column '%.*s'",
		    (int)bad.n, bad.p);
	guards_set(&options.guards, p);
	parser_init(p, simd);
	set_pixels(&p->trackers);
}

/* Times without a zone were taken for UTC, and nobody said that they are. */
static void
warn_of_zone(const struct run *r)
{
	if (r->guessed_zone)
		msg_warn("tz",
		    "times name no zone and are taken for UTC; "
		    "--tz says whose they are");
}

static int
open_rejects(struct run *r)
{
	if (!options.rejects)
		return -1;
	int fd = open(
	    options.rejects, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		msg_fail(options.rejects, "%s", strerror(errno));
	writer_init(&r->rejects, fd, 0);
	r->feed.rejects = &r->rejects;
	return fd;
}

/* What the user's limits say; the counters say the rest. */
static int
judge_rejects(const struct run *r)
{
	uint64_t rejects = 0;
	for (int v = 0; v < N_VERDICTS; v++)
		if (verdict_rejects((enum verdict)v))
			rejects += r->parser.counts[v];
	if ((uint128)rejects * MILLION <=
	    (uint128)r->feed.lines * (uint128)options.max_rejects)
		return EXIT_DONE;
	msg_warn("max-rejects",
	    "%llu of %llu lines were not understood (--rejects FILE keeps them)",
	    (unsigned long long)rejects, (unsigned long long)r->feed.lines);
	return EXIT_LIMIT;
}

static int
finish(struct run *r, int rejects_fd, int status)
{
	const struct trackers *trackers = &r->parser.trackers;
	struct counter counters[N_VERDICTS + TRACKERS_MAX + 3] = {
	    {"lines", &r->feed.lines}};
	struct counter *to = counters + 1;
	for (int v = 0; v < N_VERDICTS; v++)
		*to++ =
		    (struct counter){verdict_names[v], &r->parser.counts[v]};
	for (size_t i = 0; i <= trackers->n; i++) {
		const struct tracker_index *index =
		    i < trackers->n ? &trackers->at[i] : &trackers->pixel.index;
		if (index->hits > 0)
			*to++ = (struct counter){
			    index->tracker->counter, &index->hits};
	}
	if (r->feed.rejects &&
	    (!writer_close(&r->rejects) || close(rejects_fd) != 0)) {
		msg_warn(options.rejects, "%s", strerror(errno));
		status = EXIT_SYSTEM;
	}
	if (!guards_finish(&options.guards, &r->parser, &r->out))
		status = EXIT_SYSTEM;
	if (status == EXIT_DONE)
		status = judge_rejects(r);
	return output_finish(&r->out, &options.common, counters, status);
}

/* File by file; false when reading failed, after a message. */
static bool
read_files(struct run *r)
{
	struct block block;
	struct reader_options input = {.files = options.common.operands.at,
	    .n_files = options.common.operands.n,
	    .max_line = (size_t)options.common.max_line,
	    .idle = idle,
	    .overlong = overlong,
	    .context = r};
	struct reader *reader = reader_new(&input);
	enum reader_status status = READER_BLOCK;
	while (!writer_failed(&r->out) && !r->feed.stopped &&
	    (status = reader_next(reader, &block)) == READER_BLOCK)
		feed_block(&r->feed, reader_name(reader, block.file), &block);
	if (status == READER_FAILED)
		reader_explain(reader);
	reader_free(reader);
	r->guessed_zone = r->dialect.scan.clock.guessed;
	return status != READER_FAILED;
}

/* The files' lines by time. */
static bool
merge_files(struct run *r)
{
	struct merge_options input = {.files = options.common.operands.at,
	    .n_files = options.common.operands.n,
	    .max_line = (size_t)options.common.max_line,
	    .choice = &r->choice,
	    .zone = options.tz ? &r->zone : NULL,
	    .idle = idle,
	    .context = r};
	if (input.n_files > MERGE_FILES_MAX)
		msg_usage("merge", "more than %d files", MERGE_FILES_MAX);
	struct merge *merge = merge_new(&input, &r->feed);
	bool good = merge_run(merge);
	r->guessed_zone = merge_guessed_zone(merge);
	merge_free(merge);
	return good;
}

int
main(int argc, char **argv)
{
	static struct run run;
	struct run *r = &run;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&options.common, argc, argv, first);
	set_dialect(r, simd_probe());
	set_parser(&r->parser, simd_probe());
	writer_init(&r->out, STDOUT_FILENO, (int)options.common.zstd);
	int rejects_fd = open_rejects(r);
	r->feed.parser = &r->parser;
	r->feed.out = &r->out;
	if (!options.common.no_header && !options.guards.check)
		columns_put_header(&r->parser.columns, &r->out);
	/* one file is in its order already */
	bool merge = options.merge && options.common.operands.n > 1;
	bool good = merge ? merge_files(r) : read_files(r);
	warn_of_zone(r);
	int code = finish(r, rejects_fd,
	    !good                 ? EXIT_SYSTEM
		: r->feed.stopped ? EXIT_USAGE
				  : EXIT_DONE);
	parser_release(&r->parser);
	dialect_release(&r->dialect);
	return code;
}
