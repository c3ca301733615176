/* SPDX-License-Identifier: MIT */
/* JSON events, the part that all of them share. */
#include "log/event-lines.h"

#include <stdlib.h>

struct event_lines *
event_lines_new(const char *const *paths, size_t n)
{
	struct event_lines *e = mem_zero(1, sizeof(*e));
	e->paths = json_paths_new();
	/* paths of a new set are numbered in their order */
	for (size_t i = 0; i < n; i++)
		json_paths_add(e->paths, slice_of(paths[i]));
	return e;
}

void
event_lines_free(void *state)
{
	struct event_lines *e = state;
	json_paths_free(e->paths);
	free(e);
}

enum fault
event_lines_read(struct scan *scan, struct hit *hit, unsigned needed)
{
	struct event_lines *e = scan->state;
	struct line line = {hit->line, hit->base, hit->marks, hit->n_marks};
	struct slice none = {hit->line.p, 0};
	if (json_read(e->paths, scan->simd, &line, &e->found) == JSON_BAD ||
	    e->found.root.kind != JSON_OBJECT)
		return FAULT_SHAPE;
	for (unsigned i = 0; i < needed; i++)
		if (event_value(e, i).kind == JSON_NULL)
			return FAULT_SHAPE;
	hit->request = hit->rest = hit->line.p;
	hit->method = hit->target = hit->path = hit->vhost = hit->client =
	    hit->user = hit->bytes = hit->referrer = hit->agent = hit->cookie =
		hit->forwarded = hit->country = hit->taken = none;
	hit->status = 0;
	hit->plain = hit->decoded = true;
	hit->asked = hit->has_agent = false;
	return FAULT_NONE;
}

struct slice
event_text(const struct event_lines *e, unsigned slot, struct track_reader *r)
{
	struct slice s = track_json_text(r, event_value(e, slot));
	return s.n > 1 && s.p[0] == '(' && s.p[s.n - 1] == ')' ? SLICE("") : s;
}

/* The first of the members that tells something: Google writes (not set) for
 * what an item has not. */
static struct slice
member_text(struct track_reader *r, struct json_value object, const char *names)
{
	struct json_value v;
	for (const char *end; (end = strchr(names, ' ')); names = end + 1) {
		if (!json_member(
			r->simd, object, slice_between(names, end), &v))
			continue;
		struct slice text = track_json_text(r, v);
		if (text.n > 0 && !slice_is(text, "(not set)"))
			return text;
	}
	return SLICE("");
}

void
event_add_item(struct track_reader *r, struct json_value object,
    const char *const names[N_ITEM_LISTS])
{
	struct item *item = items_add(&r->items);
	item->id = member_text(r, object, names[ITEM_IDS]);
	item->name = member_text(r, object, names[ITEM_NAMES]);
	item->category = member_text(r, object, names[ITEM_CATEGORIES]);
	item->quantity =
	    track_amount(r, member_text(r, object, names[ITEM_QUANTITIES]));
	item->price =
	    track_amount(r, member_text(r, object, names[ITEM_PRICES]));
	items_drop_empty(&r->items);
}
