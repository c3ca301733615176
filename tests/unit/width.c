/* SPDX-License-Identifier: MIT */
/* Display width: what takes how many columns, and that cut text never takes
 * more than it may. */
#include "report/width.h"

#include "unit/tap.h"

struct sample {
	const char *text;
	size_t width;
	const char *what;
};

static const struct sample samples[] = {
    {"", 0, "nothing"},
    {"abc", 3, "ASCII"},
    {"café", 4, "Latin"},
    {"cafe\xcc\x81", 4, "a combining accent"},
    {"한국어", 6, "Hangul syllables"},
    {"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 2, "decomposed Hangul"},
    {"日本", 4, "ideographs"},
    {"ｱ", 1, "half-width katakana"},
    {"Ａ", 2, "full-width Latin"},
    {"が", 2, "kana"},
    {"か\xe3\x82\x99", 2, "kana with a combining mark"},
    {"😀", 2, "an emoji"},
    {"❤\xef\xb8\x8f", 1, "a variation selector"},
    {"a\xe2\x80\x8d"
     "b",
	2, "a joiner"},
    {"…│█─", 4, "drawings"},
    {"\xc2\xad", 1, "a soft hyphen"},
    {"\x1b[31m", 5, "an escape code"},
    {"\xff\xc3", 2, "bytes that are not UTF-8"},
    {"\xed\xa0\x80", 3, "a surrogate, byte by byte"},
    {"\xc2\x9b", 1, "a C1 control"},
    {"\xe2\x80\xae", 1, "an override of direction"},
    {"𠀀", 2, "a far ideograph"},
    {"\xf3\xa0\x81\xa7", 0, "a tag"},
};

static struct slice
cut(struct buf *b, const char *text, size_t max, bool ascii)
{
	b->n = 0;
	width_put(b, slice_of(text), max, ascii);
	return buf_slice(b);
}

static void
test_cut(void)
{
	struct buf b = BUF_INIT;
	is(cut(&b, "abcdef", 6, false), SLICE("abcdef"), "what fits is whole");
	is(cut(&b, "abcdef", 5, false), SLICE("abcd…"), "cut with an ellipsis");
	is(cut(&b, "abcdef", 5, true), SLICE("abc.."), "and in ASCII");
	is(cut(&b, "한국어", 6, false), SLICE("한국어"), "Hangul whole");
	is(cut(&b, "한국어", 5, false), SLICE("한국…"), "Hangul cut");
	is(cut(&b, "한국어", 4, false), SLICE("한…"), "no half of a syllable");
	is(cut(&b, "한국어", 1, false), SLICE("…"), "one column");
	is(cut(&b, "한국어", 1, true), SLICE(""), "no room for the dots");
	is(cut(&b, "abc", 0, false), SLICE(""), "no column");
	is(cut(&b, "a\x1b[2Jb", 10, false), SLICE("a\xef\xbf\xbd[2Jb"),
	    "controls are replaced");
	is(cut(&b, "a\x1b[2Jb", 10, true), SLICE("a?[2Jb"), "in ASCII by ?");
	is(cut(&b, "abcde\xcc\x81", 5, false), SLICE("abcde\xcc\x81"),
	    "a mark behind the last column stays");
	buf_release(&b);
}

/* Bytes at random: the columns returned are those of the text given, never
 * more than asked for, and showing the result again changes nothing. */
static void
test_random(void)
{
	static const char *const parts[] = {"a", "한", "\xcc\x81", "😀", "\x1b",
	    "\xff", "\xe1\x84", "│", " ", "\xe2\x80\x8d"};
	struct buf text = BUF_INIT, once = BUF_INIT, twice = BUF_INIT;
	bool narrow = true, told = true, stable = true;
	unsigned state = 1;
	for (int i = 0; i < 20000; i++) {
		text.n = once.n = twice.n = 0;
		for (int k = 0; k < 12; k++) {
			state = state * 1103515245u + 12345u;
			buf_put_text(&text, parts[(state >> 16) % 10]);
		}
		size_t max = state >> 20 & 15;
		bool ascii = state >> 25 & 1;
		size_t used = width_put(&once, buf_slice(&text), max, ascii);
		narrow = narrow && used <= max;
		told = told && used == width_of(buf_slice(&once));
		width_put(&twice, buf_slice(&once), max, ascii);
		stable =
		    stable && slice_equal(buf_slice(&once), buf_slice(&twice));
	}
	ok(narrow, "never wider than asked for");
	ok(told, "the columns are those of the bytes");
	ok(stable, "what was made safe stays as it is");
	buf_release(&text);
	buf_release(&once);
	buf_release(&twice);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		size_t width = width_of(slice_of(samples[i].text));
		ok(width == samples[i].width, "%s: %zu", samples[i].what,
		    width);
	}
	test_cut();
	test_random();
	return tap_done();
}
