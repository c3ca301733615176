/* SPDX-License-Identifier: MIT */
/* cjm-stage: events by rules, the stage and touchpoints of each. */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/msg.h"
#include "rules/bind.h"
#include "rules/explain.h"
#include "rules/load.h"
#include "rules/parser.h"
#include "rules/presets.h"
#include "rules/repeats.h"
#include "table/output.h"

static struct options {
	struct opt_common common;
	const char *rules, *preset;
	bool check, print, explain, keep_repeats;
} options = {.common = OPT_COMMON_INIT};

static const struct opt table_of_options[] = {
    {'r', "rules", OPT_TEXT, &options.rules, "FILE",
	"the rules (default: the preset)"},
    {0, "preset", OPT_TEXT, &options.preset, "NAME",
	"rules that come with the program: shop (shop)"},
    {0, "check", OPT_FLAG, &options.check, NULL,
	"read the rules, say what they hold, and end"},
    {0, "print", OPT_FLAG, &options.print, NULL, "print the rules and end"},
    {0, "explain", OPT_FLAG, &options.explain, NULL,
	"instead of events: how many rows each rule took"},
    {0, "keep-repeats", OPT_FLAG, &options.keep_repeats, NULL,
	"keep rows that repeat an order or an event_id"},
    OPT_COMMON_INPUT(options.common), OPT_COMMON_OUTPUT(options.common),
    {0, NULL, OPT_FLAG, NULL, NULL, NULL}};

static const struct opt_tool tool = {.name = "cjm-stage",
    .purpose = "Name the events, stages and touchpoints of a shop by rules.",
    .operands = "[file ...]",
    .options = table_of_options,
    .example = "cjm-parse access.log | cjm-sessionize | cjm-stage -r "
	       "shop.rules"};

struct counts {
	uint64_t excluded;
	uint64_t repeated[REPEAT_EVENT_ID + 1]; /* by enum repeat */
};

/* A message at a place of the rules. */
__attribute__((format(printf, 3, 4))) static void
warn_at(const char *source, struct place place, const char *format, ...)
{
	char at[32], reason[600];
	struct buf object = BUF_INIT;
	va_list args;
	snprintf(
	    at, sizeof(at), ":%" PRIu32 ":%" PRIu32, place.line, place.column);
	buf_put_text(&object, source);
	buf_put(&object, at, strlen(at) + 1);
	va_start(args, format);
	vsnprintf(reason, sizeof(reason), format, args);
	va_end(args);
	msg_warn(object.p, "%s", reason);
	buf_release(&object);
}

static struct rules *
read_rules(void)
{
	struct rules_error error;
	struct buf text = BUF_INIT;
	const char *source = options.rules;
	if (options.rules && options.preset)
		msg_usage(NULL, "give --rules or --preset, not both");
	if (options.rules) {
		if (!rules_load(options.rules, &text))
			msg_fail(options.rules, "%s", strerror(errno));
	} else {
		const char *name =
		    options.preset ? options.preset : presets[0].name;
		const struct preset *preset = preset_find(name);
		if (!preset)
			msg_usage("preset", "there is none named '%s'", name);
		buf_put_text(&text, preset->text);
		source = preset->source;
	}
	struct rules *rules = rules_parse(source, buf_slice(&text), &error);
	if (!rules) {
		warn_at(source, error.place, "%s", error.reason);
		exit(EXIT_USAGE);
	}
	buf_release(&text);
	return rules;
}

static void
bind(struct rules *rules, const struct table *t)
{
	const struct column *c = rules_bind(rules, &t->header);
	if (!c || t->header.n == 0)
		return;
	const char *maker = column_maker(c->name);
	struct slice near = column_suggest(rules, &t->header, c->name);
	if (maker) /* ends the process */
		table_need(t, mem_text(c->name), maker);
	if (near.p)
		warn_at(rules->source, c->place,
		    "unknown column \"%.*s\", did you mean %.*s?",
		    (int)c->name.n, c->name.p, (int)near.n, near.p);
	else
		warn_at(rules->source, c->place, "unknown column \"%.*s\"",
		    (int)c->name.n, c->name.p);
	exit(EXIT_USAGE);
}

static void
tell_failure(const struct rules *rules, const struct test *t)
{
	char title[2 * RULES_MAX_NAME + 20];
	rule_title(rules, t->rule, title, sizeof(title));
	warn_at(rules->source, t->place, "%s: the pattern runs away: %s", title,
	    regex_why(t->regex));
}

/* Rows in, rows out; EXIT_USAGE when a pattern runs away. */
static int
stage_rows(struct table *t, struct matcher *m, struct repeats *repeats,
    struct output *o, struct counts *n)
{
	struct decision d;
	while (!writer_failed(t->out) && table_next(t)) {
		for (size_t i = 0; i < t->n_rows; i++) {
			struct row row = table_row(t, i);
			enum repeat repeat = REPEAT_NONE;
			if (!matcher_decide(m, &row, &d))
				return EXIT_USAGE;
			if (d.excluded) {
				n->excluded++;
				continue;
			}
			if (!options.keep_repeats)
				repeat = repeats_check(repeats, &row, &d);
			n->repeated[repeat]++;
			if (repeat == REPEAT_NONE && !options.explain)
				output_row(o, &row, d.values);
		}
	}
	return EXIT_DONE;
}

static int
stage(struct rules *rules, struct writer *out)
{
	struct table t;
	struct output o;
	struct repeats repeats;
	struct counts n = {0};
	const struct counter counters[] = {TABLE_COUNTERS(t),
	    {"excluded", &n.excluded},
	    {"repeated_order", &n.repeated[REPEAT_ORDER]},
	    {"repeated_event_id", &n.repeated[REPEAT_EVENT_ID]},
	    {"rows_written", &n.repeated[REPEAT_NONE]}, {NULL, NULL}};
	bool header = !options.common.no_header;
	table_open(&t, &options.common, out);
	bind(rules, &t);
	struct matcher *m = matcher_new(rules, NULL);
	repeats_init(&repeats, rules, &t.header);
	if (!options.explain)
		output_open(&o, out, &t, rules->outputs, rules->n_outputs);
	int status = stage_rows(&t, m, &repeats, &o, &n);
	if (status != EXIT_DONE)
		tell_failure(rules, matcher_failed(m));
	else if (options.explain)
		explain_put(out, rules, m, header);
	if (!options.explain)
		output_close(&o);
	repeats_release(&repeats);
	matcher_free(m);
	int closed = table_close(&t);
	return output_finish(
	    out, &options.common, counters, closed > status ? closed : status);
}

static int
tell_rules(const struct rules *rules, struct writer *out)
{
	static const struct counter none[] = {{NULL, NULL}};
	struct buf text = BUF_INIT;
	if (options.print)
		buf_put_slice(&text, rules->text);
	else
		buf_printf(&text,
		    "ok: %u events, %u excludes, %u stages, %u touchpoints\n",
		    rules->events.n, rules->excludes.n, rules->n_stages,
		    rules->touchpoints.n);
	writer_put_slice(out, buf_slice(&text));
	buf_release(&text);
	return output_finish(out, &options.common, none, EXIT_DONE);
}

int
main(int argc, char **argv)
{
	struct writer out;
	int first = opt_parse(&tool, argc, argv);
	opt_operands(&options.common, argc, argv, first);
	if (options.check + options.print + options.explain > 1)
		msg_usage(NULL, "give one of --check, --print and --explain");
	struct rules *rules = read_rules();
	writer_init(&out, STDOUT_FILENO, (int)options.common.zstd);
	int status = options.check || options.print ? tell_rules(rules, &out)
						    : stage(rules, &out);
	rules_free(rules);
	return status;
}
