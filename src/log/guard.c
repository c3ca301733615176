/* SPDX-License-Identifier: MIT */
/* What few ask of a hit, apart from the parser's usual way. */
#include "log/guard.h"

enum verdict
guard_client(struct parser *p, const struct hit *hit, const struct event *e,
    const struct agent *agent, bool keep_bots)
{
	const struct parser_options *o = &p->options;
	bool bot = agent->bot && hit->has_agent;
	/* the line of an export is neither */
	if (hit->tracker ? o->no_trackers : o->no_pages && !hit->events)
		return hit->tracker ? LINE_TRACKER : LINE_PAGE;
	if ((o->exclude && addresses_have(o->exclude, e->client)) ||
	    (o->only && !addresses_have(o->only, e->client)))
		return LINE_ADDRESS;
	if (p->census && hit->has_agent)
		census_count(p->census, p->agents, e->agent);
	if (bot && !keep_bots)
		return LINE_BOT;
	return !bot && o->bots_only ? LINE_BROWSER : LINE_EVENT;
}

static struct slice
host_of(struct slice referrer)
{
	struct url url;
	url_split_referrer(referrer, &url);
	return url.host;
}

void
guard_channel(struct parser *p, struct slice referrer, struct event *e)
{
	struct channel_facts facts = {
	    .fields = {[CHANNEL_HOST] = e->texts[TEXT_HOST],
		[CHANNEL_PATH] = e->texts[TEXT_PATH]},
	    .query = e->all_of_query};
	bool traffic = e->row == ROW_TRAFFIC ||
	    (e->row == ROW_TRACK && e->texts[TEXT_CHANNEL].n > 0);
	if (!traffic && !p->channels.params)
		return;
	if (traffic) {
		for (int i = CHANNEL_SOURCE; i <= CHANNEL_CONTENT; i++)
			facts.fields[i] =
			    e->texts[TEXT_SOURCE + (i - CHANNEL_SOURCE)];
		facts.fields[CHANNEL_REFERRER] = host_of(referrer);
	}
	struct slice channel = channel_rules_find(&p->channels, &facts);
	if (!channel.p)
		return;
	if (e->row == ROW_PAGE) {
		for (int i = TEXT_CHANNEL; i <= TEXT_CONTENT; i++)
			e->texts[i] = SLICE("");
		e->row = ROW_TRAFFIC;
	}
	e->texts[TEXT_CHANNEL] = channel;
	e->room += channel.n;
}

enum verdict
guard_privacy(
    struct parser *p, const char *hash, uint64_t agent, struct event *e)
{
	bool by_address = e->texts[TEXT_UID].p == hash;
	switch (privacy_apply(&p->privacy, e, by_address, agent)) {
	case PRIVACY_NO_CONSENT:
		return LINE_CONSENT;
	case PRIVACY_FORGOTTEN:
		return LINE_FORGOTTEN;
	default:
		return LINE_EVENT;
	}
}

/* Whether a page of the site itself has linked here as a campaign. */
static bool
is_inner_campaign(const struct parser *p, const struct event *e)
{
	if (e->row == ROW_PAGE || e->texts[TEXT_CHANNEL].n == 0)
		return false;
	struct slice host = host_of(e->texts[TEXT_REFERRER]);
	return host.n > 0 &&
	    (sites_own(&p->sites, host) ||
		sites_same(host, e->texts[TEXT_HOST]));
}

void
guard_check(struct parser *p, const struct hit *hit, const struct event *e,
    const struct uid_sources *from)
{
	/* a counter is tracker_NAME */
	const char *tracker =
	    hit->tracker ? strchr(hit->tracker->tracker->counter, '_') : NULL;
	if (tracker)
		tracker++;
	else if (hit->events) /* an export's */
		tracker = p->dialect->name;
	if (is_inner_campaign(p, e))
		check_inner(p->check, e);
	check_event(p->check, e, hit->line, hit->time, tracker, &p->uid, from);
}
