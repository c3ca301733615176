/* SPDX-License-Identifier: MIT */
/* Campaign parameters and click ids become source, medium, campaign. */
#include "log/campaign.h"

#include <string.h>

#include "log/params.h"
#include "log/source-lists.h"

_Static_assert(KNOWN_PARAMS <= 128, "struct marks has a bit for each");

/* The first byte that s decodes to. */
static char
first_byte(struct slice s)
{
	char byte[4] = {s.p[0]};
	if (s.p[0] == '%' && s.n >= 3)
		url_unescape(byte, (struct slice){s.p, 3});
	return byte[0];
}

static inline bool
begins_macro(char c)
{
	return c == '{' || c == '$' || c == '_' || c == '%';
}

/* {x} {{x}} ${x} __X__ %%X%%: what an advertiser's system should have filled
 * in. */
static bool
is_macro(struct slice raw)
{
	enum { LONGEST = 192 };
	char text[LONGEST];
	char first = first_byte(raw);
	if (!begins_macro(first) || raw.n > LONGEST)
		return false;
	struct slice s = {text, url_unescape(text, raw)};
	s = slice_trim(s);
	if (s.n < 3)
		return false;
	if (s.p[0] == '$')
		s = slice_skip(s, 1);
	if (s.p[0] == '{')
		return s.p[s.n - 1] == '}';
	return s.n > 4 && s.p[0] == s.p[1] && s.p[0] == first &&
	    s.p[s.n - 1] == first && s.p[s.n - 2] == first;
}

/* The next known parameter behind another `?`, which whoever put a campaign
 * behind a query took for its first: that mark; NULL for none. */
static const char *
second_query(struct slice s)
{
	const char *at;
	while ((at = slice_find(s, '?'))) {
		s = slice_between(at + 1, s.p + s.n);
		struct slice rest = s, name = slice_cut(&rest, '=');
		enum known_param what = known_param(name);
		if (param_is_campaign(what) || param_is_click(what))
			return at;
	}
	return NULL;
}

/* Ends a parameter at such a mark, behind which *rest begins anew. */
static void
split(struct url_param *p, struct slice *rest)
{
	const char *at = second_query(p->value);
	if (!at)
		return;
	*rest = slice_between(
	    at + 1, rest->p ? rest->p + rest->n : p->value.p + p->value.n);
	p->value = slice_between(p->value.p, at);
}

static inline void
take_param(struct marks *m, const struct url_param *p, struct scrub *scrub)
{
	enum known_param what = known_param(p->name);
	if (scrub && what == PARAM_OTHER)
		scrub_keep(scrub, p);
	else if (scrub)
		scrub_leave_out(scrub);
	if (!param_is_campaign(what) && !param_is_click(what))
		return;
	if (p->value.n == 0 || marks_have(m, what))
		return;
	if (begins_macro(p->value.p[0]) && is_macro(p->value))
		return;
	m->seen[what / 64] |= 1ull << what % 64;
	m->value[what] = p->value;
}

static __attribute__((noinline)) void
read_split(struct marks *m, struct slice query, struct scrub *scrub)
{
	struct url_param p;
	m->seen[0] = m->seen[1] = 0;
	if (scrub)
		*scrub = scrub_begin(scrub->query, scrub->dst);
	while (url_next_param(&query, &p)) {
		split(&p, &query);
		take_param(m, &p, scrub);
	}
}

/* utm_source is the first parameter of nearly all links that have one. */
static inline bool
lacks_source(const struct marks *m)
{
	uint64_t source = 1ull << PARAM_SOURCE;
	uint64_t others = 1ull << PARAM_MEDIUM | 1ull << PARAM_CAMPAIGN;
	return (m->seen[0] & others) && !(m->seen[0] & source);
}

bool
marks_read(struct marks *m, const struct simd *simd, struct slice query,
    struct scrub *scrub)
{
	struct params w;
	struct url_param p;
	m->seen[0] = m->seen[1] = 0;
	params_begin(&w, simd, query);
	while (params_next(&w, &p))
		take_param(m, &p, scrub);
	if (lacks_source(m) && second_query(query))
		read_split(m, query, scrub);
	return (m->seen[0] | m->seen[1]) != 0;
}

bool
marks_have_campaign(const struct marks *m)
{
	_Static_assert(PARAM_CAMPAIGN_REST < 64, "one word holds these");
	return (m->seen[0] & ((1ull << PARAM_CAMPAIGN_REST) - 1)) != 0;
}

size_t
campaign_room(size_t n_query)
{
	return 3 * url_decode_room(n_query) +
	    (size_t)(KNOWN_PARAMS + 8) * (SIMD_PAD + 8);
}

/* One by one, see sources_decide. */
static void
clear(struct campaign *c)
{
	struct slice none = {NULL, 0};
	c->source = none;
	c->medium = none;
	c->campaign = none;
	c->term = none;
	c->content = none;
	c->category = 0;
}

struct reader {
	const struct marks *m;
	struct url_decoder *decoder;
	struct buf *text;
};

static struct slice
put_decoded(struct reader *r, struct slice raw)
{
	char *to = buf_need(r->text, url_decode_room(raw.n));
	size_t n = url_decode(r->decoder, to, raw);
	r->text->n += n;
	return slice_trim((struct slice){to, n});
}

/* The text of a parameter, empty when it is not there. */
static struct slice
text_of(struct reader *r, enum known_param p)
{
	struct slice none = SLICE("");
	return marks_have(r->m, p) ? put_decoded(r, r->m->value[p]) : none;
}

/* The first of two that has text. */
static struct slice
either(struct reader *r, enum known_param a, enum known_param b)
{
	struct slice text = text_of(r, a);
	return text.n > 0 ? text : text_of(r, b);
}

/* The first of those from `from` to `to` that is there, else PARAM_OTHER. */
static enum known_param
first_of(const struct marks *m, enum known_param from, enum known_param to)
{
	for (unsigned word = from / 64; word <= to / 64; word++) {
		uint64_t bits = m->seen[word];
		if (word == from / 64)
			bits &= ~0ull << from % 64;
		if (bits) {
			unsigned p =
			    word * 64 + (unsigned)__builtin_ctzll(bits);
			return p <= to ? (enum known_param)p : PARAM_OTHER;
		}
	}
	return PARAM_OTHER;
}

static bool
have_any(const struct marks *m, enum known_param from, enum known_param to)
{
	return first_of(m, from, to) != PARAM_OTHER;
}

/* utm_*, each filled by Matomo's name for it. */
static enum campaign_kind
read_utm(struct reader *r, struct campaign *c)
{
	c->source = either(r, PARAM_SOURCE, PARAM_MTM_SOURCE);
	c->medium = either(r, PARAM_MEDIUM, PARAM_MTM_MEDIUM);
	c->campaign = either(r, PARAM_CAMPAIGN, PARAM_MTM_CAMPAIGN);
	if (c->campaign.n == 0)
		c->campaign = either(r, PARAM_ID, PARAM_MTM_ID);
	c->term = either(r, PARAM_TERM, PARAM_MTM_TERM);
	c->content = either(r, PARAM_CONTENT, PARAM_MTM_CONTENT);
	return c->source.n + c->medium.n + c->campaign.n > 0 ? CAMPAIGN_FOUND
							     : CAMPAIGN_NONE;
}

/* Naver's kinds of campaigns; what n_campaign_type says, and in ids
 * (`nad-a001-02-…`) two digits. */
static struct slice
naver_type(struct slice type)
{
	static const char *const names[] = {"", "powerlink", "shopping",
	    "powercontents", "brandsearch", "place"};
	if (type.n == 2 && type.p[0] == '0')
		type = slice_skip(type, 1);
	if (type.n != 1 || type.p[0] < '1' || type.p[0] > '5')
		return SLICE("");
	return slice_of(names[type.p[0] - '0']);
}

/* The digits in the middle of `grp-a001-01-000000012345678`. */
static struct slice
type_in_id(struct slice id)
{
	slice_cut(&id, '-');
	slice_cut(&id, '-');
	return slice_cut(&id, '-');
}

static enum campaign_kind
read_naver_tags(struct reader *r, struct campaign *c)
{
	static const enum known_param ids[] = {
	    PARAM_N_GROUP, PARAM_N_AD, PARAM_N_KEYWORD_ID};
	if (!have_any(r->m, PARAM_N_MEDIA, PARAM_N_QUERY))
		return CAMPAIGN_NONE;
	c->source = SLICE("naver");
	c->medium = SLICE("cpc");
	struct slice type = naver_type(text_of(r, PARAM_N_CAMPAIGN_TYPE));
	for (size_t i = 0; type.n == 0 && i < 3; i++)
		type = naver_type(type_in_id(text_of(r, ids[i])));
	if (slice_is(type, "shopping"))
		c->category = CATEGORY_SHOPPING;
	c->campaign = text_of(r, PARAM_N_CAMPAIGN);
	if (c->campaign.n == 0)
		c->campaign = type;
	c->term = either(r, PARAM_N_KEYWORD, PARAM_N_QUERY);
	c->content = either(r, PARAM_N_GROUP, PARAM_N_AD);
	return CAMPAIGN_FOUND;
}

/* What stands at key= in `ct=…|ci=…|tr=…`. */
static struct slice
napm_value(struct slice napm, struct slice key)
{
	while (napm.n > 0) {
		struct slice value = slice_cut(&napm, '|');
		if (slice_equal(slice_cut(&value, '='), key) && value.n > 0)
			return value;
	}
	return SLICE("");
}

/* NaPm's tr: where on Naver the click was. */
static const struct {
	const char *tr, *medium, *campaign;
	unsigned category;
} napm_places[] = {
    {"sa", "cpc", "powerlink", 0},
    {"pla", "cpc", "shopping", CATEGORY_SHOPPING},
    {"brnd", "cpc", "brandsearch", 0},
    {"gfa", "display", "gfa", 0},
};

static enum campaign_kind
read_napm(struct reader *r, struct campaign *c)
{
	struct slice napm = text_of(r, PARAM_NAPM);
	if (napm.n > 0 && !slice_find(napm, '=')) /* encoded twice */
		napm = put_decoded(r, napm);
	struct slice ci = napm_value(napm, SLICE("ci"));
	struct slice tr = napm_value(napm, SLICE("tr"));
	if (slice_is(ci, "checkout"))
		return CAMPAIGN_RETURN;
	for (size_t i = 0; i < sizeof(napm_places) / sizeof(*napm_places);
	     i++) {
		if (!slice_is(tr, napm_places[i].tr))
			continue;
		c->source = SLICE("naver");
		c->medium = slice_of(napm_places[i].medium);
		c->campaign = slice_of(napm_places[i].campaign);
		c->category = napm_places[i].category;
		return CAMPAIGN_FOUND;
	}
	if (ci.n + tr.n == 0)
		return CAMPAIGN_NONE;
	/* lists and windows of Naver Shopping, which are no advertisements */
	c->source = SLICE("shopping.naver.com");
	c->medium = SLICE("referral");
	return CAMPAIGN_FOUND;
}

static enum campaign_kind
read_smartstore(struct reader *r, struct campaign *c)
{
	if (!have_any(r->m, PARAM_NT_SOURCE, PARAM_NT_KEYWORD))
		return CAMPAIGN_NONE;
	c->source = text_of(r, PARAM_NT_SOURCE);
	c->medium = text_of(r, PARAM_NT_MEDIUM);
	c->campaign = text_of(r, PARAM_NT_DETAIL);
	c->term = text_of(r, PARAM_NT_KEYWORD);
	return c->source.n + c->medium.n > 0 ? CAMPAIGN_FOUND : CAMPAIGN_NONE;
}

static enum campaign_kind
read_kakao(struct reader *r, struct campaign *c)
{
	if (!have_any(r->m, PARAM_DM_KEYWORD, PARAM_DM_BRAND))
		return CAMPAIGN_NONE;
	c->source = SLICE("daum");
	c->medium = SLICE("cpc");
	if (marks_have(r->m, PARAM_DM_BRAND))
		c->campaign = SLICE("brandsearch");
	c->term = either(r, PARAM_DM_KEYWORD, PARAM_DM_QUERY);
	c->content = text_of(r, PARAM_DM_COLLECTION);
	return CAMPAIGN_FOUND;
}

static enum campaign_kind
read_hubspot(struct reader *r, struct campaign *c)
{
	c->source = text_of(r, PARAM_HSA_NET);
	if (c->source.n == 0)
		return CAMPAIGN_NONE;
	if (slice_equal_nocase(c->source, SLICE("adwords")))
		c->source = SLICE("google");
	c->medium = SLICE("cpc");
	c->campaign = text_of(r, PARAM_HSA_CAMPAIGN);
	c->term = text_of(r, PARAM_HSA_TERM);
	return CAMPAIGN_FOUND;
}

#define CLICK(param) [PARAM_##param - PARAM_GCLID]

/* What click ids say. */
static const struct {
	enum campaign_kind kind;
	const char *source, *medium;
} clicks[] = {
    CLICK(GCLID) = {CAMPAIGN_FOUND, "google", "cpc"},
    CLICK(GBRAID) = {CAMPAIGN_FOUND, "google", "cpc"},
    CLICK(WBRAID) = {CAMPAIGN_FOUND, "google", "cpc"},
    CLICK(DCLID) = {CAMPAIGN_FOUND, "google", "display"},
    CLICK(MSCLKID) = {CAMPAIGN_FOUND, "bing", "cpc"},
    CLICK(TTCLID) = {CAMPAIGN_FOUND, "tiktok", "cpc"},
    CLICK(LI_FAT_ID) = {CAMPAIGN_FOUND, "linkedin", "cpc"},
    CLICK(YCLID) = {CAMPAIGN_FOUND, "yandex", "cpc"},
    CLICK(YMCLID) = {CAMPAIGN_FOUND, "yandex", "cpc"},
    CLICK(SCCID) = {CAMPAIGN_FOUND, "snapchat", "cpc"},
    CLICK(RDT_CID) = {CAMPAIGN_FOUND, "reddit", "cpc"},
    CLICK(EPIK) = {CAMPAIGN_FOUND, "pinterest", "cpc"},
    CLICK(QCLID) = {CAMPAIGN_FOUND, "quora", "cpc"},
    CLICK(VMCID) = {CAMPAIGN_FOUND, "yahoo", "cpc"},
    CLICK(NDCLID) = {CAMPAIGN_FOUND, "nextdoor", "cpc"},
    CLICK(TABOOLA) = {CAMPAIGN_FOUND, "taboola", "cpc"},
    CLICK(OUTBRAIN) = {CAMPAIGN_FOUND, "outbrain", "cpc"},
    CLICK(ADOBE) = {CAMPAIGN_FOUND, "adobe", "cpc"},
    CLICK(IMPACT) = {CAMPAIGN_FOUND, "impact", "affiliate"},
    CLICK(AWIN) = {CAMPAIGN_FOUND, "awin", "affiliate"},
    CLICK(CJ) = {CAMPAIGN_FOUND, "cj", "affiliate"},
    /* not `rakuten`, which GA4 takes for a search engine */
    CLICK(RAKUTEN) = {CAMPAIGN_FOUND, "rakutenadvertising", "affiliate"},
    CLICK(MAILCHIMP) = {CAMPAIGN_FOUND, "mailchimp", "email"},
    CLICK(MAILCHIMP_PERSON) = {CAMPAIGN_FOUND, "mailchimp", "email"},
    CLICK(KLAVIYO) = {CAMPAIGN_FOUND, "klaviyo", "email"},
    CLICK(HUBSPOT) = {CAMPAIGN_FOUND, "hubspot", "email"},
    CLICK(MARKETO) = {CAMPAIGN_FOUND, "marketo", "email"},
    CLICK(VERO) = {CAMPAIGN_FOUND, "vero", "email"},
    CLICK(KIT) = {CAMPAIGN_FOUND, "kit", "email"},
    CLICK(SC_EID) = {CAMPAIGN_FOUND, "email", "email"},
    CLICK(GAD_SOURCE) = {CAMPAIGN_FREE, "google", "cpc"},
    CLICK(SRSLTID) = {CAMPAIGN_FREE, "google", "organic"},
    CLICK(FBCLID) = {CAMPAIGN_FREE, "facebook", "referral"},
    CLICK(IGSHID) = {CAMPAIGN_FREE, "instagram", "referral"},
    CLICK(TWCLID) = {CAMPAIGN_FREE, "twitter", "referral"},
};

static enum campaign_kind
read_click(struct reader *r, struct campaign *c)
{
	enum known_param param = first_of(r->m, PARAM_GCLID, PARAM_TWCLID);
	if (param == PARAM_OTHER)
		return CAMPAIGN_NONE;
	size_t i = param - PARAM_GCLID;
	c->source = slice_of(clicks[i].source);
	c->medium = slice_of(clicks[i].medium);
	bool google = param <= PARAM_DCLID || param == PARAM_GAD_SOURCE;
	if (google)
		c->campaign = text_of(r, PARAM_GAD_CAMPAIGN);
	else if (param == PARAM_MAILCHIMP)
		c->campaign = text_of(r, param);
	else if (param == PARAM_SRSLTID)
		c->category = CATEGORY_SHOPPING;
	if (google && slice_is(text_of(r, PARAM_GCLSRC), "3p.ds"))
		c->medium = SLICE("display");
	return clicks[i].kind;
}

/* All that is no utm: it stands by itself, or completes one. */
static enum campaign_kind
read_tags(struct reader *r, struct campaign *c)
{
	static enum campaign_kind (*const readers[])(
	    struct reader *, struct campaign *) = {read_naver_tags, read_napm,
	    read_smartstore, read_kakao, read_hubspot, read_click};
	bool back = false;
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
		clear(c);
		enum campaign_kind kind = readers[i](r, c);
		back = back || kind == CAMPAIGN_RETURN;
		if (kind == CAMPAIGN_FOUND || kind == CAMPAIGN_FREE)
			return back && i > 1 ? CAMPAIGN_RETURN : kind;
	}
	return back ? CAMPAIGN_RETURN : CAMPAIGN_NONE;
}

static void
fill(struct slice *empty, struct slice text)
{
	if (empty->n == 0)
		*empty = text;
}

/* What utm leaves open, where the tag speaks of the same source. */
static void
complete(struct campaign *c, const struct campaign *tag)
{
	if (c->source.n > 0 && !slice_equal_nocase(c->source, tag->source))
		return;
	fill(&c->source, tag->source);
	fill(&c->medium, tag->medium);
	fill(&c->campaign, tag->campaign);
	fill(&c->term, tag->term);
	fill(&c->content, tag->content);
	c->category |= tag->category;
}

enum campaign_kind
campaign_read(const struct marks *m, struct url_decoder *decoder,
    struct buf *text, struct campaign *out)
{
	struct reader r = {m, decoder, text};
	struct campaign tag;
	clear(out);
	bool utm = have_any(m, PARAM_SOURCE, PARAM_MTM_ID) &&
	    read_utm(&r, out) == CAMPAIGN_FOUND;
	enum campaign_kind kind = read_tags(&r, utm ? &tag : out);
	if (utm) {
		if (kind == CAMPAIGN_FOUND || kind == CAMPAIGN_FREE)
			complete(out, &tag);
		return CAMPAIGN_FOUND;
	}
	if (kind == CAMPAIGN_NONE && marks_have(m, PARAM_CODE)) {
		out->campaign = text_of(&r, PARAM_CODE);
		return CAMPAIGN_CODE;
	}
	return kind;
}
