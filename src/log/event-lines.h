/* SPDX-License-Identifier: MIT */
/* Formats whose lines are events in JSON, as other analytics export them, not
 * requests of a server. */
#ifndef CJM_LOG_EVENT_LINES_H
#define CJM_LOG_EVENT_LINES_H

#include "log/format.h"
#include "log/track.h"

/* A line, its values at the format's paths. */
struct event_lines {
	struct json_paths *paths;
	struct json_found found;
};

/* The state of such a format: slot i is the value at paths[i]. */
struct event_lines *event_lines_new(const char *const *paths, size_t n);
void event_lines_free(void *state);

/* Reads hit->line, and empties what a request would have. FAULT_SHAPE when it
 * is no JSON object, or has nothing at one of the first `needed` paths. */
enum fault
event_lines_read(struct scan *scan, struct hit *hit, unsigned needed);

/* The value of a slot; a null where there is none. */
static inline struct json_value
event_value(const struct event_lines *e, unsigned slot)
{
	struct json_value none = {.kind = JSON_NULL};
	return json_has(&e->found, (int)slot) ? e->found.at[slot] : none;
}

/* Its text, empty for GA4's `(not set)`, `(none)` and `(direct)`. */
struct slice
event_text(const struct event_lines *e, unsigned slot, struct track_reader *r);

/* Adds a product of an object whose members have those names: id, name,
 * category, price, quantity; a blank ends each of several that may be it. */
void event_add_item(struct track_reader *r, struct json_value object,
    const char *const names[N_ITEM_LISTS]);

#endif
