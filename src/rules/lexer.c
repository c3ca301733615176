/* SPDX-License-Identifier: MIT */
/* Reading tokens. */
#include "rules/lexer.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/when.h"
#include "ext/charset.h"
#include "table/escape.h"

__attribute__((format(printf, 3, 4))) static bool
fail(struct rules_error *e, struct place place, const char *format, ...)
{
	va_list args;
	e->place = place;
	va_start(args, format);
	vsnprintf(e->reason, sizeof(e->reason), format, args);
	va_end(args);
	return false;
}

/* Steps over n bytes; continuation bytes do not count as columns. */
static void
advance(struct lexer *l, size_t n)
{
	for (const char *stop = l->p + n; l->p < stop; l->p++) {
		if (*l->p == '\n') {
			l->place.line++;
			l->place.column = 1;
		} else if ((*l->p & 0xc0) != 0x80) {
			l->place.column++;
		}
	}
}

/* U+0080..U+009F, U+00A0, U+1680, U+2000..U+200F, U+2028..U+202F, U+205F,
 * U+2060, U+3000 and U+FEFF: controls, blanks and marks without width. */
static bool
is_invisible(const char *text, size_t n)
{
	const unsigned char *p = (const unsigned char *)text;
	if (n == 2)
		return p[0] == 0xc2 && p[1] <= 0xa0;
	if (n != 3)
		return false;
	unsigned c = (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);
	return c == 0x1680 || (c >= 0x2000 && c <= 0x200f) ||
	    (c >= 0x2028 && c <= 0x202f) || c == 0x205f || c == 0x2060 ||
	    c == 0x3000 || c == 0xfeff;
}

/* What an editor has saved as of old is told from a broken byte. */
static bool
fail_coding(struct rules_error *e, struct place place, struct slice text)
{
	struct buf decoded = BUF_INIT;
	bool known = charset_decode(text, &decoded);
	buf_release(&decoded);
	return fail(e, place, "this is not UTF-8%s",
	    known ? " but CP949 or UTF-16, it seems; save it as UTF-8" : "");
}

bool
lexer_init(struct lexer *l, struct slice text, struct rules_error *error)
{
	text = slice_skip_bom(text);
	*l = (struct lexer){text.p, text.p + text.n, {1, 1}};
	struct lexer check = *l;
	while (check.p < check.end) {
		size_t n = utf8_length(check.p, (size_t)(check.end - check.p));
		unsigned char c = (unsigned char)*check.p;
		if (n == 0)
			return fail_coding(error, check.place, text);
		if ((c < 0x20 && !byte_is_blank((char)c)) || c == 0x7f)
			return fail(error, check.place,
			    "a control character (0x%02x)", c);
		if (is_invisible(check.p, n))
			return fail(error, check.place,
			    "a blank or control that is not ASCII; type a "
			    "space");
		advance(&check, n);
	}
	return true;
}

static void
skip_blanks(struct lexer *l)
{
	while (l->p < l->end) {
		const char *stop = l->p;
		while (stop < l->end && byte_is_blank(*stop))
			stop++;
		if (stop < l->end && *stop == '#')
			while (stop < l->end && *stop != '\n' && *stop != '\r')
				stop++;
		if (stop == l->p)
			return;
		advance(l, (size_t)(stop - l->p));
	}
}

static bool
is_word(char c)
{
	return byte_is_digit(c) || byte_is_letter(c) ||
	    (unsigned char)c >= 0x80 || c == '_' || c == '-' || c == '.' ||
	    c == ':';
}

static void
take_word(struct lexer *l, struct token *t)
{
	const char *p = l->p;
	struct decimal number;
	int64_t duration;
	while (p < l->end && is_word(*p))
		p++;
	t->text = slice_between(l->p, p);
	t->kind = decimal_parse(t->text, &number) ||
		(byte_is_digit(*l->p) && duration_read(t->text, &duration))
	    ? TOKEN_NUMBER
	    : TOKEN_WORD;
	advance(l, t->text.n);
}

static bool
take_string(struct lexer *l, struct token *t, struct rules_error *error)
{
	const char *p = l->p + 1;
	while (p < l->end && *p != '"' && *p != '\n')
		p += *p == '\\' && p + 1 < l->end && p[1] != '\n' ? 2 : 1;
	if (p >= l->end || *p != '"')
		return fail(
		    error, t->place, "this string does not end on its line");
	t->kind = TOKEN_STRING;
	t->text = slice_between(l->p + 1, p);
	advance(l, t->text.n + 2);
	return true;
}

static const struct sign {
	const char *text;
	enum token_kind kind;
} signs[] = {{"==", TOKEN_EQUAL}, {"=~", TOKEN_MATCH}, {"=", TOKEN_SET},
    {"!=", TOKEN_NOT_EQUAL}, {"!~", TOKEN_NO_MATCH}, {"<=", TOKEN_LESS_EQUAL},
    {"<", TOKEN_LESS}, {">=", TOKEN_MORE_EQUAL}, {">", TOKEN_MORE},
    {"(", TOKEN_OPEN}, {")", TOKEN_CLOSE}, {",", TOKEN_COMMA}};

/* What other languages write; a longer sign than one of ours is meant. */
static const struct hint {
	const char *sign;
	const char *text;
} hints[] = {{"<>", "write '!='"}, {"===", "write '=='"}, {"&", "write 'and'"},
    {"|", "write 'or'"}, {"!", "write 'not'"}, {"~", "write '=~'"},
    {"'", "strings stand in double quotes"},
    {"`", "strings stand in double quotes"},
    {"/", "strings stand in double quotes, comments behind #"},
    {"^", "patterns stand in double quotes"},
    {";", "a rule ends where the next one begins"},
    {"--", "comments stand behind #"}, {".", "write 0 before the point"},
    {"%", "write a share as 0.1"}, {"*", "nothing is calculated"},
    {"+", "nothing is calculated"}, {"-", "nothing is calculated"},
    {"[", "lists stand in ( and )"}, {"{", "groups stand in ( and )"}};

static const struct sign *
find_sign(struct slice rest)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (slice_starts(rest, slice_of(signs[i].text)))
			return &signs[i];
	return NULL;
}

static bool
take_sign(struct lexer *l, struct token *t, struct rules_error *error)
{
	struct slice rest = slice_between(l->p, l->end);
	const struct sign *sign = find_sign(rest);
	size_t n = sign ? strlen(sign->text) : 0;
	for (size_t i = 0; i < sizeof(hints) / sizeof(*hints); i++) {
		struct slice hint = slice_of(hints[i].sign);
		if (hint.n > n && slice_starts(rest, hint))
			return fail(error, t->place, "unexpected '%s'; %s",
			    hints[i].sign, hints[i].text);
	}
	if (!sign)
		return fail(error, t->place, "unexpected '%c'", *l->p);
	t->kind = sign->kind;
	t->text = (struct slice){l->p, n};
	advance(l, n);
	return true;
}

/* U+2018..U+201F, as word processors and messengers write quotes. */
static bool
is_curly_quote(struct slice s)
{
	return slice_starts(s, SLICE("\xe2\x80")) && s.n > 2 &&
	    ((unsigned char)s.p[2] & 0xf8) == 0x98;
}

bool
lexer_next(struct lexer *l, struct token *t, struct rules_error *error)
{
	skip_blanks(l);
	*t = (struct token){TOKEN_END, {"", 0}, l->place};
	if (l->p == l->end)
		return true;
	if (*l->p == '"')
		return take_string(l, t, error);
	if (is_curly_quote(slice_between(l->p, l->end)))
		return fail(error, t->place,
		    "strings stand in straight double quotes: \"text\"");
	bool number = (*l->p == '-' || *l->p == '+') && l->p + 1 < l->end &&
	    byte_is_digit(l->p[1]);
	if (number && *l->p == '+')
		return fail(error, t->place, "write the number without '+'");
	if (number ||
	    (is_word(*l->p) && *l->p != '-' && *l->p != '.' && *l->p != ':')) {
		take_word(l, t);
		return true;
	}
	return take_sign(l, t, error);
}

bool
string_text(const struct token *t, struct arena *memory, struct slice *text,
    struct rules_error *error)
{
	char *to = arena_alloc(memory, t->text.n + 1);
	struct place place = t->place; /* the quote's */
	*text = (struct slice){to, 0};
	for (const char *p = t->text.p, *end = p + t->text.n; p < end; p++) {
		place.column += (*p & 0xc0) != 0x80;
		if (*p != '\\') {
			*to++ = *p;
			continue;
		}
		p++; /* a string never ends within an escape */
		if (*p != '"' && *p != '\\' && *p != 't' && *p != 'n' &&
		    *p != 'r')
			return fail(error, place,
			    "unknown escape; a string knows \\\" \\\\ \\t "
			    "\\n \\r");
		place.column++;
		*to++ = *p == 't' ? '\t'
		    : *p == 'n'   ? '\n'
		    : *p == 'r'   ? '\r'
				  : *p;
	}
	text->n = (size_t)(to - text->p);
	return true;
}
