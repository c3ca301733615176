/* SPDX-License-Identifier: MIT */
/* Options of cjm-attribute, checked before anything is read. */
#include "journey/attribution-options.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/msg.h"

/* Whether an option is the second of two words; another word is wrong use. */
static bool
is_second(
    const char *name, const char *text, const char *first, const char *second)
{
	if (strcmp(text, first) != 0 && strcmp(text, second) != 0)
		msg_usage(name, "not %s or %s: '%s'", first, second, text);
	return strcmp(text, second) == 0;
}

static void
read_by(struct attribution_asked *asked)
{
	static const char *const own[] = {"model", "conversions", "revenue",
	    "currency", "new_customers", "impressions", "clicks", "cost", "ctr",
	    "cpc", "cpa", "cac", "roas"};
	const unsigned n_own = sizeof(own) / sizeof(*own);
	struct slice rest = slice_of(asked->by);
	const char **by = asked->columns;
	unsigned n = 0;
	for (; rest.p && n < 2; n++)
		by[n] = mem_text(slice_cut(&rest, ','));
	if (rest.p || *by[0] == '\0' || (n > 1 && *by[1] == '\0'))
		msg_usage("by", "not one or two columns: '%s'", asked->by);
	if (n > 1 && strcmp(by[0], by[1]) == 0)
		msg_usage("by", "the same column twice: '%s'", asked->by);
	for (unsigned i = 0; i < n_own * n; i++)
		if (strcmp(by[i / n_own], own[i % n_own]) == 0)
			msg_usage("by", "'%s' is a column of the result",
			    by[i / n_own]);
	asked->options.n_keys = n;
}

_Noreturn static void
refuse_model(struct slice name)
{
	struct buf all = BUF_INIT;
	models_list(&all);
	msg_usage("models", "no model '%.*s'; there are %.*s", (int)name.n,
	    name.p, (int)all.n, all.p);
}

static void
read_models(struct attribution_asked *asked)
{
	struct attribution_options *o = &asked->options;
	struct slice bad;
	if (!models_choose(&o->models, asked->models, &bad))
		refuse_model(bad);
	if (asked->position &&
	    !position_read(slice_of(asked->position), o->model.position))
		msg_usage("position", "not three weights like 40/20/40: '%s'",
		    asked->position);
	if (o->model.half_life == 0)
		msg_usage("half-life", "must be longer than nothing");
	if (asked->order < 1 || asked->order > MARKOV_ORDER_MAX)
		msg_usage("markov-order", "not from 1 to %d", MARKOV_ORDER_MAX);
	o->markov_order = (unsigned)asked->order;
	if (o->markov_moves < 1 || o->markov_moves > 1 << 30)
		msg_usage("markov-moves", "not from 1 to %d", 1 << 30);
	if (o->markov_keys < 1 || o->markov_keys > 1 << 30)
		msg_usage("markov-keys", "not from 1 to %d", 1 << 30);
}

static void
read_paths(struct attribution_asked *asked)
{
	struct attribution_options *o = &asked->options;
	struct slice bad, rest = slice_of(asked->milestones);
	if (!transforms_read(&o->transforms, asked->transform, &bad))
		msg_usage("transform", "no list of transforms from '%.*s' on",
		    (int)bad.n, bad.p);
	o->since_conversion =
	    is_second("path", asked->path, "all", "since-conversion");
	asked->lead = mem_text(slice_trim(slice_cut(&rest, ',')));
	if (!rest.p || rest.n == 0 || slice_find(rest, ','))
		msg_usage(
		    "milestones", "not two events: '%s'", asked->milestones);
	asked->opportunity = mem_text(slice_trim(rest));
	if (asked->max_touches < 1 || asked->max_touches > MODEL_STEPS_MAX)
		msg_usage("max-touches", "not from 1 to %d", MODEL_STEPS_MAX);
	o->max_touches = (uint32_t)asked->max_touches;
	if (o->max_keys < 1 || o->max_keys > TOUCH_KEYS / 2)
		msg_usage("max-keys", "not from 1 to %u", TOUCH_KEYS / 2);
}

static void
read_report(struct attribution_asked *asked)
{
	unsigned n =
	    (unsigned)asked->lag + asked->assists + (asked->paths >= 0);
	if (n > 1)
		msg_usage(NULL, "only one of --paths, --lag and --assists");
	if (asked->partial && asked->paths > 0)
		msg_usage("paths",
		    "a part has all of them: give --paths 0, and the number "
		    "to --merge");
	if (n > 0 && (asked->spend.n > 0 || asked->new_customers))
		msg_usage(NULL,
		    "--paths, --lag and --assists have no costs or new "
		    "customers");
	asked->options.report = asked->paths >= 0 ? REPORT_PATHS
	    : asked->lag                          ? REPORT_LAG
	    : asked->assists                      ? REPORT_ASSISTS
						  : REPORT_NONE;
}

static void
read_spend(struct attribution_asked *asked)
{
	struct slice bad;
	if (asked->cost_basis)
		asked->options.by_touch = is_second(
		    "cost-basis", asked->cost_basis, "conversion", "touch");
	/* of parts the costs are joined elsewhere */
	if (asked->cost_basis && asked->spend.n == 0 && !asked->partial &&
	    !asked->merge)
		msg_usage("cost-basis", "says nothing without --spend");
	if (!zone_init(&asked->zone, asked->tz))
		msg_usage("tz", ZONE_WRONG, asked->tz);
	asked->spend_options.max_bytes = asked->max_spend;
	for (size_t i = 0; i < asked->spend_map.n; i++)
		if (!spend_map(
			&asked->spend_options, asked->spend_map.at[i], &bad))
			msg_usage(
			    "spend-map", SPEND_MAP_WRONG, (int)bad.n, bad.p);
	for (unsigned i = 0; i < asked->options.n_keys && asked->spend.n > 0;
	     i++) {
		enum spend_role role =
		    spend_role_named(slice_of(asked->columns[i]));
		if (role >= SPEND_KEYS)
			msg_usage("spend",
			    "has no column '%s' to be matched by",
			    asked->columns[i]);
		asked->spend_options.needed[role] = true;
	}
}

void
attribution_understand(struct attribution_asked *asked)
{
	read_by(asked);
	read_models(asked);
	read_paths(asked);
	read_report(asked);
	read_spend(asked);
}

void
attribution_asked_release(struct attribution_asked *asked)
{
	spend_options_release(&asked->spend_options);
}
