/* SPDX-License-Identifier: MIT */
/* Options checked, one by one and against each other. */
#include "journey/funnel-options.h"

#include "base/msg.h"
#include "base/when.h"

/* The place of a word in a list of names that ends with NULL; the first where
 * it is not given. */
static unsigned
choose(const char *option, const char *word, const char *const *names)
{
	unsigned n = 0;
	for (; word && names[n]; n++)
		if (slice_is(slice_of(word), names[n]))
			return n;
	if (!word)
		return 0;
	struct buf list = BUF_INIT;
	for (unsigned i = 0; i < n; i++)
		buf_printf(&list, "%s%s", names[i],
		    i + 2 < n       ? ", "
			: i + 1 < n ? " or "
				    : "");
	buf_put_byte(&list, '\0');
	msg_usage(option, "'%s' is not %s", word, list.p);
}

static void
read_steps(struct funnel_question *q, const struct funnel_options *o)
{
	const char *why = steps_init(&q->steps, slice_of(o->steps));
	if (why)
		msg_usage("steps", "%s: '%s'", why, o->steps);
	q->plan.n = q->steps.n;
}

static unsigned
find_step(
    const struct funnel_question *q, const char *option, struct slice text)
{
	unsigned k = steps_find(&q->steps, text);
	if (k == q->steps.n)
		msg_usage(
		    option, "'%.*s' is none of the steps", (int)text.n, text.p);
	return k;
}

static void
read_exclusion(struct funnel_question *q, const struct funnel_options *o)
{
	static const char *const kinds[] = {"break", "drop", NULL};
	struct funnel_plan *p = &q->plan;
	p->drops = choose("exclude", o->exclude, kinds) == 1;
	if (!o->except) {
		if (o->between || o->exclude)
			msg_usage(o->between ? "between" : "exclude",
			    "says how --not is meant, which is missing");
		return;
	}
	const char *why = steps_exclude(&q->steps, slice_of(o->except));
	if (why)
		msg_usage("not", "%s: '%s'", why, o->except);
	if (p->n < 2)
		msg_usage(
		    "not", "'%s' is one step, with nothing between", o->steps);
	p->excludes = true;
	p->to = p->n - 1;
	if (o->between) {
		struct slice to = slice_of(o->between);
		struct slice from = slice_cut(&to, ',');
		p->from = find_step(q, "between", slice_trim(from));
		p->to = to.p ? find_step(q, "between", slice_trim(to)) : 0;
	}
	if (p->from >= p->to)
		msg_usage("between", "'%s' are not two steps in their order",
		    o->between);
	if (p->order == ORDER_STRICT)
		msg_usage("not",
		    "with --order strict anything between two "
		    "steps breaks a chain");
	if (p->drops && (p->entry == ENTRY_ANY || p->order != ORDER_ORDERED))
		msg_usage(
		    "exclude", "drop needs --entry first and --order ordered");
	if (o->between && p->order == ORDER_UNORDERED)
		msg_usage("between", "steps in any order have no between");
}

static void
read_unit(struct funnel_question *q, const struct funnel_options *o)
{
	if (!o->unit || slice_is(slice_of(o->unit), "person")) {
		q->unit = UNIT_PERSON;
	} else if (slice_is(slice_of(o->unit), "session")) {
		q->unit = UNIT_SESSION;
	} else {
		q->unit = UNIT_COLUMN;
		q->unit_column = o->unit;
	}
	q->plan.window = o->window;
	if (o->window == 0)
		q->plan.window = q->unit == UNIT_SESSION ? DAY : 30 * DAY;
	q->hold = o->hold;
}

static void
read_segments(struct funnel_question *q, const struct funnel_options *o)
{
	static const char *const kinds[] = {"first", "last", "all", NULL};
	struct funnel_plan *p = &q->plan;
	q->by = o->by;
	if (!o->by) {
		if (o->attribute)
			msg_usage("attribute",
			    "says how --by is meant, which is missing");
		return;
	}
	if (o->attribute &&
	    slice_starts(slice_of(o->attribute), SLICE("step:"))) {
		p->attribute = ATTRIBUTE_STEP;
		p->attribute_step = find_step(q, "attribute",
		    slice_skip(slice_of(o->attribute), strlen("step:")));
		if (p->order == ORDER_UNORDERED && p->entry == ENTRY_FIRST)
			msg_usage("attribute",
			    "with --order any no step is the first or second");
		return;
	}
	unsigned kind = choose("attribute", o->attribute, kinds);
	p->attribute = kind == 1 ? ATTRIBUTE_LAST : ATTRIBUTE_FIRST;
	q->by_all = kind == 2;
}

static void
read_members(struct funnel_question *q, const struct funnel_options *o)
{
	static const struct {
		struct slice ending;
		enum members_kind kind;
	} endings[] = {{{":continued", 10}, MEMBERS_CONTINUED},
	    {{":dropped", 8}, MEMBERS_DROPPED}, {{":open", 5}, MEMBERS_OPEN}};
	if (!o->members)
		return;
	struct slice step = slice_of(o->members);
	q->members = MEMBERS_ALL;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (slice_ends(step, endings[i].ending)) {
			q->members = endings[i].kind;
			step.n -= endings[i].ending.n;
			break;
		}
	q->members_step = find_step(q, "members", step);
	q->plan.wants_times = true;
	if (q->members != MEMBERS_ALL && q->members_step + 1 == q->plan.n)
		msg_usage(
		    "members", "from the last step nobody continues or drops");
}

static void
read_count(struct funnel_question *q, const struct funnel_options *o)
{
	static const char *const kinds[] = {"unit", "totals", NULL};
	struct funnel_plan *p = &q->plan;
	p->totals = choose("count", o->count, kinds) == 1;
	if (!p->totals)
		return;
	if (p->entry == ENTRY_ANY || p->order != ORDER_ORDERED)
		msg_usage(
		    "count", "totals needs --entry first and --order ordered");
	if (p->drops || q->by || q->members)
		msg_usage("count", "totals is not for --%s",
		    p->drops    ? "exclude drop"
			: q->by ? "by"
				: "members");
}

void
funnel_question_read(struct funnel_question *q, const struct funnel_options *o)
{
	static const char *const entries[] = {"any", "first", NULL};
	static const char *const orders[] = {"ordered", "strict", "any", NULL};
	static const char *const ties[] = {"any", "strict", "input", NULL};
	*q = (struct funnel_question){0};
	struct funnel_plan *p = &q->plan;
	read_steps(q, o);
	p->entry = choose("entry", o->entry, entries);
	p->order = choose("order", o->order, orders);
	p->ties = choose("ties", o->ties, ties);
	if (o->ties && p->order != ORDER_ORDERED)
		msg_usage("ties", "is for --order ordered");
	read_unit(q, o);
	p->step_window = o->step_window;
	if (p->step_window > 0 && p->order == ORDER_UNORDERED)
		msg_usage("step-window", "is not for --order any");
	p->since = o->since;
	p->until = o->until;
	q->as_of = o->as_of;
	if (p->order == ORDER_UNORDERED &&
	    (p->since != WHEN_NONE || p->until != WHEN_NONE))
		msg_usage(p->since != WHEN_NONE ? "since" : "until",
		    "is not for --order any, where no step is the entry");
	read_exclusion(q, o);
	read_segments(q, o);
	read_members(q, o);
	read_count(q, o);
}
