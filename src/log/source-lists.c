/* SPDX-License-Identifier: MIT */
/* Hosts and words: the shopping, video, mail, assistant and payment ones, which
 * need no more than their name. source-social.c and source-engines.c have the
 * rest. */
#include "log/source-lists.h"

/* Words that GA4 takes as search engines when a campaign names them. */
static const char *const search_words[] = {"360", "alice", "aol", "ask",
    "auone", "avg", "babylon", "baidu", "biglobe", "bing", "brave", "cnn",
    "coccoc", "comcast", "conduit", "daum", "dogpile", "duckduckgo", "ecosia",
    "eniro", "excite", "globo", "gmb", "google", "google-play",
    "googlemybusiness", "incredimail", "kagi", "kakao-search", "kvasir",
    "lycos", "msn", "najdi", "nate", "naver", "onet", "petal", "qwant",
    "rakuten", "rambler", "search-results", "seznam", "sogou", "startpage",
    "startsiden", "swisscows", "terra", "ukr", "virgilio", "yahoo",
    "yahoo_japan", "yandex", "zum"};

/* Portals and odd members of GA4's search list: no engines as referrers. */
static const char *const search_exact[] = {"360.cn", "biglobe.co.jp",
    "biglobe.ne.jp", "centrum.cz", "daum.net", "excite.com", "firmy.cz",
    "lens.google.com", "msn.com", "nate.com", "naver.com", "ntp.msn.com",
    "onet.pl", "play.google.com", "rakuten.co.jp", "rambler.ru",
    "search.google.com", "secureurl.ukr.net", "seznam.cz", "startsiden.no",
    "tut.by", "webmaster.yandex.ru", "yahoo.*", "zen.yandex.ru", "zum.com"};

/* Assistants: hosts, the apps' names, and words seen in utm_source. */
static const char *const assistants[] = {"ai.perplexity.app.android",
    "aistudio.google.com", "bard.google.com", "character.ai",
    "chat.deepseek.com", "chat.mistral.ai", "chat.openai.com", "chat.qwen.ai",
    "chatglm.cn", "chatgpt", "chatgpt.com", "claude", "claude.ai",
    "com.anthropic.claude", "com.google.android.apps.bard",
    "com.openai.chatgpt", "copilot", "copilot.cloud.microsoft", "copilot.com",
    "copilot.microsoft.com", "deepseek", "deepseek.com", "doubao.com",
    "duck.ai", "gemini", "gemini.google.com", "grok.com", "iask.ai", "kimi.com",
    "kimi.moonshot.cn", "meta.ai", "mistral.ai", "notebooklm.google.com",
    "openai", "openai.com", "perplexity", "perplexity.ai", "phind.com", "pi.ai",
    "poe.com", "qwen.ai", "tongyi.aliyun.com", "wrtn.ai", "yiyan.baidu.com",
    "you.com"};

static const char *const shopping[] = {"11st", "11st.co.kr", "1688.com",
    "29cm.co.kr", "a-bly.com", "aax-us-east.amazon-adsystem.com",
    "aax.amazon-adsystem.com", "ably", "akmall.com", "aladin.co.kr", "alibaba",
    "alibaba.com", "aliexpress", "aliexpress.*", "allegro.pl", "amazon",
    "amazon.*", "americanas.com.br", "apps.shopify.com", "asos.com", "auction",
    "auction.co.kr", "balaan.co.kr", "bestbuy.com", "billiger.de",
    "bizrate.com", "bol.com", "brand.naver.com", "brandi.co.kr",
    "bukalapak.com", "bunjang.co.kr", "buzzni.com", "carousell.*",
    "cdiscount.com", "ceneo.pl", "cjonstyle.com", "costco.*", "coupang",
    "coupang.com", "danawa", "danawa.com", "domeggook.com", "e-himart.co.kr",
    "ebay", "ebay.*", "emart.com", "enuri", "enuri.com", "etsy", "etsy.com",
    "flipkart.com", "fnac.com", "geizhals.*", "gift.kakao.com", "gmarket",
    "gmarket.co.kr", "gongyoungshop.kr", "google shopping", "google_shopping",
    "gsshop.com", "guenstiger.de", "hepsiburada.com", "heureka.*",
    "hiver.co.kr", "hmall.com", "hnsmall.com", "homeplus.co.kr", "idealo.*",
    "idus.com", "igshopping", "interpark.com", "jd.com", "joongna.com",
    "kakaku.com", "kakaogift", "kakaostyle.com", "kelkoo.*", "kream.co.kr",
    "kurly.com", "kyobobook.co.kr", "lazada.*", "lfmall.co.kr",
    "lotteimall.com", "lotteon.com", "magazineluiza.com.br", "mercadolibre",
    "mercadolibre.*", "mercadolivre.com.br", "mercari.com", "musinsa",
    "musinsa.com", "mustit.co.kr", "myntra.com", "n11.com", "naver_shopping",
    "navershopping", "nextag.com", "noon.com", "nsmall.com", "ohou.se",
    "oliveyoung.co.kr", "order.shopping.yahoo.co.jp", "otto.de", "ozon.ru",
    "pinduoduo.com", "poizon.com", "pricegrabber.com", "pricerunner.*",
    "pricespy.*", "prisjakt.nu", "qoo10.*", "s3.amazonaws.com", "shein.com",
    "shopbop.com", "shopee.*", "shopify", "shopify.com", "shopping.com",
    "shopping.daum.net", "shopping.kakao.com", "shopping.naver.com",
    "shopping.net", "shopping.yahoo.*", "shoppinghow.kakao.com", "shopzilla",
    "shopzilla.com", "simplycodes.com", "skroutz.gr", "smartstore.naver.com",
    "snapdeal.com", "ssfshop.com", "ssg.com", "store.kakao.com", "stripe",
    "taobao.com", "target.com", "temu.com", "thehyundai.com", "tmall.com",
    "tmon.co.kr", "tokopedia.com", "trenbe.com", "trendyol.com", "twenga.*",
    "walmart", "walmart.*", "wayfair.com", "wconcept.co.kr", "wemakeprice.com",
    "wildberries.ru", "wish.com", "yes24.com", "zalando.*", "zalora.*",
    "zigzag.kr", "zozo.jp"};

static const char *const video[] = {"afreecatv.com", "bigo.tv", "bitchute.com",
    "chzzk.naver.com", "com.google.android.youtube", "coupangplay.com",
    "crackle", "crackle.com", "curiositystream", "curiositystream.com",
    "d.tube", "dai.ly", "dailymotion", "dailymotion.com", "disneyplus",
    "disneyplus.com", "dlive.tv", "dmm.com", "fast.wistia.net", "gomtv.com",
    "hotstar.com", "hulu", "hulu.com", "iq.com", "iqiyi", "iqiyi.com",
    "justin.tv", "kick.com", "laftel.net", "max.com", "mixer.com",
    "music.youtube.com", "naver_tv", "navertv", "netflix", "netflix.com",
    "now.naver.com", "odysee.com", "pandora.tv", "peacocktv.com", "peertube.tv",
    "plex.tv", "primevideo.com", "rumble.com", "rutube.ru", "sooplive.co.kr",
    "sooplive.com", "ted", "ted.com", "tubitv.com", "tv.kakao.com",
    "tv.naver.com", "tvcast.naver.com", "tver.jp", "tving.com", "twitch",
    "twitch.tv", "utreon", "utreon.com", "veoh", "veoh.com",
    "viadeo.journaldunet.com", "viki.com", "vimeo", "vimeo.com", "vlive.tv",
    "watcha.com", "wavve.com", "wistia", "wistia.com", "youku", "youku.com",
    "youtu.be", "youtube", "youtube.com", "youtubekids.com"};

static const char *const mail[] = {"com.google.android.gm",
    "com.microsoft.office.outlook", "com.nhn.android.mail",
    "com.samsung.android.email.provider",
    "com.yahoo.mobile.client.android.mail", "deref-1und1.de", "deref-gmx.*",
    "deref-mail.com", "deref-web.de", "e.mail.ru", "email.ionos.*",
    "email.seznam.cz", "email.t-online.de", "exmail.qq.com", "fastmail.com",
    "gmail.com", "hanmail.net", "hotmail.com", "inbox.google.com",
    "lightmailer-bs.gmx.net", "lightmailer.gmx.*", "mail.126.com",
    "mail.163.com", "mail.aol.com", "mail.daum.net", "mail.google.com",
    "mail.infomaniak.com", "mail.kakao.com", "mail.live.com", "mail.nate.com",
    "mail.naver.com", "mail.proton.me", "mail.qq.com", "mail.rambler.ru",
    "mail.ru", "mail.worksmobile.com", "mail.yahoo.*", "mail.yahoo.net",
    "mail.yandex.*", "mail.zoho.*", "mail2.daum.net", "mail3.nate.com",
    "mailchi.mp", "nateonmail.nate.com", "outlook.live.com",
    "outlook.office.com", "outlook.office365.com", "poczta.onet.pl",
    "poczta.wp.pl", "protonmail.com", "touch.mail.ru", "webmail.daum.net"};

/* Payment, identity and login: people come back from there. */
static const char *const returns[] = {"2checkout.com", "accounts.google.*",
    "accounts.kakao.com", "adyen.com", "affirm.com", "afterpay.com",
    "alipay.com", "allatpay.com", "amazonpay.com", "appleid.apple.com",
    "auth0.com", "authorize.net", "b2clogin.com", "bccard.com", "billgate.net",
    "bluewalnut.co.kr", "bootpay.co.kr", "braintreegateway.com",
    "cardinalcommerce.com", "checkout.com", "checkplus.co.kr", "clearpay.co.uk",
    "clearpay.com", "cnspay.co.kr", "cyberpass.com", "danal.co.kr",
    "danalpay.com", "dotpay.pl", "easypay.co.kr", "eximbay.com",
    "galaxiamoneytree.co.kr", "global-e.com", "gocardless.com",
    "hanacard.co.kr", "hyundaicard.com", "iamport.co", "iamport.kr",
    "id.apple.com", "inicis.com", "innopay.co.kr", "ipaywallet.com",
    "isp.or.kr", "kakaopay.com", "kauth.kakao.com", "kbcard.com",
    "kcbokname.co.kr", "kcp.co.kr", "kftc.or.kr", "klarna.com", "klarna.net",
    "kmcert.com", "ksnet.co.kr", "ksnet.to", "lgpay.co.kr", "lguplus.co.kr",
    "login.live.com", "login.microsoftonline.com", "login.yahoo.*",
    "logins.daum.net", "lottecard.co.kr", "mobile-ok.com", "mobilians.co.kr",
    "mollie.com", "mollie.nl", "nhnkcp.com", "niceid.co.kr", "nicepay.co.kr",
    "nid.naver.com", "nonghyup.com", "ok-name.co.kr", "okname.co.kr",
    "okta.com", "oktapreview.com", "online-pay.kakao.com", "opayo.co.uk",
    "opayo.eu.elavon.com", "pay.amazon.*", "pay.google.com", "pay.kakao.com",
    "pay.naver.com", "pay.toss.im", "payco.com", "paygate.net", "payletter.com",
    "payments.amazon.*", "paypal.*", "payple.kr", "payu.*", "paywelcome.co.kr",
    "pg-web.kakao.com", "portone.io", "przelewy24.pl", "razorpay.com",
    "sagepay.com", "samsungcard.co.kr", "samsungcard.com", "samsungpay.com",
    "securepay.co.kr", "settlebank.co.kr", "shinhancard.com", "siren24.com",
    "skrill.com", "smilepay.co.kr", "squareup.com", "teledit.com",
    "tosspayments.com", "tpay.com", "twocheckout.com", "uplus.co.kr",
    "vpay.co.kr", "wooricard.com", "worldpay.com", "xpay.lgdacom.net"};

#define LIST(hosts, role, category, exact)                       \
	&(const struct site_list)                                \
	{                                                        \
		hosts, sizeof(hosts) / sizeof(*(hosts)),         \
		{                                                \
			role, category, exact, false, NULL, NULL \
		}                                                \
	}

const struct site_list *const site_lists[] = {
    LIST(search_words, SITE_PLAIN, CATEGORY_SEARCH, true),
    LIST(search_exact, SITE_PLAIN, CATEGORY_SEARCH, true),
    LIST(assistants, SITE_AI, 0, false),
    LIST(shopping, SITE_PLAIN, CATEGORY_SHOPPING, false),
    LIST(video, SITE_PLAIN, CATEGORY_VIDEO, false),
    LIST(mail, SITE_MAIL, 0, false),
    LIST(returns, SITE_IGNORE, 0, false),
    &site_social,
};
const size_t n_site_lists = sizeof(site_lists) / sizeof(*site_lists);
