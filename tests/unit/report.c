/* SPDX-License-Identifier: MIT */
/* Figures as people read them, bars, broken names and CSV fields. */
#include "ext/csvfile.h"
#include "report/figure.h"
#include "report/heading.h"
#include "report/line.h"
#include "unit/tap.h"

static struct slice
figure(char *text, const char *number, unsigned decimals)
{
	struct figure f;
	if (!figure_read(slice_of(number), &f))
		return SLICE("none");
	return (struct slice){text, figure_put(text, f.v, decimals)};
}

static void
test_figures(void)
{
	static const struct {
		const char *number;
		unsigned decimals;
		const char *shown;
	} cases[] = {{"0", 0, "0"}, {"999", 0, "999"}, {"1000", 0, "1,000"},
	    {"-1234567", 0, "-1,234,567"}, {"1234.5", 2, "1,234.50"},
	    {"0.005", 2, "0.01"}, {"-0.004", 2, "0.00"}, {"-0.005", 2, "-0.01"},
	    {"999.995", 2, "1,000.00"},
	    {"0.333333333333", 12, "0.333333333333"},
	    {"999999999999999999", 0, "999,999,999,999,999,999"},
	    {"1000000000000000000", 0, "none"}, {"007", 0, "none"},
	    {"", 0, "none"}, {"-", 0, "none"}, {"1.", 0, "none"},
	    {".5", 0, "none"}, {"+1", 0, "none"}, {"1e5", 0, "none"},
	    {"1,000", 0, "none"}, {" 1", 0, "none"},
	    {"0.30000000000000004", 12, "0.300000000000"},
	    {"0.9999999999999999999999", 12, "1.000000000000"}};
	char text[FIGURE_ROOM];
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		is(figure(text, cases[i].number, cases[i].decimals),
		    slice_of(cases[i].shown), cases[i].number);
}

static struct slice
share(char *text, int128 part, int128 whole, unsigned decimals)
{
	return (struct slice){
	    text, figure_put_share(text, part, whole, decimals)};
}

static void
test_shares(void)
{
	char text[FIGURE_ROOM];
	int128 large = (int128)1 << 120;
	is(share(text, 1, 3, 1), SLICE("33.3%"), "a third");
	is(share(text, 2, 3, 2), SLICE("66.67%"), "two thirds");
	is(share(text, 1, 8, 1), SLICE("12.5%"), "an eighth");
	is(share(text, 1, 16, 1), SLICE("6.3%"), "halves away from zero");
	is(share(text, 1000, 3, 1), SLICE("33,333.3%"), "more than all");
	is(share(text, -1, 4, 1), SLICE("-25.0%"), "less than nothing");
	is(share(text, 0, 4, 1), SLICE("0.0%"), "nothing");
	is(share(text, 4, 0, 1), SLICE(""), "of nothing");
	is(share(text, 4, -4, 1), SLICE(""), "of less than nothing");
	is(share(text, large, 2 * large, 1), SLICE("50.0%"), "large sums");
	is(share(text, large, 1, 1), SLICE(""), "beyond all sense");
}

static void
test_seconds(void)
{
	static const struct {
		const char *seconds, *shown;
	} cases[] = {{"0", "0s"}, {"0.2", "<1s"}, {"0.5", "1s"},
	    {"59.4", "59s"}, {"59.5", "1m 00s"}, {"750", "12m 30s"},
	    {"3599.5", "1h 00m"}, {"7500", "2h 05m"}, {"86399", "1d"},
	    {"86340", "23h 59m"}, {"273600", "3d 4h"}, {"86400000", "1,000d"}};
	char text[FIGURE_ROOM];
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct figure f;
		figure_read(slice_of(cases[i].seconds), &f);
		struct slice shown = {
		    text, figure_put_seconds(text, f.v, LANG_EN)};
		is(shown, slice_of(cases[i].shown), cases[i].seconds);
	}
	size_t n = figure_put_seconds(text, 7500 * FIGURE_ONE, LANG_KO);
	struct slice korean = {text, n};
	is(korean, SLICE("2시간 5분"), "in Korean");
}

static struct slice
bar(struct line *l, int128 part, int128 whole, size_t width)
{
	l->text.n = l->used = 0;
	line_bar(l, part, whole, width);
	ok(l->used == width, "a bar is padded to its width");
	return buf_slice(&l->text);
}

static void
test_bars(void)
{
	struct line l;
	line_init(&l, NULL, 20, false);
	is(bar(&l, 1, 1, 3), SLICE("███"), "all");
	is(bar(&l, 1, 2, 3), SLICE("█▌ "), "half of three");
	is(bar(&l, 1, 8, 1), SLICE("▏"), "an eighth");
	is(bar(&l, 1, 1000000, 2), SLICE("▏ "), "not nothing");
	is(bar(&l, 0, 5, 2), SLICE("  "), "nothing");
	is(bar(&l, -1, 5, 2), SLICE("  "), "less than nothing");
	is(bar(&l, 9, 5, 2), SLICE("██"), "more than all");
	is(bar(&l, (int128)1 << 125, (int128)1 << 126, 2), SLICE("█ "),
	    "large sums");
	l.ascii = true;
	is(bar(&l, 1, 2, 4), SLICE("##  "), "in ASCII");
	line_release(&l);
}

static struct slice
heading(struct line *l, const char *name, size_t width, size_t at, size_t n)
{
	l->text.n = l->used = 0;
	heading_put(l, slice_of(name), width, at, n, true);
	return buf_slice(&l->text);
}

static void
test_headings(void)
{
	struct line l;
	line_init(&l, NULL, 40, false);
	ok(heading_width(SLICE("views_per_session")) == 7, "longest piece");
	ok(heading_lines(SLICE("views_per_session"), 10) == 2, "two lines");
	is(heading(&l, "views_per_session", 10, 0, 3), SLICE("          "),
	    "nothing above");
	is(heading(&l, "views_per_session", 10, 1, 3), SLICE("views_per_"),
	    "its first line");
	is(heading(&l, "views_per_session", 10, 2, 3), SLICE("   session"),
	    "stands on the last");
	is(heading(&l, "visitors", 4, 0, 1), SLICE("vis…"),
	    "a piece that is too long");
	is(heading(&l, "", 2, 0, 1), SLICE("  "), "no name");
	line_release(&l);
}

static struct slice
field(char *dst, const char *text, bool quote)
{
	return (struct slice){dst, csvfile_put(dst, slice_of(text), quote)};
}

static void
test_csv(void)
{
	char dst[64];
	is(field(dst, "plain", false), SLICE("plain"), "plain");
	is(field(dst, "", false), SLICE(""), "empty");
	is(field(dst, "", true), SLICE("\"\""), "empty in quotes");
	is(field(dst, "a,b", false), SLICE("\"a,b\""), "a comma");
	is(field(dst, "\"\"", false), SLICE("\"\"\"\"\"\""), "quotes");
	is(field(dst, "a\nb", false), SLICE("\"a\nb\""), "a newline");
	is(field(dst, "a\r", false), SLICE("\"a\r\""), "a carriage return");
	is(field(dst, " a", false), SLICE("\" a\""), "a blank in front");
	is(field(dst, "a ", false), SLICE("\"a \""), "a blank behind");
	is(field(dst, "a b;\tc", false), SLICE("a b;\tc"), "within");
	is(field(dst, "한국, 어", false), SLICE("\"한국, 어\""), "UTF-8");
}

int
main(void)
{
	test_figures();
	test_shares();
	test_seconds();
	test_bars();
	test_headings();
	test_csv();
	return tap_done();
}
