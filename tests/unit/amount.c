/* SPDX-License-Identifier: MIT */
/* Amounts as shops write them, in both styles. */
#include "unit/tap.h"

#include <stdint.h>

#include "base/amount.h"
#include "base/num.h"

#define NOT "not an amount"

/* as written, grouped style, decimal style; the same where it says NULL */
static const struct {
	const char *text, *grouped, *decimal;
} cases[] = {
    {"7500", "7500", NULL},
    {"7,500원", "7500", "7.5"},
    {"216,456", "216456", "216.456"},
    {"1,234,567", "1234567", NULL},
    {"1.234,56", "1234.56", NULL},
    {"1,234.56", "1234.56", NULL},
    {"1.234.567,8", "1234567.8", NULL},
    {"1.234.567", "1234567", NULL},
    {"1.234", "1.234", NULL},
    {"12,5", "12.5", NULL},
    {"12,50 €", "12.5", NULL},
    {",500", "0.5", NULL},
    {".5", "0.5", NULL},
    {"5.", "5", NULL},
    {"5.-", "5", NULL},
    {"₩7,500", "7500", "7.5"},
    {"$ 19.90", "19.9", NULL},
    {"US$1,000.00", "1000", NULL},
    {"KRW 7500", "7500", NULL},
    {"Rs.500", "500", NULL},
    {"kr.1,500.50", "1500.5", NULL},
    {"$.50", "0.5", NULL},
    {"-500", "-500", NULL},
    {"₩-500", "-500", NULL},
    {"-₩500", "-500", NULL},
    {"−500", "-500", NULL},
    {"(500)", "-500", NULL},
    {"+500", "500", NULL},
    {"1e3", "1000", NULL},
    {"1.5E+2", "150", NULL},
    {"25e-1", "2.5", NULL},
    {"1e-7", "0", NULL},
    {"1'234.50", "1234.5", NULL},
    {"1 234,56", "1234.56", NULL},
    {"1\xc2\xa0"
     "234,56 €",
	"1234.56", NULL},
    {"  42 ", "42", NULL},
    {"0", "0", NULL},
    {"0.00", "0", NULL},
    {"0.0000005", "0", NULL},
    {"0.0000015", "0.000002", NULL},
    {"", NOT, NULL},
    {"-", NOT, NULL},
    {"무료", NOT, NULL},
    {"NaN", NOT, NULL},
    {"undefined", NOT, NULL},
    {"[object Object]", NOT, NULL},
    {"0x1F", NOT, NULL},
    {"3 for 2", NOT, NULL},
    {"1만원", NOT, NULL},
    {"1.5 억원", NOT, NULL},
    {"3천", NOT, NULL},
    {"1e99", NOT, NULL},
    {"99999999999999999999", NOT, NULL},
    {"the price of it all is 7500", NOT, NULL},
};

static void
look(const char *text, enum amount_style style, const char *want)
{
	char got[NUM_MAX_TEXT];
	int64_t v;
	struct slice out = SLICE(NOT);
	if (amount_read(slice_of(text), style, &v))
		out = (struct slice){got, decimal_put(got, v)};
	is(out, slice_of(want), text);
}

static void
test_division(void)
{
	int64_t v;
	ok(amount_divide(3000000000, 10 * MILLION, &v) && v == 300 * MILLION,
	    "3000 for 10 is 300 each");
	ok(amount_divide(1000 * MILLION, 3 * MILLION, &v) && v == 333333333,
	    "1000 / 3 ends after six decimals");
	ok(amount_divide(1, 2 * MILLION, &v) && v == 0,
	    "half of a millionth goes to the even neighbour, 0");
	ok(amount_divide(3, 2 * MILLION, &v) && v == 2, "and 1.5 of it to 2");
	ok(amount_divide(-3, 2 * MILLION, &v) && v == -2, "below 0 too");
	ok(amount_divide(3, -2 * MILLION, &v) && v == -2, "on either side");
	ok(!amount_divide(1, 0, &v), "nothing is divided by 0");
	ok(!amount_divide(INT64_MAX, 1, &v), "what does not fit is refused");
	ok(amount_multiply(2500000, 3 * MILLION, &v) && v == 7500000,
	    "2.5 times 3");
	ok(!amount_multiply(INT64_MAX, 2 * MILLION, &v), "nor multiplied");
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *decimal = cases[i].decimal;
		look(cases[i].text, AMOUNT_GROUPED, cases[i].grouped);
		look(cases[i].text, AMOUNT_DECIMAL,
		    decimal ? decimal : cases[i].grouped);
	}
	test_division();
	return tap_done();
}
