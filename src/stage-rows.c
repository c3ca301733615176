/* SPDX-License-Identifier: MIT */
/* Rows in, rows out, by rules. */
#include "stage-rows.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/hot.h"
#include "base/msg.h"
#include "rules/explain.h"
#include "rules/repeats.h"
#include "rules/why.h"
#include "table/output.h"

/* Rows between asking for what is remembered and using it. */
enum { AHEAD = 2 };

struct staging {
	const struct stage_options *options;
	struct rules *rules;
	struct table table;
	struct matcher *matcher;
	struct repeats repeats;
	struct why why;
	struct output output;
	struct output_parts *parts; /* see pick_parts; NULL without output */
	uint64_t excluded, forgotten;
	uint64_t repeated[REPEAT_KINDS]; /* by enum repeat */
};

/* What rows of an event can have, by the rule's index; the last is of rows that
 * no event rule took. */
static struct output_parts *
pick_parts(const struct output *o, const struct rules *rules)
{
	unsigned n = rules->events.n;
	struct output_parts *parts = mem_alloc((n + 1) * sizeof(*parts));
	bool *set = mem_alloc(rules->n_outputs * sizeof(*set));
	for (unsigned i = 0; i <= n; i++) {
		memset(set, false, rules->n_outputs * sizeof(*set));
		set[OUTPUT_STAGE] = set[OUTPUT_TOUCHPOINTS] = true;
		if (i < n) {
			const struct rule *event = rules->events.at[i];
			set[OUTPUT_EVENT] = true;
			for (unsigned k = 0; k < event->n_targets; k++)
				set[event->targets[k].output] = true;
		}
		output_pick(o, set, &parts[i]);
	}
	free(set);
	return parts;
}

static void
release_parts(struct output_parts *parts, const struct rules *rules)
{
	for (unsigned i = 0; parts && i <= rules->events.n; i++)
		output_parts_release(&parts[i]);
	free(parts);
}

/* Tells of a row what --why asks; false when a pattern runs away. */
static bool
tell_why(struct why *why, const struct row *row, enum repeat repeat,
    struct writer *out)
{
	static const char *const kinds[] = {
	    NULL, "order", "event_id", "purchase"};
	if (!why_put(why, row, out))
		return false;
	if (repeat != REPEAT_NONE)
		why_put_repeat(why, kinds[repeat], out);
	return true;
}

/* EXIT_USAGE when a pattern runs away. */
ROW_LOOP static int
take_rows(struct staging *s, struct writer *out)
{
	const struct stage_options *options = s->options;
	struct table *t = &s->table;
	unsigned n_events = s->rules->events.n;
	struct decision d;
	for (; !writer_failed(out) && table_next(t);
	     matcher_settle(s->matcher)) {
		for (size_t i = 0; i < t->n_rows; i++) {
			struct row row = table_row(t, i);
			enum repeat repeat = REPEAT_NONE;
			if (i + AHEAD < t->n_rows) {
				struct row next = table_row(t, i + AHEAD);
				matcher_ask(s->matcher, &next);
			}
			if (!matcher_decide(s->matcher, &row, &d))
				return EXIT_USAGE;
			if (!options->keep_repeats && !d.excluded)
				repeat = repeats_check(&s->repeats, &row, &d);
			if (options->why &&
			    !tell_why(&s->why, &row, repeat, out))
				return EXIT_USAGE;
			if (d.excluded) {
				s->excluded++;
				continue;
			}
			s->repeated[repeat]++;
			if (repeat == REPEAT_NONE && s->parts)
				output_row_of(&s->output, &row, d.values,
				    &s->parts[d.event ? d.event->index
						      : n_events]);
		}
	}
	return EXIT_DONE;
}

/* Whether a column will stand behind those of the input. */
static bool
is_new(const struct staging *s, unsigned output)
{
	struct slice name = slice_of(s->rules->outputs[output]);
	return header_find(&s->table.header, name) == NO_COLUMN;
}

static void
begin(struct staging *s, struct writer *out)
{
	const struct stage_options *o = s->options;
	table_open(&s->table, &o->common, out);
	rules_fit(s->rules, &s->table);
	s->rules->stages_joined =
	    is_new(s, OUTPUT_STAGE) && is_new(s, OUTPUT_TOUCHPOINTS);
	s->matcher = matcher_new(s->rules, NULL);
	repeats_init(
	    &s->repeats, s->rules, &s->table, o->memory, o->repeat_window);
	why_init(&s->why, s->rules);
	if (o->why && !o->common.no_header)
		why_put_header(out);
	if (o->explain || o->why)
		return;
	output_open(
	    &s->output, out, &s->table, s->rules->outputs, s->rules->n_outputs);
	if (s->rules->stages_joined)
		output_widen(&s->output, OUTPUT_STAGE, 2);
	s->parts = pick_parts(&s->output, s->rules);
}

static void
release(struct staging *s)
{
	why_release(&s->why);
	output_close(&s->output);
	release_parts(s->parts, s->rules);
	repeats_release(&s->repeats);
	matcher_free(s->matcher);
}

int
stage_rows(
    const struct stage_options *o, struct rules *rules, struct writer *out)
{
	static struct staging staging;
	struct staging *s = &staging;
	const struct counter counters[] = {TABLE_COUNTERS(s->table),
	    {"excluded", &s->excluded},
	    {"repeated_order", &s->repeated[REPEAT_ORDER]},
	    {"repeated_event_id", &s->repeated[REPEAT_EVENT_ID]},
	    {"repeated_purchase", &s->repeated[REPEAT_PURCHASE]},
	    {"ids_forgotten", &s->forgotten},
	    {"rows_written", &s->repeated[REPEAT_NONE]}, {NULL, NULL}};
	s->options = o;
	s->rules = rules;
	begin(s, out);
	int status = take_rows(s, out);
	if (status != EXIT_DONE)
		rules_tell_runaway(rules, matcher_failed(s->matcher));
	else if (o->explain)
		explain_put(out, rules, s->matcher, !o->common.no_header);
	s->forgotten = repeats_forgotten(&s->repeats);
	if (s->forgotten > 0)
		msg_warn("memory",
		    "%" PRIu64 " orders and event ids were forgotten, so that "
		    "rows far apart may repeat them; give --memory more",
		    s->forgotten);
	release(s);
	int closed = table_close(&s->table);
	return output_finish(
	    out, &o->common, counters, closed > status ? closed : status);
}
