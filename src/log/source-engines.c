/* SPDX-License-Identifier: MIT */
/* Hosts of which more is known than their kind: search engines with the
 * parameters that hold the words, and networks of advertisements. */
#include "log/source-lists.h"

#define ENGINE(host, name, words)                                         \
	{                                                                 \
		host,                                                     \
		{                                                         \
			SITE_SEARCH, CATEGORY_SEARCH, false, false, name, \
			    words                                         \
		}                                                         \
	}
/* the host itself only: its subdomains are something else */
#define PORTAL(host, name, words)                                              \
	{                                                                      \
		host,                                                          \
		{                                                              \
			SITE_SEARCH, CATEGORY_SEARCH, true, false, name, words \
		}                                                              \
	}
#define CHINESE(host, name, words)                                             \
	{                                                                      \
		host,                                                          \
		{                                                              \
			SITE_SEARCH, CATEGORY_SEARCH, false, true, name, words \
		}                                                              \
	}
#define PAID(host, name, medium, category)                              \
	{                                                               \
		host,                                                   \
		{                                                       \
			SITE_PAID, category, false, false, name, medium \
		}                                                       \
	}
#define IGNORE(host)                                                        \
	{                                                                   \
		host,                                                       \
		{                                                           \
			SITE_IGNORE, CATEGORY_SHOPPING, false, false, NULL, \
			    NULL                                            \
		}                                                           \
	}

const struct site_row site_rows[] = {
    /* Google: other subdomains (docs, support, maps…) are referrals */
    PORTAL("google.*", "google", "q query as_q "),
    PORTAL("ipv4.google.*", "google", "q "),
    PORTAL("ipv6.google.*", "google", "q "),
    ENGINE("cse.google.*", "google", "q "),
    ENGINE("encrypted.google.*", "google", "q "),
    ENGINE("images.google.*", "google", "q "),
    ENGINE("news.google.*", "google", "q "),
    ENGINE("scholar.google.*", "google", "q "),
    ENGINE("com.google.android.googlequicksearchbox", "google", "q "),
    ENGINE("bing.com", "bing", "q "),
    ENGINE("com.microsoft.bing", "bing", "q "),
    ENGINE("search.yahoo.com", "yahoo", "p q "),
    ENGINE("search.yahoo.co.jp", "yahoo", "p q "),
    ENGINE("search.naver.com", "naver", "query tq oquery "),
    ENGINE("com.nhn.android.search", "naver", "query "),
    ENGINE("search.daum.net", "daum", "q "),
    ENGINE("net.daum.android.daum", "daum", "q "),
    ENGINE("search.nate.com", "nate", "q query "),
    ENGINE("search.zum.com", "zum", "query "),
    CHINESE("news.baidu.com", "baidu", "word wd "),
    CHINESE("image.baidu.com", "baidu", "word wd "),
    CHINESE("zhidao.baidu.com", "baidu", "word wd "),
    {"baidu.com",
	{SITE_SEARCH, CATEGORY_SEARCH, true, true, "baidu", "wd word kw k "}},
    CHINESE("sogou.com", "sogou", "query keyword "),
    CHINESE("so.com", "360", "q "),
    CHINESE("sm.cn", "shenma", "q "),
    PORTAL("yandex.*", "yandex", "text "),
    ENGINE("images.yandex.*", "yandex", "text "),
    ENGINE("ya.ru", "yandex", "text "),
    ENGINE("duckduckgo.com", "duckduckgo", "q "),
    ENGINE("com.duckduckgo.mobile.android", "duckduckgo", "q "),
    ENGINE("duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion",
	"duckduckgo", "q "),
    ENGINE("ecosia.org", "ecosia", "q "),
    ENGINE("qwant.com", "qwant", "q "),
    ENGINE("search.brave.com", "brave", "q "),
    ENGINE("kagi.com", "kagi", "q "),
    ENGINE("startpage.com", "startpage", "query "),
    ENGINE("swisscows.com", "swisscows", "query "),
    ENGINE("mojeek.com", "mojeek", "q "),
    ENGINE("petalsearch.com", "petal", "query "),
    ENGINE("search.seznam.cz", "seznam", "q "),
    ENGINE("search.aol.*", "aol", "q query "),
    ENGINE("suche.aol.de", "aol", "q "),
    ENGINE("ask.com", "ask", "q "),
    ENGINE("coccoc.com", "coccoc", "query q "),
    ENGINE("search.lycos.com", "lycos", "query q "),
    ENGINE("dogpile.com", "dogpile", "q s "),
    ENGINE("nova.rambler.ru", "rambler", "query words "),
    ENGINE("go.mail.ru", "mail.ru", "q "),
    ENGINE("excite.co.jp", "excite", "search q "),
    ENGINE("search.goo.ne.jp", "goo", "MT "),
    ENGINE("szukaj.onet.pl", "onet", "qt q "),
    ENGINE("szukaj.wp.pl", "wp", "szukaj q "),
    ENGINE("suche.web.de", "web.de", "su q "),
    ENGINE("suche.gmx.net", "gmx", "su q "),
    ENGINE("suche.gmx.at", "gmx", "su q "),
    ENGINE("suche.t-online.de", "t-online", "q "),
    ENGINE("ricerca.virgilio.it", "virgilio", "qs "),
    ENGINE("search.auone.jp", "auone", "q "),
    ENGINE("websearch.rakuten.co.jp", "rakuten", "qt "),
    ENGINE("search.smt.docomo.ne.jp", "docomo", "MT "),
    ENGINE("metager.de", "metager", "eingabe "),
    ENGINE("search.ukr.net", "ukr", "q "),
    ENGINE("exalead.com", "exalead", "q "),
    ENGINE("kvasir.no", "kvasir", "q "),
    ENGINE("najdi.si", "najdi", "q "),
    ENGINE("search-results.com", "search-results", "q "),

    /* advertisements: the host stands between the click and the page */
    PAID("googleads.g.doubleclick.net", "google", "display", 0),
    PAID("ad.doubleclick.net", "google", "display", 0),
    PAID("doubleclick.net", "google", "display", 0),
    PAID("googleadservices.com", "google", "cpc", CATEGORY_SEARCH),
    PAID("googlesyndication.com", "google", "display", 0),
    PAID("syndicatedsearch.goog", "google", "cpc", CATEGORY_SEARCH),
    PAID("adsensecustomsearchads.com", "google", "cpc", CATEGORY_SEARCH),
    PAID("ader.naver.com", "naver", "cpc", CATEGORY_SEARCH),
    PAID("adcr.naver.com", "naver", "cpc", CATEGORY_SEARCH),
    PAID("ad.search.naver.com", "naver", "cpc", CATEGORY_SEARCH),
    PAID("cr.shopping.naver.com", "naver", "cpc", CATEGORY_SHOPPING),
    PAID("cr2.shopping.naver.com", "naver", "cpc", CATEGORY_SHOPPING),
    PAID("cr3.shopping.naver.com", "naver", "cpc", CATEGORY_SHOPPING),
    PAID("adnxs.com", "adnxs", "display", 0),
    PAID("criteo.com", "criteo", "display", 0),
    PAID("criteo.net", "criteo", "display", 0),
    PAID("taboola.com", "taboola", "cpc", 0),
    PAID("paid.outbrain.com", "outbrain", "cpc", 0),
    PAID("adroll.com", "adroll", "display", 0),
    PAID("openx.net", "openx", "display", 0),
    PAID("pubmatic.com", "pubmatic", "display", 0),
    PAID("rubiconproject.com", "rubicon", "display", 0),
    PAID("yabs.yandex.*", "yandex", "cpc", CATEGORY_SEARCH),
    PAID("an.yandex.ru", "yandex", "display", 0),
    PAID("servedby.flashtalking.com", "flashtalking", "display", 0),
    PAID("casalemedia.com", "casalemedia", "display", 0),
    PAID("bidswitch.net", "bidswitch", "display", 0),
    PAID("mobon.net", "mobon", "display", 0),
    PAID("realclick.co.kr", "realclick", "display", 0),
    PAID("dable.io", "dable", "cpc", 0),

    /* GA4 has these among its shops; as referrers they are payments */
    IGNORE("checkout.stripe.com"),
    IGNORE("stripe.com"),
    IGNORE("shop.app"),
    IGNORE("checkout.shopify.com"),
};
const size_t n_site_rows = sizeof(site_rows) / sizeof(*site_rows);

const struct site_path site_paths[] = {
    {"facebook.com", "/dialog/oauth", SITE_IGNORE},
    {"orange.fr", "/webmail", SITE_MAIL},
    {"x.com", "/i/grok", SITE_AI},
};
const size_t n_site_paths = sizeof(site_paths) / sizeof(*site_paths);
