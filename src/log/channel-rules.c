/* SPDX-License-Identifier: MIT */
/* Reading and trying rules of channels. */
#include "log/channel-rules.h"

#include <stdio.h>
#include <stdlib.h>

#include "log/url.h"
#include "table/escape.h"

/* A line being read; p moves over it. */
struct cursor {
	const struct entries *entries;
	struct entry_error *error;
	const char *p, *end;
};

static void
skip_blanks(struct cursor *c)
{
	while (c->p < c->end && (*c->p == ' ' || *c->p == '\t'))
		c->p++;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The word at the cursor; empty when there is none. */
static struct slice
take_word(struct cursor *c)
{
	const char *from = c->p;
	while (c->p < c->end && is_word(*c->p))
		c->p++;
	struct slice word = slice_between(from, c->p);
	skip_blanks(c);
	return word;
}

static bool
take(struct cursor *c, const char *text)
{
	struct slice rest = slice_between(c->p, c->end);
	if (!slice_starts(rest, slice_of(text)))
		return false;
	c->p += strlen(text);
	skip_blanks(c);
	return true;
}

/* A text in quotes. Of a pattern only \" is undone. */
static bool
take_text(
    struct cursor *c, struct arena *memory, bool pattern, struct slice *text)
{
	const char *start = c->p;
	if (c->p == c->end || *c->p != '"')
		return entries_fail(c->entries, c->p, c->error,
		    "expected a text in double quotes");
	char *to = arena_alloc(memory, (size_t)(c->end - c->p));
	text->p = to;
	for (c->p++; c->p < c->end && *c->p != '"'; c->p++) {
		if (*c->p == '\\' && c->p + 1 < c->end) {
			bool undo = c->p[1] == '"' || !pattern;
			if (!undo)
				*to++ = '\\';
			else if (c->p[1] != '"' && c->p[1] != '\\')
				return entries_fail(c->entries, c->p, c->error,
				    "unknown escape '\\%c' (\\\" and \\\\ are "
				    "known)",
				    c->p[1]);
			c->p++;
		}
		*to++ = *c->p;
	}
	if (c->p >= c->end)
		return entries_fail(
		    c->entries, start, c->error, "this text has no end");
	text->n = (size_t)(to - text->p);
	c->p++;
	skip_blanks(c);
	return true;
}

static bool
take_param(struct cursor *c, struct arena *memory, struct channel_test *t)
{
	if (!take(c, "("))
		return entries_fail(
		    c->entries, c->p, c->error, "expected ( behind param");
	if (!take_text(c, memory, false, &t->param))
		return false;
	if (!take(c, ")"))
		return entries_fail(c->entries, c->p, c->error,
		    "expected ) behind the parameter's name");
	return true;
}

static bool
take_field(struct cursor *c, struct channel_rules *r, struct channel_test *t)
{
	static const char *const names[] = {"source", "medium", "campaign",
	    "term", "content", "referrer", "host", "path", "param"};
	const char *at = c->p;
	struct slice word = take_word(c);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!slice_is(word, names[i]))
			continue;
		t->field = (enum channel_field)i;
		r->params = r->params || t->field > CHANNEL_REFERRER;
		return t->field != CHANNEL_PARAM ||
		    take_param(c, &r->memory, t);
	}
	return entries_fail(c->entries, at, c->error,
	    "'%.*s' is none of source, medium, campaign, term, content, "
	    "referrer, host, path, param(\"name\")",
	    (int)(word.n < 40 ? word.n : 40), word.p);
}

/* Patterns match without regard to case. */
static bool
compile(struct cursor *c, const char *at, struct slice pattern,
    struct channel_test *t)
{
	static const char nocase[] = "(?i)";
	struct buf whole = BUF_INIT;
	struct regex_error error;
	buf_put_text(&whole, nocase);
	buf_put_slice(&whole, pattern);
	t->regex = regex_new(buf_slice(&whole), &error);
	buf_release(&whole);
	if (t->regex)
		return true;
	size_t offset = error.offset > sizeof(nocase) - 1
	    ? error.offset - (sizeof(nocase) - 1)
	    : 0;
	return entries_fail(
	    c->entries, at + 1 + offset, c->error, "%s", error.reason);
}

/* == and != compare, =~ and !~ match. */
static bool
take_operator(struct cursor *c, struct channel_test *t, bool *pattern)
{
	static const struct {
		const char *text;
		bool pattern, negated;
	} operators[] = {{"==", false, false}, {"!=", false, true},
	    {"=~", true, false}, {"!~", true, true}};
	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++) {
		if (!take(c, operators[i].text))
			continue;
		t->negated = operators[i].negated;
		*pattern = operators[i].pattern;
		return true;
	}
	return entries_fail(
	    c->entries, c->p, c->error, "expected one of == != =~ !~");
}

static bool
take_test(struct cursor *c, struct channel_rules *r, struct channel_test *t)
{
	bool pattern = false;
	if (!take_field(c, r, t) || !take_operator(c, t, &pattern))
		return false;
	const char *at = c->p;
	if (!take_text(c, &r->memory, pattern, &t->text))
		return false;
	return !pattern || compile(c, at, t->text, t);
}

/* The name of a channel is what stands before ` when `. */
static bool
take_channel(
    struct cursor *c, struct channel_rules *r, struct channel_rule *rule)
{
	static const char when[] = "when";
	const size_t n = sizeof(when) - 1;
	const char *start = c->p, *p = start;
	for (; p + n < c->end; p++)
		if (memcmp(p, when, n) == 0 && p > start &&
		    (p[-1] == ' ' || p[-1] == '\t') &&
		    (p[n] == ' ' || p[n] == '\t'))
			break;
	struct slice name = slice_trim(slice_between(start, p));
	c->p = p + n;
	skip_blanks(c);
	if (p + n >= c->end)
		return entries_fail(
		    c->entries, start, c->error, "expected CHANNEL when TEST");
	if (name.n == 0 || name.n > CHANNEL_NAME_MAX)
		return entries_fail(c->entries, start, c->error,
		    "the name of a channel has 1 to %d bytes",
		    CHANNEL_NAME_MAX);
	/* ready for the stream, with a pad behind */
	char *to = arena_alloc(&r->memory, escape_room(name.n) + SIMD_PAD);
	char copy[CHANNEL_NAME_MAX + SIMD_PAD] = {0};
	memcpy(copy, name.p, name.n);
	memset(to, 0, escape_room(name.n) + SIMD_PAD);
	rule->channel.p = to;
	rule->channel.n =
	    escape_put(&simd_scalar, to, (struct slice){copy, name.n});
	return true;
}

static bool
take_rule(struct cursor *c, struct channel_rules *r)
{
	r->at = mem_grow(r->at, (r->n + 1) * sizeof(*r->at));
	struct channel_rule *rule = &r->at[r->n++];
	memset(rule, 0, sizeof(*rule));
	if (!take_channel(c, r, rule))
		return false;
	do {
		if (rule->n == CHANNEL_TESTS_MAX)
			return entries_fail(c->entries, c->p, c->error,
			    "more than %d tests", CHANNEL_TESTS_MAX);
		if (!take_test(c, r, &rule->tests[rule->n++]))
			return false;
	} while (take(c, "and "));
	if (c->p < c->end && *c->p != '#')
		return entries_fail(c->entries, c->p, c->error, "expected and");
	return true;
}

bool
channel_rules_read(
    struct channel_rules *r, struct slice text, struct entry_error *error)
{
	struct entries entries;
	struct slice line;
	entries_init(&entries, text);
	while (entries_next(&entries, &line)) {
		struct cursor c = {&entries, error, line.p, line.p + line.n};
		if (r->n == CHANNEL_RULES_MAX)
			return entries_fail(&entries, line.p, error,
			    "more than %d rules", CHANNEL_RULES_MAX);
		if (!entries_is_text(&entries, line, error) ||
		    !take_rule(&c, r))
			return false;
	}
	return true;
}

void
channel_rules_release(struct channel_rules *r)
{
	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < r->at[i].n; k++)
			regex_free(r->at[i].tests[k].regex);
	free(r->at);
	arena_release(&r->memory);
}

static bool
holds(struct channel_rules *r, const struct channel_test *t,
    const struct channel_facts *facts)
{
	struct slice value = SLICE("");
	if (t->field < N_CHANNEL_FIELDS)
		value = facts->fields[t->field];
	else
		url_find_param(facts->query, t->param, &value);
	if (!t->regex)
		return slice_equal_nocase(value, t->text) != t->negated;
	enum regex_result result = regex_match(t->regex, value);
	r->runaways += result == REGEX_GAVE_UP;
	return (result == REGEX_MATCH) != t->negated;
}

struct slice
channel_rules_find(struct channel_rules *r, const struct channel_facts *facts)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct channel_rule *rule = &r->at[i];
		size_t k = 0;
		while (k < rule->n && holds(r, &rule->tests[k], facts))
			k++;
		if (k == rule->n)
			return rule->channel;
	}
	return (struct slice){NULL, 0};
}
