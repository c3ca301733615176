/* SPDX-License-Identifier: MIT */
/* Queries and referrers without campaigns, click ids, sessions, persons. */
#include "unit/padded.h"
#include "unit/tap.h"

#include <stdint.h>
#include <stdlib.h>

#include "log/known-lists.h"
#include "log/known-params.h"
#include "log/scrub.h"
#include "simd/simd.h"

static const char *const cases[][2] = {
    {"", ""},
    {"product_no=12&cate_no=3", "product_no=12&cate_no=3"},
    {"a=1&&b=2&", "a=1&&b=2&"},
    {"utm_source=x", ""},
    {"utm_source=x&a=1", "a=1"},
    {"a=1&utm_source=x", "a=1"},
    {"a=1&utm_source=x&b=%20+2&UTM_Medium=y&c", "a=1&b=%20+2&c"},
    {"a=1&amp;utm_medium=y&amp;b=2", "a=1&b=2"},
    {"utm_medium=y&amp;amp;sessionid=1&amp;amp;b=2", "b=2"},
    {"utm%5Fsource=x&a=1", "a=1"},
    {"utm_whatever=1&hsa_acc=2&mtm_cpn=3&pk_kwd=4&piwik_campaign=5", ""},
    {"pk_order=1&pk=2&mtm=3", "pk_order=1&pk=2&mtm=3"},
    {"n_media=1&n_query=2&n_rank=3&n_ad_group=4&n_ad=5&n_keyword_id=6", ""},
    {"n_keyword=1&n_campaign_type=2&n_mall_pid=3&n_match=4&NaPm=5", ""},
    {"n_item=1", "n_item=1"},
    {"nt_source=a&nt_medium=b&nt_detail=c&nt_keyword=d&nt_x=e", "nt_x=e"},
    {"DMKW=a&DMSKW=b&DMCOL=PM&BSCPN=c&_C_=d&cmpid=e", ""},
    {"gclid=1&gbraid=2&wbraid=3&gad_source=4&gad_campaignid=5&dclid=6", ""},
    {"srsltid=1&gclsrc=2&_gl=3&fbclid=4&igshid=5&igsh=6&msclkid=7", ""},
    {"ttclid=1&twclid=2&li_fat_id=3&yclid=4&ymclid=5&epik=6&ScCid=7", ""},
    {"rdt_cid=1&irclickid=2&irgwc=3&awc=4&cjevent=5&cjdata=6&ranMID=7", ""},
    {"ranSiteID=1&ranEAID=2&wickedid=3&mc_cid=4&mc_eid=5&_kx=6", ""},
    {"_hsenc=1&_hsmi=2&mkt_tok=3&vero_id=4&ck_subscriber_id=5", ""},
    {"sc_eid=1&tblci=2&dicbo=3&obOrigUrl=4&outbrainclickid=5", ""},
    {"s_kwcid=1&ef_id=2&qclid=3&vmcid=4&ndclid=5", ""},
    {"scid=shop&SCCID=x", "scid=shop&SCCID=x"},
    {"PHPSESSID=1&jsessionid=2&sid=3&ASPSESSIONIDABCD=4&x=5", "x=5"},
    {"email=a@b.example&phone=1&tel=2&token=3&password=4&q=5", "q=5"},
    {"E-Mail=a&access_token=b&user_email=c&page=2", "page=2"},
    {"emails=1&telling=2&tokens=3", "emails=1&telling=2&tokens=3"},
    {"user[email]=1&user%5BEmail%5D%5B0%5D=2&phone[]=3&q=4", "q=4"},
    {"f[e]=1&f[]=2&utm_x[a]=3&gclid[]=4&[]=5&]=6",
	"f[e]=1&f[]=2&gclid[]=4&[]=5&]=6"},
    {"=x&a", "=x&a"},
    {"q=utm_source", "q=utm_source"},
};

static void
test_queries(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char dst[256];
		struct slice query = padded(slice_of(cases[i][0]));
		struct slice got =
		    scrub_query(simd_probe(), query, NULL, 0, dst);
		is(got, slice_of(cases[i][1]), cases[i][0]);
		if (slice_is(query, cases[i][1]))
			ok(got.p == query.p, "the query itself");
	}
	static const struct slice extra[] = {{"member", 6}, {"Coupon", 6}};
	char dst[64];
	struct slice own = padded(SLICE("coupon=1&a=2&MEMBER=3"));
	is(scrub_query(simd_probe(), own, extra, 2, dst), SLICE("a=2"),
	    "a user's own names");
	static const struct slice sent[] = {{"이름", 6}, {"x[y z]", 6}};
	own = padded(SLICE("%EC%9D%B4%EB%A6%84=1&a=%&%58%5by+z%5D=2"));
	is(scrub_query(simd_probe(), own, sent, 2, dst), SLICE("a=%"),
	    "as browsers send them");
}

static void
test_urls(void)
{
	static const char *const urls[][2] = {
	    {"", ""},
	    {"https://a.example/p?q=1", "https://a.example/p?q=1"},
	    {"https://a.example/p?", "https://a.example/p?"},
	    {"https://a.example/p?utm_source=x#f", "https://a.example/p#f"},
	    {"https://a.example/p?a=1&gclid=x#f", "https://a.example/p?a=1#f"},
	    {"https://me:secret@a.example/p", "https://a.example/p"},
	    {"https://me@a.example/p?sid=1&b=2", "https://a.example/p?b=2"},
	    {"https://a.example/@me?x=1", "https://a.example/@me?x=1"},
	    {"https://a.example/p#?utm_source=x",
		"https://a.example/p#?utm_source=x"},
	};
	for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++) {
		char dst[128];
		is(scrub_url(simd_probe(), padded(slice_of(urls[i][0])), NULL,
		       0, dst),
		    slice_of(urls[i][1]), urls[i][0]);
	}
}

static enum known_param
param_of(const char *name)
{
	return known_param(padded(slice_of(name)));
}

static void
test_names(void)
{
	char name[128 + SIMD_PAD];
	memset(name, 'u', sizeof(name));
	ok(known_param((struct slice){name, 128}) == PARAM_OTHER, "long name");
	ok(param_of("%") == PARAM_OTHER, "%%");
	ok(param_of("utm_source") == PARAM_SOURCE, "utm_source");
	ok(param_of("pk_cpn") == PARAM_MTM_CAMPAIGN, "pk_cpn");
	ok(param_of("ScCid") == PARAM_SCCID, "ScCid");
	ok(param_of("NAPM") == PARAM_NAPM, "NaPm in capitals");
}

/* Every name of the lists is found, so no bit of `seconds` is missing; short
 * names come first. */
static void
test_lists(void)
{
	size_t missing = 0, n = 0;
	for (size_t i = 0; i < 32; i++) {
		for (size_t k = 0; k < known_lists[i].n; k++, n++) {
			const struct known *known = &known_lists[i].names[k];
			struct slice name = {known->name, known->n};
			bool found = known->param == PARAM_SCCID ||
			    known_param(padded(name)) == known->param;
			if (!found || (k > 0 && known->n < known[-1].n)) {
				printf("# %s\n", known->name);
				missing++;
			}
		}
	}
	ok(missing == 0 && n > 200, "%zu names", n);
}

/* Any bytes: what stays is a part of what was there, and stays again. */
static void
test_any_bytes(void)
{
	static const char *const words[] = {"utm_source", "gclid", "sid", "&",
	    "&", "=", "=", "amp;", "a", "%", "%5F", "utm", "_", "#", "?", "//",
	    "@", "\xff", "", "mtm_"};
	uint64_t x = 7;
	size_t good = 0, rounds = 20000;
	for (size_t r = 0; r < rounds; r++) {
		char text[256];
		size_t n = 0;
		for (size_t i = 0; i < r % 20; i++) {
			x = x * 6364136223846793005ull + 1442695040888963407ull;
			const char *word = words[(x >> 33) % 20];
			memcpy(text + n, word, strlen(word));
			n += strlen(word);
		}
		char *s = malloc(n + SIMD_PAD), *dst = malloc(n + SIMD_PAD);
		char *again = malloc(n + 1);
		if (!s || !dst || !again)
			abort();
		memcpy(s, text, n);
		struct slice got = scrub_query(
		    simd_probe(), (struct slice){s, n}, NULL, 0, dst);
		struct slice twice =
		    scrub_query(simd_probe(), got, NULL, 0, again);
		good += got.n <= n && slice_equal(got, twice);
		got =
		    scrub_url(simd_probe(), (struct slice){s, n}, NULL, 0, dst);
		good += got.n <= n;
		free(s);
		free(dst);
		free(again);
	}
	ok(good == 2 * rounds, "random queries");
}

int
main(void)
{
	test_queries();
	test_urls();
	test_names();
	test_lists();
	test_any_bytes();
	return tap_done();
}
