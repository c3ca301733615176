/* SPDX-License-Identifier: MIT */
/* URLs cut into parts and decoded. */
#include "unit/tap.h"

#include <stdint.h>
#include <stdlib.h>

#include "log/params.h"
#include "log/url.h"

struct split_case {
	const char *url, *scheme, *host, *path, *query, *fragment;
};

static void
check_parts(const struct split_case *c, const struct url *u)
{
	is(u->scheme, slice_of(c->scheme), c->url);
	is(u->host, slice_of(c->host), c->url);
	is(u->path, slice_of(c->path), c->url);
	is(u->query, slice_of(c->query), c->url);
	is(u->fragment, slice_of(c->fragment), c->url);
}

static void
test_targets(void)
{
	static const struct split_case cases[] = {
	    {"", "", "", "", "", ""},
	    {"-", "", "", "-", "", ""},
	    {"*", "", "", "*", "", ""},
	    {"/", "", "", "/", "", ""},
	    {"/a/b?x=1&y=2#f", "", "", "/a/b", "x=1&y=2", "f"},
	    {"/a?b?c", "", "", "/a", "b?c", ""},
	    {"/a#f?x", "", "", "/a", "", "f?x"},
	    {"//double/p?q", "", "", "//double/p", "q", ""},
	    {"/p;jsessionid=1?q", "", "", "/p;jsessionid=1", "q", ""},
	    {"http://Host:80/p?q", "http", "Host", "/p", "q", ""},
	    {"https://shop.example", "https", "shop.example", "", "", ""},
	    {"https://shop.example?q=1", "https", "shop.example", "", "q=1",
		""},
	    {"/r?u=http://a.example/x?y=1", "", "", "/r",
		"u=http://a.example/x?y=1", ""},
	    {"shop.example:443", "", "", "shop.example:443", "", ""},
	    {"no/slash", "", "", "no/slash", "", ""},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct url u;
		url_split_target(slice_of(cases[i].url), &u);
		check_parts(&cases[i], &u);
	}
}

static void
test_referrers(void)
{
	static const struct split_case cases[] = {
	    {"-", "", "", "-", "", ""},
	    {"https://www.google.com/", "https", "www.google.com", "/", "", ""},
	    {" https://a.example/p ", "https", "a.example", "/p", "", ""},
	    {"http://user@host/p", "http", "host", "/p", "", ""},
	    {"http://u:p@w@host:8080/p", "http", "host", "/p", "", ""},
	    {"https://host.:443/", "https", "host", "/", "", ""},
	    {"https://host.", "https", "host", "", "", ""},
	    {"https://[::1]:8080/x", "https", "[::1]", "/x", "", ""},
	    {"https:///p", "https", "", "/p", "", ""},
	    {"file:///C:/p", "file", "", "/C:/p", "", ""},
	    {"about:client", "", "", "about:client", "", ""},
	    {"bookmark", "", "", "bookmark", "", ""},
	    {"/own/page?x", "", "", "/own/page", "x", ""},
	    {"//cdn.example/p", "", "cdn.example", "/p", "", ""},
	    {"www.a.example", "", "www.a.example", "", "", ""},
	    {"a.example/p?q", "", "a.example", "/p", "q", ""},
	    {"index.html", "", "", "index.html", "", ""},
	    {"android-app://com.google.android.gm/", "android-app",
		"com.google.android.gm", "/", "", ""},
	    {"http://<script>/x", "http", "", "/x", "", ""},
	    {"http://a b/x", "http", "", "/x", "", ""},
	    {"http://\xed\x95\x9c.kr/", "http", "\xed\x95\x9c.kr", "/", "", ""},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct url u;
		url_split_referrer(slice_of(cases[i].url), &u);
		check_parts(&cases[i], &u);
	}
}

static void
test_strip(void)
{
	static const struct {
		const char *host, *www, *mobile;
	} hosts[] = {
	    {"www.a.kr", "a.kr", "a.kr"},
	    {"WWW2.A.kr", "A.kr", "A.kr"},
	    {"m.a.kr", "m.a.kr", "a.kr"},
	    {"www.m.a.kr", "m.a.kr", "a.kr"},
	    {"www.kr", "www.kr", "www.kr"},
	    {"m.me", "m.me", "m.me"},
	    {"www3.a.kr", "www3.a.kr", "www3.a.kr"},
	    {"", "", ""},
	};
	for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++) {
		struct slice host = slice_of(hosts[i].host);
		is(url_strip_www(host, false), slice_of(hosts[i].www), "www");
		is(url_strip_www(host, true), slice_of(hosts[i].mobile), "m");
	}
	static const char *const paths[][2] = {
	    {"/a;jsessionid=1", "/a"},
	    {"/a;x=1;JSESSIONID=1;y=2", "/a;x=1;y=2"},
	    {"/x;sid=1;v=2", "/x;v=2"},
	    {"/a;jsessionid=1/b", "/a/b"},
	    {"/a;sid=1;sid=2/b;v=1/c;PHPSESSID=", "/a/b;v=1/c"},
	    {"/a;;sid=1;", "/a;;"},
	    {"/a;v=1", "/a;v=1"},
	    {";sid=1", ""},
	    {"/", "/"},
	    {"", ""},
	};
	struct buf room = BUF_INIT;
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		is(url_strip_matrix(slice_of(paths[i][0]), &room),
		    slice_of(paths[i][1]), paths[i][0]);
	buf_release(&room);
}

static void
test_params(void)
{
	static const char *const cases[][2] = {
	    {"a=1&b=2", "a=1|b=2|"},
	    {"&a=1&&b&", "a=1|b|"},
	    {"a=1&amp;b=2&amp%3Bc=3", "a=1|b=2|c=3|"},
	    {"amp=1&ampere=2", "amp=1|ampere=2|"},
	    {"=x&a=b=c&d=", "=x|a=b=c|d=|"},
	    {"a=1;b=2", "a=1;b=2|"},
	    {"", ""},
	    {"&&&", ""},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct slice rest = slice_of(cases[i][0]);
		struct url_param p;
		struct buf b = BUF_INIT;
		while (url_next_param(&rest, &p)) {
			buf_put_slice(&b, p.name);
			if (p.value.p) {
				buf_put_byte(&b, '=');
				buf_put_slice(&b, p.value);
			}
			buf_put_byte(&b, '|');
		}
		is(buf_slice(&b), slice_of(cases[i][1]), cases[i][0]);
		buf_release(&b);
	}
	struct slice v;
	ok(url_find_param(SLICE("a=1&B=2&b=3"), SLICE("b"), &v) &&
		slice_is(v, "2"),
	    "first one, any case");
	ok(!url_find_param(SLICE("a=1"), SLICE("b"), &v), "not there");
}

/* All at once must be the same as one by one, of long ones, too. */
static void
test_walk(void)
{
	static const char *const words[] = {"&", "=", "a", "amp;", "amp%3B",
	    "name", "value", "%26", "&&", "a="};
	static char text[PARAMS_LONGEST + 512 + SIMD_PAD];
	static struct params w;
	uint64_t x = 5;
	size_t same = 0, rounds = 3000;
	for (size_t r = 0; r < rounds; r++) {
		size_t n = 0, longest = r % 50 == 0 ? sizeof(text) : r % 200;
		while (n + SIMD_PAD + 8 < longest) {
			x = x * 6364136223846793005u + 1442695040888963407u;
			const char *word = words[(x >> 33) % 10];
			memcpy(text + n, word, strlen(word));
			n += strlen(word);
		}
		struct slice query = {text, n}, rest = query;
		struct url_param a, b;
		bool one, other;
		params_begin(&w, simd_probe(), query);
		do {
			one = url_next_param(&rest, &a);
			other = params_next(&w, &b);
		} while (one && other && slice_equal(a.name, b.name) &&
		    slice_equal(a.value, b.value) && !a.value.p == !b.value.p);
		same += !one && !other;
	}
	ok(same == rounds, "random queries, all at once");
}

static void
test_decode(void)
{
	static const struct {
		const char *raw, *text;
	} cases[] = {
	    {"", ""},
	    {"a+b%20c", "a b c"},
	    {"%", "%"},
	    {"100%", "100%"},
	    {"%zz%4", "%zz%4"},
	    {"%41%6a%6A", "Ajj"},
	    {"%uD6C4%u0041",
		"\xed\x9b\x84"
		"A"},
	    {"%uD83D%uDE00", "\xf0\x9f\x98\x80"},
	    {"%uD83Dx",
		"\xef\xbf\xbd"
		"x"},
	    {"%u00", "%u00"},
	    /* one word in CP949 and in UTF-8 */
	    {"%C8%C4%B5%E5%C7%CA%C5%CD",
		"\xed\x9b\x84\xeb\x93\x9c\xed\x95\x84\xed\x84\xb0"},
	    {"%ED%9B%84%EB%93%9C%ED%95%84%ED%84%B0",
		"\xed\x9b\x84\xeb\x93\x9c\xed\x95\x84\xed\x84\xb0"},
	    {"\xc8\xc4\xb5\xe5", "\xed\x9b\x84\xeb\x93\x9c"},
	    /* cut off within its last character */
	    {"%ED%9B%84%EB%93", "\xed\x9b\x84\xeb\x93"},
	    {"%FF%FE", "\xff\xfe"},
	    {"a%00b", NULL},
	};
	for (const struct simd *const *k = simd_all(); *k; k++) {
		struct url_decoder d;
		url_decoder_init(&d, *k);
		for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
			char dst[512], padded[512] = {0};
			struct slice raw = slice_of(cases[i].raw), nul;
			memcpy(padded, raw.p, raw.n);
			raw.p = padded;
			struct slice got = {dst, url_decode(&d, dst, raw)};
			nul = SLICE("a\0b");
			is(got, cases[i].text ? slice_of(cases[i].text) : nul,
			    cases[i].raw);
		}
		url_decoder_release(&d);
	}
}

/* The same from all kernels, to no more than they may write, whatever stands
 * behind the text. */
static bool
decodes_alike(struct slice s)
{
	size_t room = url_decode_room(s.n), first_n = 0;
	char *first = malloc(room), *dst = malloc(room);
	char *padded = malloc(s.n + SIMD_PAD);
	bool same = true;
	if (!first || !dst || !padded)
		abort();
	memcpy(padded, s.p, s.n);
	memset(padded + s.n, '4', SIMD_PAD);
	s.p = padded;
	for (const struct simd *const *k = simd_all(); *k; k++) {
		struct url_decoder d;
		bool begins = k == simd_all();
		url_decoder_init(&d, *k);
		size_t n = url_decode(&d, begins ? first : dst, s);
		if (begins)
			first_n = n;
		same = same && n == first_n && n <= room - SIMD_PAD &&
		    (begins || memcmp(first, dst, n) == 0);
		url_decoder_release(&d);
	}
	free(first);
	free(dst);
	free(padded);
	return same;
}

/* Any bytes in heap blocks of their exact size. */
static void
test_any_bytes(void)
{
	struct buf room = BUF_INIT;
	uint64_t x = 1;
	size_t good = 0, rounds = 20000;
	for (size_t r = 0; r < rounds; r++) {
		size_t n = r % 197;
		char *text = malloc(n ? n : 1);
		if (!text)
			abort();
		for (size_t i = 0; i < n; i++) {
			x = x * 6364136223846793005ull + 1442695040888963407ull;
			uint64_t y = x >> 33;
			text[i] = y % 2 ? "%&=;?#/:@.+u8cD"[y / 2 % 15]
					: (char)(y >> 8);
		}
		struct slice s = {text, n}, rest = s;
		struct url u;
		struct url_param p;
		url_split_target(s, &u);
		url_split_referrer(s, &u);
		url_strip_matrix(u.path, &room);
		room.n = 0;
		url_strip_www(u.host, true);
		while (url_next_param(&rest, &p))
			continue;
		good += decodes_alike(s);
		free(text);
	}
	buf_release(&room);
	ok(good == rounds, "random bytes");
}

int
main(void)
{
	test_targets();
	test_referrers();
	test_strip();
	test_params();
	test_walk();
	test_decode();
	test_any_bytes();
	return tap_done();
}
