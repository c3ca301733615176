/* SPDX-License-Identifier: MIT */
/* Stepping through what json_read has found good: here nothing is checked. */
#include "log/json-text.h"

struct json_steps
json_steps(const struct simd *simd, struct json_value of)
{
	struct json_steps s = {.simd = simd, .object = of.kind == JSON_OBJECT};
	if (of.kind == JSON_OBJECT || of.kind == JSON_ARRAY) {
		s.p = of.text.p + 1;
		s.end = of.text.p + of.text.n - 1;
	}
	return s;
}

/* The quote that closes a string, of which p is the first byte. */
static const char *
string_end(const struct json_steps *s, const char *p, bool *escaped)
{
	*escaped = false;
	while (*(p = s->simd->find(p, s->end, '"', '\\')) == '\\') {
		*escaped = true;
		p += 2;
	}
	return p;
}

/* Behind the bracket that closes the one at p. */
static const char *
level_end(const struct json_steps *s, const char *p)
{
	size_t depth = 0;
	bool escaped;
	do {
		if (*p == '"')
			p = string_end(s, p + 1, &escaped);
		else if (*p == '{' || *p == '[')
			depth++;
		else if (*p == '}' || *p == ']')
			depth--;
		p++;
	} while (depth > 0);
	return p;
}

static enum json_kind
plain_kind(struct slice text)
{
	enum json_kind kind = JSON_NUMBER;
	bool dash = text.n == 1 && text.p[0] == '-';
	if (text.n == 0 || dash)
		return JSON_NULL;
	json_literal(text.p, text.p + text.n, &kind);
	return kind;
}

/* The value at s->p, which moves behind it. */
static void
take_value(struct json_steps *s, struct json_value *v)
{
	const char *p = s->p, *to = p;
	v->escaped = false;
	if (p < s->end && *p == '"') {
		to = string_end(s, ++p, &v->escaped);
		v->kind = JSON_STRING;
		s->p = to + 1;
	} else if (p < s->end && (*p == '{' || *p == '[')) {
		to = s->p = level_end(s, p);
		v->kind = *p == '{' ? JSON_OBJECT : JSON_ARRAY;
	} else {
		while (to < s->end && *to != ',' && !byte_is_blank(*to))
			to++;
		s->p = to;
		v->kind = plain_kind(slice_between(p, to));
	}
	v->text = slice_between(p, to);
}

bool
json_next(
    struct json_steps *s, struct json_value *name, struct json_value *item)
{
	*name = (struct json_value){.kind = JSON_NULL, .text = SLICE("")};
	s->p = json_skip_blanks(s->p, s->end);
	if (s->p == s->end)
		return false;
	if (s->object) {
		take_value(s, name);
		s->p = json_skip_blanks(s->p, s->end) + 1; /* the colon */
		s->p = json_skip_blanks(s->p, s->end);
	}
	take_value(s, item);
	s->p = json_skip_blanks(s->p, s->end);
	s->p += s->p < s->end; /* the comma */
	return true;
}

bool
json_member(const struct simd *simd, struct json_value object,
    struct slice name, struct json_value *item)
{
	struct json_steps steps = json_steps(simd, object);
	struct json_value key, value;
	bool found = false;
	while (steps.object && json_next(&steps, &key, &value)) {
		if (json_is(key, name)) {
			*item = value;
			found = true;
		}
	}
	return found;
}
