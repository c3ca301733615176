/* SPDX-License-Identifier: MIT */
/* What becomes of a line. The cheapest tests come first: most lines of a log
 * are static files, and those are dropped for the path alone. */
#include "log/parser.h"

#include <stdlib.h>

#include "base/hot.h"
#include "base/junk.h"
#include "base/num.h"
#include "base/when.h"
#include "log/address.h"
#include "log/asset.h"
#include "log/beacon.h"
#include "log/guard.h"
#include "log/request.h"
#include "log/scrub.h"
#include "log/unescape.h"
#include "table/escape.h"

void
parser_init(struct parser *p, const struct simd *simd)
{
	p->simd = simd;
	p->agents = agents_new();
	p->sources = sources_new(simd);
	p->guarded = p->options.exclude || p->options.only || p->census ||
	    p->options.bots_only || p->options.no_trackers ||
	    p->options.no_pages;
	trackers_init(&p->trackers);
	/* the page is told by what is always looked at */
	track_reader_init(&p->tracks, simd, &p->columns.decoder);
	p->columns.redacts = p->privacy.redacts;
	p->tracks.currency = p->options.currency;
	p->tracks.wants = p->columns.tracks | 1u << TRACK_EVENT |
	    1u << TRACK_URL | 1u << TRACK_HOST | 1u << TRACK_PATH |
	    1u << TRACK_AGENT | 1u << TRACK_ADDRESS;
}

void
parser_release(struct parser *p)
{
	agents_free(p->agents);
	sources_free(p->sources);
	columns_release(&p->columns);
	sites_release(&p->sites);
	privacy_release(&p->privacy);
	channel_rules_release(&p->channels);
	track_reader_release(&p->tracks);
	trackers_release(&p->trackers);
	buf_release(&p->scratch);
	buf_release(&p->campaign);
}

static bool
keeps(const struct parser *p, enum verdict v)
{
	return (p->options.keep >> v & 1) != 0;
}

/* Text of a hit as the client sent it. Nearly no line holds a backslash, so
 * the line is looked through once for all its fields. */
struct texts {
	bool escaped;
	struct buf *scratch;
};

static struct slice
text_of(const struct texts *t, struct slice s)
{
	return t->escaped ? unescape_log(s, t->scratch) : s;
}

/* Zeroed room for what unescaping and scrubbing give, so that no slice into it
 * moves; it ends in a pad for the kernels. */
static void
prepare_scratch(struct parser *p, size_t line)
{
	size_t need = 8 * line + 8 + 2 * SIMD_PAD;
	if (p->scratch.room < need) {
		buf_release(&p->scratch);
		p->scratch.p = mem_zero(2, need);
		p->scratch.room = 2 * need;
	}
	p->scratch.n = 8; /* asset_kind looks in front of a path */
}

/* Reads the tail of an asset's line for the site it is on. A hit whose tail is
 * none stays as its head left it. */
static enum fault
learn_site(struct parser *p, struct hit *hit)
{
	struct url url;
	struct hit whole = *hit;
	enum fault fault = dialect_tail(p->dialect, &whole);
	if (fault != FAULT_NONE)
		return fault;
	*hit = whole;
	if (hit->status >= 400)
		return FAULT_NONE;
	url_split_referrer(hit->referrer, &url);
	if (url.host.n > 0)
		sites_learn(&p->sites, url.host);
	return FAULT_NONE;
}

static bool
is_page_method(struct slice method)
{
	return (method.n == 3 && memcmp(method.p, "GET", 3) == 0) ||
	    request_is_post(method);
}

static bool
is_outside(const struct parser_options *o, int64_t time)
{
	return (o->since != WHEN_NONE && time < o->since) ||
	    (o->until != WHEN_NONE && time >= o->until);
}

/* A tracker's hit has a query, or a body; a pixel of one's own may have
 * neither. */
static bool
find_tracker(struct parser *p, struct hit *hit, bool *body)
{
	struct slice query = slice_skip(hit->target, hit->path.n + 1);
	hit->tracker = NULL;
	if (hit->path.n < hit->target.n || hit->method.n == 4)
		hit->tracker =
		    trackers_find(&p->trackers, hit->path, query, body);
	else if (p->trackers.pixel.n > 0)
		hit->tracker = trackers_find_pixel(&p->trackers, hit->path);
	return hit->tracker != NULL;
}

/* A beacon's answer is 200, 204, or 304 from a cache; some redirect. */
static bool
has_failed(const struct hit *hit)
{
	if (hit->status < 200 || hit->status > 399)
		return true;
	return hit->tracker && hit->status >= 300 && hit->status != 304 &&
	    !hit->tracker->tracker->redirects;
}

/* A line of another analytics' export. */
static enum verdict
judge_event(struct parser *p, struct hit *hit)
{
	hit->tracker = NULL;
	hit->events = p->dialect->format;
	enum fault fault = dialect_tail(p->dialect, hit);
	return fault == FAULT_NONE ? LINE_EVENT : verdict_of(fault);
}

/* Everything that decides on a hit but its agent. */
static enum verdict
judge(struct parser *p, struct hit *hit)
{
	const struct parser_options *o = &p->options;
	enum fault fault = dialect_head(p->dialect, hit);
	if (fault != FAULT_NONE)
		return verdict_of(fault);
	hit->events = NULL;
	if (p->dialect->format->track)
		return judge_event(p, hit);
	enum asset asset = asset_kind(hit->path);
	/* nothing is posted to a file: a shop's /cart/add.js is no script */
	if (asset != ASSET_NONE && request_is_post(hit->method))
		asset = ASSET_NONE;
	bool body = false, beacon = false, read = false;
	if (asset == ASSET_PART && sites_learning(&p->sites)) {
		/* once: a tail may forget what its head left */
		fault = learn_site(p, hit);
		read = true;
	}
	if (asset != ASSET_PART || p->trackers.pixel.n > 0)
		beacon = find_tracker(p, hit, &body);
	else
		hit->tracker = NULL;
	if (asset != ASSET_NONE && !beacon && !keeps(p, LINE_ASSET))
		return LINE_ASSET;
	if (!is_page_method(hit->method) &&
	    (!keeps(p, LINE_METHOD) || hit->method.n == 0))
		return LINE_METHOD;
	if (body)
		return LINE_BODY;
	if (!read)
		fault = dialect_tail(p->dialect, hit);
	if (fault != FAULT_NONE)
		return verdict_of(fault);
	if (has_failed(hit) && !keeps(p, LINE_FAILED))
		return LINE_FAILED;
	if (hit->status == 206 && !keeps(p, LINE_PARTIAL))
		return LINE_PARTIAL;
	/* a tracker may know better when it was */
	if (!beacon && is_outside(o, hit->time))
		return LINE_OUTSIDE;
	return LINE_EVENT;
}

/* The query, scrubbed; sources_scrub reads on its way what it tells. */
static void
set_query(struct parser *p, struct event *e)
{
	char *room = p->scratch.p + p->scratch.n;
	e->texts[TEXT_QUERY] = sources_scrub(p->sources, e->all_of_query, room);
	p->scratch.n += e->all_of_query.n;
	if (p->options.n_drop > 0) {
		room += e->all_of_query.n;
		e->texts[TEXT_QUERY] =
		    scrub_query(p->simd, e->texts[TEXT_QUERY], p->options.drop,
			p->options.n_drop, room);
		p->scratch.n += e->all_of_query.n;
	}
}

/* Whether what the fast reader of requests found is path and query as it is:
 * no other part of a URL can be in it. */
static bool
is_plain_target(
    const struct parser *p, const struct hit *hit, const struct texts *texts)
{
	const char *end = hit->target.p + hit->target.n;
	return hit->path.n > 0 && hit->path.p[0] == '/' && !texts->escaped &&
	    p->simd->find(hit->path.p, end, '#', ';') == end;
}

/* Path and query of any other target, and the host that it may name. False for
 * a static file that had a session id or a fragment behind its ending. */
static bool
set_target(struct parser *p, const struct hit *hit, const struct texts *texts,
    struct slice *host, struct event *e)
{
	static const char root[1 + SIMD_PAD] = "/";
	struct url url;
	url_split_target(text_of(texts, hit->target), &url);
	url.path = url_strip_matrix(url.path, &p->scratch);
	e->texts[TEXT_PATH] =
	    url.path.n > 0 ? url.path : (struct slice){root, 1};
	e->all_of_query = url.query;
	*host = url.host;
	return keeps(p, LINE_ASSET) || request_is_post(hit->method) ||
	    asset_kind(url.path) == ASSET_NONE;
}

/* Path, query and host of the page. */
static enum verdict
set_page(struct parser *p, const struct hit *hit, const struct texts *texts,
    struct event *e)
{
	struct slice named = SLICE(""), host = SLICE("");
	if (is_plain_target(p, hit, texts)) {
		size_t path = hit->path.n + (hit->path.n < hit->target.n);
		e->texts[TEXT_PATH] = hit->path;
		e->all_of_query = slice_skip(hit->target, path);
	} else if (!set_target(p, hit, texts, &named, e)) {
		return LINE_ASSET;
	}
	if (hit->vhost.n > 0)
		host = url_plain_host(text_of(texts, hit->vhost), &p->scratch);
	if (host.n == 0 && named.n > 0)
		host = url_plain_host(named, &p->scratch);
	e->texts[TEXT_HOST] = host.n > 0 ? host : p->options.host;
	if (e->all_of_query.n > 0)
		set_query(p, e);
	else
		e->texts[TEXT_QUERY] = SLICE("");
	return LINE_EVENT;
}

static struct slice
referrer_host(struct slice referrer)
{
	struct url url;
	url_split_referrer(referrer, &url);
	return url.host;
}

static bool
referrer_is_own(struct parser *p, struct slice referrer, struct slice host)
{
	if (sites_own_referrer(&p->sites, p->simd, referrer, referrer_host))
		return true;
	/* the host that the log names for the line is own in any case */
	return host.n > 0 && !p->sites.given &&
	    sites_same(referrer_host(referrer), host);
}

static void
set_traffic(struct event *e, const struct traffic *t)
{
	_Static_assert(
	    sizeof(*t) == (TEXT_SHORT - TEXT_CHANNEL) * sizeof(*e->texts),
	    "traffic is these texts, in their order");
	memcpy(&e->texts[TEXT_CHANNEL], t, sizeof(*t));
	e->room += t->channel.n + t->source.n + t->medium.n + t->campaign.n +
	    t->term.n + t->content.n;
}

/* Starts loading what is remembered of a referrer. Nearly all are internal or
 * empty, and need none of it. */
static uint64_t
ask_referrer(const struct parser *p, struct slice referrer)
{
	bool asks = referrer.n > 0 && p->columns.needs & NEED_TRAFFIC &&
	    !sites_own_origin(&p->sites, referrer);
	return asks ? sources_ask(p->sources, referrer) : 0;
}

/* Referrer and traffic source; `asked` is of ask_referrer. */
static void
set_source(struct parser *p, const struct hit *hit, struct slice raw,
    uint64_t asked, struct event *e)
{
	struct traffic t;
	bool usual = raw.n > 0 && sites_own_origin(&p->sites, raw);
	bool own = usual ||
	    (raw.n > 0 && referrer_is_own(p, raw, e->texts[TEXT_HOST]));
	e->texts[TEXT_REFERRER] = SLICE("");
	/* a query from which nothing was scrubbed names no campaign */
	struct slice query = e->texts[TEXT_QUERY].p == e->all_of_query.p
	    ? SLICE("")
	    : e->all_of_query;
	e->row = ROW_PAGE;
	if (p->columns.needs & NEED_TRAFFIC &&
	    (query.n > 0 || (raw.n > 0 && !own))) {
		e->row = ROW_TRAFFIC;
		sources_decide_scrubbed(p->sources, query, raw, own, asked, &t);
		set_traffic(e, &t);
	}
	if (p->columns.needs & NEED_REFERRER && raw.n > 0) {
		char *room = p->scratch.p + p->scratch.n;
		/* behind a known origin only a query needs a closer look; a
		 * track's referrer is not the one that asked is about */
		bool told = hit->plain && !hit->tracker && !hit->events;
		bool plain = usual &&
		    !(told ? hit->asked : slice_find(raw, '?') != NULL);
		e->texts[TEXT_REFERRER] = plain
		    ? raw
		    : scrub_url(p->simd, raw, p->options.drop,
			  p->options.n_drop, room);
		p->scratch.n += plain ? 0 : raw.n;
	}
}

static struct slice
put_status(char text[EVENT_PAD], unsigned status)
{
	if (status == 0) /* of no request */
		return SLICE("");
	memset(text, 0, EVENT_PAD);
	text[0] = (char)('0' + status / 100);
	text[1] = (char)('0' + status / 10 % 10);
	text[2] = (char)('0' + status % 10);
	return (struct slice){text, 3};
}

static void
read_event(struct parser *p, const struct hit *hit, struct track *t)
{
	track_begin(&p->tracks, t, hit->line.n);
	p->tracks.amounts = AMOUNT_GROUPED;
	hit->events->track(&p->dialect->scan, hit, &p->tracks, t);
	track_finish(&p->tracks, t);
}

/* Reads what a tracker's hit, or the line of an export, tells; the hit's own
 * time, agent and address give way to those of the track. LINE_EVENT, or why
 * it is none. */
static enum verdict
read_track(struct parser *p, struct hit *hit, const struct texts *texts,
    struct track *t, struct event *e)
{
	struct slice query = slice_skip(hit->target, hit->path.n + 1);
	if (texts->escaped) {
		query = text_of(texts, hit->target);
		slice_cut(&query, '?');
	}
	if (hit->events)
		read_event(p, hit, t);
	else
		trackers_read(hit->tracker, hit->path, query, &p->tracks, t);
	if (t->body)
		return LINE_BODY;
	hit->time = track_time(t, hit->time);
	if (is_outside(&p->options, hit->time))
		return LINE_OUTSIDE;
	if (t->texts[TRACK_AGENT].n > 0) {
		e->agent = t->texts[TRACK_AGENT];
		hit->has_agent = true;
	}
	if (t->texts[TRACK_ADDRESS].n > 0)
		e->client = t->texts[TRACK_ADDRESS];
	e->beacon = query;
	e->room += escape_room(p->tracks.text.n + p->tracks.lists.n +
	    p->tracks.remembered + 2 * BEACON_ID_MAX);
	return LINE_EVENT;
}

/* Page, referrer and source of a tracker's hit. */
static void
set_track(struct parser *p, const struct hit *hit, const struct texts *texts,
    uint64_t agent, const struct track *t, struct beacon *b, struct event *e)
{
	struct slice user = e->texts[TEXT_USER];
	static const struct traffic none = {.channel = {"", 0}};
	struct traffic traffic;
	struct beacon_line line = {
	    .header = absent_to_empty(text_of(texts, hit->referrer)),
	    .host = p->options.host,
	    .client = e->client,
	    .agent = agent,
	    .time = hit->time};
	beacon_fill(b, t, &line, &p->campaign, e);
	if (e->texts[TEXT_USER].n == 0)
		e->texts[TEXT_USER] = user;
	if (t->texts[TRACK_DEVICE].n > 0)
		e->texts[TEXT_DEVICE] =
		    device_name(device_find(t->texts[TRACK_DEVICE]));
	/* its pages are the site's own */
	if (e->texts[TEXT_HOST].n > 0 && sites_learning(&p->sites))
		sites_learn(&p->sites, e->texts[TEXT_HOST]);
	set_traffic(e, &none);
	e->texts[TEXT_QUERY] = SLICE("");
	if (e->all_of_query.n > 0)
		set_query(p, e);
	if (b->apart)
		e->texts[TEXT_QUERY] = SLICE("");
	set_source(p, hit, b->referrer, ask_referrer(p, b->referrer), e);
	if (b->campaign.n > 0 && p->columns.needs & NEED_TRAFFIC) {
		bool own = b->referrer.n > 0 &&
		    referrer_is_own(p, b->referrer, e->texts[TEXT_HOST]);
		sources_decide(
		    p->sources, b->campaign, b->referrer, own, &traffic);
		set_traffic(e, &traffic);
	}
	e->row = ROW_TRACK;
}

/* Who sent it: the peer, or whom one's own proxies name. */
static struct slice
client_of(struct parser *p, const struct hit *hit, const struct texts *texts)
{
	if (hit->forwarded.n == 0 ||
	    (p->options.proxies == 0 && hit->client.n > 0))
		return hit->client;
	return address_forwarded(hit->client,
	    absent_to_empty(text_of(texts, hit->forwarded)),
	    p->options.proxies);
}

/* Whether the client's hits are wanted. */
static enum verdict
judge_client(struct parser *p, const struct hit *hit, const struct event *e,
    const struct agent *agent)
{
	if (p->guarded)
		return guard_client(p, hit, e, agent, keeps(p, LINE_BOT));
	return agent->bot && hit->has_agent && !keeps(p, LINE_BOT) ? LINE_BOT
								   : LINE_EVENT;
}

/* Who the visitor is. */
static void
set_visitor(struct parser *p, const struct uid_sources *from,
    char hash[UID_HASH_LENGTH + SIMD_PAD], struct event *e)
{
	e->texts[TEXT_UID] = SLICE("");
	if (e->texts[TEXT_USER].n > 0 && junk_id(e->texts[TEXT_USER]))
		e->texts[TEXT_USER] = SLICE("");
	if (!(p->columns.needs & NEED_UID))
		return;
	memset(hash + UID_HASH_LENGTH, 0, SIMD_PAD);
	e->texts[TEXT_UID] = uid_find(&p->uid, from, hash);
}

static enum verdict
emit(struct parser *p, struct hit *hit, const char *file, uint64_t number,
    struct writer *out)
{
	const char *end = hit->line.p + hit->line.n;
	char hash[UID_HASH_LENGTH + SIMD_PAD];
	struct event e;
	struct track track;
	struct beacon beacon;
	struct slice referrer;
	char time[NUM_MAX_TEXT], status[EVENT_PAD];
	e.texts[TEXT_NONE] = SLICE("");
	/* the texts are parts of the line, but for these */
	e.room = escape_room(hit->line.n + SITES_HOST_MAX + UID_HASH_LENGTH) +
	    2 * NUM_MAX_TEXT;
	/* a cookie may be put together of more than the line */
	prepare_scratch(p, hit->line.n + hit->cookie.n);
	struct texts texts = {.escaped = !hit->plain && !hit->decoded &&
		p->simd->find(hit->line.p, end, '\\', '\\') < end,
	    .scratch = &p->scratch};
	e.agent = absent_to_empty(text_of(&texts, hit->agent));
	e.client = client_of(p, hit, &texts);
	e.beacon = SLICE("");
	bool tracked = hit->tracker || hit->events;
	enum verdict verdict =
	    tracked ? read_track(p, hit, &texts, &track, &e) : LINE_EVENT;
	if (verdict != LINE_EVENT)
		return verdict;
	uint64_t asked = agents_ask(p->agents, e.agent), asked_referrer = 0;
	if (!tracked) {
		referrer = absent_to_empty(text_of(&texts, hit->referrer));
		asked_referrer = ask_referrer(p, referrer);
	}
	/* meanwhile */
	e.texts[TEXT_TIME] =
	    (struct slice){time, near_put_unix(&p->times, time, hit->time)};
	e.texts[TEXT_STATUS] = put_status(status, hit->status);
	e.texts[TEXT_EVENT] = event_of_page(hit);
	const struct agent agent = agents_judge(p->agents, e.agent, asked);
	verdict = judge_client(p, hit, &e, &agent);
	if (verdict != LINE_EVENT)
		return verdict;
	e.texts[TEXT_DEVICE] = device_name(agent.device);
	e.method = hit->method;
	e.bytes = hit->bytes;
	e.hit = hit;
	e.cookie = absent_to_empty(text_of(&texts, hit->cookie));
	e.texts[TEXT_USER] = absent_to_empty(text_of(&texts, hit->user));
	e.file = file;
	e.line = number;
	if (tracked) {
		set_track(p, hit, &texts, agent.id, &track, &beacon, &e);
		referrer = beacon.referrer;
	} else {
		verdict = set_page(p, hit, &texts, &e);
		if (verdict != LINE_EVENT)
			return verdict;
		set_source(p, hit, referrer, asked_referrer, &e);
	}
	if (p->channels.n > 0)
		guard_channel(p, referrer, &e);
	struct uid_sources from = {.cookie = e.cookie,
	    .query = e.all_of_query,
	    .user = e.texts[TEXT_USER],
	    .client = e.client,
	    .tracker =
		tracked ? track.texts[TRACK_UID] : (struct slice){NULL, 0},
	    .agent = agent.id};
	set_visitor(p, &from, hash, &e);
	if (p->privacy.active)
		verdict = guard_privacy(p, hash, agent.id, &e);
	if (verdict != LINE_EVENT)
		return verdict;
	if (hit->tracker)
		hit->tracker->hits++;
	if (p->check)
		guard_check(p, hit, &e, &from);
	else
		columns_put(&p->columns, out, &e);
	return LINE_EVENT;
}

bool
parser_skips_assets(const struct parser *p)
{
	const struct dialect *d = p->dialect;
	return d->format->marked && d->settled && !d->choice.mixed &&
	    d->prefix == PREFIX_NONE && !keeps(p, LINE_ASSET) && !p->check &&
	    p->trackers.pixel.n == 0 && !sites_learning(&p->sites);
}

ROW_LOOP enum verdict
parser_line(struct parser *p, const struct line *from, const char *file,
    uint64_t number, struct writer *out)
{
	enum verdict verdict;
	struct slice line = line_begin(from->text);
	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	if (line_is_long(from->text, p->options.max_line)) {
		verdict = LINE_LONG;
	} else if (line.n == 0) {
		verdict = LINE_BLANK;
	} else if (line.p[0] == '#') {
		dialect_comment(p->dialect, line);
		verdict = LINE_BLANK;
	} else {
		struct hit hit;
		hit.line = line;
		hit.base = from->base;
		hit.marks = from->marks;
		hit.n_marks = from->n_marks;
		verdict = judge(p, &hit);
		if (verdict == LINE_EVENT)
			verdict = emit(p, &hit, file, number, out);
	}
	parser_count(p, verdict, 1, file, number);
	return verdict;
}
