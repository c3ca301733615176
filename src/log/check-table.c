/* SPDX-License-Identifier: MIT */
/* What was gathered, as a table. */
#include <stdlib.h>

#include "base/num.h"
#include "base/when.h"
#include "log/check.h"
#include "table/escape.h"

static void
put_text(struct writer *out, struct slice s)
{
	char copy[CHECK_PLACE_MAX + SIMD_PAD] = {0};
	s.n = s.n < CHECK_PLACE_MAX ? s.n : CHECK_PLACE_MAX;
	if (s.n > 0)
		memcpy(copy, s.p, s.n);
	writer_used(out,
	    escape_put(&simd_scalar, writer_need(out, escape_room(s.n)),
		(struct slice){copy, s.n}));
}

/* `part item`, item in two pieces. */
static void
put_item(struct writer *out, const char *part, struct slice item,
    const char *joint, struct slice more)
{
	put_text(out, slice_of(part));
	writer_put_byte(out, '\t');
	put_text(out, item);
	put_text(out, slice_of(joint));
	put_text(out, more);
	writer_put_byte(out, '\t');
}

/* `count share example note`; a share of nothing is empty. */
static void
put_figures(struct writer *out, const struct finding *f, uint64_t whole,
    struct slice note)
{
	writer_used(out, num_put_u64(writer_need(out, NUM_MAX_TEXT), f->count));
	writer_put_byte(out, '\t');
	if (whole > 0)
		writer_used(out,
		    ratio_put(
			writer_need(out, NUM_MAX_TEXT), f->count, whole, 6));
	writer_put_byte(out, '\t');
	put_text(out, slice_of(f->place));
	writer_put_byte(out, '\t');
	put_text(out, note);
	writer_put_byte(out, '\n');
}

static int
compare(const void *left, const void *right)
{
	const struct named_row *a = left, *b = right;
	if (a->finding.count != b->finding.count)
		return a->finding.count < b->finding.count ? 1 : -1;
	return slice_compare(a->name, b->name);
}

/* Most frequent first; note may be NULL. */
static void
put_named(struct writer *out, const char *part, const struct named *list,
    uint64_t whole, const struct check_facts *facts)
{
	struct named_row *rows = mem_alloc((list->n + 1) * sizeof(*rows));
	if (list->n > 0)
		memcpy(rows, list->at, list->n * sizeof(*rows));
	qsort(rows, list->n, sizeof(*rows), compare);
	for (size_t i = 0; i < list->n; i++) {
		struct slice name = rows[i].name, note = SLICE("");
		if (facts && name.n > 0 && facts->is_own(facts->context, name))
			note = SLICE("own");
		put_item(out, part, name.n > 0 ? name : SLICE("(none)"), "",
		    SLICE(""));
		put_figures(out, &rows[i].finding, whole, note);
	}
	if (list->others.count > 0) {
		put_item(out, part, SLICE("(others)"), "", SLICE(""));
		put_figures(out, &list->others, whole,
		    SLICE("more names than --max-names"));
	}
	free(rows);
}

static void
put_lines(
    struct writer *out, const struct check *c, const struct check_facts *facts)
{
	struct finding all = {.count = 0};
	for (unsigned v = 0; v < facts->n_verdicts; v++)
		all.count += c->verdicts[v].count;
	put_item(out, "lines", SLICE("all"), "", SLICE(""));
	put_figures(out, &all, 0, SLICE(""));
	for (unsigned v = 0; v < facts->n_verdicts; v++) {
		if (c->verdicts[v].count == 0)
			continue;
		put_item(out, "lines", slice_of(facts->verdict_names[v]), "",
		    SLICE(""));
		put_figures(out, &c->verdicts[v], all.count, SLICE(""));
	}
}

static uint64_t
count_of(const struct named *list, struct slice name)
{
	for (size_t i = 0; i < list->n; i++)
		if (slice_equal(list->at[i].name, name))
			return list->at[i].finding.count;
	return 0;
}

/* What the plan wants and events lack, of events that came. */
static void
put_plan(struct writer *out, const struct check *c, const char *part,
    const struct finding *findings)
{
	for (size_t i = 0; i < c->plan.n; i++) {
		const struct plan_row *row = &c->plan.at[i];
		if (findings[i].count == 0)
			continue;
		put_item(out, part, row->event, ": ", row->property);
		put_figures(out, &findings[i], count_of(&c->events, row->event),
		    findings == c->unfit ? slice_of(plan_kind_name(row->kind))
					 : SLICE(""));
	}
}

static void
put_identity(struct writer *out, const struct check *c,
    const struct uid_rules *rules, uint64_t events)
{
	static const char *const kinds[] = {[UID_TRACKER] = "tracker",
	    [UID_COOKIE] = "cookie:",
	    [UID_PARAM] = "param:",
	    [UID_USER] = "user",
	    [UID_ADDRESS] = "ip+ua"};
	for (size_t i = 0; i < rules->n; i++) {
		const struct uid_rule *rule = &rules->at[i];
		put_item(out, "identity", SLICE("uid by "), kinds[rule->kind],
		    rule->name.p ? rule->name : SLICE(""));
		put_figures(out, &c->uids[i], events, SLICE(""));
	}
	put_item(out, "identity", SLICE("no uid"), "", SLICE(""));
	put_figures(out, &c->nobody, events, SLICE(""));
	put_item(out, "identity", SLICE("user"), "", SLICE(""));
	put_figures(out, &c->users, events, SLICE(""));
}

static void
put_repeats(
    struct writer *out, const char *name, const struct seen *s, uint64_t events)
{
	put_item(out, "repeat", slice_of(name), "", SLICE(""));
	put_figures(out, &s->repeats, events,
	    s->unseen > 0 ? SLICE("only of the first --max-keys") : SLICE(""));
}

static void
put_moment(struct writer *out, const char *item, int64_t time)
{
	char text[64];
	struct finding none = {.count = 0};
	struct slice note = {text, 0};
	if (time != WHEN_NONE)
		note.n = when_put_iso(text, time);
	none.count = time != WHEN_NONE;
	put_item(out, "time", slice_of(item), "", SLICE(""));
	put_figures(out, &none, 0, note);
}

/* The longest of several, with where it was. */
static void
put_longest(struct writer *out, const char *item, const struct finding *f,
    const char *text, int64_t longest, const char *place, uint64_t events)
{
	struct buf note = BUF_INIT;
	struct finding shown = *f;
	if (f->count > 0) {
		char duration[64];
		buf_put_text(&note, text);
		buf_put(&note, duration, duration_put(duration, longest));
		memcpy(shown.place, place, sizeof(shown.place));
	}
	put_item(out, "time", slice_of(item), "", SLICE(""));
	put_figures(out, &shown, events, buf_slice(&note));
	buf_release(&note);
}

void
check_put(
    const struct check *c, const struct check_facts *facts, struct writer *out)
{
	uint64_t events = c->verdicts[facts->event_verdict].count;
	/* late by whole seconds, as options want it */
	int64_t late = (c->latest_late + SECOND - 1) / SECOND * SECOND;
	writer_put_slice(
	    out, SLICE("part\titem\tcount\tshare\texample\tnote\n"));
	put_lines(out, c, facts);
	put_named(out, "format", &c->formats, 0, NULL);
	put_named(out, "tracker", &c->trackers, events, NULL);
	put_named(out, "event", &c->events, events, NULL);
	put_plan(out, c, "missing", c->missing);
	put_plan(out, c, "kind", c->unfit);
	put_identity(out, c, facts->rules, events);
	put_repeats(out, "order", &c->orders, events);
	put_repeats(out, "event_id", &c->event_ids, events);
	put_repeats(out, "line", &c->lines, events);
	put_moment(out, "first", c->first);
	put_moment(out, "last", c->last);
	put_longest(out, "late", &c->late, "cjm-sessionize --reorder ", late,
	    c->latest_place, events);
	put_longest(out, "gap over 1h", &c->gaps, "the longest ",
	    c->longest_gap, c->longest_place, events);
	if (c->inner.count > 0) {
		put_item(out, "source", SLICE("campaign on an own link"), "",
		    SLICE(""));
		put_figures(
		    out, &c->inner, events, SLICE("each begins a new source"));
	}
	put_named(out, "host", &c->hosts, events, facts);
}
