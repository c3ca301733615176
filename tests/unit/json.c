/* SPDX-License-Identifier: MIT */
/* JSON: what is accepted and refused, what is found, what is decoded. */
#include <stdlib.h>

#include "log/json.h"
#include "unit/marks.h"
#include "unit/padded.h"
#include "unit/tap.h"

enum { ROOM = 8192 };

static struct json_found found;

/* The line of a text, with its marks or without. */
static struct line
line_of(struct slice text, bool marked)
{
	static struct marked room;
	struct line line = {.text = padded(text)};
	if (!marked)
		return line;
	line.base = line.text.p;
	line.marks = room.marks;
	line.n_marks = marks_of(simd_probe(), line.text.p, line.text.n, &room);
	return line;
}

/* Without marks, and by the marks, which must be the same. */
static enum json_result
read_text(const struct json_paths *paths, struct slice text)
{
	struct line line = line_of(text, false);
	enum json_result plain = json_read(paths, simd_probe(), &line, &found);
	line = line_of(text, true);
	enum json_result marked = json_read(paths, simd_probe(), &line, &found);
	return plain == marked ? marked : JSON_BAD;
}

struct sample {
	const char *name;
	struct slice text;
};
#define CASE(name, text)                       \
	{                                      \
		name,                          \
		{                              \
			text, sizeof(text) - 1 \
		}                              \
	}

/* RFC 8259 calls all of these JSON. */
static const struct sample good[] = {
    CASE("array_empty", "[]"),
    CASE("array_with_blanks", " [ 1 , 2 ] "),
    CASE("array_of_all", "[null,true,false,0,\"\",[],{}]"),
    CASE("array_ends_in_newline", "[1]\n"),
    CASE("tabs", "[\t1\t]\t"),
    CASE("carriage_return", "{\r\"a\"\r:\r1\r}\r"),
    CASE("object_empty", "{}"),
    CASE("object_blank", "{ }"),
    CASE("object_blanks", " { \"a\" : 1 , \"b\" : 2 } "),
    CASE("object_same_name", "{\"a\":1,\"a\":2}"),
    CASE("object_empty_name", "{\"\":0}"),
    CASE("object_escaped_name", "{\"foo\\u0000bar\":42}"),
    CASE("object_nested", "{\"a\":{\"b\":{\"c\":[{\"d\":1}]}}}"),
    CASE("root_string", "\"asd\""),
    CASE("root_number", "-0.1e-7"),
    CASE("root_true", "true"),
    CASE("root_null", " null "),
    CASE("number_zero", "[0]"),
    CASE("number_minus_zero", "[-0]"),
    CASE("number_fraction", "[123.456789]"),
    CASE("number_e", "[1e2]"),
    CASE("number_E", "[1E22]"),
    CASE("number_e_plus", "[0e+1]"),
    CASE("number_e_minus", "[1.5E-2]"),
    CASE("number_e_zeros", "[1e000]"),
    CASE("number_long", "[-123123123123123123123123123123.00000000000001]"),
    CASE("number_huge_exponent", "[0.4e00669999999999999999999]"),
    CASE("string_escapes", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"),
    CASE("string_backslash_quote", "[\"\\\\\",\"\\\"\"]"),
    CASE("string_pair", "[\"\\uD801\\udc37\"]"),
    CASE("string_nul", "[\"\\u0000\"]"),
    CASE("string_question", "[\"?\",\"a?b?\",\"??\"]"),
    CASE("string_brackets", "[\"]}{[\",\",\",\":\"]"),
    CASE("string_utf8", "[\"\xec\x9a\xb4\xf0\x9d\x84\x9e\"]"),
    CASE("string_del",
	"[\"a\x7f"
	"a\"]"),
    CASE("string_u2028", "[\"\xe2\x80\xa8\"]"),
    CASE("string_escaped_noncharacter", "[\"\\uFFFF\"]"),
};

/* And none of these. */
static const struct sample bad[] = {
    CASE("nothing", ""),
    CASE("blank", " "),
    CASE("nul", "\0"),
    CASE("bom_alone", "\xef\xbb\xbf"),
    CASE("bom_in_front", "\xef\xbb\xbf{}"),
    CASE("array_open", "["),
    CASE("array_open_value", "[1"),
    CASE("array_open_comma", "[1,"),
    CASE("array_comma", "[,]"),
    CASE("array_comma_first", "[,1]"),
    CASE("array_comma_last", "[1,]"),
    CASE("array_commas", "[1,,2]"),
    CASE("array_no_comma", "[1 2]"),
    CASE("array_no_comma_2", "[\"a\"\"b\"]"),
    CASE("array_colon", "[1:2]"),
    CASE("array_dash", "[-]"),
    CASE("array_closed_twice", "[1]]"),
    CASE("array_closed_by_brace", "[1}"),
    CASE("array_star", "[*]"),
    CASE("array_then_x", "[1]x"),
    CASE("array_only_close", "]"),
    CASE("object_open", "{"),
    CASE("object_open_name", "{\"a\""),
    CASE("object_open_colon", "{\"a\":"),
    CASE("object_open_value", "{\"a\":1"),
    CASE("object_comma", "{,}"),
    CASE("object_comma_last", "{\"a\":1,}"),
    CASE("object_commas", "{\"a\":1,,\"b\":2}"),
    CASE("object_no_colon", "{\"a\" 1}"),
    CASE("object_colons", "{\"a\"::1}"),
    CASE("object_comma_for_colon", "{\"a\",1}"),
    CASE("object_no_name", "{:1}"),
    CASE("object_name_only", "{\"a\"}"),
    CASE("object_number_name", "{1:1}"),
    CASE("object_bare_name", "{a:1}"),
    CASE("object_single_quotes", "{'a':1}"),
    CASE("object_true_name", "{true:1}"),
    CASE("object_closed_by_bracket", "{\"a\":1]"),
    CASE("object_closed_twice", "{}}"),
    CASE("object_then_name", "{\"a\":1}#"),
    CASE("object_two_values", "{\"a\":1 2}"),
    CASE("two_roots", "{}{}"),
    CASE("two_roots_comma", "1,2"),
    CASE("comment", "[1/**/]"),
    CASE("comment_line", "{\"a\":1}//"),
    CASE("number_plus", "[+1]"),
    CASE("number_zero_in_front", "[012]"),
    CASE("number_minus_012", "[-012]"),
    CASE("number_two_minus", "[--1]"),
    CASE("number_minus_space", "[- 1]"),
    CASE("number_point", "[.5]"),
    CASE("number_point_last", "[2.]"),
    CASE("number_point_e", "[0.e1]"),
    CASE("number_e_alone", "[1e]"),
    CASE("number_e_plus_alone", "[1e+]"),
    CASE("number_e_minus_last", "[1e-]"),
    CASE("number_two_points", "[1.2.3]"),
    CASE("number_hex", "[0x1F]"),
    CASE("number_comma", "[1,5e]"),
    CASE("number_letter", "[1a]"),
    CASE("number_nan", "[NaN]"),
    CASE("number_minus_nan", "[-NaN]"),
    CASE("number_infinity", "[Infinity]"),
    CASE("number_inf", "[-inf]"),
    CASE("number_blank", "[1 000]"),
    CASE("number_full_width", "[\xef\xbc\x91]"),
    CASE("literal_capitals", "[True]"),
    CASE("literal_short", "[nul]"),
    CASE("literal_longer", "[truex]"),
    CASE("literal_fals", "fals"),
    CASE("literal_undefined", "[undefined]"),
    CASE("string_open", "[\"a"),
    CASE("string_open_alone", "\""),
    CASE("string_open_escape", "[\"\\"),
    CASE("string_escaped_quote_last", "[\"\\\"]"),
    CASE("string_tab", "[\"\t\"]"),
    CASE("string_newline", "[\"a\nb\"]"),
    CASE("string_nul_raw", "[\"a\0b\"]"),
    CASE("string_0x1f", "[\"\x1f\"]"),
    CASE("string_tab_in_name", "{\"a\tb\":1}"),
    CASE("string_escape_a", "[\"\\a\"]"),
    CASE("string_escape_0", "[\"\\0\"]"),
    CASE("string_escape_blank", "[\"\\ \"]"),
    CASE("string_escape_U", "[\"\\U0041\"]"),
    CASE("string_escape_utf8", "[\"\\\xec\x9a\xb4\"]"),
    CASE("string_u_short", "[\"\\u00A\"]"),
    CASE("string_u_none", "[\"\\u\"]"),
    CASE("string_u_no_hex", "[\"\\u123g\"]"),
    CASE("string_u_blank", "[\"\\u 123\"]"),
    CASE("string_pair_half", "[\"\\uD800\\u\"]"),
    CASE("string_x_short", "[\"\\x4\"]"),
    CASE("string_x_no_hex", "[\"\\xzz\"]"),
    CASE("string_single", "['a']"),
    CASE("string_alone_quote", "[\"a\"\"]"),
    CASE("string_then_x", "[\"a\"x]"),
    CASE("blank_form_feed", "[\f]"),
    CASE("blank_vertical", "[\v1]"),
    CASE("blank_nbsp", "[\xc2\xa0]"),
    CASE("control_behind", "[1]\x01"),
    CASE("dash_then_digits", "{\"a\":- 1}"),
    CASE("dash_word", "{\"a\":-x}"),
    CASE("dash_twice", "{\"a\":--}"),
    CASE("array_value_missing", "[1,]"),
    CASE("log_line", "127.0.0.1 - - [x] \"GET / HTTP/1.1\" 200 1"),
};

/* What the RFC leaves open: all but the last are read. */
static const struct sample open_[] = {
    CASE("surrogate_high_alone", "[\"\\uDADA\"]"),
    CASE("surrogate_low_alone", "[\"\\uDd1ea\"]"),
    CASE("surrogates_turned", "[\"\\uDd1e\\uD834\"]"),
    CASE("surrogate_then_other", "[\"\\uD800\\n\"]"),
    CASE("utf8_cut", "[\"\xe2\x82\"]"),
    CASE("utf8_latin1", "[\"\xe9\"]"),
    CASE("utf8_overlong", "[\"\xc0\xaf\"]"),
    CASE("utf8_ff", "[\"\xff\"]"),
    CASE("number_very_big", "[-1e+9999]"),
    CASE("number_very_small", "[1e-9999]"),
};

/* Read, but told apart. */
static const struct sample lax[] = {
    CASE("v", "{\"a\":\"\\v\"}"),
    CASE("x", "{\"a\":\"f\\xFAtbol\"}"),
    CASE("x_lower", "{\"\\x22\":1}"),
    CASE("missing", "{\"a\":,\"b\":1}"),
    CASE("missing_last", "{\"a\":}"),
    CASE("missing_blank", "{\"a\": , \"b\": }"),
    CASE("dash", "{\"a\":-,\"b\":1}"),
    CASE("dash_last", "{\"a\":[{\"b\":-}]}"),
    CASE("dash_blank", "{\"a\": - }"),
};

static void
results(const struct sample *s, size_t n, enum json_result want)
{
	static const char *const names[] = {"refuse", "accept", "tolerate"};
	struct json_paths *paths = json_paths_new();
	for (size_t i = 0; i < n; i++)
		ok(read_text(paths, s[i].text) == want, "%s %s", names[want],
		    s[i].name);
	json_paths_free(paths);
}

/* n times the first, then the middle, then n times the last. */
static struct slice
nested(size_t n, char first, const char *middle, char last)
{
	static char text[ROOM];
	size_t m = strlen(middle);
	memset(text, first, n);
	memcpy(text + n, middle, m);
	memset(text + n + m, last, n);
	return (struct slice){text, 2 * n + m};
}

/* Lines that are alike, or nearly so. */
static const struct sample alike[] = {
    CASE("line", "{\"status\":200,\"request\":{\"uri\":\"/a\"},\"x\":[1]}"),
    CASE("other values",
	"{\"status\":\"4\",\"request\":{\"uri\":\"/b?c=d&e=f?\"},\"x\":[2]}"),
    CASE("escaped value",
	"{\"status\":null,\"request\":{\"uri\":\"\\u002f\"},\"x\":[true]}"),
    CASE("missing", "{\"status\":,\"request\":{\"uri\":-},\"x\":[false]}"),
    CASE(
	"missing in array", "{\"status\":1,\"request\":{\"uri\":1},\"x\":[-]}"),
    CASE("object for a value",
	"{\"status\":{},\"request\":{\"uri\":1},\"x\":[0]}"),
    CASE("behind", "{\"status\":0,\"request\":{\"uri\":1},\"x\":[0]}}"),
    CASE("cut", "{\"status\":200,\"request\":{\"uri\":\"/a\"},\"x\":[1]"),
    CASE("mark for a value",
	"{\"status\":?\",\"request\":{\"uri\":\"/a\"},\"x\":[1]}"),
    CASE("backslash for a value",
	"{\"status\":\\\",\"request\":{\"uri\":\"/a\"},\"x\":[1]}"),
    CASE("number cut", "{\"status\":2x,\"request\":{\"uri\":1},\"x\":[1]}"),
    CASE("control",
	"{\"status\":\"\t\",\"request\":{\"uri\":\"/a\"},\"x\":[1]}"),
    CASE("longer", "{\"status\":200,\"request\":{\"uri\":\"/a\"},\"x\":[1,2]}"),
    CASE("twice", "{\"status\":200,\"status\":{}}"),
    CASE("twice below", "{\"a\":{\"b\":1},\"a\":2}"),
    CASE("a whole object", " {\"request.headers\":{\"b\":1}, \"status\":2} "),
    CASE("a container that is wanted", "{\"a\":{\"b\":[1]},\"status\":2}"),
    CASE("escaped name", "{\"\\u0061\":{\"b\":1}}"),
};

static bool
same_found(const struct json_found *a, const struct json_found *b)
{
	if (memcmp(a->set, b->set, sizeof(a->set)) != 0 ||
	    a->root.kind != b->root.kind || a->root.text.p != b->root.text.p ||
	    a->root.text.n != b->root.text.n)
		return false;
	for (int i = 0; i < JSON_SLOTS; i++)
		if (json_has(a, i) &&
		    (a->at[i].text.p != b->at[i].text.p ||
			a->at[i].text.n != b->at[i].text.n ||
			a->at[i].kind != b->at[i].kind ||
			a->at[i].escaped != b->at[i].escaped))
			return false;
	return true;
}

/* Whether a line behind another is read as it is alone. */
static bool
reads_like(const struct json_paths *paths, struct slice before,
    struct slice text, bool marked)
{
	static struct json_found alone;
	static struct json_shape shape;
	struct line line = line_of(before, marked);
	memset(&shape, 0, sizeof(shape));
	json_read_like(paths, simd_probe(), &line, &found, &shape);
	line = line_of(text, marked);
	enum json_result want = json_read(paths, simd_probe(), &line, &alone);
	enum json_result got =
	    json_read_like(paths, simd_probe(), &line, &found, &shape);
	return got == want && (got == JSON_BAD || same_found(&found, &alone));
}

/* Each sample behind each other one, without marks and with. */
static void
shapes(void)
{
	static const struct {
		const struct sample *at;
		size_t n;
	} all[] = {{good, sizeof(good) / sizeof(*good)},
	    {bad, sizeof(bad) / sizeof(*bad)},
	    {lax, sizeof(lax) / sizeof(*lax)},
	    {alike, sizeof(alike) / sizeof(*alike)}};
	static const char *const asked[] = {
	    "status", "request.uri", "request.headers", "x.0", "a.b", "b"};
	struct json_paths *paths = json_paths_new();
	size_t pairs = 0, equal = 0;
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++)
		json_paths_add(paths, slice_of(asked[i]));
	for (size_t i = 0; i < 4; i++)
		for (size_t k = 0; k < all[i].n; k++)
			for (size_t j = 0; j < 4; j++)
				for (size_t l = 0; l < 2 * all[j].n;
				     l++, pairs++)
					equal += reads_like(paths,
					    all[i].at[k].text,
					    all[j].at[l / 2].text, l % 2 == 1);
	ok(equal == pairs, "%zu of %zu lines are read as if alone", equal,
	    pairs);
	json_paths_free(paths);
}

static void
depth(void)
{
	struct json_paths *paths = json_paths_new();
	ok(read_text(paths, nested(JSON_DEPTH, '[', "", ']')) == JSON_GOOD,
	    "as deep as it goes");
	ok(read_text(paths, nested(JSON_DEPTH + 1, '[', "", ']')) == JSON_BAD,
	    "deeper is refused");
	ok(read_text(paths, nested(4000, '[', "", ' ')) == JSON_BAD,
	    "and so are 4000 brackets");
	json_paths_free(paths);
}

static const char *const wanted[] = {"status", "request.uri",
    "request.headers.User-Agent.0", "url.path", "request",
    "http.response.status_code", "items.1.id", "a.b"};

/* The text at a wanted path of a line; `(none)` when it has none. */
static struct slice
value_at(const char *path, const char *line)
{
	static char memory[ROOM];
	struct buf scratch = {memory, 0, sizeof(memory)};
	struct json_paths *paths = json_paths_new();
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
		json_paths_add(paths, slice_of(wanted[i]));
	int slot = json_paths_add(paths, slice_of(path));
	struct slice text = SLICE("(bad)");
	if (read_text(paths, slice_of(line)) != JSON_BAD)
		text = json_has(&found, slot)
		    ? json_text(found.at[slot], &scratch)
		    : SLICE("(none)");
	json_paths_free(paths);
	return text;
}

static void
paths(void)
{
	is(value_at("status", "{\"x\":1,\"status\":200}"), SLICE("200"), "top");
	is(value_at("request.uri", "{\"request\":{\"a\":[1],\"uri\":\"/p\"}}"),
	    SLICE("/p"), "below");
	is(value_at("request.uri", "{\"request.uri\":\"/p\"}"), SLICE("/p"),
	    "a point in the name");
	is(value_at("http.response.status_code",
	       "{\"http\":{\"response.status_code\":404}}"),
	    SLICE("404"), "one of two points");
	is(value_at("request.headers.User-Agent.0",
	       "{\"request\":{\"headers\":{\"User-Agent\":[\"UA\",\"B\"]}}}"),
	    SLICE("UA"), "an element");
	is(value_at(
	       "items.1.id", "{\"items\":[{\"id\":1},{\"id\":2},{\"id\":3}]}"),
	    SLICE("2"), "a member of an element");
	is(value_at("request", "{\"request\":{\"uri\": \"}\"} }"),
	    SLICE("{\"uri\": \"}\"}"), "an object whole");
	is(value_at("status", "{\"status\":1,\"status\":2}"), SLICE("2"),
	    "the last of two");
	is(value_at("request.uri",
	       "{\"request\":{\"uri\":\"/a\"},\"request\":{\"b\":1}}"),
	    SLICE("(none)"), "the last of two, which has none");
	is(value_at("request.uri",
	       "{\"request\":{\"uri\":\"/a\"},\"request\":\"b\"}"),
	    SLICE("(none)"), "the last of two, which is a text");
	is(value_at("status", "{\"\\u0073t\\u0061tus\":7}"), SLICE("7"),
	    "an escaped name");
	is(value_at("status", "{\"a\":{\"status\":1},\"b\":[{\"status\":2}]}"),
	    SLICE("(none)"), "not elsewhere");
	is(value_at("status", "{\"status\":null}"), SLICE(""), "a null");
	is(value_at("status", "{\"status\":}"), SLICE(""), "a missing one");
	is(value_at("a.b", "{\"a\":{\"b\":1,\"c\":{\"a\":{\"b\":2}}}}"),
	    SLICE("1"), "only from the root");
	struct json_paths *p = json_paths_new();
	ok(json_paths_add(p, SLICE("a.b")) == 0 &&
		json_paths_add(p, SLICE("c")) == 1 &&
		json_paths_add(p, SLICE("a.b")) == 0,
	    "slots in order, one a path");
	ok(json_paths_add(p, SLICE("")) == -1 &&
		json_paths_add(p, (struct slice){NULL, 0}) == -1 &&
		json_paths_add(p, SLICE("a..b")) == -1 &&
		json_paths_add(p, SLICE("a.")) == -1 &&
		json_paths_add(p, SLICE("a.b.c.d.e.f.g.h")) == -1,
	    "no such paths");
	bool all = true;
	char name[8];
	for (int i = 2; i < JSON_SLOTS; i++) {
		snprintf(name, sizeof(name), "p%d.q", i);
		all = all && json_paths_add(p, slice_of(name)) == i;
	}
	ok(all && json_paths_add(p, SLICE("more")) == -1, "256 and no more");
	ok(read_text(p, SLICE("{\"p255\":{\"q\":5},\"p9.q\":6}")) ==
		    JSON_GOOD &&
		json_has(&found, 255) && json_has(&found, 9) &&
		!json_has(&found, 10),
	    "each is found");
	json_paths_free(p);
}

static void
texts(void)
{
	is(value_at("status", "{\"status\":\"a\\u0000b\"}"), SLICE("a\0b"),
	    "a NUL ends nothing");
	is(value_at("status", "{\"status\":\"\\ud83d\\ude00\"}"),
	    SLICE("\xf0\x9f\x98\x80"), "a pair of surrogates");
	is(value_at("status", "{\"status\":\"\\ud83dx\\ude00\"}"),
	    SLICE("\xef\xbf\xbdx\xef\xbf\xbd"), "surrogates apart");
	is(value_at("status",
	       "{\"status\":\"\\uc6b4\\u00e9\\/\\\"\\\\\\b\\f\\n\\r\\t\"}"),
	    SLICE("\xec\x9a\xb4\xc3\xa9/\"\\\b\f\n\r\t"), "every escape");
	is(value_at("status", "{\"status\":\"f\\xC3\\xBAtbol\\x22\"}"),
	    SLICE("f\xc3\xba"
		  "tbol\""),
	    "bytes by \\x");
	struct json_value v = {SLICE("a\\u0062c"), JSON_STRING, true};
	ok(json_is(v, SLICE("abc")) && !json_is(v, SLICE("ab")) &&
		!json_is(v, SLICE("abcd")),
	    "comparing escaped text");
}

static void
steps(void)
{
	struct json_paths *p = json_paths_new();
	struct json_value name, item;
	ok(read_text(p,
	       SLICE("{ \"a\\\"\" : [1, {\"b\":\"]}\"}, \"\\\\\" ,null] , "
		     "\"c\":-,\"d\":,\"e\":{\"f\":[]} }")) == JSON_LAX,
	    "read");
	struct json_steps s = json_steps(simd_probe(), found.root);
	ok(json_next(&s, &name, &item) && json_is(name, SLICE("a\"")) &&
		item.kind == JSON_ARRAY,
	    "a first member");
	struct json_steps in = json_steps(simd_probe(), item);
	ok(json_next(&in, &name, &item) && item.kind == JSON_NUMBER &&
		name.kind == JSON_NULL,
	    "an element");
	ok(json_next(&in, &name, &item) && item.kind == JSON_OBJECT, "another");
	is(item.text, SLICE("{\"b\":\"]}\"}"), "whole");
	ok(json_next(&in, &name, &item) && json_is(item, SLICE("\\")),
	    "a backslash");
	ok(json_next(&in, &name, &item) && item.kind == JSON_NULL, "a null");
	ok(!json_next(&in, &name, &item), "no more");
	ok(json_next(&s, &name, &item) && item.kind == JSON_NULL, "a dash");
	ok(json_next(&s, &name, &item) && item.kind == JSON_NULL &&
		json_is(name, SLICE("d")),
	    "a missing value");
	ok(json_next(&s, &name, &item) && item.kind == JSON_OBJECT &&
		!json_next(&s, &name, &item),
	    "the last member");
	ok(json_member(simd_probe(), found.root, SLICE("e"), &item) &&
		json_member(simd_probe(), item, SLICE("f"), &item) &&
		item.kind == JSON_ARRAY &&
		!json_member(simd_probe(), item, SLICE("f"), &item),
	    "members by name");
	json_paths_free(p);
}

static bool
scaled(const char *text, int scale, int64_t want)
{
	int64_t got = -1;
	struct json_value v = {slice_of(text), JSON_NUMBER, false};
	return json_scaled(v, scale, &got) && got == want;
}

static bool
no_number(const char *text)
{
	int64_t got;
	struct json_value v = {slice_of(text), JSON_STRING, false};
	return !json_scaled(v, 6, &got);
}

static void
numbers(void)
{
	ok(scaled("0", 6, 0) && scaled("-0", 6, 0) && scaled("7", 0, 7),
	    "whole numbers");
	ok(scaled("12.5", 6, 12500000) && scaled("-0.000001", 6, -1) &&
		scaled("1.5e3", 0, 1500) && scaled("15E-1", 6, 1500000) &&
		scaled("0.0000015e6", 0, 2),
	    "decimals and exponents");
	ok(scaled("0.0000005", 6, 0) && scaled("0.0000015", 6, 2) &&
		scaled("0.00000050000000000000000000001", 6, 1),
	    "half to even");
	ok(scaled("1714000000.1234567891234567", 6, 1714000000123457) &&
		scaled("1714000000.123456500000000000000000000", 6,
		    1714000000123456) &&
		scaled("1714000000.1234565000000000000000000001", 6,
		    1714000000123457),
	    "more digits than fit");
	ok(scaled("9223372036854775807", 0, INT64_MAX) &&
		scaled("9223372036854775806.6", 0, INT64_MAX),
	    "the greatest");
	ok(no_number("9223372036854775808") && no_number("1e30") &&
		no_number("99999999999999999999999999"),
	    "too great");
	ok(scaled("1e-400", 6, 0) && scaled("0e99999999999", 6, 0) &&
		scaled("1e-99999999999999999999", 6, 0),
	    "exponents out of all measure");
	ok(no_number("") && no_number("-") && no_number(".") &&
		no_number("1.2.3") && no_number("7,5") && no_number("1e") &&
		no_number("x") && no_number("e5") && no_number("- 1"),
	    "no numbers");
}

int
main(void)
{
	results(good, sizeof(good) / sizeof(*good), JSON_GOOD);
	results(bad, sizeof(bad) / sizeof(*bad), JSON_BAD);
	results(open_, sizeof(open_) / sizeof(*open_), JSON_GOOD);
	results(lax, sizeof(lax) / sizeof(*lax), JSON_LAX);
	shapes();
	depth();
	paths();
	texts();
	steps();
	numbers();
	return tap_done();
}
