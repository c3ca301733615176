/* SPDX-License-Identifier: MIT */
/* What was asked, and then all sums. */
#include "journey/attribution-part.h"

#include "base/mem.h"
#include "base/msg.h"
#include "journey/attribution-result.h"
#include "journey/credits-part.h"
#include "journey/markov-part.h"
#include "journey/path-part.h"
#include "journey/put.h"

static const char *const names[PART_OPTIONS] = {[PART_BY] = "by",
    [PART_MODELS] = "models",
    [PART_CONVERSION] = "conversion",
    [PART_LOOKBACK] = "lookback",
    [PART_PATH] = "path",
    [PART_TRANSFORM] = "transform",
    [PART_POSITION] = "position",
    [PART_HALF_LIFE] = "half-life",
    [PART_MILESTONES] = "milestones",
    [PART_ORDER] = "markov-order",
    [PART_SINCE] = "since",
    [PART_UNTIL] = "until",
    [PART_COST_BASIS] = "cost-basis",
    [PART_MAX_TOUCHES] = "max-touches",
    [PART_REPORT] = "report",
    [PART_COLUMNS] = "columns"};

const char *
part_option_name(enum part_option option)
{
	return names[option];
}

void
attribution_part_init(struct attribution_part *part)
{
	*part = (struct attribution_part){
	    .earliest = INT64_MAX, .latest = INT64_MIN, .text = ARENA_INIT};
}

void
attribution_part_release(struct attribution_part *part)
{
	arena_release(&part->text);
}

static void
keep(struct attribution_part *part, enum part_option option, struct slice text)
{
	part->options[option] = arena_copy(&part->text, text);
}

static void
keep_number(
    struct attribution_part *part, enum part_option option, int64_t number)
{
	char text[NUM_MAX_TEXT];
	keep(part, option, (struct slice){text, num_put_i64(text, number)});
}

/* A time, or a duration in seconds; empty for none. */
static void
keep_time(struct attribution_part *part, enum part_option option, int64_t time,
    int64_t none)
{
	char text[NUM_MAX_TEXT];
	struct slice put = {text, 0};
	if (time != none)
		put.n = when_put_unix(text, time);
	keep(part, option, put);
}

static void
keep_models(struct attribution_part *part, const struct model_set *models)
{
	struct buf list = BUF_INIT;
	for (unsigned i = 0; i < models->n; i++)
		buf_printf(
		    &list, "%s%s", i > 0 ? "," : "", models->at[i]->name);
	keep(part, PART_MODELS, buf_slice(&list));
	buf_release(&list);
}

static void
put_name(struct buf *list, const struct header *h, unsigned column)
{
	if (column == NO_COLUMN)
		return;
	if (list->n > 0)
		buf_put_byte(list, ',');
	buf_put_slice(list, h->names[column]);
}

/* The columns that were read of those that an input need not have: with other
 * ones touches would be others. */
static void
keep_columns(struct attribution_part *part, const struct attribution_input *in,
    const struct header *h)
{
	struct buf list = BUF_INIT;
	const unsigned columns[] = {in->person, in->keys[0], in->keys[1],
	    in->hit, in->order, in->revenue, in->currency};
	if (h->n == 0)
		return;
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		put_name(&list, h, columns[i]);
	for (unsigned i = 0; i < in->n_sources; i++)
		put_name(&list, h, in->sources[i]);
	keep(part, PART_COLUMNS, buf_slice(&list));
	buf_release(&list);
}

void
attribution_part_describe(struct attribution_part *part,
    const struct attribution_asked *asked, const struct attribution_input *in,
    const struct table *t, const struct counter *counters)
{
	static const char *const reports[] = {[REPORT_NONE] = "",
	    [REPORT_PATHS] = "paths",
	    [REPORT_LAG] = "lag",
	    [REPORT_ASSISTS] = "assists"};
	const struct attribution_options *o = &asked->options;
	part->counters = counters;
	part->earliest = in->earliest;
	part->latest = in->latest;
	keep(part, PART_BY, slice_of(asked->by));
	keep_models(part, &o->models);
	keep(part, PART_CONVERSION, slice_of(asked->conversion));
	keep_time(part, PART_LOOKBACK, o->lookback, WHEN_NONE);
	keep(part, PART_PATH, slice_of(asked->path));
	keep(part, PART_TRANSFORM, slice_of(asked->transform));
	keep(part, PART_POSITION,
	    asked->position ? slice_of(asked->position) : SLICE("40/20/40"));
	keep_time(part, PART_HALF_LIFE, o->model.half_life, WHEN_NONE);
	keep(part, PART_MILESTONES, slice_of(asked->milestones));
	keep_number(part, PART_ORDER, o->markov_order);
	keep_time(part, PART_SINCE, o->since, WHEN_NONE);
	keep_time(part, PART_UNTIL, o->until, INT64_MAX);
	keep(part, PART_COST_BASIS,
	    o->by_touch ? SLICE("touch") : SLICE("conversion"));
	keep_number(part, PART_MAX_TOUCHES, o->max_touches);
	keep(part, PART_REPORT, slice_of(reports[o->report]));
	keep_columns(part, in, &t->header);
}

static void
put_description(const struct attribution_part *part, struct part_out *out)
{
	for (unsigned i = 0; i < PART_OPTIONS; i++)
		if (part->options[i].p)
			part_put(out,
			    &(struct part_row){.row = SLICE("option"),
				.name = slice_of(names[i]),
				.value = part->options[i]});
	for (const struct counter *c = part->counters; c->name; c++)
		part_put(out,
		    &(struct part_row){.row = SLICE("counter"),
			.name = slice_of(c->name),
			.count = *c->value});
}

static void
put_time(const char *name, int64_t time, struct part_out *out)
{
	char text[NUM_MAX_TEXT];
	part_put(out,
	    &(struct part_row){.row = SLICE("time"),
		.name = slice_of(name),
		.value = {text, when_put_unix(text, time)}});
}

/* All of them: what is spent on a key is told from what is spent on none by
 * touches that led to nothing, too. */
static void
put_touches(const struct intern *keys, struct part_out *out)
{
	for (uint32_t i = 1; i < keys->n; i++)
		part_put(out,
		    &(struct part_row){
			.row = SLICE("touch"), .keys = &i, .n_keys = 1});
	part_flush(out, true);
}

int
attribution_part_put(const struct attribution_part *part, struct attribution *a,
    bool header, struct writer *out)
{
	struct part_out rows;
	bool markov = a->markov_model < a->credits.models.n;
	part_out_init(&rows, &a->keys, &a->currencies, header, out);
	put_description(part, &rows);
	if (part->earliest <= part->latest) {
		put_time("earliest", part->earliest, &rows);
		put_time("latest", part->latest, &rows);
	}
	part_flush(&rows, false);
	put_touches(&a->keys, &rows);
	credits_part_put(&a->credits, &rows);
	if (markov)
		markov_part_put(&a->markov, &rows);
	if (a->options.report != REPORT_NONE)
		path_part_put(&a->report, &rows);
	part_put(&rows,
	    &(struct part_row){.row = SLICE("rows"), .count = rows.rows});
	part_flush(&rows, false);
	part_out_release(&rows);
	bool good = !markov || !a->markov.over ||
	    attribution_markov_is_good(a, MARKOV_OVER);
	return good ? EXIT_DONE : EXIT_LIMIT;
}
