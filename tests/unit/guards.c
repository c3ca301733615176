/* SPDX-License-Identifier: MIT */
/* Whose hits are taken: addresses, junk ids, pseudonyms, rules of channels. */
#include <stdio.h>
#include <stdlib.h>

#include "base/junk.h"
#include "log/addresses.h"
#include "log/channel-rules.h"
#include "log/pseudonym.h"
#include "unit/tap.h"

static void
test_networks(void)
{
	static const struct {
		const char *text;
		bool good;
	} cases[] = {{"192.0.2.1", true}, {"192.0.2.0/24", true},
	    {"192.0.2.77/24", true}, {"0.0.0.0/0", true}, {"::/0", true},
	    {"2001:db8::/32", true}, {"::ffff:192.0.2.0/120", true},
	    {"192.0.2.0/33", false}, {"2001:db8::/129", false},
	    {"192.0.2", false}, {"192.0.2.256", false}, {"192.0.2.1/", false},
	    {"192.0.2.1/-1", false}, {"", false}, {"/8", false},
	    {"shop.example", false}, {"2001:db8:::", false},
	    {"1.2.3.4.5", false}, {"1.2.3.4 ", false}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct addresses a = {NULL, 0};
		const char *why = "";
		bool good = addresses_add(&a, slice_of(cases[i].text), &why);
		ok(good == cases[i].good, "'%s' %s", cases[i].text,
		    good ? "is a network" : why);
		addresses_release(&a);
	}
}

static void
test_clients(void)
{
	static const char file[] =
	    "\xef\xbb\xbf# the office\n192.0.2.0/25\r\n192.0.2.128/25\n\n"
	    "  10.1.2.3  \n2001:db8:1::/48\n10.1.2.0/30\nfe80::1";
	static const struct {
		const char *client;
		bool in;
	} cases[] = {{"192.0.2.0", true}, {"192.0.2.127", true},
	    {"192.0.2.128", true}, {"192.0.2.255", true}, {"192.0.3.0", false},
	    {"192.0.1.255", false}, {"10.1.2.3", true}, {"10.1.2.0", true},
	    {"10.1.2.4", false}, {"::ffff:10.1.2.3", true},
	    {"::ffff:0a01:0203", true}, {"010.001.002.003", true},
	    {"10.1.2.3:8080", true}, {"[2001:db8:1::5]:443", true},
	    {"[2001:db8:1::5]", true}, {"2001:db8:1:ffff::", true},
	    {"2001:db8:2::", false}, {"2001:DB8:1::A", true},
	    {"fe80::1%eth0", true}, {"10.1.2.3, 172.16.0.1", true},
	    {"172.16.0.1, 10.1.2.3", false}, {"-", false}, {"", false},
	    {"unix:", false}, {"shop.example", false}, {"[", false},
	    {"::", false}};
	struct addresses a = {NULL, 0};
	struct entry_error error;
	ok(addresses_add_all(&a, slice_of(file), &error), "a file of networks");
	addresses_ready(&a);
	ok(a.n == 4, "neighbours and parts are joined: %zu ranges", a.n);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		ok(addresses_have(&a, slice_of(cases[i].client)) == cases[i].in,
		    "client '%s'", cases[i].client);
	addresses_release(&a);
	ok(!addresses_add_all(&a, SLICE("1.2.3.4\n # x\n  1.2.3/8"), &error) &&
		error.line == 3 && error.column == 3,
	    "a mistake at 3:3: %s", error.reason);
	addresses_ready(&a);
	ok(addresses_have(&a, SLICE("1.2.3.4")), "what stood before it");
	addresses_release(&a);
	ok(!addresses_have(&a, SLICE("1.2.3.4")), "an empty set");
}

/* Random sets against a look at each network. */
static void
test_many(void)
{
	struct addresses set = {NULL, 0};
	uint32_t from[200], to[200], x = 1;
	const char *why;
	char text[64];
	size_t same = 0;
	for (size_t i = 0; i < 200; i++) {
		unsigned length = 16 + (unsigned)i % 17;
		x = x * 1664525 + 1013904223;
		uint32_t mask = ~(uint32_t)0 << (32 - length);
		uint32_t ip = (x & 0x00ffffff) | 0x0a000000;
		from[i] = ip & mask;
		to[i] = ip | ~mask;
		snprintf(text, sizeof(text), "%u.%u.%u.%u/%u", ip >> 24,
		    ip >> 16 & 255, ip >> 8 & 255, ip & 255, length);
		addresses_add(&set, slice_of(text), &why);
	}
	addresses_ready(&set);
	for (size_t k = 0; k < 20000; k++) {
		bool in = false;
		x = x * 1664525 + 1013904223;
		uint32_t ip = (x & 0x00ffffff) | 0x0a000000;
		for (size_t i = 0; i < 200; i++)
			in = in || (ip >= from[i] && ip <= to[i]);
		snprintf(text, sizeof(text), "%u.%u.%u.%u", ip >> 24,
		    ip >> 16 & 255, ip >> 8 & 255, ip & 255);
		same += addresses_have(&set, slice_of(text)) == in;
	}
	ok(same == 20000, "%zu of 20000 addresses as each network says", same);
	addresses_release(&set);
}

static void
test_junk(void)
{
	static const char *const junk[] = {"", "-", "0", "00", " null ", "NULL",
	    "None", "NaN", "undefined", "[object Object]", "(null)",
	    "00000000-0000-0000-0000-000000000000", "anonymous", "deleted"};
	static const char *const ids[] = {
	    "1", "a", "007", "nulls", "nobody", "-1", "0x0", "10"};
	for (size_t i = 0; i < sizeof(junk) / sizeof(*junk); i++)
		ok(junk_id(slice_of(junk[i])), "junk: '%s'", junk[i]);
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++)
		ok(!junk_id(slice_of(ids[i])), "an id: '%s'", ids[i]);
}

static void
test_pseudonyms(void)
{
	struct digest_key key = {.n = 16};
	struct pseudonyms p;
	char a[PSEUDONYM_LENGTH], b[PSEUDONYM_LENGTH];
	memcpy(key.at, "0123456789abcdef", 16);
	pseudonyms_init(&p, &key);
	is(pseudonym_of(&p, SLICE("192.0.2.1"), a), SLICE("61c14b6129dd13d0"),
	    "as Python's hashlib gives it");
	is(pseudonym_of(&p, SLICE("192.0.2.1"), b), SLICE("61c14b6129dd13d0"),
	    "the same when it is remembered");
	ok(pseudonym_of(&p, SLICE(""), b).n == 0, "nothing stays nothing");
	/* longer than what is remembered */
	char text[300];
	memset(text, 'x', sizeof(text));
	struct slice id = {text, sizeof(text)};
	is(pseudonym_of(&p, id, a), pseudonym_of(&p, id, b), "a long id");
	pseudonyms_release(&p);
}

static void
test_channel_mistakes(void)
{
	static const struct {
		const char *text;
		unsigned line, column;
	} cases[] = {{"Paid", 1, 1}, {"Paid when", 1, 1},
	    {"when source == \"x\"", 1, 1},
	    {"# x\nA when sorce == \"x\"", 2, 8},
	    {"A when source = \"x\"", 1, 15}, {"A when source == x", 1, 18},
	    {"A when source == \"x", 1, 18},
	    {"A when source == \"a\\q\"", 1, 20},
	    {"A when source =~ \"x(\"", 1, 21},
	    {"A when param == \"x\"", 1, 14},
	    {"A when param(x) == \"x\"", 1, 14},
	    {"A when param(\"x\" == \"x\"", 1, 18},
	    {"A when source == \"x\" or medium == \"y\"", 1, 22},
	    {"A when source == \"x\" and ", 1, 22}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct channel_rules r = {.n = 0};
		struct entry_error e = {0, 0, ""};
		bool good = channel_rules_read(&r, slice_of(cases[i].text), &e);
		ok(!good && e.line == cases[i].line &&
			e.column == cases[i].column,
		    "%s: %u:%u: %s", cases[i].text, e.line, e.column, e.reason);
		channel_rules_release(&r);
	}
}

static void
test_channels(void)
{
	static const char file[] =
	    "# ours\n"
	    "Partner A   when param(\"partner\") == \"a\"\n"
	    "Press\twhen referrer =~ \"(^|\\.)yna\\.co\\.kr$\" # a comment\n"
	    "\"Quoted\" when source == \"a\\\"b\"\n"
	    "Not paid    when medium !~ \"cp\" and source == \"NAVER\"\n"
	    "When        when campaign == \"when\"\n";
	struct channel_rules r = {.n = 0};
	struct entry_error error;
	struct channel_facts f = {.query = SLICE("x=1&partner=A")};
	for (int i = 0; i < N_CHANNEL_FIELDS; i++)
		f.fields[i] = SLICE("");
	bool good = channel_rules_read(&r, slice_of(file), &error);
	if (!ok(good && r.n == 5 && r.params, "rules"))
		return;
	is(channel_rules_find(&r, &f), SLICE("Partner A"), "a parameter");
	f.query = SLICE("");
	ok(!channel_rules_find(&r, &f).p, "none holds");
	f.fields[CHANNEL_REFERRER] = SLICE("www.YNA.co.kr");
	is(channel_rules_find(&r, &f), SLICE("Press"), "a pattern, any case");
	f.fields[CHANNEL_REFERRER] = SLICE("xyna.co.kr");
	f.fields[CHANNEL_SOURCE] = SLICE("a\"b");
	is(channel_rules_find(&r, &f), SLICE("\"Quoted\""), "a quote");
	f.fields[CHANNEL_SOURCE] = SLICE("naver");
	f.fields[CHANNEL_MEDIUM] = SLICE("organic");
	is(channel_rules_find(&r, &f), SLICE("Not paid"), "not, and");
	f.fields[CHANNEL_MEDIUM] = SLICE("cpc");
	ok(!channel_rules_find(&r, &f).p, "one of two tests is not enough");
	f.fields[CHANNEL_CAMPAIGN] = SLICE("When");
	is(channel_rules_find(&r, &f), SLICE("When"), "a channel of that name");
	channel_rules_release(&r);
}

int
main(void)
{
	test_networks();
	test_clients();
	test_many();
	test_junk();
	ok(digest_init(), "libsodium");
	test_pseudonyms();
	test_channel_mistakes();
	test_channels();
	return tap_done();
}
