/* SPDX-License-Identifier: MIT */
/* The decision where a hit came from. */
#include "log/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/words.h"
#include "log/campaign.h"
#include "log/channel.h"
#include "log/hosts.h"
#include "log/landing.h"
#include "log/referrer.h"
#include "log/scrub.h"
#include "table/escape.h"

struct sources {
	const struct simd *simd;
	struct hosts hosts;
	struct url_decoder decoder;
	struct referrers referrers;
	struct landings landings;
	struct marks marks; /* of the query read last, if it has any */
	bool marked;
	uint64_t asked;    /* of landings_ask */
	struct buf text;   /* decoded */
	struct buf plain;  /* a field before it is escaped */
	struct buf fields; /* escaped */
};

struct sources *
sources_new(const struct simd *simd)
{
	struct sources *s = mem_zero(1, sizeof(*s));
	s->simd = simd;
	hosts_init(&s->hosts);
	url_decoder_init(&s->decoder, simd);
	referrers_init(&s->referrers, simd, &s->hosts, &s->decoder);
	landings_init(&s->landings);
	return s;
}

void
sources_free(struct sources *s)
{
	if (!s)
		return;
	referrers_release(&s->referrers);
	landings_release(&s->landings);
	url_decoder_release(&s->decoder);
	hosts_release(&s->hosts);
	buf_release(&s->text);
	buf_release(&s->plain);
	buf_release(&s->fields);
	free(s);
}

/* What is known of a source without regard to case. */
static const struct site *
find_source(const struct sources *s, struct slice source)
{
	char lower[HOST_MAX];
	if (source.n > sizeof(lower))
		return NULL;
	return hosts_find(&s->hosts, slice_lower(lower, source));
}

struct slice
sources_channel(const struct sources *s, struct slice source,
    struct slice medium, struct slice campaign)
{
	const struct site *site = find_source(s, source);
	return channel_of(site ? site->category : 0, source, medium, campaign);
}

/* By way of a copy with room behind it: text may be constant, where the
 * kernels must not read on. */
static struct slice
put_rare_field(struct sources *s, struct slice text)
{
	s->plain.n = 0;
	char *plain = buf_need(&s->plain, text.n + SIMD_PAD);
	memcpy(plain, text.p, text.n);
	char *to = s->fields.p + s->fields.n;
	size_t n = escape_put(s->simd, to, (struct slice){plain, text.n});
	s->fields.n += n;
	return (struct slice){to, n};
}

/* Nearly all words of campaigns are plain, and most have 3 to 16 bytes. */
static struct slice
put_field(struct sources *s, struct slice text)
{
	char *to = s->fields.p + s->fields.n;
	if (text.n < 4)
		return text.n > 0 ? put_rare_field(s, text) : SLICE("");
	if (words_copy(to, text.p, text.n, word_special))
		return put_rare_field(s, text);
	s->fields.n += text.n;
	return (struct slice){to, text.n};
}

static void
put_campaign(struct sources *s, const struct campaign *c, struct traffic *out)
{
	const struct site *site = find_source(s, c->source);
	struct slice source = c->source, medium = c->medium;
	/* assistants tag their links with a source alone */
	if (medium.n == 0 && site && site->role == SITE_AI)
		medium = SLICE("referral");
	if (source.n == 0)
		source = SLICE("(not set)");
	if (medium.n == 0)
		medium = SLICE("(not set)");
	unsigned category = c->category | (site ? site->category : 0u);
	out->channel = channel_of(category, source, medium, c->campaign);
	s->fields.n = 0;
	buf_need(&s->fields,
	    escape_room(source.n + medium.n + c->campaign.n + c->term.n +
		c->content.n));
	out->source = put_field(s, source);
	out->medium = put_field(s, medium);
	out->campaign = put_field(s, c->campaign);
	out->term = put_field(s, c->term);
	out->content = put_field(s, c->content);
}

static void
put_verdict(const struct verdict *v, struct traffic *out)
{
	if (v->none || v->ignore)
		return;
	out->channel = v->channel;
	out->source = v->source;
	out->medium = v->medium;
	out->term = v->term;
}

/* A campaign's code alone has the referrer's source. */
static void
put_code(struct sources *s, struct campaign *c, const struct verdict *v,
    struct traffic *out)
{
	if (!v->none) {
		c->source = v->source;
		c->medium = v->medium;
	}
	put_campaign(s, c, out);
}

/* A click id that unpaid links carry, too: the referrer knows better, unless
 * both speak of Google. */
static bool
referrer_is_better(const struct verdict *v, const struct traffic *campaign)
{
	return !v->none &&
	    !(slice_is(v->source, "google") &&
		slice_is(campaign->source, "google"));
}

/* Yahoo! JAPAN's advertisements have yclid, too. */
static void
correct_yahoo(
    struct campaign *c, const struct marks *m, const struct verdict *v)
{
	if (marks_have(m, PARAM_YCLID) && slice_is(c->source, "yandex") &&
	    (slice_is(v->source, "yahoo") ||
		slice_ends(v->source, SLICE("yahoo.co.jp"))))
		c->source = SLICE("yahoo");
}

/* A query that has marks; what they tell by themselves is remembered. */
static void
decide_marked(struct sources *s, size_t n_query, const struct verdict *v,
    struct landing *landing, struct traffic *out)
{
	const struct marks *m = &s->marks;
	struct campaign c;
	struct traffic t;
	s->text.n = 0;
	buf_need(&s->text, campaign_room(n_query));
	enum campaign_kind kind = campaign_read(m, &s->decoder, &s->text, &c);
	bool told = kind == CAMPAIGN_FOUND || kind == CAMPAIGN_FREE;
	if (kind == CAMPAIGN_FOUND)
		correct_yahoo(&c, m, v);
	if (told)
		put_campaign(s, &c, &t);
	if (landing)
		landing_remember(landing, kind, &t);
	if (v->ignore && (kind == CAMPAIGN_CODE || !marks_have_campaign(m)))
		return;
	if (kind == CAMPAIGN_CODE)
		put_code(s, &c, v, out);
	else if (kind == CAMPAIGN_NONE ||
	    (kind == CAMPAIGN_FREE && referrer_is_better(v, &t)))
		put_verdict(v, out);
	else if (told)
		*out = t;
}

/* The same of a landing that is remembered. */
static void
decide_known(const struct sources *s, const struct landing *landing,
    const struct verdict *v, struct traffic *out)
{
	struct traffic t;
	if (v->ignore && !marks_have_campaign(&s->marks))
		return;
	landing_traffic(landing, &t);
	if (landing->kind == CAMPAIGN_FREE && referrer_is_better(v, &t))
		put_verdict(v, out);
	else
		*out = t;
}

/* What the referrer tells by itself. */
static const struct verdict *
judge_referrer(
    struct sources *s, struct slice referrer, bool own, uint64_t asked)
{
	static const struct verdict nothing = {.none = true};
	static const struct verdict internal = {.none = true, .ignore = true};
	if (own)
		return &internal;
	return referrer.n > 0 ? referrer_judge(&s->referrers, referrer, asked)
			      : &nothing;
}

/* A query that has marks, met before or not. */
static void
decide_landing(struct sources *s, struct slice query, struct slice referrer,
    bool referrer_is_own, uint64_t asked, struct traffic *out)
{
	bool known = false;
	struct landing *landing = landings_find(&s->landings, s->asked, &known);
	enum campaign_kind kind =
	    known ? (enum campaign_kind)landing->kind : CAMPAIGN_NONE;
	if (kind == CAMPAIGN_FOUND && marks_have_campaign(&s->marks)) {
		landing_traffic(landing, out); /* whoever sent them */
		return;
	}
	const struct verdict *v =
	    judge_referrer(s, referrer, referrer_is_own, asked);
	if (kind == CAMPAIGN_NONE)
		decide_marked(s, query.n, v, landing, out);
	else
		decide_known(s, landing, v, out);
}

struct slice
sources_scrub(struct sources *s, struct slice query, char *dst)
{
	struct scrub scrub = scrub_begin(query, dst);
	s->marked = marks_read(&s->marks, s->simd, query, &scrub);
	if (s->marked)
		s->asked = landings_ask(&s->landings, &s->marks);
	return scrub_end(&scrub);
}

void
sources_decide_scrubbed(struct sources *s, struct slice query,
    struct slice referrer, bool referrer_is_own, uint64_t asked,
    struct traffic *out)
{
	/* one by one: as a memset gcc makes it `rep stos`, which took 12 ns,
	 * more than all else for a page within a visit */
	struct slice none = {NULL, 0};
	out->channel = none;
	out->source = none;
	out->medium = none;
	out->campaign = none;
	out->term = none;
	out->content = none;
	if (query.n > 0 && s->marked)
		decide_landing(s, query, referrer, referrer_is_own, asked, out);
	else
		put_verdict(
		    judge_referrer(s, referrer, referrer_is_own, asked), out);
}

void
sources_decide(struct sources *s, struct slice query, struct slice referrer,
    bool referrer_is_own, struct traffic *out)
{
	s->marked = query.n > 0 && marks_read(&s->marks, s->simd, query, NULL);
	if (s->marked)
		s->asked = landings_ask(&s->landings, &s->marks);
	uint64_t asked = sources_ask(s, referrer);
	sources_decide_scrubbed(
	    s, query, referrer, referrer_is_own, asked, out);
}

uint64_t
sources_ask(const struct sources *s, struct slice referrer)
{
	return memo_ask(&s->referrers.memo, referrer);
}

struct slice
sources_click_id(struct slice query)
{
	struct url_param p;
	while (url_next_param(&query, &p)) {
		enum known_param what = known_param(p.name);
		/* what mailings carry says which person clicked */
		bool mailing = what >= PARAM_MAILCHIMP && what <= PARAM_SC_EID;
		if (what >= PARAM_GCLID && what <= PARAM_TWCLID && !mailing &&
		    what != PARAM_GAD_SOURCE && p.value.n > 0)
			return slice_between(p.name.p, p.value.p + p.value.n);
	}
	return SLICE("");
}

struct slice
sources_typed(struct slice query)
{
	struct url_param p;
	while (url_next_param(&query, &p)) {
		enum known_param what = known_param(p.name);
		if ((what == PARAM_N_QUERY || what == PARAM_DM_QUERY) &&
		    p.value.n > 0)
			return p.value;
	}
	return SLICE("");
}
