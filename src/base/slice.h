/* SPDX-License-Identifier: MIT */
/* A run of bytes that somebody else owns: a pointer and its length. */
#ifndef CJM_BASE_SLICE_H
#define CJM_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* The bytes p[0..n). Not NUL-terminated; p may be NULL only where n is 0.
 * Valid as long as the owner's bytes are: each function that returns one says
 * whose they are. */
struct slice {
	const char *p;
	size_t n;
};

/* The slice of a string literal. */
#define SLICE(literal) ((struct slice){(literal), sizeof(literal) - 1})

static inline struct slice
slice_of(const char *text)
{
	return (struct slice){text, strlen(text)};
}

/* [from, to): both into the same bytes, from <= to. */
static inline struct slice
slice_between(const char *from, const char *to)
{
	return (struct slice){from, (size_t)(to - from)};
}

static inline bool
slice_equal(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
slice_is(struct slice a, const char *text)
{
	return slice_equal(a, slice_of(text));
}

static inline bool
slice_starts(struct slice a, struct slice prefix)
{
	return a.n >= prefix.n &&
	    (prefix.n == 0 || memcmp(a.p, prefix.p, prefix.n) == 0);
}

static inline bool
slice_ends(struct slice a, struct slice suffix)
{
	return a.n >= suffix.n &&
	    (suffix.n == 0 ||
		memcmp(a.p + a.n - suffix.n, suffix.p, suffix.n) == 0);
}

/* a without its first n bytes; empty when it has no more. */
static inline struct slice
slice_skip(struct slice a, size_t n)
{
	return n < a.n ? (struct slice){a.p + n, a.n - n}
		       : (struct slice){a.p + a.n, 0};
}

/* A text without the byte order mark that editors and Excel put in front. */
static inline struct slice
slice_skip_bom(struct slice text)
{
	bool marked = slice_starts(text, SLICE("\xef\xbb\xbf"));
	return marked ? slice_skip(text, 3) : text;
}

/* The first byte c in a, or NULL. */
static inline const char *
slice_find(struct slice a, char c)
{
	return a.n == 0 ? NULL : memchr(a.p, c, a.n);
}

/* Cuts *rest at the first byte c: returns what stood before it and leaves what
 * stands after it. Without a c returns all and leaves *rest empty with a NULL
 * pointer, so that a loop can tell a last empty piece from no piece. */
static inline struct slice
slice_cut(struct slice *rest, char c)
{
	const char *at = slice_find(*rest, c);
	struct slice head = *rest;
	if (!at) {
		*rest = (struct slice){NULL, 0};
		return head;
	}
	head.n = (size_t)(at - head.p);
	*rest = (struct slice){at + 1, rest->n - head.n - 1};
	return head;
}

/* a without blanks and tabs at either end. */
struct slice slice_trim(struct slice a);

/* An ASCII letter in lower case, any other byte as it is. */
static inline char
byte_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* An ASCII letter. */
static inline bool
byte_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What stands between words of a text that goes over lines: JSON, rules, the
 * settings of servers. */
static inline bool
byte_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline bool
byte_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* a with its ASCII letters in lower case: its a.n bytes are written to `to`. */
struct slice slice_lower(char *to, struct slice a);

/* Equality and order without ASCII case; other bytes compare as they are. */
bool slice_equal_nocase(struct slice a, struct slice b);

/* Byte order, the shorter first where one begins the other: <0, 0, >0. */
int slice_compare(struct slice a, struct slice b);

#endif
