/* SPDX-License-Identifier: MIT */
/* Referrers judged by their host: search engines and their words, mail, pages
 * that only send people back, and all others. */
#include "log/referrer.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "log/channel.h"
#include "table/escape.h"

enum { SLOTS = 8192, MAX_KEY = 280, MAX_TEXT = 136 };

/* What is remembered: text holds the source, then the term. Together with the
 * referrer and the slot's head 512 bytes. */
struct remembered {
	struct verdict verdict; /* into text, or constant */
	bool too_long;          /* to remember: judge it again */
	char text[MAX_TEXT];
};

void
referrers_init(struct referrers *r, const struct simd *simd,
    const struct hosts *hosts, struct url_decoder *decoder)
{
	*r = (struct referrers){
	    .simd = simd, .hosts = hosts, .decoder = decoder};
	memo_init_large(&r->memo, SLOTS, MAX_KEY, sizeof(struct remembered));
}

void
referrers_release(struct referrers *r)
{
	memo_release(&r->memo);
	buf_release(&r->text);
}

static struct slice
put_lower(struct buf *b, struct slice s)
{
	char *to = buf_need(b, s.n + SIMD_PAD);
	b->n += s.n;
	return slice_lower(to, s);
}

/* A page of the web, or an app that opened one. */
static bool
is_web(struct slice scheme)
{
	static const char *const schemes[] = {
	    "https", "http", "android-app", "ios-app"};
	if (scheme.n == 0)
		return true;
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (slice_equal_nocase(scheme, slice_of(schemes[i])))
			return true;
	return false;
}

static bool
lies_in(struct slice host, struct slice domain)
{
	return slice_ends(host, domain) &&
	    (host.n == domain.n || host.p[host.n - domain.n - 1] == '.');
}

static enum site_role
role_of(const struct site *site, struct slice host, struct slice path)
{
	for (size_t i = 0; i < n_site_paths; i++) {
		const struct site_path *p = &site_paths[i];
		if (lies_in(host, slice_of(p->host)) && path.n > 1 &&
		    memmem(path.p, path.n, p->path, strlen(p->path)))
			return (enum site_role)p->role;
	}
	if (site)
		return (enum site_role)site->role;
	/* the usual names of mail, and of the pages where cards are checked */
	static const char *const mail[] = {
	    "mail.", "webmail.", "email.", "outlook."};
	for (size_t i = 0; i < sizeof(mail) / sizeof(*mail); i++)
		if (slice_starts(host, slice_of(mail[i])))
			return SITE_MAIL;
	if (slice_starts(host, SLICE("acs.")) ||
	    slice_starts(host, SLICE("vbv.")))
		return SITE_IGNORE;
	return SITE_PLAIN;
}

/* The words typed: the value of the first of the engine's parameters. */
static struct slice
find_words(const char *names, struct slice query)
{
	struct slice value = SLICE("");
	for (const char *end; (end = strchr(names, ' ')); names = end + 1) {
		struct slice name = slice_between(names, end);
		if (url_find_param(query, name, &value) && value.n > 0)
			return value;
	}
	return (struct slice){NULL, 0};
}

static struct slice
put_words(struct referrers *r, const struct site *site, struct slice query)
{
	struct slice none = SLICE("");
	struct slice raw = find_words(site->detail, query);
	if (raw.n == 0)
		return none;
	char *to = buf_need(&r->text, url_decode_room(raw.n));
	size_t n;
	if (site->chinese) {
		n = url_unescape(to, raw);
		if (!url_is_utf8((struct slice){to, n}))
			return none;
	} else {
		n = url_decode(r->decoder, to, raw);
	}
	r->text.n += n;
	struct slice words = slice_trim((struct slice){to, n});
	/* google.com/url?q=https://… is where the click went */
	if (words.n > 4 && strncasecmp(words.p, "http", 4) == 0 &&
	    memmem(words.p, words.n, "://", 3))
		return none;
	return words;
}

static struct slice
put_escaped(struct referrers *r, struct slice s)
{
	char *to = buf_need(&r->text, escape_room(s.n) + SIMD_PAD);
	size_t n = escape_put(r->simd, to, s);
	r->text.n += n;
	return (struct slice){to, n};
}

/* Fills source, medium, term; returns the category. Source and term are not
 * escaped yet. */
static unsigned
name_source(struct referrers *r, const struct url *u, struct slice host,
    struct verdict *out)
{
	const struct site *site = hosts_find(r->hosts, host);
	enum site_role role = role_of(site, host, u->path);
	out->source = url_strip_www(host, false);
	out->medium = SLICE("referral");
	switch (role) {
	case SITE_IGNORE:
		out->ignore = true;
		break;
	case SITE_PAID:
		out->source = put_lower(&r->text, slice_of(site->name));
		out->medium = slice_of(site->detail);
		break;
	case SITE_SEARCH:
		out->source = put_lower(&r->text, slice_of(site->name));
		out->medium = SLICE("organic");
		out->term = put_words(r, site, u->query);
		break;
	case SITE_MAIL:
		out->medium = SLICE("email");
		break;
	default:
		break;
	}
	return site && role == (enum site_role)site->role ? site->category : 0;
}

static void
judge(struct referrers *r, struct slice referrer, struct verdict *out)
{
	struct slice none = SLICE("");
	struct url u;
	*out = (struct verdict){false, false, none, none, none, none};
	url_split_referrer(referrer, &u);
	out->none = u.host.n == 0 || !is_web(u.scheme);
	if (out->none)
		return;
	/* all that is put into text, so that it does not move */
	r->text.n = 0;
	buf_need(&r->text, 16 * (referrer.n + SIMD_PAD));
	struct slice host = put_lower(&r->text, u.host);
	unsigned category = name_source(r, &u, host, out);
	if (out->ignore)
		return;
	out->channel = channel_of(category, out->source, out->medium, none);
	out->source = put_escaped(r, out->source);
	out->term = put_escaped(r, out->term);
}

static void
remember(struct remembered *m, const struct verdict *v)
{
	size_t n = v->source.n + v->term.n;
	m->verdict = *v;
	m->too_long = n > MAX_TEXT;
	if (m->too_long || v->none || v->ignore)
		return;
	memcpy(m->text, v->source.p, v->source.n);
	memcpy(m->text + v->source.n, v->term.p, v->term.n);
	m->verdict.source.p = m->text;
	m->verdict.term.p = m->text + v->source.n;
}

const struct verdict *
referrer_judge(struct referrers *r, struct slice referrer, uint64_t asked)
{
	bool known;
	struct remembered *m =
	    memo_get_asked(&r->memo, referrer, asked, &known);
	if (m && known && !m->too_long)
		return &m->verdict;
	judge(r, referrer, &r->last);
	if (m)
		remember(m, &r->last);
	return &r->last;
}
