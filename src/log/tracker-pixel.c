/* SPDX-License-Identifier: MIT */
/* A pixel of one's own: a path whose query tells an event, by the names of the
 * columns or by others that are mapped to them. */
#include "log/tracker.h"

enum field { SOURCE = TRACKER_OWN, MEDIUM, CAMPAIGN, TERM, CONTENT };

static const struct {
	const char *column;
	uint8_t field;
} columns[] = {{"event", TRACK_EVENT}, {"url", TRACK_URL}, {"host", TRACK_HOST},
    {"path", TRACK_PATH}, {"referrer", TRACK_REFERRER}, {"title", TRACK_TITLE},
    {"uid", TRACK_UID}, {"user", TRACK_USER}, {"order", TRACK_ORDER},
    {"revenue", TRACK_REVENUE}, {"currency", TRACK_CURRENCY},
    {"search", TRACK_SEARCH}, {"event_id", TRACK_EVENT_ID},
    {"user_agent", TRACK_AGENT}, {"ip", TRACK_ADDRESS}, {"item", TRACK_ITEM},
    {"item_name", TRACK_ITEM_NAME}, {"category", TRACK_CATEGORY},
    {"quantity", TRACK_QUANTITY}, {"price", TRACK_PRICE}, {"source", SOURCE},
    {"medium", MEDIUM}, {"campaign", CAMPAIGN}, {"term", TERM},
    {"content", CONTENT}};

int
pixel_field(struct slice column)
{
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		if (slice_is(column, columns[i].column))
			return columns[i].field;
	return -1;
}

const char *
pixel_column(size_t i)
{
	return i < sizeof(columns) / sizeof(*columns) ? columns[i].column
						      : NULL;
}

/* Its path tells, see trackers_find. */
static bool
owns(struct slice path, struct slice last, struct slice query)
{
	(void)path;
	(void)last;
	(void)query;
	return false;
}

/* The products: lists with `;` between, as the columns are. */
static void
read_lists(struct tracker_hit *hit, const struct track *t)
{
	struct track_reader *r = hit->reader;
	struct slice ids = t->texts[TRACK_ITEM];
	struct slice names = t->texts[TRACK_ITEM_NAME];
	struct slice categories = t->texts[TRACK_CATEGORY];
	struct slice quantities = t->texts[TRACK_QUANTITY];
	struct slice prices = t->texts[TRACK_PRICE];
	while (ids.n + names.n + categories.n + quantities.n + prices.n > 0) {
		struct item *item = items_add(&r->items);
		item->id = track_cut(&ids);
		item->name = track_cut(&names);
		item->category = track_cut(&categories);
		item->quantity = track_amount(r, track_cut(&quantities));
		item->price = track_amount(r, track_cut(&prices));
	}
}

static void
read(struct tracker_hit *hit, struct track *t)
{
	read_lists(hit, t);
	tracker_add_campaign(hit, t, "utm_source", SOURCE);
	tracker_add_campaign(hit, t, "utm_medium", MEDIUM);
	tracker_add_campaign(hit, t, "utm_campaign", CAMPAIGN);
	tracker_add_campaign(hit, t, "utm_term", TERM);
	tracker_add_campaign(hit, t, "utm_content", CONTENT);
}

const struct tracker tracker_pixel = {
    .counter = "tracker_pixel", .first = "", .owns = owns, .read = read};
