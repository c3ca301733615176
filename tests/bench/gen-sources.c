/* SPDX-License-Identifier: MIT */
/*
 * How people come to the sample shop: advertisements with their parameters
 * and click ids, mail and messages, search engines, other sites, or nothing.
 */
#include "gen-shop.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

/* What a source adds to the address of the landing page. */
enum mark {
	MARK_NONE,
	MARK_NAVER_LINK, /* n_* of a search advertisement, NaPm */
	MARK_NAVER_SHOPPING,
	MARK_NAVER_BRAND,
	MARK_GCLID,
	MARK_FBCLID,
	MARK_TTCLID,
	MARK_DAUM
};

/* What stands in the referrer. */
enum origin {
	FROM_NOWHERE,
	FROM_GOOGLE,
	FROM_NAVER,
	FROM_NAVER_AD,
	FROM_DAUM,
	FROM_BING,
	FROM_META,
	FROM_MAIL,
	FROM_SOCIAL,
	FROM_SITES,
	FROM_AI,
	FROM_CHATGPT,
	FROM_YOUTUBE,
	FROM_DISPLAY
};

/* Groups of campaign names; sources advertise different things. */
static const char *const search_campaigns[] = {"brand_kr", "generic_dress",
    "generic_outer", "competitor_kr", "pmax_all_products", "봄신상_검색"};
static const char *const social_campaigns[] = {"spring_sale_2026",
    "lookalike_1pct", "신규회원_쿠폰", "reels_linen", "retarget_view_7d",
    "봄맞이 세일", "interest_camping"};
static const char *const crm_campaigns[] = {"weekly_0302", "weekly_0309",
    "화이트데이_기획전", "cart_reminder", "vip_preview", "주말특가",
    "welcome_series", "spring_sale_2026"};
static const char *const display_campaigns[] = {
    "retarget_cart_7d", "retarget_view_30d", "prospecting_kr"};
static const char *const other_campaigns[] = {
    "haul_march", "creator_minji", "cashback_q1", "쿠폰모음", "lookbook_film"};

static const struct group {
	const char *const *names;
	uint32_t count;
} groups[] = {{NULL, 0}, {search_campaigns, COUNT(search_campaigns)},
    {social_campaigns, COUNT(social_campaigns)},
    {crm_campaigns, COUNT(crm_campaigns)},
    {display_campaigns, COUNT(display_campaigns)},
    {other_campaigns, COUNT(other_campaigns)}};

enum {
	NO_GROUP,
	SEARCH_GROUP,
	SOCIAL_GROUP,
	CRM_GROUP,
	SHOW_GROUP,
	MISC_GROUP
};

/* first, again: weights for a new visitor and for one who comes back. */
static const struct source {
	uint16_t first, again;
	int16_t zeal;
	uint8_t group, mark, origin, family;
	const char *utm_source, *utm_medium;
} sources[] = {
    {90, 30, 30, 0, MARK_NAVER_LINK, FROM_NAVER_AD, NAVER_APP, NULL, NULL},
    {60, 30, 60, 0, MARK_NAVER_SHOPPING, FROM_NAVER_AD, NAVER_APP, NULL, NULL},
    {20, 40, 60, 0, MARK_NAVER_BRAND, FROM_NAVER_AD, NAVER_APP, NULL, NULL},
    {70, 30, 30, SEARCH_GROUP, MARK_GCLID, FROM_GOOGLE, FAMILIES, "google",
	"cpc"},
    {20, 8, 20, 0, MARK_GCLID, FROM_GOOGLE, FAMILIES, NULL, NULL},
    {80, 40, 0, SOCIAL_GROUP, MARK_FBCLID, FROM_META, INSTAGRAM, "instagram",
	"paid_social"},
    {50, 25, 0, SOCIAL_GROUP, MARK_FBCLID, FROM_META, FACEBOOK_APP, "facebook",
	"paid_social"},
    {30, 30, -30, 0, MARK_FBCLID, FROM_META, INSTAGRAM, NULL, NULL},
    {20, 60, 60, CRM_GROUP, MARK_NONE, FROM_NOWHERE, KAKAOTALK, "kakao",
	"message"},
    {15, 6, 0, 0, MARK_DAUM, FROM_DAUM, DAUM_APP, NULL, NULL},
    {12, 90, 60, CRM_GROUP, MARK_NONE, FROM_MAIL, FAMILIES, "newsletter",
	"email"},
    {20, 50, 20, SHOW_GROUP, MARK_NONE, FROM_DISPLAY, FAMILIES, "criteo",
	"display"},
    {20, 15, -20, SHOW_GROUP, MARK_GCLID, FROM_DISPLAY, FAMILIES, "google",
	"display"},
    {12, 4, -30, MISC_GROUP, MARK_GCLID, FROM_YOUTUBE, FAMILIES, "youtube",
	"cpv"},
    {12, 6, -10, MISC_GROUP, MARK_NONE, FROM_YOUTUBE, FAMILIES, "youtube",
	"video"},
    {15, 8, 20, MISC_GROUP, MARK_NONE, FROM_SITES, FAMILIES, "linkprice",
	"affiliate"},
    {10, 4, -30, SOCIAL_GROUP, MARK_TTCLID, FROM_NOWHERE, FAMILIES, "tiktok",
	"paid_social"},
    {3, 20, 20, CRM_GROUP, MARK_NONE, FROM_NOWHERE, FAMILIES, "lms", "sms"},
    {6, 10, 0, SOCIAL_GROUP, MARK_NONE, FROM_META, INSTAGRAM, "ig", "social"},
    {80, 50, 10, 0, MARK_NONE, FROM_GOOGLE, FAMILIES, NULL, NULL},
    {110, 70, 10, 0, MARK_NONE, FROM_NAVER, NAVER_APP, NULL, NULL},
    {16, 8, 0, 0, MARK_NONE, FROM_DAUM, DAUM_APP, NULL, NULL},
    {10, 5, 0, 0, MARK_NONE, FROM_BING, EDGE, NULL, NULL},
    {55, 30, -30, 0, MARK_NONE, FROM_SOCIAL, FAMILIES, NULL, NULL},
    {25, 12, -10, 0, MARK_NONE, FROM_SITES, FAMILIES, NULL, NULL},
    {10, 6, 10, 0, MARK_NONE, FROM_AI, FAMILIES, NULL, NULL},
    {10, 8, 10, 0, MARK_NONE, FROM_CHATGPT, FAMILIES, "chatgpt.com", NULL},
    {30, 10, 20, 0, MARK_NONE, FROM_NOWHERE, KAKAOTALK, NULL, NULL},
    {130, 320, 20, 0, MARK_NONE, FROM_NOWHERE, FAMILIES, NULL, NULL},
};

unsigned
source_pick(struct rng *r, bool again)
{
	uint32_t total = 0, dice;
	unsigned i;

	for (i = 0; i < COUNT(sources); i++)
		total += again ? sources[i].again : sources[i].first;
	dice = rng_below(r, total);
	for (i = 0;; i++) {
		uint32_t w = again ? sources[i].again : sources[i].first;

		if (dice < w)
			return i;
		dice -= w;
	}
}

enum family
source_family(struct rng *r, unsigned source)
{
	return rng_chance(r, 300) ? (enum family)sources[source].family
				  : FAMILIES;
}

int
source_zeal(unsigned source)
{
	return sources[source].zeal;
}

/* An id as Naver's advertisements carry it. */
static void
naver_id(struct text *t, const char *name, struct rng *r, const char *kind)
{
	char digits[16];
	uint32_t n = 1000 + rng_zipf(r, 3000);

	for (int i = 14; i >= 0; i--) {
		digits[i] = (char)('0' + (i < 8 ? 0 : n % 10));
		if (i >= 8)
			n /= 10;
	}
	text_str(t, name);
	text_str(t, "-a001-");
	text_str(t, kind);
	text_str(t, "-");
	text_mem(t, digits, 15);
}

void
source_napm(struct shop *shop, struct text *t, const char *ci, const char *tr,
    int64_t now)
{
	struct rng *r = &shop->rng;
	char buf[16], *p = buf + sizeof(buf);
	uint64_t ms = (uint64_t)(shop->epoch * 1000 + now - 900);

	for (; ms; ms /= 36)
		*--p = "0123456789abcdefghijklmnopqrstuvwxyz"[ms % 36];
	text_str(t, "&NaPm=ct%3D");
	text_mem(t, p, (size_t)(buf + sizeof(buf) - p));
	text_str(t, "%7Cci%3D");
	if (ci)
		text_str(t, ci);
	else
		text_id(t, r, 22);
	text_str(t, "%7Ctr%3D");
	text_str(t, tr);
	text_str(t, "%7Chk%3D");
	text_hex(t, rng_next(r), 16);
	text_hex(t, rng_next(r), 16);
	text_hex(t, rng_next(r), 8);
}

static void
mark_naver(struct shop *shop, struct text *t, enum mark mark, const char *query,
    int64_t now)
{
	static const char *const media[] = {"27758", "11068", "8753", "122875"};
	struct rng *r = &shop->rng;
	const char *kind = mark == MARK_NAVER_LINK ? "01"
	    : mark == MARK_NAVER_SHOPPING          ? "02"
						   : "04";

	text_str(t, "n_media=");
	text_str(t, media[rng_zipf(r, 4)]);
	text_str(t, "&n_query=");
	text_esc(t, query, true);
	text_str(t, "&n_rank=");
	text_num(t, 1 + rng_zipf(r, 10));
	text_str(t, "&n_ad_group=");
	naver_id(t, "grp", r, kind);
	text_str(t, "&n_ad=");
	naver_id(t, "nad", r, kind);
	if (mark == MARK_NAVER_SHOPPING) {
		text_str(
		    t, "&n_campaign_type=2&n_mall_id=ncp_shop1&n_mall_pid=");
		text_num(t, product_pick(r));
		text_str(t, "&n_ad_group_type=2&n_match=3");
		source_napm(shop, t, NULL, "pla", now);
		return;
	}
	text_str(t, "&n_keyword_id=");
	naver_id(t, "nkw", r, kind);
	text_str(t, "&n_keyword=");
	text_esc(t, rng_chance(r, 700) ? query : word_pick(r), true);
	text_str(t,
	    mark == MARK_NAVER_LINK ? "&n_campaign_type=1"
				    : "&n_campaign_type=4");
	if (mark == MARK_NAVER_LINK)
		text_str(t, "&n_match=1");
	source_napm(
	    shop, t, NULL, mark == MARK_NAVER_LINK ? "sa" : "brnd", now);
}

static void
mark_click(struct shop *shop, struct text *t, enum mark mark, const char *query,
    int64_t now)
{
	struct rng *r = &shop->rng;

	switch (mark) {
	case MARK_NAVER_LINK:
	case MARK_NAVER_SHOPPING:
	case MARK_NAVER_BRAND:
		mark_naver(shop, t, mark, query, now);
		break;
	case MARK_GCLID:
		text_str(t, "gad_source=1&gclid=");
		text_str(t, rng_chance(r, 700) ? "CjwKCAiA" : "EAIaIQob");
		text_id(t, r, rng_range(r, 44, 76));
		text_str(t, "_BwE");
		break;
	case MARK_FBCLID:
		text_str(t, "fbclid=IwZXh0bgNhZW0CMTEAAR");
		text_id(t, r, rng_range(r, 40, 60));
		text_str(t, "_aem_");
		text_id(t, r, 22);
		break;
	case MARK_TTCLID:
		text_str(t, "ttclid=E.C.P.");
		text_id(t, r, 60);
		break;
	case MARK_DAUM:
		text_str(t, "DMKW=");
		text_esc(t, query, true);
		text_str(t, "&DMSKW=");
		text_esc(t, query, true);
		text_str(
		    t, rng_chance(r, 500) ? "&DMCOL=PM" : "&DMCOL=MOBILESA");
		break;
	default:
		break;
	}
}

static void
mark_campaign(struct rng *r, const struct source *s, struct text *t)
{
	const struct group *g = &groups[s->group];
	bool plus;

	text_str(t, "utm_source=");
	text_str(t, s->utm_source);
	if (s->utm_medium) {
		text_str(t, "&utm_medium=");
		text_str(t, s->utm_medium);
	}
	if (g->count) {
		text_str(t, "&utm_campaign=");
		plus = rng_chance(r, 300);
		text_esc(t, g->names[rng_zipf(r, g->count)], plus);
	}
	if (s->group == SEARCH_GROUP && rng_chance(r, 700)) {
		text_str(t, "&utm_term=");
		text_esc(t, word_pick(r), true);
	} else if (s->group && rng_chance(r, 350)) {
		text_str(t, "&utm_content=banner_");
		text_num(t, rng_range(r, 1, 12));
	}
}

/* One of a list, the first most often; a search page gets its query. */
static void
refer(struct text *ref, struct rng *r, const char *const *list, uint32_t n)
{
	text_str(ref, list[rng_zipf(r, n)]);
}

static void
refer_search(
    struct text *ref, struct rng *r, enum origin from, const char *query)
{
	static const char *const google[] = {"https://www.google.com/",
	    "https://www.google.co.kr/",
	    "android-app://com.google.android.googlequicksearchbox/"};
	static const char *const naver[] = {
	    "https://m.search.naver.com/search.naver?where=m&sm=mtp_hty.top"
	    "&query=",
	    "https://search.naver.com/search.naver?where=nexearch&sm=top_hty"
	    "&fbm=0&ie=utf8&query="};
	static const char *const daum[] = {
	    "https://m.search.daum.net/search?w=tot&nil_mtopsearch=btn&q=",
	    "https://search.daum.net/search?w=tot&DA=YZR&q="};

	if (from == FROM_GOOGLE) {
		refer(ref, r, google, COUNT(google));
	} else if (from == FROM_BING) {
		text_str(ref, "https://www.bing.com/");
	} else if (from == FROM_DAUM) {
		refer(ref, r, daum, COUNT(daum));
		text_esc(ref, query, true);
	} else if (rng_chance(r, 300)) {
		text_str(ref, "https://m.search.naver.com/");
	} else {
		refer(ref, r, naver, COUNT(naver));
		text_esc(ref, query, true);
	}
}

static void
make_referrer(
    struct text *ref, struct rng *r, enum origin from, const char *query)
{
	static const char *const meta[] = {"https://l.instagram.com/",
	    "http://m.facebook.com/", "https://www.instagram.com/",
	    "https://l.facebook.com/", "https://lm.facebook.com/"};
	static const char *const mail[] = {"https://mail.naver.com/",
	    "https://mail.google.com/", "https://mail.daum.net/"};
	static const char *const social[] = {"https://m.blog.naver.com/",
	    "https://l.instagram.com/", "https://blog.naver.com/",
	    "https://t.co/", "https://cafe.naver.com/",
	    "https://m.facebook.com/", "https://www.threads.net/",
	    "https://kr.pinterest.com/", "https://band.us/"};
	static const char *const sites[] = {
	    "https://www.fashionnote.example/2026/03/spring-coats",
	    "https://www.ppomppu.co.kr/zboard/view.php?id=coupon&no=88412",
	    "https://news.example/life/4411", "https://partner.example/",
	    "https://www.clien.net/service/board/jirum/18612345",
	    "https://brunch.co.kr/@wear/31"};
	static const char *const ai[] = {"https://chatgpt.com/",
	    "https://www.perplexity.ai/", "https://gemini.google.com/"};
	static const char *const show[] = {"https://news.example/",
	    "https://googleads.g.doubleclick.net/", "https://weather.example/"};

	switch (from) {
	case FROM_NAVER_AD:
		if (rng_chance(r, 200)) {
			text_str(ref, "https://ader.naver.com/");
			break;
		}
		/* fallthrough */
	case FROM_GOOGLE:
	case FROM_NAVER:
	case FROM_DAUM:
	case FROM_BING:
		refer_search(ref, r, from, query);
		break;
	case FROM_META:
		refer(ref, r, meta, COUNT(meta));
		break;
	case FROM_MAIL:
		if (rng_chance(r, 500))
			refer(ref, r, mail, COUNT(mail));
		break;
	case FROM_SOCIAL:
		refer(ref, r, social, COUNT(social));
		break;
	case FROM_SITES:
		refer(ref, r, sites, COUNT(sites));
		break;
	case FROM_AI:
		refer(ref, r, ai, COUNT(ai));
		break;
	case FROM_CHATGPT:
		text_str(ref, ai[0]);
		break;
	case FROM_YOUTUBE:
		text_str(ref, "https://www.youtube.com/");
		break;
	case FROM_DISPLAY:
		refer(ref, r, show, COUNT(show));
		break;
	case FROM_NOWHERE:
		break;
	}
}

/* Advertisements lead to goods, people who know the shop begin at home. */
static enum page
landing(struct rng *r, const struct source *s)
{
	unsigned dice = rng_below(r, 100);

	if (s->utm_source || s->mark)
		return dice < 40 ? CATEGORY : dice < 86 ? PRODUCT : HOME;
	if (s->origin == FROM_NOWHERE)
		return dice < 66 ? HOME
		    : dice < 80  ? PRODUCT
		    : dice < 92  ? CATEGORY
		    : dice < 96  ? SEARCH
				 : BLOG;
	return dice < 44 ? PRODUCT
	    : dice < 68  ? HOME
	    : dice < 84  ? CATEGORY
	    : dice < 96  ? BLOG
			 : ABOUT;
}

enum page
source_land(struct shop *shop, unsigned source, int64_t now, struct text *url,
    struct text *ref, uint32_t *item)
{
	const struct source *s = &sources[source];
	struct rng *r = &shop->rng;
	const char *query = word_pick(r);
	enum page page = landing(r, s);

	*item = product_pick(r);
	url->len = ref->len = 0;
	text_str(url, SITE);
	page_path(url, r, page, *item);
	if (s->utm_source || s->mark)
		text_str(url, memchr(url->at, '?', url->len) ? "&" : "?");
	if (s->utm_source)
		mark_campaign(r, s, url);
	if (s->mark) {
		if (s->utm_source)
			text_str(url, "&");
		mark_click(shop, url, (enum mark)s->mark, query, now);
	}
	make_referrer(ref, r, (enum origin)s->origin, query);
	return page;
}
