/* SPDX-License-Identifier: MIT */
/* Files to the feed; what came of their lines. */
#include "parse-run.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/msg.h"
#include "log/merge.h"
#include "table/output.h"

static void
idle(void *context)
{
	struct parse_run *r = context;
	parse_threads_settle(r->threads);
	writer_flush(&r->out);
	if (r->feed.rejects)
		writer_flush(&r->rejects);
}

static void
settle(void *context)
{
	const struct parse_run *r = context;
	parse_threads_settle(r->threads);
}

/* `file:line`, as whoever asks for a place of a file expects it. */
static const char *
place(const char *file, uint64_t line)
{
	static char text[1024];
	snprintf(
	    text, sizeof(text), "%.1000s:%llu", file, (unsigned long long)line);
	return text;
}

static void
decided(void *context, const char *file, uint64_t line)
{
	const struct parse_run *r = context;
	const struct dialect *d = r->parser.dialect;
	bool prefix = d->prefix != PREFIX_NONE, two = d->outer != PREFIX_NONE;
	if (r->parser.check)
		check_format(r->parser.check, d->name, file, line);
	if (r->options->common.verbose)
		msg_warn(place(file, line), "format %s%s%s%s%s", d->name,
		    prefix ? " behind " : "", prefix_names[d->prefix],
		    two ? " behind " : "", prefix_names[d->outer]);
}

static void
changed(void *context, const char *file, uint64_t line)
{
	const struct parse_run *r = context;
	const struct dialect *d = r->parser.dialect;
	msg_warn(place(file, line),
	    "the format changes from %s to %s; --format mixed takes each line "
	    "for what it is",
	    d->name, d->changed);
}

static void
open_rejects(struct parse_run *r)
{
	const char *file = r->options->rejects;
	if (!file)
		return;
	r->rejects_fd =
	    open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (r->rejects_fd < 0)
		msg_fail(file, "%s", strerror(errno));
	writer_init(&r->rejects, r->rejects_fd, 0);
	r->feed.rejects = &r->rejects;
}

void
parse_run_open(struct parse_run *r, const struct parse_options *o)
{
	const struct simd *simd = simd_probe();
	r->options = o;
	r->status = EXIT_DONE;
	parse_format_init(&r->format, o, simd);
	r->parser.dialect = &r->format.dialect;
	parse_parser_init(&r->parser, o, simd, NULL);
	writer_init(&r->out, STDOUT_FILENO, (int)o->common.zstd);
	open_rejects(r);
	r->feed.parser = &r->parser;
	r->feed.out = &r->out;
	r->feed.decided = decided;
	r->feed.changed = changed;
	r->feed.context = r;
	if (!o->common.no_header && !o->guards.check)
		columns_put_header(&r->parser.columns, &r->out);
}

static uint64_t
rejected(const struct parse_run *r)
{
	uint64_t n = 0;
	for (int v = 0; v < N_VERDICTS; v++)
		if (verdict_rejects((enum verdict)v))
			n += r->parser.counts[v];
	return n;
}

/* Behind a file (NULL: several, by time) of which nothing was understood: an
 * error log that a pattern of the shell took along, or a format of one's own.
 */
static void
judge_file(struct parse_run *r, const char *file)
{
	uint64_t lines = r->feed.lines - r->parser.counts[LINE_BLANK] -
	    r->parser.counts[LINE_PART];
	uint64_t rejects = rejected(r);
	uint64_t new_lines = lines - r->judged_lines;
	bool none = new_lines > 0 && rejects - r->judged_rejects == new_lines;
	if (none && file && r->encoding)
		msg_warn(file,
		    "none of its lines was understood (%" PRIu64
		    " in all), since it is UTF-16; iconv -f %s -t UTF-8 FILE "
		    "makes it one that is read",
		    new_lines, r->encoding);
	else if (none && file && r->events)
		msg_warn(file,
		    "none of its lines was understood (%" PRIu64
		    " in all): they are events already, as cjm-sessionize "
		    "reads them",
		    new_lines);
	else if (none)
		msg_warn(file,
		    "none of %s lines was understood (%" PRIu64
		    " in all); --format says how they are written, --rejects "
		    "FILE keeps them",
		    file ? "its" : "the", new_lines);
	r->judged_lines = lines;
	r->judged_rejects = rejects;
}

/* UTF-16, as IIS and Windows PowerShell may write it: by its byte order mark,
 * or by the zeros of its first letters. */
static const char *
encoding_of(const struct block *block)
{
	const char *p = block->p;
	if (block->n < 4)
		return NULL;
	if (memcmp(p, "\xff\xfe", 2) == 0 || memcmp(p, "\xfe\xff", 2) == 0)
		return "UTF-16";
	if (!p[0] == !p[1] || !p[0] != !p[2] || !p[1] != !p[3])
		return NULL;
	return p[0] ? "UTF-16LE" : "UTF-16BE";
}

/* Whether it is what a tool has written. */
static bool
is_events(const struct block *block)
{
	return block->n > 5 && memcmp(block->p, "time\t", 5) == 0;
}

/* Behind the file at hand. */
static void
end_file(struct parse_run *r)
{
	feed_end(&r->feed, r->file);
	judge_file(r, r->file);
}

/* Lines of a file come next. */
static void
enter_file(struct parse_run *r, const char *file)
{
	if (r->file == file)
		return;
	if (r->file)
		end_file(r);
	r->file = file;
	r->encoding = NULL;
	r->events = false;
}

static void
overlong(void *context, const char *p, size_t n, bool last)
{
	struct parse_run *r = context;
	parse_threads_settle(r->threads);
	enter_file(r, reader_current(r->reader));
	feed_overlong(&r->feed, r->file, p, n, last);
}

static bool
wants_more(const struct parse_run *r)
{
	return !writer_failed(&r->out) && !r->feed.stopped;
}

/* File by file; false when reading failed, after a message. */
static bool
read_files(struct parse_run *r)
{
	const struct parse_options *o = r->options;
	struct block block;
	r->threads = parse_threads_new(o, &r->feed);
	struct reader_options input = {.files = o->common.operands.at,
	    .n_files = o->common.operands.n,
	    .max_line = (size_t)o->common.max_line,
	    .held = parse_threads_held(r->threads),
	    .settle = settle,
	    .idle = idle,
	    .overlong = overlong,
	    .context = r};
	struct reader *reader = r->reader = reader_new(&input);
	enum reader_status status = READER_BLOCK;
	while (wants_more(r) &&
	    (status = reader_next(reader, &block)) == READER_BLOCK) {
		enter_file(r, reader_name(reader, block.file));
		if (block.first) {
			r->encoding = encoding_of(&block);
			r->events = is_events(&block);
		}
		parse_threads_block(r->threads, &r->feed, r->file, &block);
	}
	parse_threads_free(r->threads);
	r->threads = NULL;
	/* of what one thread would not have come to, nothing is told */
	bool failed = status == READER_FAILED && wants_more(r);
	if (r->file)
		end_file(r);
	if (failed)
		reader_explain(reader);
	reader_free(reader);
	r->guessed_zone = r->format.dialect.scan.clock.guessed;
	return !failed;
}

/* The files' lines by time. */
static bool
merge_files(struct parse_run *r)
{
	const struct parse_options *o = r->options;
	struct merge_options input = {.files = o->common.operands.at,
	    .n_files = o->common.operands.n,
	    .max_line = (size_t)o->common.max_line,
	    .choice = &r->format.choice,
	    .zone = parse_zone(o, &r->format),
	    .idle = idle,
	    .context = r};
	if (input.n_files > MERGE_FILES_MAX)
		msg_usage("merge", "more than %d files", MERGE_FILES_MAX);
	/* its lines would be torn between the two that read it */
	size_t inputs = 0;
	for (size_t i = 0; i < input.n_files; i++)
		inputs += strcmp(input.files[i], "-") == 0;
	if (inputs > 1)
		msg_usage("merge", "standard input is named twice");
	struct merge *merge = merge_new(&input, &r->feed);
	bool good = merge_run(merge);
	judge_file(r, NULL);
	r->guessed_zone = merge_guessed_zone(merge);
	merge_free(merge);
	return good;
}

void
parse_run_read(struct parse_run *r)
{
	/* one file is in its order already */
	bool merge = r->options->merge && r->options->common.operands.n > 1;
	bool good = merge ? merge_files(r) : read_files(r);
	if (!good)
		r->status = EXIT_SYSTEM;
	else if (r->feed.stopped)
		r->status = EXIT_USAGE;
	if (r->guessed_zone)
		msg_warn("tz",
		    "times name no zone and are taken for UTC; "
		    "--tz says whose they are");
}

/* What the user's limits say; the counters say the rest. */
static int
judge_rejects(const struct parse_run *r)
{
	uint64_t rejects = rejected(r);
	if ((uint128)rejects * MILLION <=
	    (uint128)r->feed.lines * (uint128)r->options->max_rejects)
		return EXIT_DONE;
	msg_warn("max-rejects",
	    "%llu of %llu lines were not understood (--rejects FILE keeps them)",
	    (unsigned long long)rejects, (unsigned long long)r->feed.lines);
	return EXIT_LIMIT;
}

int
parse_run_close(struct parse_run *r)
{
	const struct parse_options *o = r->options;
	const struct trackers *trackers = &r->parser.trackers;
	struct counter counters[N_VERDICTS + TRACKERS_MAX + 3] = {
	    {"lines", &r->feed.lines}};
	struct counter *to = counters + 1;
	for (int v = 0; v < N_VERDICTS; v++)
		*to++ =
		    (struct counter){verdict_names[v], &r->parser.counts[v]};
	for (size_t i = 0; i <= trackers->n; i++) {
		const struct tracker_index *index =
		    i < trackers->n ? trackers->at[i] : trackers->pixel.index;
		if (index && index->hits > 0)
			*to++ = (struct counter){
			    index->tracker->counter, &index->hits};
	}
	if (r->feed.rejects &&
	    (!writer_close(&r->rejects) || close(r->rejects_fd) != 0)) {
		msg_warn(o->rejects, "%s", strerror(errno));
		r->status = EXIT_SYSTEM;
	}
	if (!guards_finish(&o->guards, &r->parser, &r->out))
		r->status = EXIT_SYSTEM;
	if (r->status == EXIT_DONE)
		r->status = judge_rejects(r);
	int status = output_finish(&r->out, &o->common, counters, r->status);
	parser_release(&r->parser);
	dialect_release(&r->format.dialect);
	return status;
}
