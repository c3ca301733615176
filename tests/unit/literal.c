/* SPDX-License-Identifier: MIT */
/* ext/literal: by hand, and random patterns against PCRE2: whatever matches
 * holds the literal. */
#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "ext/literal.h"
#include "ext/regex.h"
#include "unit/draw.h"
#include "unit/tap.h"

static void
of(const char *pattern, const char *want)
{
	char literal[LITERAL_LIMIT];
	size_t n = literal_of(slice_of(pattern), literal);
	struct slice got = {literal, n};
	is(got, slice_of(want), pattern);
}

static void
put_any(struct buf *b, const char *const *parts, unsigned n, unsigned most)
{
	b->n = 0;
	for (unsigned i = draw(most); i > 0; i--)
		buf_put_text(b, parts[draw(n)]);
}

static bool
holds(struct slice text, struct slice part)
{
	return part.n == 0 || memmem(text.p, text.n, part.p, part.n) != NULL;
}

static void
random_patterns(void)
{
	static const char *const parts[] = {"a", "b", "ab", "c", "\\.", "\\d",
	    "(a|b)", "(?:ab)?", "(?<x>b)", "[ab]", "[^]a]", "[a\\]]", "*", "+",
	    "?", "{2}", "{0,1}", "{,2}", "{a", "^", "$", "|", ".", "(?=a)",
	    "(?!b)", "(?i)", "(?i:A)", "\\Qa*\\E", "\\x61", "#", "é", "é?",
	    "(?>a)", "(?#))", "\\b", "}", "]", "(?x) ", "[[:alpha:]]", "+?",
	    "*+", "\\K", "(?|a|b)", "(a)\\1"};
	static const char *const letters[] = {
	    "a", "b", "c", "ab", ".", "1", "A", "é", "{", "}", "]", "#"};
	struct buf pattern = BUF_INIT, text = BUF_INIT;
	unsigned wrong = 0, matched = 0, found = 0;
	for (unsigned i = 0; i < 20000; i++) {
		struct regex_error error;
		put_any(&pattern, parts, sizeof(parts) / sizeof(*parts), 7);
		struct regex *r = regex_new(buf_slice(&pattern), &error);
		for (unsigned k = 0; r && k < 20; k++) {
			put_any(&text, letters,
			    sizeof(letters) / sizeof(*letters), 7);
			struct slice s = text.n ? buf_slice(&text) : SLICE("");
			if (regex_match(r, s) != REGEX_MATCH)
				continue;
			matched++;
			found += regex_literal(r).n > 0;
			if (!holds(s, regex_literal(r)) && wrong++ < 5)
				printf("# %.*s\n", (int)pattern.n, pattern.p);
		}
		regex_free(r);
	}
	ok(matched > 10000 && found > 2000, "%u matches, %u with literals",
	    matched, found);
	ok(wrong == 0, "each holds its pattern's literal: %u do not", wrong);
	buf_release(&pattern);
	buf_release(&text);
}

/* A run that fills up within a character must not hold a part of it: what
 * follows may be a quantifier that allows none. */
static void
characters_at_the_limit(void)
{
	static const char *const characters[] = {"b", "é", "후", "😀"};
	struct buf pattern = BUF_INIT, text = BUF_INIT;
	unsigned wrong = 0;
	for (size_t n = LITERAL_LIMIT - 5; n < LITERAL_LIMIT + 3; n++)
		for (unsigned i = 0; i < 4; i++) {
			struct regex_error error;
			pattern.n = text.n = 0;
			for (size_t k = 0; k < n; k++)
				buf_put_text(&text, "a");
			buf_put_slice(&pattern, buf_slice(&text));
			buf_put_text(&pattern, characters[i]);
			buf_put_text(&pattern, "?z");
			buf_put_text(&text, "z");
			struct regex *r =
			    regex_new(buf_slice(&pattern), &error);
			wrong +=
			    regex_match(r, buf_slice(&text)) != REGEX_MATCH ||
			    !holds(buf_slice(&text), regex_literal(r));
			regex_free(r);
		}
	ok(wrong == 0, "a character at the limit is taken back whole");
	buf_release(&pattern);
	buf_release(&text);
}

int
main(void)
{
	of("abc", "abc");
	of("^/sale/(x|y)$", "/sale/");
	of("ab|cd", "");
	of("a(b|c)def?", "de");
	of("x+yz", "yz");
	of("/item\\.php\\?id=[0-9]+", "/item.php?id=");
	of("\\d+-abc", "-abc");
	of("(?i)abc", "");
	of("abé?c", "ab");
	of("ab{2,3}cd", "cd");
	of("\\Qa|b\\E", "");
	characters_at_the_limit();
	random_patterns();
	return tap_done();
}
