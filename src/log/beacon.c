/* SPDX-License-Identifier: MIT */
/* Tracks become events. */
#include "log/beacon.h"

#include "base/hash.h"
#include "base/num.h"

static void
set_texts(const struct track *t, struct event *e)
{
	enum { TEXTS = TRACK_EVENT_ID + 1 };
	_Static_assert(TEXT_EVENT_ID - TEXT_NAME == TRACK_EVENT_ID &&
		TEXT_ITEM - TEXT_NAME == TRACK_ITEM &&
		TEXT_ORDER - TEXT_NAME == TRACK_ORDER,
	    "both are in one order");
	memcpy(&e->texts[TEXT_NAME], t->texts, TEXTS * sizeof(*t->texts));
	e->texts[TEXT_USER] = t->texts[TRACK_USER];
}

/* `prefix` and the hash of a visitor and what he did. */
static struct slice
put_id(char *to, const char *prefix, const struct beacon_line *line,
    uint64_t fingerprint)
{
	size_t n = strlen(prefix);
	mem_clear(to, BEACON_ID_MAX + SIMD_PAD);
	memcpy(to, prefix, n);
	num_put_hex16(
	    to + n, hash_stable(line->client, line->agent ^ fingerprint));
	return (struct slice){to, n + 16};
}

static void
set_ids(struct beacon *b, const struct track *t, const struct beacon_line *line,
    struct event *e)
{
	uint64_t print = t->event_fingerprint;
	if (print && e->texts[TEXT_EVENT_ID].n == 0) {
		if (t->no_clock)
			print ^= (uint64_t)(line->time / MILLION);
		e->texts[TEXT_EVENT_ID] = put_id(b->event_id, "", line, print);
	}
	if (t->order_fingerprint && e->texts[TEXT_ORDER].n == 0)
		e->texts[TEXT_ORDER] = put_id(
		    b->order, BEACON_UNNUMBERED, line, t->order_fingerprint);
}

/* What of a fragment can be a query: behind its ?, or all of it. */
static struct slice
query_in_fragment(struct slice fragment)
{
	const char *mark = slice_find(fragment, '?');
	if (mark)
		fragment = slice_between(mark + 1, fragment.p + fragment.n);
	return slice_find(fragment, '=') ? fragment : SLICE("");
}

/* Room for a host in small letters, a path without its session ids and, behind
 * them, the campaign, so that none moves. */
static void
prepare(struct buf *room, const struct track *t, struct slice address,
    const struct url *url)
{
	room->n = 0;
	buf_need(room,
	    url->host.n + url->path.n + t->campaign.n + address.n +
		url->query.n + url->fragment.n + 4 * SIMD_PAD);
}

/* In small letters and without a port, as that of a line. */
static struct slice
put_host(struct buf *room, struct slice host)
{
	host = url_plain_host(host, room);
	memset(buf_need(room, SIMD_PAD), 0, SIMD_PAD);
	return host;
}

/* The parameters beside the URL, then those of the address that a path told
 * apart has put its own in place of, then the page's own, then those behind its
 * #: of each name the first counts. Empty where the page's are all. */
static struct slice
put_campaign(struct buf *room, const struct track *t, struct slice address,
    const struct url *url)
{
	struct slice fragment = query_in_fragment(url->fragment);
	size_t from = room->n;
	if (t->campaign.n + address.n + fragment.n == 0)
		return SLICE("");
	buf_put_slice(room, t->campaign);
	buf_put_byte(room, '&');
	buf_put_slice(room, address);
	buf_put_byte(room, '&');
	buf_put_slice(room, url->query);
	buf_put_byte(room, '&');
	buf_put_slice(room, fragment);
	memset(buf_need(room, SIMD_PAD), 0, SIMD_PAD);
	return (struct slice){room->p + from, room->n - from};
}

/* A path that is told apart from the URL. False where it has no query: then
 * the URL's still tells the campaign. */
static bool
set_path(struct slice path, struct url *url)
{
	struct url part;
	url_split_target(path, &part);
	url->path = part.path;
	if (part.query.n + part.fragment.n == 0)
		return false;
	url->query = part.query;
	url->fragment = part.fragment;
	return true;
}

void
beacon_fill(struct beacon *b, const struct track *t,
    const struct beacon_line *line, struct buf *room, struct event *e)
{
	static const char root[1 + SIMD_PAD] = "/";
	struct url url;
	struct slice page = t->texts[TRACK_URL];
	bool named = page.n + t->texts[TRACK_PATH].n > 0;
	if (page.n > 0 && page.p == t->page_text.p && page.n == t->page_text.n)
		url = t->page;
	else
		url_split_referrer(named ? page : line->header, &url);
	struct slice address = url.query;
	b->apart = false;
	if (t->texts[TRACK_PATH].n > 0)
		b->apart = !set_path(t->texts[TRACK_PATH], &url);
	if (url.query.p == address.p)
		address.n = 0;
	if (t->texts[TRACK_HOST].n > 0)
		url.host = t->texts[TRACK_HOST];
	set_texts(t, e);
	set_ids(b, t, line, e);
	e->row = ROW_TRACK;
	prepare(room, t, address, &url);
	struct slice host = put_host(room, url.host);
	e->texts[TEXT_HOST] = host.n > 0 ? host : line->host;
	e->texts[TEXT_PATH] = url_strip_matrix(url.path, room);
	if (url.path.n == 0 && url.host.n > 0)
		e->texts[TEXT_PATH] = (struct slice){root, 1};
	e->all_of_query = url.query;
	b->referrer = t->texts[TRACK_REFERRER];
	b->campaign = put_campaign(room, t, address, &url);
}
