/* SPDX-License-Identifier: MIT */
/* AceCounter: `/?uid=AB1234&cpu=&…&ref=bookmark&url=shop.example/p/1&ad_key=…`
 * to the tracker's host. It tells pages and how people came there. */
#include "log/tracker.h"

#include "simd/simd.h"

enum field { PROFILE = TRACKER_OWN, PAGE, LANDING };

static const struct tracker_key keys[] = {{"uid", PROFILE}, {"url", PAGE},
    {"ref", TRACK_REFERRER}, {"ad_key", LANDING}};

static bool
owns(struct slice path, struct slice last, struct slice query)
{
	struct slice value;
	(void)path;
	return last.n == 0 && slice_starts(query, SLICE("uid=")) &&
	    url_find_param(query, SLICE("cpu"), &value) &&
	    url_find_param(query, SLICE("dim"), &value) &&
	    url_find_param(query, SLICE("url"), &value);
}

/* The URL is sent without its scheme. */
static struct slice
page_of(struct tracker_hit *hit)
{
	struct buf *text = &hit->reader->text;
	size_t from = text->n;
	buf_put(text, "//", 2);
	struct slice url =
	    track_decode(hit->reader, tracker_raw(hit, PAGE), '+');
	if (memmem(url.p, url.n, "://", 3))
		return url;
	/* what was decoded stands right behind it, but for blanks in front */
	return url.p == text->p + from + 2
	    ? (struct slice){text->p + from, url.n + 2}
	    : url;
}

static void
read(struct tracker_hit *hit, struct track *t)
{
	if (tracker_has(hit, PAGE))
		t->texts[TRACK_URL] = page_of(hit);
	/* typed in, or from the bookmarks */
	if (slice_is(t->texts[TRACK_REFERRER], "bookmark"))
		t->texts[TRACK_REFERRER] = SLICE("");
	track_add_query(hit->reader, t, tracker_text(hit, LANDING));
}

const struct tracker tracker_acecounter = {.counter = "tracker_acecounter",
    .first = " ",
    .owns = owns,
    .keys = keys,
    .n_keys = sizeof(keys) / sizeof(*keys),
    .escaped = true,
    .read = read};
