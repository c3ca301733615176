/* SPDX-License-Identifier: MIT */
/* Rules of sessions from options. */
#include "sessionize-options.h"

#include "base/msg.h"

/* What shares the memory: visitors, rows of sessions, rows that wait. */
enum { SHARES = 3 };

/* Reads what is given by names; the zone is what --tz says. */
static void
read_names(struct session_options *o, struct zone *zone,
    const struct sessionize_words *w)
{
	bool midnight = false;
	for (size_t i = 0; i < w->split.n; i++) {
		struct slice rest = slice_of(w->split.at[i]);
		while (rest.p) {
			struct slice name = slice_cut(&rest, ',');
			if (slice_is(name, "campaign"))
				o->rules.split_campaign = true;
			else if (slice_is(name, "midnight"))
				midnight = true;
			else
				msg_usage("split",
				    "'%s' is neither campaign nor midnight",
				    w->split.at[i]);
		}
	}
	if (w->compat) {
		bool matomo = slice_is(SLICE("matomo"), w->compat);
		if (!matomo && !slice_is(SLICE("ua"), w->compat))
			msg_usage("compat", "'%s' is neither ua nor matomo",
			    w->compat);
		midnight = o->rules.split_campaign = true;
		o->extra = matomo ? SECOND : 0;
	}
	if (!zone_init(zone, w->tz ? w->tz : "UTC"))
		msg_usage("tz", ZONE_WRONG, w->tz);
	if (w->tz && !midnight)
		msg_usage("tz", "has a meaning only with --split midnight");
	if (midnight)
		o->rules.midnight = zone;
}

/* What two runs must have in common to share a state. */
static void
describe(const struct session_options *o, const struct sessionize_words *w,
    struct buf *b)
{
	buf_printf(b, "--timeout %lld --max-session %lld --reorder %lld",
	    (long long)(w->timeout / 1000), (long long)(w->max_session / 1000),
	    (long long)(w->reorder / 1000));
	if (o->rules.split_campaign)
		buf_put_text(b, " --split campaign");
	if (o->rules.midnight)
		buf_printf(
		    b, " --split midnight --tz %s", w->tz ? w->tz : "UTC");
	if (o->by_session)
		buf_printf(b, " --sessions --pages %u", (unsigned)o->max_pages);
}

void
sessionize_options_read(
    struct sessionize_options *to, const struct sessionize_words *w)
{
	static const int64_t longest = 36525 * DAY;
	struct session_options *o = &to->session;
	*to = (struct sessionize_options){.text = BUF_INIT};
	*o = (struct session_options){.by_session = w->by_session,
	    .engaged = w->engaged,
	    .state = w->state,
	    .memory = w->memory};
	if (w->sort && w->reorder > 0)
		msg_usage("sort", "does all that --reorder does");
	if (w->pages < 1 || w->pages > 1000)
		msg_usage("pages", "not from 1 to 1000");
	o->max_pages = (uint32_t)w->pages;
	o->rules.timeout = w->timeout < longest ? w->timeout : longest;
	o->rules.max_session = w->max_session > 0 ? w->max_session : INT64_MAX;
	if (w->by_session || w->sort || w->reorder > 0)
		o->memory = w->memory / SHARES;
	read_names(o, &to->zone, w);
	describe(o, w, &to->text);
	o->rules_text = buf_slice(&to->text);
}
