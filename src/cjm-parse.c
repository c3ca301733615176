/* SPDX-License-Identifier: MIT */
/* cjm-parse: access logs to events. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/msg.h"
#include "base/num.h"
#include "base/when.h"
#include "log/parser.h"
#include "table/output.h"

static struct {
	struct opt_common common;
	const char *format, *columns, *uid, *rejects;
	struct opt_list sites, keep;
	int64_t since, until, max_rejects;
} options = {.common = OPT_COMMON_INIT,
    .format = "auto",
    .columns = columns_default,
    .uid = uid_default,
    .since = WHEN_NONE,
    .until = WHEN_NONE,
    .max_rejects = MILLION};

static const struct opt option_table[] = {
    {'f', "format", OPT_TEXT, &options.format, "FORMAT",
	"auto common combined combined_cookie vhost_combined"},
    {'s', "site", OPT_LIST, &options.sites, "HOST",
	"an own host, with its subdomains (else learnt)"},
    {'c', "columns", OPT_TEXT, &options.columns, "LIST",
	"write these columns (see the manual)"},
    {'u', "uid", OPT_TEXT, &options.uid, "LIST",
	"the visitor's id (cookie:_ga,…,ip+ua)"},
    {'k', "keep", OPT_LIST, &options.keep, "KIND",
	"keep assets, methods, failed, partial or bots"},
    {0, "since", OPT_MOMENT, &options.since, "TIME", "drop hits before TIME"},
    {0, "until", OPT_MOMENT, &options.until, "TIME",
	"drop hits at TIME and later"},
    {0, "rejects", OPT_TEXT, &options.rejects, "FILE",
	"write lines that are not understood to FILE"},
    {0, "max-rejects", OPT_PERCENT, &options.max_rejects, "PERCENT",
	"exit 1 when more lines are rejected (100%)"},
    {0, "max-line", OPT_SIZE, &options.common.max_line, "SIZE",
	"reject longer lines (1M)"},
    {0, "no-header", OPT_FLAG, &options.common.no_header, NULL,
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

/* KEPT: so many marks of a line that goes on in the next piece are kept; what
 * reads by marks wants fewer. */
enum { PIECE = 16 << 10, KEPT = 64 };

struct run {
	struct parser parser;
	struct reader *reader;
	struct writer out, rejects;
	bool keep_rejects;
	struct line_end ends[PIECE];
	uint32_t marks[KEPT + PIECE + LINES_PAD];
	size_t file;
	uint64_t number; /* of the line in its file */
	uint64_t lines;
};

static void
idle(void *context)
{
	struct run *r = context;
	writer_flush(&r->out);
	if (r->keep_rejects)
		writer_flush(&r->rejects);
}

static void
overlong(void *context, const char *p, size_t n, bool last)
{
	struct run *r = context;
	if (r->keep_rejects)
		writer_put(&r->rejects, p, n);
	if (!last)
		return;
	if (r->keep_rejects)
		writer_put_byte(&r->rejects, '\n');
	r->parser.counts[LINE_LONG]++;
	r->lines++;
	r->number++;
}

static void
set_keep(struct parser_options *o)
{
	static const struct {
		const char *name;
		enum verdict verdict;
	} kinds[] = {{"assets", LINE_ASSET}, {"methods", LINE_METHOD},
	    {"failed", LINE_FAILED}, {"partial", LINE_PARTIAL},
	    {"bots", LINE_BOT}};
	for (size_t i = 0; i < options.keep.n; i++) {
		struct slice rest = slice_of(options.keep.at[i]);
		while (rest.p) {
			struct slice kind = slice_cut(&rest, ',');
			size_t k = 0;
			while (k < 5 && !slice_is(kind, kinds[k].name))
				k++;
			if (k == 5)
				msg_usage("keep",
				    "'%.*s' is none of assets, methods, "
				    "failed, partial, bots",
				    (int)kind.n, kind.p);
			o->keep |= 1u << kinds[k].verdict;
		}
	}
}

static void
set_parser(struct parser *p, const struct simd *simd)
{
	static char host[SITES_HOST_MAX + SIMD_PAD];
	struct slice bad;
	p->options =
	    (struct parser_options){.format = format_find(options.format),
		.max_line = (size_t)options.common.max_line,
		.since = options.since,
		.until = options.until};
	if (!p->options.format)
		msg_usage("format", "unknown format '%s'; see --help",
		    options.format);
	set_keep(&p->options);
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
		    "'%.*s' is none of cookie:NAME, param:NAME, user, ip+ua",
		    (int)bad.n, bad.p);
	if (!columns_init(&p->columns, simd, slice_of(options.columns), &bad))
		msg_usage("columns", "unknown or repeated column '%.*s'",
		    (int)bad.n, bad.p);
	parser_init(p, simd);
}

static void
take_line(struct run *r, const struct line *line, const char *file)
{
	enum verdict v =
	    parser_line(&r->parser, line, file, ++r->number, &r->out);
	if (verdict_rejects(v) && r->keep_rejects)
		writer_put(&r->rejects, line->text.p, line->text.n + 1);
}

/* The lines that are found complete, each with its marks; returns the offset
 * of what follows them. */
static size_t
take_lines(struct run *r, const char *p, size_t begin, struct lines *found,
    const char *file)
{
	size_t mark = 0;
	for (size_t i = 0; i < found->n; i++) {
		const struct line_end *end = &found->ends[i];
		struct line line = {.text = {p + begin, end->at - begin},
		    .base = p,
		    .marks = found->marks + mark,
		    .n_marks = end->marks - mark};
		take_line(r, &line, file);
		begin = end->at + 1;
		mark = end->marks;
	}
	r->lines += found->n;
	found->n = 0;
	found->n_marks -= mark;
	if (found->n_marks > KEPT)
		found->n_marks = KEPT;
	memmove(found->marks, found->marks + mark,
	    found->n_marks * sizeof(*found->marks));
	return begin;
}

/* Lines are found PIECE bytes at a time, so that a line is still in the first
 * cache when it is parsed. */
static void
take_block(struct run *r, const struct simd *simd, struct block *block)
{
	const char *file = reader_name(r->reader, block->file), *p = block->p;
	struct lines found = {.ends = r->ends, .marks = r->marks};
	size_t begin = 0;
	if (block->file != r->file)
		r->number = 0;
	r->file = block->file;
	if (block->first &&
	    slice_starts((struct slice){p, block->n}, SLICE("\xef\xbb\xbf")))
		begin = 3;
	for (size_t from = 0; from < block->n; from += PIECE) {
		size_t left = block->n - from;
		simd->lines(
		    p, from, from + (left < PIECE ? left : PIECE), &found);
		begin = take_lines(r, p, begin, &found, file);
	}
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
	r->keep_rejects = true;
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
	    (uint128)r->lines * (uint128)options.max_rejects)
		return EXIT_DONE;
	msg_warn("max-rejects",
	    "%llu of %llu lines were not understood (--rejects FILE keeps them)",
	    (unsigned long long)rejects, (unsigned long long)r->lines);
	return EXIT_LIMIT;
}

static int
finish(struct run *r, int rejects_fd, int status)
{
	struct counter counters[N_VERDICTS + 2] = {{"lines", &r->lines}};
	for (int v = 0; v < N_VERDICTS; v++)
		counters[v + 1] =
		    (struct counter){verdict_names[v], &r->parser.counts[v]};
	if (r->keep_rejects &&
	    (!writer_close(&r->rejects) || close(rejects_fd) != 0)) {
		msg_warn(options.rejects, "%s", strerror(errno));
		status = EXIT_SYSTEM;
	}
	if (status == EXIT_DONE)
		status = judge_rejects(r);
	return output_finish(&r->out, &options.common, counters, status);
}

int
main(int argc, char **argv)
{
	static struct run run;
	struct run *r = &run;
	struct block block;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&options.common, argc, argv, first);
	const struct simd *simd = simd_probe();
	set_parser(&r->parser, simd);
	writer_init(&r->out, STDOUT_FILENO, (int)options.common.zstd);
	int rejects_fd = open_rejects(r);
	struct reader_options input = {.files = options.common.operands.at,
	    .n_files = options.common.operands.n,
	    .max_line = (size_t)options.common.max_line,
	    .idle = idle,
	    .overlong = overlong,
	    .context = r};
	r->reader = reader_new(&input);
	if (!options.common.no_header)
		columns_put_header(&r->parser.columns, &r->out);
	enum reader_status status = READER_BLOCK;
	while (!writer_failed(&r->out) &&
	    (status = reader_next(r->reader, &block)) == READER_BLOCK)
		take_block(r, simd, &block);
	if (status == READER_FAILED)
		reader_explain(r->reader);
	reader_free(r->reader);
	int code = finish(
	    r, rejects_fd, status == READER_FAILED ? EXIT_SYSTEM : EXIT_DONE);
	parser_release(&r->parser);
	return code;
}
