/* SPDX-License-Identifier: MIT */
/* Gathering what there is to say of a log. */
#include "log/check.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/when.h"

const char check_columns[] =
    "time,uid,user,event,host,path,query,referrer,channel,source,medium,"
    "campaign,term,content,device,item,item_name,category,quantity,price,"
    "order,revenue,currency,search,status,event_id,title";

#define GAP HOUR /* without any event: worth a look */

/* Where the row of a name is. */
struct named_place {
	struct key key;
	uint64_t row;
};

void
check_init(struct check *c)
{
	struct named *lists[] = {
	    &c->events, &c->hosts, &c->formats, &c->trackers};
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		roster_init(&lists[i]->places, sizeof(struct named_place));
	c->missing = mem_zero(c->plan.n + 1, sizeof(*c->missing));
	c->unfit = mem_zero(c->plan.n + 1, sizeof(*c->unfit));
	roster_init(&c->lines.keys, sizeof(struct key));
	roster_init(&c->orders.keys, sizeof(struct key));
	roster_init(&c->event_ids.keys, sizeof(struct key));
	c->first = c->last = c->latest = WHEN_NONE;
}

static void
named_release(struct named *list)
{
	roster_release(&list->places);
	free(list->at);
}

void
check_release(struct check *c)
{
	plan_release(&c->plan);
	free(c->missing);
	free(c->unfit);
	named_release(&c->events);
	named_release(&c->hosts);
	named_release(&c->formats);
	named_release(&c->trackers);
	roster_release(&c->lines.keys);
	roster_release(&c->orders.keys);
	roster_release(&c->event_ids.keys);
	arena_release(&c->memory);
}

static void
put_place(char place[CHECK_PLACE_MAX], const char *file, uint64_t line)
{
	snprintf(place, CHECK_PLACE_MAX, "%.220s:%llu", file,
	    (unsigned long long)line);
}

static void
find(struct finding *f, const char *file, uint64_t line)
{
	if (f->count++ == 0)
		put_place(f->place, file, line);
}

static void
find_named(struct check *c, struct named *list, struct slice name,
    const char *file, uint64_t line)
{
	bool added = false;
	struct key key = hash_key(name);
	struct named_place *place = list->n < c->limits.names
	    ? roster_get(&list->places, key, &added)
	    : roster_find(&list->places, key);
	if (!place) {
		find(&list->others, file, line);
		return;
	}
	if (added) {
		place->row = list->n;
		list->at =
		    mem_grow(list->at, (list->n + 1) * sizeof(*list->at));
		list->at[list->n++] =
		    (struct named_row){.name = arena_copy(&c->memory, name)};
	}
	find(&list->at[place->row].finding, file, line);
}

static void
look_for_repeat(
    struct seen *s, uint32_t most, struct slice id, const struct event *e)
{
	bool added = false;
	struct key key = hash_key(id);
	if (id.n == 0)
		return;
	if (s->keys.n >= most) {
		s->unseen++;
		added = roster_find(&s->keys, key) == NULL;
	} else {
		roster_get(&s->keys, key, &added);
	}
	if (!added)
		find(&s->repeats, e->file, e->line);
}

void
check_format(struct check *c, const char *name, const char *file, uint64_t line)
{
	find_named(c, &c->formats, slice_of(name), file, line);
}

void
check_line(struct check *c, unsigned verdict, const char *file, uint64_t number)
{
	find(&c->verdicts[verdict], file, number);
}

void
check_inner(struct check *c, const struct event *e)
{
	find(&c->inner, e->file, e->line);
}

static void
check_plan(struct check *c, const struct event *e, struct slice name)
{
	for (size_t i = 0; i < c->plan.n; i++) {
		const struct plan_row *row = &c->plan.at[i];
		if (!slice_equal(row->event, name))
			continue;
		struct slice value = plan_value(row, e);
		if (value.n == 0)
			find(&c->missing[i], e->file, e->line);
		else if (!plan_fits(row->kind, value))
			find(&c->unfit[i], e->file, e->line);
	}
}

/* Which of the listed ids it was: the first that gives one by itself. */
static void
check_identity(struct check *c, const struct event *e,
    const struct uid_rules *rules, const struct uid_sources *from)
{
	char hash[UID_HASH_LENGTH];
	if (e->texts[TEXT_USER].n > 0)
		find(&c->users, e->file, e->line);
	for (size_t i = 0; i < rules->n; i++) {
		struct uid_rules one = {.at = {rules->at[i]}, .n = 1};
		if (uid_find(&one, from, hash).n == 0)
			continue;
		find(&c->uids[i], e->file, e->line);
		return;
	}
	find(&c->nobody, e->file, e->line);
}

static void
check_time(struct check *c, const struct event *e, int64_t time)
{
	if (c->latest == WHEN_NONE) {
		c->first = c->last = c->latest = time;
		return;
	}
	c->first = time < c->first ? time : c->first;
	c->last = time > c->last ? time : c->last;
	int64_t ahead = time - c->latest;
	if (ahead < 0) {
		find(&c->late, e->file, e->line);
		if (-ahead > c->latest_late) {
			c->latest_late = -ahead;
			put_place(c->latest_place, e->file, e->line);
		}
		return;
	}
	if (ahead > GAP) {
		find(&c->gaps, e->file, e->line);
		if (ahead > c->longest_gap) {
			c->longest_gap = ahead;
			put_place(c->longest_place, e->file, e->line);
		}
	}
	c->latest = time;
}

void
check_event(struct check *c, const struct event *e, struct slice line,
    int64_t time, const char *tracker, const struct uid_rules *rules,
    const struct uid_sources *from)
{
	bool track = e->row == ROW_TRACK;
	uint32_t keys = c->limits.keys;
	struct slice name = e->texts[track ? TEXT_NAME : TEXT_EVENT];
	find_named(c, &c->events, name, e->file, e->line);
	find_named(c, &c->hosts, e->texts[TEXT_HOST], e->file, e->line);
	find_named(c, &c->trackers, slice_of(tracker ? tracker : "pages"),
	    e->file, e->line);
	check_plan(c, e, name);
	check_identity(c, e, rules, from);
	check_time(c, e, time);
	look_for_repeat(&c->lines, keys, line, e);
	if (!track)
		return;
	if (slice_is(name, "purchase"))
		look_for_repeat(&c->orders, keys, e->texts[TEXT_ORDER], e);
	look_for_repeat(&c->event_ids, keys, e->texts[TEXT_EVENT_ID], e);
}
