/* SPDX-License-Identifier: MIT */
/* Trackers: scripts that report what happens on a page by a request whose query
 * tells it. Each is one const struct, listed in one registry.
 *
 * The same name means another thing to each of them (`pi` is a page to one, a
 * promotion to the next), so the tracker is told first, by path and query, and
 * only then its parameters are read. */
#ifndef CJM_LOG_TRACKER_H
#define CJM_LOG_TRACKER_H

#include <stdbool.h>
#include <stdint.h>

#include "log/names.h"
#include "log/track.h"

/* Parameters up to N_TRACK_TEXTS are texts of the track as they stand; those
 * from there on are the tracker's own. */
enum { TRACKER_OWN = N_TRACK_TEXTS, TRACKER_FIELDS = 64 };

struct tracker_key {
	const char *name;
	uint8_t field;
};

struct tracker_hit;

struct tracker {
	const char *counter; /* its name: tracker_logger */
	/* the letters, small, that the last part of the path may begin with;
	 * a blank for a path that ends in `/` */
	const char *first;
	/* Whether the request is one of the tracker's. `last` is the path's
	 * part behind its last slash. */
	bool (*owns)(struct slice path, struct slice last, struct slice query);
	/* Whether it is one whose events are in the body, which no access log
	 * has. NULL: never. */
	bool (*has_body)(
	    struct slice path, struct slice last, struct slice query);
	const struct tracker_key *keys;
	size_t n_keys;
	bool redirects; /* an answer that redirects is a success */
	bool escaped;   /* values by JavaScript's escape(): a + is a plus */
	enum amount_style amounts;
	/* A parameter that is not among the keys, longer than 2 bytes, the
	 * first of which is a `p` (products are pr1, pr2…). NULL: none is of
	 * use. */
	void (*other)(
	    struct tracker_hit *hit, struct slice name, struct slice value);
	/* Decides what the hit is, from hit->raw, once all was read. */
	void (*read)(struct tracker_hit *hit, struct track *t);
};

/* One hit in hand: the first value that is not empty of each parameter. */
struct tracker_hit {
	struct track_reader *reader;
	const struct tracker *tracker;
	struct slice path, query;
	uint64_t seen; /* a bit for each field */
	/* of url_memo_ask, where they were seen */
	uint64_t page_asked, referrer_asked;
	struct slice raw[TRACKER_FIELDS];
};

static inline bool
tracker_has(const struct tracker_hit *hit, unsigned field)
{
	return hit->seen >> field & 1;
}

/* The value as sent; empty when there is none. */
static inline struct slice
tracker_raw(const struct tracker_hit *hit, unsigned field)
{
	return tracker_has(hit, field) ? hit->raw[field] : SLICE("");
}

/* The same, decoded. */
struct slice tracker_text(struct tracker_hit *hit, unsigned field);
int64_t tracker_amount(struct tracker_hit *hit, unsigned field);

/* The text behind base64 of either alphabet. */
struct slice tracker_base64(struct tracker_hit *hit, unsigned field);

/* A whole number of milliseconds in microseconds; 0 when it is none. */
int64_t tracker_milliseconds(const struct tracker_hit *hit, unsigned field);

/* Adds a parameter's text to the campaign's query, under that name. */
void tracker_add_campaign(
    struct tracker_hit *hit, struct track *t, const char *name, unsigned field);

/* Whether a query has that parameter with that value, both as sent. */
bool tracker_query_has(struct slice query, const char *name, const char *value);

enum {
	TRACKERS_MAX = 16,
	TRACKER_BITS = 7,
	TRACKER_STARTS = 0x1f1f + 1,
	PIXELS_MAX = 16,
	PIXEL_KEYS_MAX = 64
};

/* A tracker, with the names of its parameters ready to be found. */
struct tracker_index {
	const struct tracker *tracker;
	struct name_slot slots[1 << TRACKER_BITS];
	/* by five bits of each of the first two bytes: whether it may be of
	 * use; all else is passed by that alone */
	bool starts[TRACKER_STARTS];
	uint64_t hits;
};

/* The registry. */
struct trackers {
	struct tracker_index *at[TRACKERS_MAX]; /* NULL: no hit of it came */
	size_t n;
	/* trackers, a bit each, by the first byte behind the last slash */
	uint32_t by_first[256];
	struct pixel {
		struct slice paths[PIXELS_MAX];
		size_t n;
		struct tracker_index *index; /* NULL without --pixel */
		struct tracker tracker;
		struct tracker_key keys[PIXEL_KEYS_MAX];
	} pixel;
};

void trackers_init(struct trackers *t);
void trackers_release(struct trackers *t);

/* A pixel of one's own at that path; false when it does not begin with a / or
 * is one too many. The bytes of this and the next must outlive t. */
bool trackers_add_pixel(struct trackers *t, struct slice path);

/* Names a parameter of such pixels: `parameter=column`. Those that are not
 * named have the name of their column. False when there is no such column, or
 * it is one too many. */
bool trackers_map(struct trackers *t, struct slice map);

/* Ends the list of pixels. */
void trackers_ready(struct trackers *t);

/* The index of pixels where a path, or an absolute URI, is one's; else NULL. */
struct tracker_index *
trackers_find_pixel(const struct trackers *t, struct slice path);

/* The tracker of a request, NULL for a page's. *body tells that its events are
 * not in the log. query is the target's, without `?`. */
struct tracker_index *trackers_find(
    struct trackers *t, struct slice path, struct slice query, bool *body);

/* Reads a hit's query. SIMD_PAD bytes behind it can be read. */
void trackers_read(const struct tracker_index *index, struct slice path,
    struct slice query, struct track_reader *r, struct track *out);

/* Moves the hits of each tracker, and of pixels, to hits; adds them. */
enum { TRACKERS_HITS = TRACKERS_MAX + 1 };
void trackers_take_hits(struct trackers *t, uint64_t hits[TRACKERS_HITS]);
void trackers_add_hits(struct trackers *t, const uint64_t hits[TRACKERS_HITS]);

/* The field that a column of a pixel is, -1 for none; and the column of that
 * number, NULL behind the last. */
int pixel_field(struct slice column);
const char *pixel_column(size_t i);

extern const struct tracker tracker_logger, tracker_ga4, tracker_analytics,
    tracker_urchin, tracker_matomo, tracker_snowplow, tracker_acecounter,
    tracker_pixel;

#endif
