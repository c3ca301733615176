/* SPDX-License-Identifier: MIT */
/* Where hits come from: campaigns, click ids, referrers, channels. */
#include "unit/padded.h"
#include "unit/tap.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "log/hosts.h"
#include "log/source.h"

/* One hit; want is channel|source|medium|campaign|term|content. */
struct hit_case {
	const char *query, *referrer, *want;
};

static struct slice
joined(struct buf *b, const struct traffic *t)
{
	const struct slice fields[] = {
	    t->channel, t->source, t->medium, t->campaign, t->term, t->content};
	b->n = 0;
	for (size_t i = 0; i < 6; i++) {
		buf_put_slice(b, fields[i]);
		if (i < 5)
			buf_put_byte(b, '|');
	}
	return buf_slice(b);
}

/* Twice: the second time referrers are remembered. */
static void
check(struct sources *s, const struct hit_case *cases, size_t n, bool own)
{
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < 2 * n; i++) {
		const struct hit_case *c = &cases[i % n];
		struct traffic t;
		char name[512], referrer[512] = {0};
		snprintf(name, sizeof(name), "'%s' from '%s'%s", c->query,
		    c->referrer, own ? ", one's own" : "");
		struct slice from = slice_of(c->referrer);
		memcpy(referrer, from.p, from.n);
		from.p = referrer;
		sources_decide(s, padded(slice_of(c->query)), from, own, &t);
		is(joined(&b, &t), slice_of(c->want), name);
	}
	buf_release(&b);
}

#define CHECK(s, cases, own) \
	check(s, cases, sizeof(cases) / sizeof(*(cases)), own)

#define NOTHING "|||||"

static const struct hit_case nothing[] = {
    {"", "", NOTHING},
    {"a=1&b_c=2", "", NOTHING},
    {"", "-", NOTHING},
    {"", "bookmark", NOTHING},
    {"", "about:client", NOTHING},
    {"", "file:///C:/x.html", NOTHING},
    {"", "http:///p", NOTHING},
    {"", "http://<img src=x>/", NOTHING},
    {"", "chrome-extension://abcdef/x", NOTHING},
    /* payment, identity, login */
    {"", "https://stdpay.inicis.com/x", NOTHING},
    {"", "https://mobile.inicis.com/", NOTHING},
    {"", "https://pay.kcp.co.kr/", NOTHING},
    {"", "https://web.nicepay.co.kr/", NOTHING},
    {"", "https://api.tosspayments.com/", NOTHING},
    {"", "https://pay.toss.im/", NOTHING},
    {"", "https://online-pay.kakao.com/", NOTHING},
    {"", "https://order.pay.naver.com/", NOTHING},
    {"", "https://ui.teledit.com/", NOTHING},
    {"", "https://mobile.paywelcome.co.kr/", NOTHING},
    {"", "https://cert.mobile-ok.com/", NOTHING},
    {"", "https://checkout-service.prod.iamport.co/", NOTHING},
    {"", "https://intl.alipay.com/", NOTHING},
    {"", "https://logins.daum.net/", NOTHING},
    {"", "https://m.pay.naver.com/", NOTHING},
    {"", "https://bill.payco.com/", NOTHING},
    {"", "https://xpay.uplus.co.kr/", NOTHING},
    {"", "https://kspay.ksnet.to/", NOTHING},
    {"", "https://ui.teledit.danal.co.kr/", NOTHING},
    {"", "https://nice.checkplus.co.kr/", NOTHING},
    {"", "https://nid.naver.com/nidlogin.login", NOTHING},
    {"", "https://accounts.kakao.com/login", NOTHING},
    {"", "https://kauth.kakao.com/oauth", NOTHING},
    {"", "https://accounts.google.com/", NOTHING},
    {"", "https://accounts.google.co.kr/", NOTHING},
    {"", "https://pg-web.kakao.com/v1/x/info", NOTHING},
    {"", "https://service.iamport.kr/payments", NOTHING},
    {"", "https://appleid.apple.com/", NOTHING},
    {"", "https://login.live.com/", NOTHING},
    {"", "https://shop.eu.auth0.com/", NOTHING},
    {"", "https://www.facebook.com/v19.0/dialog/oauth?x", NOTHING},
    {"", "https://www.paypal.com/checkout", NOTHING},
    {"", "https://checkout.stripe.com/c/pay", NOTHING},
    {"", "https://checkout.shopify.com/", NOTHING},
    {"", "https://acs.bank.example/3ds", NOTHING},
    {"gclid=x", "https://checkout.stripe.com/", NOTHING},
    {"NaPm=ct%3Dlbw%7Cci%3Dcheckout%7Ctr%3Dds%7Chk%3D0", "", NOTHING},
    {"NaPm=ct=lbw|ci=checkout|tr=ppc|hk=0", "https://x.naver.com/", NOTHING},
    {"cmpid=x", "https://nid.naver.com/", NOTHING},
};

static const struct hit_case referrers[] = {
    {"", "https://www.google.com/", "Organic Search|google|organic|||"},
    {"", "https://www.google.co.kr/search?q=linen%20dress",
	"Organic Search|google|organic||linen dress|"},
    {"", "http://google.de", "Organic Search|google|organic|||"},
    {"", "https://www.google.com/url?q=https://shop.example/",
	"Organic Search|google|organic|||"},
    {"", "https://news.google.com/x", "Organic Search|google|organic|||"},
    {"", "https://scholar.google.fr/", "Organic Search|google|organic|||"},
    {"", "android-app://com.google.android.googlequicksearchbox/",
	"Organic Search|google|organic|||"},
    {"", "https://docs.google.com/x", "Referral|docs.google.com|referral|||"},
    {"", "https://support.google.com/",
	"Referral|support.google.com|referral|||"},
    {"", "https://sites.google.com/",
	"Organic Social|sites.google.com|referral|||"},
    {"", "https://notgoogle.com/", "Referral|notgoogle.com|referral|||"},
    {"", "https://google.evil.example/",
	"Referral|google.evil.example|referral|||"},
    {"", "https://cn.bing.com/search?q=a+b",
	"Organic Search|bing|organic||a b|"},
    {"", "https://de.search.yahoo.com/search?p=x",
	"Organic Search|yahoo|organic||x|"},
    {"", "https://finance.yahoo.com/",
	"Referral|finance.yahoo.com|referral|||"},
    {"", "https://search.yahoo.co.jp/search?p=x",
	"Organic Search|yahoo|organic||x|"},
    {"", "https://m.search.naver.com/search.naver?query=%EB%A6%B0%EB%84%A8",
	"Organic Search|naver|organic||\xeb\xa6\xb0\xeb\x84\xa8|"},
    {"", "http://search.naver.com/search.naver?tq=%C8%C4%B5%E5",
	"Organic Search|naver|organic||\xed\x9b\x84\xeb\x93\x9c|"},
    {"", "https://m.search.naver.com/", "Organic Search|naver|organic|||"},
    {"", "https://www.naver.com/", "Organic Search|naver.com|referral|||"},
    {"", "https://map.naver.com/", "Referral|map.naver.com|referral|||"},
    {"", "https://search.daum.net/search?w=tot&q=a",
	"Organic Search|daum|organic||a|"},
    {"", "http://search.nate.com/search/all.html?q=%C8%C4%B5%E5",
	"Organic Search|nate|organic||\xed\x9b\x84\xeb\x93\x9c|"},
    {"", "https://v.daum.net/v/1", "Referral|v.daum.net|referral|||"},
    {"", "https://search.zum.com/search.zum?query=b",
	"Organic Search|zum|organic||b|"},
    {"", "https://www.baidu.com/s?wd=%CA%D6%BB%FA",
	"Organic Search|baidu|organic|||"},
    {"", "https://m.baidu.com/s?word=%E6%89%8B",
	"Organic Search|baidu|organic||\xe6\x89\x8b|"},
    {"", "https://yandex.ru/search/?text=x",
	"Organic Search|yandex|organic||x|"},
    {"", "https://duckduckgo.com/", "Organic Search|duckduckgo|organic|||"},
    {"", "https://www.ecosia.org/search?q=x",
	"Organic Search|ecosia|organic||x|"},
    {"", "https://s1-us4.startpage.com/sp?query=x",
	"Organic Search|startpage|organic||x|"},
    {"", "https://blog.naver.com/a/1",
	"Organic Social|blog.naver.com|referral|||"},
    {"", "https://m.blog.naver.com/a",
	"Organic Social|m.blog.naver.com|referral|||"},
    {"", "https://l.instagram.com/?u=x",
	"Organic Social|l.instagram.com|referral|||"},
    {"", "http://user@M.Facebook.com.:443/",
	"Organic Social|m.facebook.com|referral|||"},
    {"", "https://t.co/abc", "Organic Social|t.co|referral|||"},
    {"", "https://kr.pinterest.com/",
	"Organic Social|kr.pinterest.com|referral|||"},
    {"", "https://band.us/", "Organic Social|band.us|referral|||"},
    {"", "android-app://com.reddit.frontpage/",
	"Organic Social|com.reddit.frontpage|referral|||"},
    {"", "https://www.youtube.com/", "Organic Video|youtube.com|referral|||"},
    {"", "https://shopping.naver.com/",
	"Organic Shopping|shopping.naver.com|referral|||"},
    {"", "https://www.amazon.de/", "Organic Shopping|amazon.de|referral|||"},
    {"", "https://mail.google.com/", "Email|mail.google.com|email|||"},
    {"", "https://mail.naver.com/", "Email|mail.naver.com|email|||"},
    {"", "https://mail.kakao.com/", "Email|mail.kakao.com|email|||"},
    {"", "android-app://com.google.android.gm/",
	"Email|com.google.android.gm|email|||"},
    {"", "https://webmail.firm.example/",
	"Email|webmail.firm.example|email|||"},
    {"", "https://webmail1.orange.fr/webmail/x",
	"Email|webmail1.orange.fr|email|||"},
    {"", "https://actu.orange.fr/", "Referral|actu.orange.fr|referral|||"},
    {"", "https://chatgpt.com/", "Referral|chatgpt.com|referral|||"},
    {"", "https://gemini.google.com/",
	"Referral|gemini.google.com|referral|||"},
    {"", "https://www.perplexity.ai/search?q=x",
	"Referral|perplexity.ai|referral|||"},
    {"", "https://x.com/i/grok", "Referral|x.com|referral|||"},
    {"", "https://ader.naver.com/v1/x", "Paid Search|naver|cpc|||"},
    {"", "https://m.ad.search.naver.com/", "Paid Search|naver|cpc|||"},
    {"", "https://cr3.shopping.naver.com/", "Paid Shopping|naver|cpc|||"},
    {"", "https://googleads.g.doubleclick.net/", "Display|google|display|||"},
    {"", "https://www.googleadservices.com/pagead/aclk",
	"Paid Search|google|cpc|||"},
    {"", "https://www.News.Example:8443/a?b",
	"Referral|news.example|referral|||"},
    {"", "//www2.partner.example/x", "Referral|partner.example|referral|||"},
    {"", "http://localhost:8080/", "Referral|localhost|referral|||"},
    {"", "http://203.0.113.9/", "Referral|203.0.113.9|referral|||"},
};

static const struct hit_case campaigns[] = {
    {"utm_source=google&utm_medium=cpc&utm_campaign=brand_kr", "",
	"Paid Search|google|cpc|brand_kr||"},
    {"utm_source=facebook&utm_medium=cpm", "", "Paid Social|facebook|cpm|||"},
    {"utm_source=unknownsite&utm_medium=cpm", "", "Display|unknownsite|cpm|||"},
    {"utm_source=newsletter&utm_medium=emailcpc", "",
	"Paid Other|newsletter|emailcpc|||"},
    {"utm_source=a&utm_medium=mobile", "",
	"Mobile Push Notifications|a|mobile|||"},
    {"utm_source=a&utm_medium=b&utm_campaign=workshop", "",
	"Unassigned|a|b|workshop||"},
    {"utm_source=a&utm_medium=b&utm_campaign=eshop", "",
	"Organic Shopping|a|b|eshop||"},
    {"utm_source=stripe&utm_medium=x", "", "Organic Shopping|stripe|x|||"},
    {"utm_source=blog.naver.com&utm_medium=x", "",
	"Organic Social|blog.naver.com|x|||"},
    {"utm_source=Naver.com&utm_medium=CPC", "", "Paid Search|Naver.com|CPC|||"},
    {"utm_source=daum&utm_medium=organic", "",
	"Organic Search|daum|organic|||"},
    {"utm_source=a&utm_source=b&utm_medium=email&utm_medium=cpc", "",
	"Email|a|email|||"},
    {"utm_source=&utm_source=b&utm_medium=email", "", "Email|b|email|||"},
    {"&utm_source=a&amp;utm_medium=email&amp;utm_campaign=c%20+d", "",
	"Email|a|email|c  d||"},
    {"utm%5Fsource=a&utm_medium=e-mail", "", "Email|a|e-mail|||"},
    {"utm_source=a&utm_medium=sms&utm_term=%7F%09x%5C&utm_content=1", "",
	"SMS|a|sms||\xef\xbf\xbd\\tx\\\\|1"},
    {"utm_source={site}&utm_medium=cpc&utm_campaign={{campaign.name}}", "",
	"Paid Other|(not set)|cpc|||"},
    {"utm_source=%7Bsite%7D&utm_medium=__M__&utm_campaign=%25%25C%25%25",
	"https://www.bing.com/", "Organic Search|bing|organic|||"},
    {"utm_campaign=${c}&utm_source=__SITE__", "", NOTHING},
    {"utm_campaign=[event]_{x}&utm_source=a", "",
	"Unassigned|a|(not set)|[event]_{x}||"},
    {"utm_campaign=only", "", "Unassigned|(not set)|(not set)|only||"},
    {"utm_source=chatgpt.com", "https://chatgpt.com/",
	"Referral|chatgpt.com|referral|||"},
    {"utm_source=chatgpt.com&utm_medium=cpc", "",
	"Paid Other|chatgpt.com|cpc|||"},
    {"utm_term=x", "https://www.bing.com/", "Organic Search|bing|organic|||"},
    {"utm_source=a&utm_medium=b&utm_id=17", "", "Unassigned|a|b|17||"},
    {"mtm_source=a&pk_medium=email&mtm_cpn=c&pk_kwd=k", "",
	"Email|a|email|c|k|"},
    {"utm_source=a&mtm_source=b&mtm_medium=email", "", "Email|a|email|||"},
    {"hsa_net=adwords&hsa_cam=17&hsa_kw=k", "", "Paid Search|google|cpc|17|k|"},
    {"utm_source=x", "https://stdpay.inicis.com/", "Unassigned|x|(not set)|||"},
    {"_C_=spring", "https://www.google.com/",
	"Organic Search|google|organic|spring||"},
    {"cmpid=spring", "", "Unassigned|(not set)|(not set)|spring||"},
    /* Naver and Kakao */
    {"n_media=27758&n_query=a&n_rank=1&n_ad_group=grp-a001-01-1"
     "&n_ad=nad-a001-01-2&n_keyword_id=nkw-a001-01-3&n_keyword=b"
     "&n_campaign_type=1&n_match=1",
	"https://m.search.naver.com/",
	"Paid Search|naver|cpc|powerlink|b|grp-a001-01-1"},
    {"n_media=11068&n_query=a&n_campaign_type=2&n_mall_pid=1", "",
	"Paid Shopping|naver|cpc|shopping|a|"},
    {"n_media=27758&n_ad_group=grp-a001-02-1", "",
	"Paid Shopping|naver|cpc|shopping||grp-a001-02-1"},
    {"n_media=27758&n_ad=nad-a001-04-1&n_query=%C8%C4%B5%E5", "",
	"Paid Search|naver|cpc|brandsearch|\xed\x9b\x84\xeb\x93\x9c|"
	"nad-a001-04-1"},
    {"utm_source=naver&utm_medium=cpc&utm_campaign=x&n_keyword=k"
     "&n_media=1",
	"", "Paid Search|naver|cpc|x|k|"},
    {"n_campaign_type=1&n_ad_group=%20&n_ad=a&n_keyword=%20&n_query=q", "",
	"Paid Search|naver|cpc|powerlink|q|a"},
    {"n_campaign_type=1&n_ad_group=%20&n_ad=b&n_keyword=%20&n_query=q", "",
	"Paid Search|naver|cpc|powerlink|q|b"},
    {"n_campaign_type=1&n_ad_group=%20&n_ad=b&n_keyword=%20&n_query=r", "",
	"Paid Search|naver|cpc|powerlink|r|b"},
    {"n_campaign_type=9&n_keyword_id=nkw-a001-01-1", "",
	"Paid Search|naver|cpc|powerlink||"},
    {"n_campaign_type=9&n_keyword_id=nkw-a001-02-1", "",
	"Paid Shopping|naver|cpc|shopping||"},
    {"utm_source=other&utm_medium=cpc&n_keyword=k&n_media=1", "",
	"Paid Other|other|cpc|||"},
    {"NaPm=ct%3Dlbw%7Cci%3D0AB%7Ctr%3Dsa%7Chk%3D00", "",
	"Paid Search|naver|cpc|powerlink||"},
    {"NaPm=ct=lbw|ci=0AB|tr=pla|hk=00", "",
	"Paid Shopping|naver|cpc|shopping||"},
    {"NaPm=ct=lbw|ci=0AB|tr=brnd", "", "Paid Search|naver|cpc|brandsearch||"},
    {"NaPm=ct=lbw|ci=0AB|tr=gfa", "", "Display|naver|display|gfa||"},
    {"NaPm=ct=lbw|ci=shoppingwindow|tr=slsl", "",
	"Organic Shopping|shopping.naver.com|referral|||"},
    {"NaPm=junk", "https://www.bing.com/", "Organic Search|bing|organic|||"},
    {"NaPm=ct=lbw|ci=checkout|tr=ds&utm_source=a&utm_medium=email", "",
	"Email|a|email|||"},
    {"nt_source=naver.kakaoplus&nt_medium=message&nt_detail=d"
     "&nt_keyword=k",
	"", "Unassigned|naver.kakaoplus|message|d|k|"},
    {"tq=%C8%C4%B5%E5%C7%CA%C5%CD&DMKW=%ED%9B%84%EB%93%9C%ED%95%84%ED%84%B0"
     "&DMSKW=x&DMCOL=PM",
	"",
	"Paid Search|daum|cpc||\xed\x9b\x84\xeb\x93\x9c\xed\x95\x84\xed\x84"
	"\xb0|PM"},
    {"DMSKW=%C8%C4%B5%E5&DMCOL=MOBILESA", "",
	"Paid Search|daum|cpc||\xed\x9b\x84\xeb\x93\x9c|MOBILESA"},
    {"BSCPN=1&DMKW=a", "", "Paid Search|daum|cpc|brandsearch|a|"},
    /* click ids */
    {"gclid=x", "", "Paid Search|google|cpc|||"},
    {"gad_source=1&gad_campaignid=42&gbraid=x", "https://www.google.com/",
	"Paid Search|google|cpc|42||"},
    {"gclid=x&gclsrc=3p.ds", "", "Display|google|display|||"},
    {"gclid=x&gclsrc=aw.ds", "", "Paid Search|google|cpc|||"},
    {"gad_source=1", "", "Paid Search|google|cpc|||"},
    {"gad_source=1", "https://www.bing.com/", "Organic Search|bing|organic|||"},
    {"_gl=x", "https://a.example/", "Referral|a.example|referral|||"},
    {"dclid=x", "", "Display|google|display|||"},
    {"srsltid=x", "https://www.google.com/",
	"Organic Shopping|google|organic|||"},
    {"srsltid=x", "", "Organic Shopping|google|organic|||"},
    {"srsltid=x", "https://t.co/", "Organic Social|t.co|referral|||"},
    {"fbclid=x", "", "Organic Social|facebook|referral|||"},
    {"fbclid=x", "https://l.instagram.com/",
	"Organic Social|l.instagram.com|referral|||"},
    {"utm_source=instagram&utm_medium=paid_social&fbclid=x", "",
	"Paid Social|instagram|paid_social|||"},
    {"utm_source=tagged&utm_medium=cpc", "", "Paid Social|tagged|cpc|||"},
    {"utm_source=blackplanet&utm_medium=x", "",
	"Organic Social|blackplanet|x|||"},
    {"utm_source=newsletter&utm_medium=email&gclid=x", "",
	"Email|newsletter|email|||"},
    {"utm_source=google&gclid=x", "", "Paid Search|google|cpc|||"},
    {"utm_campaign=c&gclid=x", "", "Paid Search|google|cpc|c||"},
    {"igsh=x", "", "Organic Social|instagram|referral|||"},
    {"msclkid=x", "https://www.bing.com/", "Paid Search|bing|cpc|||"},
    {"ttclid=x", "", "Paid Social|tiktok|cpc|||"},
    {"twclid=x", "", "Organic Social|twitter|referral|||"},
    {"li_fat_id=x", "", "Paid Social|linkedin|cpc|||"},
    {"yclid=x", "", "Paid Search|yandex|cpc|||"},
    {"yclid=x", "https://search.yahoo.co.jp/", "Paid Search|yahoo|cpc|||"},
    {"ScCid=x", "", "Paid Social|snapchat|cpc|||"},
    {"scid=x", "", NOTHING},
    {"epik=x", "", "Paid Social|pinterest|cpc|||"},
    {"irclickid=x", "", "Affiliates|impact|affiliate|||"},
    {"awc=x", "", "Affiliates|awin|affiliate|||"},
    {"cjevent=x", "", "Affiliates|cj|affiliate|||"},
    {"ranMID=x", "", "Affiliates|rakutenadvertising|affiliate|||"},
    {"mc_cid=c1&mc_eid=x", "", "Email|mailchimp|email|c1||"},
    {"_kx=x", "", "Email|klaviyo|email|||"},
    {"_hsenc=x&_hsmi=y", "", "Email|hubspot|email|||"},
    {"tblci=x", "", "Paid Other|taboola|cpc|||"},
    {"dicbo=x", "", "Paid Other|outbrain|cpc|||"},
};

static const struct hit_case own[] = {
    {"", "https://www.shop.example/cart", NOTHING},
    {"gclid=x", "https://www.shop.example/", NOTHING},
    {"cmpid=x", "https://www.shop.example/", NOTHING},
    {"utm_source=banner&utm_medium=link", "https://www.shop.example/",
	"Referral|banner|link|||"},
};

static void
test_channels(struct sources *s)
{
	static const char *const cases[][4] = {
	    {"(direct)", "(none)", "", "Direct"},
	    {"(direct)", "(not set)", "x", "Direct"},
	    {"google", "cpc", "x Cross-Network y", "Cross-network"},
	    {"google", "cpc", "shopping", "Paid Shopping"},
	    {"google", "cpc", "summer-shop", "Paid Shopping"},
	    {"google", "cpc", "shop", "Paid Shopping"},
	    {"google", "cpc", "SHOP!", "Paid Shopping"},
	    {"google", "cpc", "bigshop", "Paid Search"},
	    {"google", "cpc", "workshopping", "Paid Shopping"},
	    {"google", "cpc", "workshop shop", "Paid Shopping"},
	    {"google", "cpc", "e-sho", "Paid Search"},
	    {"etsy", "ppc", "", "Paid Shopping"},
	    {"bing", "PAIDSEARCH", "", "Paid Search"},
	    {"bing", "unpaid", "", "Organic Search"},
	    {"tiktok", "retargeting", "", "Paid Social"},
	    {"tiktok", "retargeting2", "", "Organic Social"},
	    {"youtube", "cpv", "", "Paid Video"},
	    {"x", "xcpx", "", "Paid Other"},
	    {"x", "ppc", "", "Paid Other"},
	    {"x", "xppc", "", "Unassigned"},
	    {"x", "Banner", "", "Display"},
	    {"x", "interstitial", "", "Display"},
	    {"criteo", "display", "", "Display"},
	    {"x", "sm", "", "Organic Social"},
	    {"x", "Social Network", "", "Organic Social"},
	    {"x", "myvideos", "", "Organic Video"},
	    {"x", "organic", "", "Organic Search"},
	    {"x", "app", "", "Referral"},
	    {"e_mail", "x", "", "Email"},
	    {"x", "E Mail", "", "Email"},
	    {"x", "affiliate", "", "Affiliates"},
	    {"x", "affiliates", "", "Unassigned"},
	    {"x", "audio", "", "Audio"},
	    {"sms", "x", "", "SMS"},
	    {"x", "webpush", "", "Mobile Push Notifications"},
	    {"x", "pushed", "", "Unassigned"},
	    {"x", "my notifications", "", "Mobile Push Notifications"},
	    {"firebase", "x", "", "Mobile Push Notifications"},
	    {"", "", "", "Unassigned"},
	    {"rakuten", "affiliate", "", "Organic Search"},
	    {"m.facebook.com", "referral", "", "Organic Social"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		is(sources_channel(s, slice_of(cases[i][0]),
		       slice_of(cases[i][1]), slice_of(cases[i][2])),
		    slice_of(cases[i][3]), cases[i][1]);
}

static void
test_lists(void)
{
	struct hosts h;
	hosts_init(&h);
	ok(h.n > 700, "%zu hosts and words", h.n);
	ok(h.twice == NULL, "no host twice: %s", h.twice ? h.twice : "");
	hosts_release(&h);
}

static void
test_click_ids(void)
{
	is(sources_click_id(padded(SLICE("a=1&gclid=x%20y&b=2"))),
	    SLICE("gclid=x%20y"), "click id");
	is(sources_click_id(padded(SLICE("a=1&_gl=x&gad_source=1"))), SLICE(""),
	    "linkers are none");
}

/* Long values take the path past the memo; random ones must do no harm. */
static void
test_any_bytes(struct sources *s)
{
	static const char *const words[] = {"utm_source=", "utm_medium=", "&",
	    "&", "NaPm=", "n_ad=", "ci=checkout", "|", "%7C", "https://",
	    "search.naver.com/?query=", "www.google.com/?q=", "%EB%A6",
	    "%C8%C4", "\\", "\t", ".", "gclid=", "=", "{", "}", "__", "@",
	    ":80", "-"};
	uint64_t x = 3;
	size_t same = 0, rounds = 20000;
	struct buf a = BUF_INIT, b = BUF_INIT;
	for (size_t r = 0; r < rounds; r++) {
		struct slice parts[2];
		char *texts[2];
		for (size_t k = 0; k < 2; k++) {
			a.n = 0;
			size_t n = r % 1000 == 0 ? 3000 : r % 23;
			for (size_t i = 0; i < n; i++) {
				x = x * 6364136223846793005u +
				    1442695040888963407u;
				uint64_t y = x >> 33;
				if (y % 5)
					buf_put_text(&a, words[y / 5 % 25]);
				else
					buf_put_byte(&a, (char)(y >> 8));
			}
			texts[k] = malloc(a.n + SIMD_PAD);
			if (!texts[k])
				abort();
			if (a.n > 0)
				memcpy(texts[k], a.p, a.n);
			parts[k] = (struct slice){texts[k], a.n};
		}
		struct traffic t;
		sources_decide(s, parts[0], parts[1], r % 7 == 0, &t);
		joined(&a, &t);
		sources_decide(s, parts[0], parts[1], r % 7 == 0, &t);
		same += slice_equal(joined(&b, &t), buf_slice(&a));
		free(texts[0]);
		free(texts[1]);
	}
	ok(same == rounds, "random queries and referrers");
	buf_release(&a);
	buf_release(&b);
}

/* Every query from every referrer: what is remembered of one must not show in
 * another, whichever came first. */
static void
test_orders(void)
{
	enum {
		N = sizeof(campaigns) / sizeof(*campaigns),
		M = sizeof(referrers) / sizeof(*referrers)
	};
	struct sources *forth = sources_new(simd_probe());
	struct sources *back = sources_new(simd_probe());
	struct slice *got = mem_zero(N * M, sizeof(*got));
	struct buf b = BUF_INIT;
	size_t wrong = 0;
	for (size_t i = 0; i < 2 * N * M; i++) {
		size_t at = i < N * M ? i : 2 * N * M - 1 - i;
		struct slice query = slice_of(campaigns[at % N].query);
		struct slice from = slice_of(referrers[at / N].referrer);
		struct traffic t;
		char referrer[512] = {0};
		memcpy(referrer, from.p, from.n);
		from.p = referrer;
		sources_decide(
		    i < N * M ? forth : back, padded(query), from, false, &t);
		struct slice text = joined(&b, &t);
		if (i < N * M) {
			char *kept = mem_zero(1, text.n + 1);
			memcpy(kept, text.p, text.n);
			got[at] = (struct slice){kept, text.n};
			continue;
		}
		wrong += !slice_equal(got[at], text);
	}
	ok(wrong == 0, "what is remembered of a landing does not show");
	for (size_t i = 0; i < N * M; i++)
		free((void *)(uintptr_t)got[i].p);
	free(got);
	buf_release(&b);
	sources_free(forth);
	sources_free(back);
}

static unsigned
draw(uint64_t *x, unsigned n)
{
	*x = *x * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*x >> 33) % n;
}

/* Links that have much in common, against what nobody remembers of others. */
static void
test_landings(void)
{
	static const char *const names[] = {"utm_source", "utm_medium",
	    "utm_campaign", "utm_id", "utm_term", "utm_content", "mtm_source",
	    "hsa_net", "hsa_cam", "n_media", "n_campaign_type", "n_campaign",
	    "n_ad_group", "n_ad", "n_keyword", "n_keyword_id", "n_query",
	    "NaPm", "nt_source", "nt_medium", "DMKW", "DMSKW", "_C_", "gclid",
	    "gad_campaignid", "gad_campaignid", "gclsrc", "fbclid", "yclid",
	    "mc_cid", "srsltid", "page"};
	static const char *const values[] = {"", "google", "cpc", "%20", "+",
	    "%20x", "2", "9", "grp-a001-02-1", "nad-a001-04-2",
	    "ct=a|ci=checkout", "ct%3Da%7Cci%3Db%7Ctr%3Dsa", "3p.ds",
	    "%EB%B4%84", "{x}", "newsletter"};
	static const char *const from[] = {"", "https://www.google.com/",
	    "https://search.yahoo.co.jp/", "https://order.pay.naver.com/",
	    "https://l.instagram.com/"};
	struct sources *warm = sources_new(simd_probe());
	struct buf query = BUF_INIT, a = BUF_INIT, b = BUF_INIT;
	uint64_t x = 11;
	size_t same = 0, rounds = 8000;
	for (size_t r = 0; r < rounds; r++) {
		/* half of them with tags of Naver alone, which look at most of
		 * each other */
		bool naver = r % 2;
		struct sources *cold = sources_new(simd_probe());
		struct traffic t;
		query.n = 0;
		for (unsigned i = 0, n = 1 + draw(&x, 4); i < n; i++) {
			buf_put_text(&query, i > 0 ? "&" : "");
			buf_put_text(&query,
			    names[naver ? 10 + draw(&x, 7) : draw(&x, 32)]);
			buf_put_byte(&query, '=');
			buf_put_text(&query,
			    values[naver ? 4 + draw(&x, 4) : draw(&x, 16)]);
		}
		struct slice q = padded(buf_slice(&query));
		struct slice referrer = slice_of(from[draw(&x, 5)]);
		char text[128 + SIMD_PAD] = {0};
		memcpy(text, referrer.p, referrer.n);
		referrer.p = text;
		sources_decide(warm, q, referrer, false, &t);
		joined(&a, &t);
		sources_decide(cold, q, referrer, false, &t);
		same += slice_equal(joined(&b, &t), buf_slice(&a));
		sources_free(cold);
	}
	ok(same == rounds, "links that have much in common");
	buf_release(&query);
	buf_release(&a);
	buf_release(&b);
	sources_free(warm);
}

int
main(void)
{
	struct sources *s = sources_new(simd_probe());
	test_lists();
	CHECK(s, nothing, false);
	CHECK(s, referrers, false);
	CHECK(s, campaigns, false);
	CHECK(s, own, true);
	test_channels(s);
	test_click_ids();
	test_orders();
	test_landings();
	test_any_bytes(s);
	sources_free(s);
	return tap_done();
}
