/* SPDX-License-Identifier: MIT */
/* The small parts of rules/: decimals, parameters, near names. */
#include "base/suggest.h"
#include "rules/bind.h"
#include "rules/decimal.h"
#include "rules/query.h"
#include "unit/tap.h"

static void
test_numbers(void)
{
	static const char *const numbers[] = {"0", "-0", "+0", "0.0", ".0",
	    "0.", "1", "-1", "1.5", "007", "123456789012345678901234567890"};
	static const char *const others[] = {"", "-", "+", ".", "-.", "1e3",
	    "1,000", " 1", "1 ", "0x1", "1.2.3", "--1", "abc", "1-"};
	struct decimal d;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		ok(decimal_parse(slice_of(numbers[i]), &d), "'%s' is a number",
		    numbers[i]);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		ok(!decimal_parse(slice_of(others[i]), &d), "'%s' is none",
		    others[i]);
	ok(!decimal_parse((struct slice){NULL, 0}, &d), "nor is nothing");
}

static int
sign(int v)
{
	return (v > 0) - (v < 0);
}

/* Each is equal to itself and less than the next. */
static void
test_order(void)
{
	static const char *const rising[] = {"-123456789012345678901", "-100",
	    "-99.5", "-1.1", "-1.09", "-1", "-0.000001", "-0.0000001", "0",
	    "0.0000001", "0.1", "0.10000000000000000001", "0.9", "1", "1.01",
	    "1.1", "2", "10", "99.99", "100", "18446744073709551616",
	    "18446744073709551617", "123456789012345678901.5"};
	enum { N = sizeof(rising) / sizeof(*rising) };
	for (int i = 0; i < N; i++) {
		bool good = true;
		for (int j = 0; j < N; j++) {
			struct decimal a, b;
			decimal_parse(slice_of(rising[i]), &a);
			decimal_parse(slice_of(rising[j]), &b);
			good =
			    good && sign(decimal_order(&a, &b)) == sign(i - j);
		}
		ok(good, "order of %s", rising[i]);
	}
	struct decimal a, b;
	decimal_parse(SLICE("-0.00"), &a);
	decimal_parse(SLICE("+000"), &b);
	ok(decimal_order(&a, &b) == 0, "zeros are equal");
	decimal_parse(SLICE("1.50"), &a);
	decimal_parse(SLICE("01.5"), &b);
	ok(decimal_order(&a, &b) == 0, "zeros at the ends do not count");
}

static void
test_query(void)
{
	static const struct {
		const char *query, *name, *value;
	} cases[] = {{"", "a", ""}, {"a", "a", ""}, {"a=", "a", ""},
	    {"a=1", "a", "1"}, {"?a=1", "a", "1"}, {"b=2&a=1", "a", "1"},
	    {"a=1&a=2", "a", "1"}, {"aa=1&a=2", "a", "2"},
	    {"a=1=2", "a", "1=2"}, {"&&a=1", "a", "1"}, {"=1", "", "1"},
	    {"a%5B%5D=x", "a[]", "x"}, {"a+b=x", "a b", "x"},
	    {"a=%41+%e2%82%ac", "a", "A \xe2\x82\xac"}, {"a=%", "a", "%"},
	    {"a=%4", "a", "%4"}, {"a=%4g%41", "a", "%4gA"}, {"a=%00x", "b", ""},
	    {"A=1", "a", ""}, {"a=x%26y", "a", "x&y"}, {"%61=1", "a", "1"},
	    {"a%3D=1", "a", ""}, {"a=%C8%C4%B5%E5", "a", "후드"},
	    {"a=%uD6C4%ub4dc+%uD83D%uDE00", "a", "후드 😀"},
	    {"a=%ff%fe", "a", "\xff\xfe"}, {"a=%ED%9B%84%EB", "a", "후\xeb"}};
	struct query_text b;
	query_text_init(&b);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		is(query_param(
		       slice_of(cases[i].query), slice_of(cases[i].name), &b),
		    slice_of(cases[i].value), cases[i].query);
	struct slice zero = query_param(SLICE("a=%00x"), SLICE("a"), &b);
	ok(zero.n == 2 && zero.p[0] == '\0', "a zero byte");
	query_text_release(&b);
}

static void
test_suggest(void)
{
	static const char *const names[] = {
	    "path", "item", "hit", "revenue", "item_name", "참여"};
	static const struct {
		const char *wanted, *name;
	} cases[] = {{"pth", "path"}, {"pahts", NULL}, {"paths", "path"},
	    {"hti", "hit"}, {"itme", "item"}, {"PATH", "path"},
	    {"Item_Nmae", "item_name"}, {"item_nmae", "item_name"}, {"x", NULL},
	    {"revenu", "revenue"}, {"", NULL}, {"totally_else", NULL}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct suggestion s = {.wanted = slice_of(cases[i].wanted)};
		for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
			suggest_try(&s, slice_of(names[k]));
		if (cases[i].name)
			is(s.name, slice_of(cases[i].name), cases[i].wanted);
		else
			ok(!s.name.p, "nothing is near '%s'", cases[i].wanted);
	}
}

static void
test_makers(void)
{
	is(slice_of(column_maker(SLICE("hit"))), SLICE("cjm-sessionize"),
	    "hit");
	is(slice_of(column_maker(SLICE("time"))), SLICE("cjm-parse"), "time");
	is(slice_of(column_maker(SLICE("country"))), SLICE("cjm-parse"),
	    "country");
	is(slice_of(column_maker(SLICE("param:x"))), SLICE("cjm-parse"),
	    "param:x");
	ok(!column_maker(SLICE("")) && !column_maker(SLICE("pth")),
	    "nobody makes others");
}

int
main(void)
{
	test_numbers();
	test_order();
	test_query();
	test_suggest();
	test_makers();
	return tap_done();
}
