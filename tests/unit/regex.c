/* SPDX-License-Identifier: MIT */
/* ext/regex: UTF-8, limits, named groups, literal beginnings. */
#include <stdlib.h>

#include "base/mem.h"
#include "ext/regex.h"
#include "unit/tap.h"

static enum regex_result
search(const char *pattern, struct slice text)
{
	struct regex_error error;
	struct regex *r = regex_new(slice_of(pattern), &error);
	if (!r)
		return REGEX_GAVE_UP;
	enum regex_result result = regex_match(r, text);
	regex_free(r);
	return result;
}

static bool
matches(const char *pattern, const char *text)
{
	return search(pattern, slice_of(text)) == REGEX_MATCH;
}

static void
test_matching(void)
{
	ok(matches("^/p/", "/p/1"), "anchored");
	ok(!matches("^/p/", "/q/p/1"), "anchored, elsewhere");
	ok(matches("", ""), "nothing in nothing");
	ok(search("^$", (struct slice){NULL, 0}) == REGEX_MATCH,
	    "a slice without bytes");
	ok(matches("^.$", "가"), "a dot is a character");
	ok(matches("(?i)É", "é"), "case of another script");
	ok(matches("^a$", "a") && !matches("^a$", "a\n"), "$ is the very end");
	ok(search("a\xff", SLICE("a\xff")) == REGEX_GAVE_UP,
	    "a pattern that is not UTF-8");
	ok(search("b$",
	       SLICE("a\xff\xc3"
		     "b")) == REGEX_MATCH,
	    "text that is not UTF-8");
	ok(search("^.*b$",
	       SLICE("\xff"
		     "b")) == REGEX_MISS,
	    "no character spans broken bytes");
}

static void
test_limits(void)
{
	char bomb[61];
	struct buf long_text = BUF_INIT;
	memset(bomb, 'a', 60);
	bomb[60] = '!';
	ok(search("^(a+)+$", (struct slice){bomb, 61}) == REGEX_GAVE_UP,
	    "a runaway pattern ends");
	ok(matches("(*NO_JIT)^/p/", "/p/1") && !matches("(*NO_JIT)p", "q"),
	    "a pattern that is not to be compiled");
	ok(search("(*NO_JIT)^(a+)+$", (struct slice){bomb, 61}) ==
		REGEX_GAVE_UP,
	    "it has limits as well");
	for (int i = 0; i < 100000; i++)
		buf_put_byte(&long_text, "ab"[i % 2]);
	ok(search("^(?:a|b|[ab]c)*$", buf_slice(&long_text)) != REGEX_MISS,
	    "a long text overflows no stack");
	buf_release(&long_text);
}

static void
test_errors(void)
{
	struct regex_error error;
	ok(!regex_new(SLICE("ab[c"), &error) && error.offset == 4,
	    "the place of an error");
	ok(error.reason[0] != '\0', "the reason of an error: %s", error.reason);
	ok(!regex_new(SLICE("\\C"), &error), "no single bytes of characters");
	ok(!regex_new_bytes(SLICE("(*UTF)^.$")), "no UTF-8 among bytes");
	char *big = mem_zero(1, 70000);
	memset(big, 'a', 70000);
	ok(!regex_new((struct slice){big, 70000}, &error), "too long: %s",
	    error.reason);
	free(big);
}

static void
test_groups(void)
{
	struct regex_error error;
	struct slice found;
	struct regex *r = regex_new(
	    SLICE("^/(?<what>[a-z]+)/(?<id>[0-9]+)(?<rest>-.*)?$"), &error);
	ok(r && regex_names(r) == 3, "three names");
	is(regex_name(r, 0), SLICE("id"), "names in byte order");
	is(regex_name(r, 2), SLICE("what"), "names in byte order");
	ok(regex_match(r, SLICE("/p/12")) == REGEX_MATCH, "it matches");
	ok(regex_group(r, 0, &found), "a group that took part");
	is(found, SLICE("12"), "its bytes");
	ok(!regex_group(r, 1, &found), "a group that took none");
	regex_free(r);
	r = regex_new(SLICE("(?|a(?<x>1)|b(?<x>2))"), &error);
	ok(r && regex_match(r, SLICE("b2")) == REGEX_MATCH &&
		regex_group(r, 0, &found) && found.n == 1 && *found.p == '2',
	    "a name for alternatives");
	regex_free(r);
}

/* A prefix that is too long or wrong would lose matches. */
static void
test_prefix(void)
{
	static const struct {
		const char *pattern, *prefix;
	} cases[] = {{"^/products/[0-9]+$", "/products/"}, {"^/a/b", "/a/b"},
	    {"^/ab?c", "/a"}, {"^/ab*", "/a"}, {"^/ab{0}c", "/a"},
	    {"^/ab+", "/a"}, {"^/a|b", ""}, {"^/(a|b)/", "/"}, {"^/a[|]b", ""},
	    {"^/a[(]b|c", ""}, {"^/a\\)|b", ""}, {"/a", ""}, {"(?i)^/a", ""},
	    {"^", ""}, {"", ""}, {"^가", ""}, {"^(?x)a b", ""},
	    {"^a(?#()b|c", ""}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct regex_error error;
		struct regex *r = regex_new(slice_of(cases[i].pattern), &error);
		if (!ok(r != NULL, "%s compiles", cases[i].pattern))
			continue;
		is(regex_prefix(r), slice_of(cases[i].prefix),
		    cases[i].pattern);
		regex_free(r);
	}
	ok(matches("^/a[(]b|c", "xxc"), "an alternative behind a bracket");
	ok(matches("^a(?#()b|c", "c"), "an alternative behind a comment");
	ok(matches("^/ab{0}c", "/ac"), "none of the last byte");
}

int
main(void)
{
	test_matching();
	test_limits();
	test_errors();
	test_groups();
	test_prefix();
	return tap_done();
}
