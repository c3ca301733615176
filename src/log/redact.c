/* SPDX-License-Identifier: MIT */
/* Finding personal data by its form. Each finder is given a place where such
 * data may begin and tells where it ends, NULL where it is none. */
#include "log/redact.h"

#include <string.h>
#include <strings.h>

#include "base/character.h"

/* Letters of a top-level domain; bytes before and behind an `@`, so that no
 * text takes longer than its length says. */
enum { LABEL_MIN = 2, LOCAL_MAX = 64, DOMAIN_MAX = 255 };

static const struct kind {
	const char *name, *mark;
	unsigned bit;
} kinds_known[] = {{"email", "(email)", REDACT_EMAIL},
    {"phone", "(phone)", REDACT_PHONE}, {"rrn", "(rrn)", REDACT_RRN}};

bool
redact_add(unsigned *kinds, struct slice name)
{
	for (size_t i = 0; i < sizeof(kinds_known) / sizeof(*kinds_known); i++)
		if (slice_is(name, kinds_known[i].name)) {
			*kinds |= kinds_known[i].bit;
			return true;
		}
	return false;
}

/* The byte that stands at p, escaped once or twice or not; *n bytes of the text
 * are it. */
static char
byte_at(const char *p, const char *end, size_t *n)
{
	char c = *p;
	*n = 1;
	while (c == '%' && (size_t)(end - p) >= *n + 2) {
		int32_t x = hex_number(p + *n, end, 2);
		if (x < 0)
			break;
		c = (char)x;
		*n += 2;
	}
	return c;
}

/* Passes the byte at *p where it is one of a set. */
static bool
pass(const char **p, const char *end, const char *set)
{
	size_t n;
	if (*p >= end)
		return false;
	char c = byte_at(*p, end, &n);
	if (c == '\0' || !strchr(set, c))
		return false;
	*p += n;
	return true;
}

static bool
pass_digits(const char **p, const char *end, int n)
{
	while (n-- > 0)
		if (!pass(p, end, "0123456789"))
			return false;
	return true;
}

static bool
pass_text(const char **p, const char *end, const char *text)
{
	for (char set[2] = {0}; *text; text++) {
		set[0] = *text;
		if (!pass(p, end, set))
			return false;
	}
	return true;
}

static bool
digit_follows(const char *p, const char *end)
{
	return pass(&p, end, "0123456789");
}

static bool
is_local(char c)
{
	return byte_is_letter(c) || byte_is_digit(c) || c & 0x80 ||
	    (c != '\0' && strchr("._+-", c));
}

/* Whether a byte is of a script that has no blanks between words: what stands
 * in front of an address in letters is none of it then. Latin, Greek and
 * Cyrillic letters are two bytes. */
static bool
is_unspaced(char c)
{
	return c & 0x80 && (c & 0xe0) != 0xc0;
}

/* Whether a label is that of a top-level domain: of letters, or of others as
 * they are written in letters. */
static bool
is_top(const char *label, size_t bytes, size_t letters)
{
	return (letters == bytes && letters >= LABEL_MIN) ||
	    (bytes > 4 && strncasecmp(label, "xn--", 4) == 0);
}

/* The domain behind an `@`: labels with points between. */
static const char *
domain_end(const char *p, const char *end)
{
	const char *found = NULL;
	size_t total = 0;
	for (bool dotted = false; total < DOMAIN_MAX; dotted = true) {
		const char *label = p;
		size_t bytes = 0, letters = 0, n;
		for (; p < end && bytes < DOMAIN_MAX; p += n, bytes++) {
			char c = byte_at(p, end, &n);
			if (!byte_is_letter(c) && !byte_is_digit(c) && c != '-')
				break;
			letters += byte_is_letter(c);
		}
		if (bytes == 0)
			return found;
		if (dotted && is_top(label, bytes, letters))
			found = p;
		if (!pass(&p, end, "."))
			return found;
		total += bytes;
	}
	return found;
}

/* An address from its first byte on. */
static const char *
email_end(const char *p, const char *end)
{
	size_t n, bytes = 0;
	bool unspaced = false;
	for (; p < end && bytes <= LOCAL_MAX; p += n, bytes++) {
		char c = byte_at(p, end, &n);
		if (c == '@' && bytes > 0)
			return domain_end(p + n, end);
		if (!is_local(c) || (unspaced && !(c & 0x80)))
			break;
		unspaced |= bytes == 0 && is_unspaced(c);
	}
	return NULL;
}

/* `-`, ` - `, `) `, `)-` */
static void
pass_separator(const char **p, const char *end)
{
	for (int n = 0; n < 3 && pass(p, end, "-. +)"); n++)
		;
}

static const char *
phone_end(const char *p, const char *end)
{
	const char *plus = p, *zeros = p;
	if (pass_text(&plus, end, "+82") || pass_text(&zeros, end, "0082")) {
		p = plus > zeros ? plus : zeros;
		pass_separator(&p, end);
		pass(&p, end, "(");
		pass(&p, end, "0");
		pass_separator(&p, end);
	} else {
		pass(&p, end, "(");
		if (!pass(&p, end, "0"))
			return NULL;
	}
	if (!pass(&p, end, "1"))
		return NULL;
	/* the older ones had an exchange of three digits, too */
	int least = pass(&p, end, "0") ? 4 : 3;
	if (least == 3 && !pass(&p, end, "16789"))
		return NULL;
	pass_separator(&p, end);
	for (int n = 4; n >= least; n--) {
		const char *rest = p;
		if (!pass_digits(&rest, end, n))
			continue;
		pass_separator(&rest, end);
		if (pass_digits(&rest, end, 4) && !digit_follows(rest, end))
			return rest;
	}
	return NULL;
}

/* The day of birth, a hyphen, and seven digits of which the first tells sex and
 * century. */
static const char *
rrn_end(const char *p, const char *end)
{
	const char *first = p;
	char date[6];
	size_t n;
	for (int i = 0; i < 6; i++, first += n)
		if (first >= end ||
		    !byte_is_digit(date[i] = byte_at(first, end, &n)))
			return NULL;
	int month = (date[2] - '0') * 10 + date[3] - '0';
	int day = (date[4] - '0') * 10 + date[5] - '0';
	bool good = month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
	    pass(&first, end, "-") && pass(&first, end, "12345678") &&
	    pass_digits(&first, end, 6) && !digit_follows(first, end);
	return good ? first : NULL;
}

static bool
are_digits(const char *p, const char *end)
{
	while (pass(&p, end, "0123456789"))
		;
	return p == end;
}

/* What begins at p, where nothing that could be part of it stands before, but
 * for the point of a decimal. */
static const char *
find(unsigned kinds, const char *p, const char *end, bool decimal,
    const char **mark)
{
	static const char *(*const ends[])(const char *, const char *) = {
	    email_end, phone_end, rrn_end};
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		const char *found =
		    kinds & kinds_known[i].bit ? ends[i](p, end) : NULL;
		*mark = kinds_known[i].mark;
		if (found && !(decimal && are_digits(p, found)))
			return found;
	}
	return NULL;
}

/* Whether there may be anything: an `@`, or digits enough. */
static bool
may_have(unsigned kinds, struct slice s)
{
	size_t digits = 0;
	if (kinds & REDACT_EMAIL &&
	    (slice_find(s, '@') || memmem(s.p, s.n, "40", 2)))
		return true;
	for (size_t i = 0; kinds & ~(unsigned)REDACT_EMAIL && i < s.n; i++)
		digits += byte_is_digit(s.p[i]);
	return digits >= 10;
}

struct slice
redact_text(unsigned kinds, struct slice s, char *to)
{
	const char *p = s.p, *end = s.p + s.n, *mark;
	char *out = to;
	bool inside = false, digit = false, decimal = false, found_any = false;
	if (s.n == 0 || !may_have(kinds, s))
		return s;
	while (p < end) {
		size_t n;
		const char *found =
		    inside ? NULL : find(kinds, p, end, decimal, &mark);
		if (found) {
			out = (char *)memcpy(out, mark, strlen(mark)) +
			    strlen(mark);
			p = found;
			found_any = true;
			continue;
		}
		char c = byte_at(p, end, &n);
		/* within a word nothing begins */
		decimal = c == '.' && digit;
		digit = byte_is_digit(c);
		inside = digit || byte_is_letter(c);
		memcpy(out, p, n);
		out += n;
		p += n;
	}
	return found_any ? slice_between(to, out) : s;
}
