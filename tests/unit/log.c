/* SPDX-License-Identifier: MIT */
/* Log lines: formats, requests, stamps, endings, escapes, cookies, ids. */
#include <stdlib.h>

#include "base/when.h"
#include "log/address.h"
#include "log/asset.h"
#include "log/cookie.h"
#include "log/format.h"
#include "log/sites.h"
#include "log/taken.h"
#include "log/uid.h"
#include "log/unescape.h"
#include "unit/marks.h"
#include "unit/padded.h"
#include "unit/tap.h"

static enum fault
read_hit(const struct log_format *f, struct hit *hit)
{
	struct scan scan = {.simd = simd_probe()};
	enum fault fault = f->head(f, &scan, hit);
	return fault == FAULT_NONE ? f->tail(f, &scan, hit) : fault;
}

static bool
same_hit(const struct hit *a, const struct hit *b)
{
	return slice_equal(a->method, b->method) &&
	    slice_equal(a->target, b->target) &&
	    slice_equal(a->path, b->path) && a->time == b->time &&
	    a->status == b->status && slice_equal(a->vhost, b->vhost) &&
	    slice_equal(a->client, b->client) &&
	    slice_equal(a->user, b->user) && slice_equal(a->bytes, b->bytes) &&
	    slice_equal(a->referrer, b->referrer) &&
	    slice_equal(a->agent, b->agent) && a->has_agent == b->has_agent &&
	    slice_equal(a->cookie, b->cookie) &&
	    slice_equal(a->taken, b->taken);
}

/* By the line's marks, and without them, which must be the same. */
static enum fault
read_line(const char *format, const char *text, struct hit *hit)
{
	static struct marked room;
	const struct log_format *f = strcmp(format, "auto") == 0
	    ? &format_clf
	    : format_find(slice_of(format));
	struct hit other = {.line = padded(slice_of(text))};
	enum fault fault = read_hit(f, &other);
	*hit = (struct hit){.line = other.line,
	    .base = other.line.p,
	    .marks = room.marks,
	    .n_marks =
		marks_of(simd_probe(), other.line.p, other.line.n, &room)};
	if (read_hit(f, hit) != fault)
		return N_FAULTS;
	return fault == FAULT_NONE && !same_hit(hit, &other) ? N_FAULTS : fault;
}

#define T "[22/Nov/2026:09:00:01 +0900] "

/* A site's own numbers between bytes and referrer. */
static void
numbers(void)
{
	static const char *const between[] = {
	    "12", "0.003", "12 0.003", "- -", " 12  7 "};
	struct hit h;
	char line[256];
	for (size_t i = 0; i < sizeof(between) / sizeof(*between); i++) {
		snprintf(line, sizeof(line),
		    "1.2.3.4 - - " T "\"GET /x HTTP/1.1\" 200 555 %s "
		    "\"https://a.example/\" \"ua\"",
		    between[i]);
		ok(read_line("auto", line, &h) == FAULT_NONE &&
			read_line("combined", line, &h) == FAULT_NONE,
		    "555 %s", between[i]);
		is(h.agent, SLICE("ua"), "the agent behind it");
		is(h.bytes, SLICE("555"), "the bytes before it");
	}
	ok(read_line("auto",
	       "1.2.3.4 - - " T "\"GET /x HTTP/1.1\" 200 5 x \"-\" \"ua\"",
	       &h) == FAULT_SHAPE,
	    "a word there");
	ok(read_line("auto", "1.2.3.4 - - " T "\"GET /x HTTP/1.1\" 200 5 x 0.1",
	       &h) == FAULT_NONE &&
		!h.has_agent,
	    "common with something behind");
}

static void
lines(void)
{
	struct hit h;
	ok(read_line("auto",
	       "127.0.0.1 - john doe " T "\"GET /a?b=1 HTTP/1.1\" 200 12 "
	       "\"-\" \"UA\"",
	       &h) == FAULT_NONE,
	    "a user with a blank");
	is(h.user, SLICE("john doe"), "the user");
	is(h.client, SLICE("127.0.0.1"), "the client");
	is(h.path, SLICE("/a"), "the path");
	is(h.agent, SLICE("UA"), "the agent");
	ok(h.time == 1795305601 * SECOND, "the time");

	ok(read_line("auto",
	       "1.2.3.4 - x [01/Jan/2024 " T "\"GET /admin HTTP/1.1\" 200 1 "
	       "\"-\" \"-\"",
	       &h) == FAULT_NONE,
	    "a bracket in the user");
	is(h.user, SLICE("x [01/Jan/2024"), "that user");
	ok(read_line("auto",
	       "1.2.3.4 - o\\\"hara " T "\"GET /x HTTP/1.1\" 200 1 \"-\" \"-\"",
	       &h) == FAULT_NONE,
	    "a quote before the request");
	is(h.path, SLICE("/x"), "the request behind it");

	ok(read_line("auto",
	       "shop.example:80 ::1 - - " T "\"GET / HTTP/1.1\" 200 5 \"-\" "
	       "\"UA\"",
	       &h) == FAULT_NONE,
	    "a virtual host in front");
	is(h.vhost, SLICE("shop.example:80"), "the host");
	is(h.client, SLICE("::1"), "the client behind it");
	ok(read_line("auto", "::1 - - " T "\"GET / HTTP/1.1\" 200 5", &h) ==
		    FAULT_NONE &&
		h.vhost.n == 0 && !h.has_agent,
	    "an IPv6 client is no host; common has no agent");
	ok(read_line("combined", "::1 - - " T "\"GET / HTTP/1.1\" 200 5", &h) ==
		FAULT_SHAPE,
	    "combined needs its agent");

	ok(read_line("auto",
	       "1.2.3.4 - - " T "\"GET / HTTP/1.1\" 200 5 "
	       "\"http://shop.example/\\\\\" \"back\\\\slash\\\\\" "
	       "\"a=\\\\; uid=c\\\\\\\"d\"",
	       &h) == FAULT_NONE,
	    "backslashes before closing quotes");
	is(h.agent, SLICE("back\\\\slash\\\\"), "that agent");
	is(h.cookie, SLICE("a=\\\\; uid=c\\\\\\\"d"), "the cookie");
	ok(read_line("auto",
	       "1.2.3.4 - - " T "\"GET / HTTP/1.1\" 200 5 "
	       "\"\\\" 200 1 \\\"-\\\" \\\"-\" \"ua\"",
	       &h) == FAULT_NONE,
	    "a referrer that forges the end of a line");
	is(h.agent, SLICE("ua"), "the agent is the real one");
	ok(read_line("auto",
	       "1.2.3.4 - - " T "\"GET / HTTP/1.1\" 200 5 \"-\" \"ua\" "
	       "\"203.0.113.12, 10.0.0.1\" \"_ga=GA1.1.1.2\"",
	       &h) == FAULT_NONE,
	    "a forwarded list, then a cookie");
	is(h.cookie, SLICE("_ga=GA1.1.1.2"), "the one with pairs");

	numbers();

	ok(read_line("auto", "garbage", &h) == FAULT_SHAPE, "no line at all");
	ok(read_line("auto",
	       "1.2.3.4 - - [32/Nov/2026:09:00:01 +0900] \"GET / HTTP/1.1\" "
	       "200 5 \"-\" \"-\"",
	       &h) == FAULT_TIME,
	    "no such day");
	ok(read_line("auto",
	       "1.2.3.4 - - " T "\"GET / HTTP/1.1\" abc 5 \"-\" \"-\"",
	       &h) == FAULT_STATUS,
	    "no such status");
	ok(read_line("auto",
	       "1.2.3.4 - - " T "\"GET / HTTP/1.1\" 200 5 \"-\" \"cut",
	       &h) == FAULT_SHAPE,
	    "a line that was cut");
}

static void
requests(void)
{
	static const struct {
		const char *request, *method, *target, *path;
	} cases[] = {{"GET /a?b=c HTTP/1.1", "GET", "/a?b=c", "/a"},
	    {"GET  /about  HTTP/1.1", "GET", "/about", "/about"},
	    {"GET /a b c.html HTTP/1.1", "GET", "/a b c.html", "/a b c.html"},
	    {"GET /about", "GET", "/about", "/about"},
	    {"GET /a?b=c HTTP 1.1", "GET", "/a?b=c", "/a"},
	    {"GET /search?q=\\\"x\\\"&r=1 HTTP/1.1", "GET",
		"/search?q=\\\"x\\\"&r=1", "/search"},
	    {"GET http://shop.example/p?a=b HTTP/1.1", "GET",
		"http://shop.example/p?a=b", "http://shop.example/p"},
	    {"GET ?q=1 HTTP/1.1", "GET", "?q=1", ""},
	    {"OPTIONS * HTTP/1.1", "OPTIONS", "*", "*"},
	    {"GET /about HTTP/1.0\\n", "GET", "/about", "/about"},
	    {"VERSION-CONTROL /x HTTP/1.1", "VERSION-CONTROL", "/x", "/x"},
	    {"get /about HTTP/1.1", "", "", ""}, {"-", "", "", ""},
	    {"", "", "", ""}, {" ", "", "", ""}, {"GET", "", "", ""},
	    {"\\x16\\x03\\x01", "", "", ""}, {"\\n", "", "", ""},
	    {"HELP", "", "", ""}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct hit h;
		char line[512];
		snprintf(line, sizeof(line),
		    "1.2.3.4 - - " T "\"%s\" 200 5 \"-\" \"ua\"",
		    cases[i].request);
		ok(read_line("auto", line, &h) == FAULT_NONE, "request '%s'",
		    cases[i].request);
		is(h.method, slice_of(cases[i].method), "its method");
		if (*cases[i].method) {
			is(h.target, slice_of(cases[i].target), "its target");
			is(h.path, slice_of(cases[i].path), "its path");
		}
	}
}

static void
stamps(void)
{
	static const struct {
		const char *text;
		bool good;
		int64_t second;
	} cases[] = {{"10/Oct/2000:13:55:36 -0700", true, 971211336},
	    {"01/Jan/1970:00:00:00 +0000", true, 0},
	    {"01/JAN/1970:05:30:01 +0530", true, 1},
	    {"29/Feb/2024:23:59:60 +0000", true, 1709251200},
	    {"29/Feb/2023:00:00:00 +0000", false, 0},
	    {"00/Jan/2024:00:00:00 +0000", false, 0},
	    {"01/Foo/2024:00:00:00 +0000", false, 0},
	    {"01/Jan/2024:24:00:00 +0000", false, 0},
	    {"01/Jan/2024:00:60:00 +0000", false, 0},
	    {"01/Jan/2024:00:00:61 +0000", false, 0},
	    {"31/Dec/9999:23:59:59 +0000", true, 253402300799},
	    {"31/Dec/9999:23:59:60 +0000", false, 0},
	    {"31/Dec/9999:23:59:59 -1800", false, 0},
	    {"01/Jan/0001:00:00:00 +0000", true, -62135596800},
	    {"01/Jan/0001:00:00:00 +1800", false, 0},
	    {"01/Jan/2024:00:00:00 00000", false, 0},
	    {"1/Jan/2024:00:00:00 +00000", false, 0}};
	struct stamp last = {{0}, {0}, 0};
	for (size_t i = 0; i < 2 * sizeof(cases) / sizeof(*cases); i++) {
		int64_t us = 0;
		size_t k = i / 2; /* twice: the second time remembered */
		bool good = stamp_read(&last, cases[k].text, &us);
		ok(good == cases[k].good &&
			(!good || us == cases[k].second * SECOND),
		    "stamp '%s'", cases[k].text);
	}
}

static void
endings(void)
{
	static const struct {
		const char *path;
		enum asset kind;
	} cases[] = {{"/static/app.css", ASSET_PART}, {"/a/b.JS", ASSET_PART},
	    {"/f.woff2", ASSET_PART}, {"/i/x.jpeg", ASSET_OTHER},
	    {"/favicon.ico", ASSET_OTHER}, {"/robots.txt", ASSET_OTHER},
	    {"/site.webmanifest", ASSET_OTHER}, {"/v.mp4", ASSET_OTHER},
	    {"/", ASSET_NONE}, {"/products/10000", ASSET_NONE},
	    {"/index.html", ASSET_NONE}, {"/shop.php", ASSET_NONE},
	    {"/a.css/b", ASSET_NONE}, {"/a.cssx", ASSET_NONE},
	    {"/css", ASSET_NONE}, {"/a.", ASSET_NONE}, {"", ASSET_NONE},
	    {"/a.min.js", ASSET_PART}, {"/.js", ASSET_PART},
	    {"/a.jpg.html", ASSET_NONE}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct slice path = padded(slice_of(cases[i].path));
		ok(asset_kind(path) == cases[i].kind, "ending of '%s'",
		    cases[i].path);
	}
}

static void
escapes(void)
{
	struct buf b = BUF_INIT;
	buf_need(&b, 1024);
	is(unescape_log(SLICE("plain"), &b), SLICE("plain"), "nothing to undo");
	is(unescape_log(SLICE("a\\x22b\\xFF\\xea"), &b), SLICE("a\"b\xff\xea"),
	    "hex in both cases");
	is(unescape_log(SLICE("\\\"\\\\\\n\\t"), &b), SLICE("\"\\\n\t"),
	    "letters");
	is(unescape_log(SLICE("\\q \\x4 \\"), &b), SLICE("\\q \\x4 \\"),
	    "what is none stays");
	buf_release(&b);
	is(absent_to_empty(SLICE("-")), SLICE(""), "a dash is absent");
	is(absent_to_empty(SLICE("--")), SLICE("--"), "two are not");

	struct slice header = SLICE("uid=park; _ga_X=1; _ga=GA1.1.2.3, u=4; "
				    "t=\"dark mode\"; e=");
	is(cookie_value(header, SLICE("_ga")), SLICE("GA1.1.2.3"),
	    "a cookie before a comma");
	is(cookie_value(header, SLICE("u")), SLICE("4"), "the one behind it");
	is(cookie_value(header, SLICE("uid")), SLICE("park"), "exact names");
	is(cookie_value(header, SLICE("t")), SLICE("dark mode"), "quotes");
	is(cookie_value(header, SLICE("e")), SLICE(""), "an empty one");
	is(cookie_value(header, SLICE("none")), SLICE(""), "none");
}

static void
ports(void)
{
	static const struct {
		const char *text, *address;
	} cases[] = {{"1.2.3.4:33317", "1.2.3.4"},
	    {"2001:db8::5:33317", "2001:db8::5"},
	    {"::ffff:1.2.3.4:33317", "::ffff:1.2.3.4"}, {":::33317", "::"},
	    {"[2001:db8::5]:443", "[2001:db8::5]"}, {"unix:", "unix:"},
	    {":1", ":1"}, {"-", "-"}, {"", ""}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		is(address_cut_port(slice_of(cases[i].text)),
		    slice_of(cases[i].address), "without a port");
}

static void
upstreams(void)
{
	static const struct {
		const char *list;
		bool are;
	} cases[] = {{"10.0.0.1:80", true}, {"10.0.0.1:80, 10.0.0.2:80", true},
	    {"172.16.0.1:80 : 172.31.0.1:80", true}, {"192.168.1.9:3000", true},
	    {"127.0.0.1:9000, [::1]:9000", true}, {"[fd00::5]:8080", true},
	    {"10.0.0.1", false}, {"203.0.113.1:80", false},
	    {"203.0.113.1:4711, 10.0.0.1:443", false},
	    {"10.0.0.1:80, 203.0.113.1:80", false}, {"172.15.0.1:80", false},
	    {"172.32.0.1:80", false}, {"fd00::5", false}, {"", false},
	    {"-", false}, {",", false}, {"100.64.0.1:80", false}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		ok(address_are_upstreams(slice_of(cases[i].list)) ==
			cases[i].are,
		    "'%s' is %s", cases[i].list,
		    cases[i].are ? "whom a proxy asked" : "who asked");
}

static void
durations(void)
{
	static const struct {
		const char *text;
		int scale;
		int64_t us; /* -1: none */
	} cases[] = {{"0.012", 6, 12000}, {"0", 6, 0}, {"12", 3, 12000},
	    {"1500", 0, 1500}, {"1499", -3, 1}, {"1e-3", 6, 1000},
	    {"12ms", 6, 12000}, {"3s", 0, 3000000}, {"250us", 6, 250},
	    {"2\xc2\xb5s", 6, 2}, {"2\xce\xbcs", 6, 2}, {"2500ns", 6, 2},
	    {"1h2m3.5s", 6, 3723500000}, {"0.001 0.040 0.002", 6, 43000},
	    {"-1 -1 -1", 6, -1}, {"0.1 -1 0.1", 6, -1}, {"", 6, -1},
	    {"-", 6, -1}, {"0.1, 0.2", 6, -1}, {"1d", 6, -1}, {"ms", 6, -1},
	    {"1..2", 6, -1}, {"9e12", 6, 9000000000000000000},
	    {"9e12 9e12", 6, -1}, {"9e18h", 6, -1}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int64_t us;
		bool good =
		    taken_read(slice_of(cases[i].text), cases[i].scale, &us);
		ok(good == (cases[i].us >= 0) && (!good || us == cases[i].us),
		    "took '%s'", cases[i].text);
	}
	int64_t us;
	ok(!taken_read(SLICE("1\0"), 6, &us), "a NUL is no part of a number");
}

static void
identities(void)
{
	struct uid_rules rules;
	struct slice bad;
	char hash[UID_HASH_LENGTH];
	ok(uid_init(&rules, slice_of(uid_default), &bad), "the default list");
	struct uid_sources from = {SLICE("_ga=GA1.2.11.22"), SLICE("cid=7"),
	    SLICE(""), SLICE("1.2.3.4"), 42, SLICE("")};
	is(uid_find(&rules, &from, hash), SLICE("11.22"), "Google's id");
	from.cookie = SLICE("uid=-");
	is(uid_find(&rules, &from, hash), SLICE("af006f935131a6a7"),
	    "the hash of address and agent is the same in every run");
	ok(uid_init(&rules, SLICE("param:cid,user"), &bad), "another list");
	is(uid_find(&rules, &from, hash), SLICE("7"), "a parameter");
	ok(!uid_init(&rules, SLICE("cookie:a,what"), &bad), "a wrong one");
	is(bad, SLICE("what"), "what is wrong");

	struct sites *s = malloc(sizeof(*s));
	sites_init(s);
	sites_add(s, SLICE("www.Shop.example"));
	ok(sites_own(s, SLICE("shop.example:8080")), "port and www");
	ok(sites_own(s, SLICE("m.SHOP.example.")), "a subdomain, any case");
	ok(!sites_own(s, SLICE("myshop.example")), "not only the ending");
	sites_release(s);
	sites_init(s);
	ok(!sites_own(s, SLICE("shop.example")), "nothing learnt yet");
	for (int i = 0; i < 50; i++)
		sites_learn(s, SLICE("shop.example"));
	sites_learn(s, SLICE("evil.example"));
	ok(sites_own(s, SLICE("www.shop.example")), "learnt");
	ok(sites_own(s, SLICE("m.shop.example")) &&
		sites_own(s, SLICE("WWW2.shop.example")),
	    "and its other servers");
	ok(!sites_own(s, SLICE("blog.shop.example")), "no other name");
	ok(!sites_own(s, SLICE("evil.example")), "too rare to be own");
	sites_release(s);
	free(s);
	ok(sites_same(SLICE("www.a.kr"), SLICE("M.A.kr")) &&
		sites_same(SLICE("www12.m.a.kr"), SLICE("a.kr")),
	    "the same site");
	ok(!sites_same(SLICE("www.kr"), SLICE("m.kr")) &&
		!sites_same(SLICE("wwwx.a.kr"), SLICE("a.kr")) &&
		!sites_same(SLICE("mm.a.kr"), SLICE("a.kr")),
	    "another");
}

int
main(void)
{
	lines();
	requests();
	stamps();
	endings();
	escapes();
	ports();
	upstreams();
	durations();
	identities();
	return tap_done();
}
