/* SPDX-License-Identifier: MIT */
/* Words to options. */
#include "journey/metrics-options.h"

#include "base/num.h"

enum { PERIODS_MAX = 10000 };

/* `week`, and with most > 0 `week:12`. */
static bool
read_period(const char *text, uint64_t most, struct metrics_options *o)
{
	struct slice rest = slice_of(text);
	struct slice name = slice_cut(&rest, ':');
	uint64_t n;
	if (!period_read(name, &o->period) || o->period == PERIOD_HOUR)
		return false;
	if (!rest.p)
		return true;
	if (most == 0 || !num_read_u64(rest, most, &n))
		return false;
	o->periods = (int32_t)n;
	return true;
}

/* The place of a word in a list; the list's length for another one. */
static unsigned
word_of(struct slice word, const char *const *list, unsigned n)
{
	unsigned i = 0;
	while (i < n && !slice_is(word, list[i]))
		i++;
	return i;
}

/* `item`, `item:20`. */
static bool
read_top(const char *text, struct metrics_options *o)
{
	static const char *const kinds[] = {"item", "item_name", "category",
	    "search", "pair", "entry", "exit", "path"};
	struct slice rest = slice_of(text);
	unsigned kind = word_of(slice_cut(&rest, ':'), kinds, TOP_NEXT);
	o->top = (enum metrics_top)kind;
	if (kind == TOP_NEXT)
		return false;
	return !rest.p || num_read_u64(rest, UINT32_MAX, &o->top_n);
}

static const struct metrics_mode *
choose_mode(const struct metrics_words *w, const struct metrics_options *o)
{
	if (w->active)
		return &metrics_active;
	if (w->cohort)
		return &metrics_cohort;
	if (w->buyers)
		return &metrics_buyers;
	if (w->next || w->previous)
		return &metrics_pages;
	if (w->top)
		return o->top >= TOP_ENTRY ? &metrics_pages : &metrics_values;
	struct slice by = slice_of(o->by);
	while (by.p)
		if (slice_is(slice_cut(&by, ','), "touchpoint"))
			return &metrics_card;
	return &metrics_summary;
}

/* Names the option at fault and passes the reason on. */
#define WRONG(name, value, why) (*option = (name), *text = (value), (why))

const char *
metrics_read_options(struct metrics_options *o, const struct metrics_words *w,
    const struct metrics_mode **mode, const char **option, const char **text)
{
	static const char *const rules[] = {"on", "after", "rolling"};
	static const char *const units[] = {"session", "person"};
	unsigned modes = (unsigned)(w->active != NULL) + (w->cohort != NULL) +
	    (w->top != NULL) + (w->next != NULL) + (w->previous != NULL) +
	    (unsigned)w->buyers;
	unsigned rule = word_of(slice_of(w->retention), rules, 3);
	unsigned unit = word_of(slice_of(w->unit), units, 2);
	if (modes > 1)
		return WRONG(NULL, NULL,
		    "give one of --active, --cohort, --buyers, --top, --next "
		    "and --previous");
	if (rule == 3)
		return WRONG(
		    "retention", w->retention, "not on, after or rolling");
	if (unit == 2)
		return WRONG("unit", w->unit, "not session or person");
	if (w->max_groups < 1 || w->max_groups > INT32_MAX)
		return WRONG("max-groups", NULL, "not from 1 to 2147483647");
	if (w->active && !read_period(w->active, 0, o))
		return WRONG("active", w->active, "not day, week or month");
	if (w->cohort && !read_period(w->cohort, PERIODS_MAX, o))
		return WRONG("cohort", w->cohort,
		    "not day, week or month, or one with a number up to "
		    "10000, like week:12");
	if (w->top && !read_top(w->top, o))
		return WRONG("top", w->top,
		    "not item, item_name, category, search, pair, entry, exit "
		    "or path, or one with a number, like item:20");
	if (o->grace > 0 && unit == 1)
		return WRONG("grace", NULL,
		    "is for carts of sessions: no --unit person");
	if (o->grace > 0 && choose_mode(w, o) != &metrics_summary)
		return WRONG("grace", NULL, "these figures have no carts");
	o->retention = (enum retention)rule;
	o->per_person = unit == 1;
	o->max_groups = (uint32_t)w->max_groups;
	if (w->next || w->previous) {
		o->top = w->next ? TOP_NEXT : TOP_PREVIOUS;
		o->page = slice_of(w->next ? w->next : w->previous);
	}
	*mode = choose_mode(w, o);
	return NULL;
}
