/* SPDX-License-Identifier: MIT */
/* Patterns over libpcre2-8. */
#include "ext/regex.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/mem.h"
#include "ext/literal.h"

enum {
	MATCH_LIMIT = 1000000,  /* backtracking steps */
	HEAP_LIMIT_KIB = 65536, /* of the interpreter */
	PATTERN_LIMIT = 65536,  /* bytes */
	PREFIX_LIMIT = 64,      /* bytes */
	NAME_NUMBER = 2         /* bytes before the name in PCRE2's table */
};

struct regex {
	pcre2_code *code;
	pcre2_match_data *found;
	pcre2_match_context *limits;
	const unsigned char *names;
	uint32_t n_names, name_size;
	bool compiled;     /* to machine code */
	struct slice text; /* of the last match */
	char prefix[PREFIX_LIMIT];
	size_t n_prefix;
	char literal[LITERAL_LIMIT];
	size_t n_literal;
	char why[128];
};

/* The literal bytes behind a leading `^`. Alternatives at the top level would
 * undo them; whether a `|` is inside a group is only told in simple patterns,
 * and in doubt there is no prefix. */
static void
find_prefix(struct regex *r, struct slice pattern)
{
	static const char quantifiers[] = "?*+{";
	const char *p = pattern.p, *end = pattern.p + pattern.n;
	int depth = 0;
	bool simple = true;
	if (pattern.n == 0 || *p != '^')
		return;
	for (const char *q = p; q < end; q++) {
		depth += (*q == '(') - (*q == ')');
		simple = simple && *q != '\\' && *q != '[' && *q != '#';
		if (*q == '|' && (depth == 0 || !simple))
			return;
	}
	for (p++; p < end && r->n_prefix < PREFIX_LIMIT; p++) {
		bool literal = (*p >= '0' && *p <= '9') ||
		    (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') ||
		    (*p != '\0' && strchr("/_-,=&%:;@~!<>\"' ", *p));
		if (!literal)
			break;
		r->prefix[r->n_prefix++] = *p;
	}
	if (p < end && *p != '\0' && strchr(quantifiers, *p) && r->n_prefix > 0)
		r->n_prefix--;
}

static struct regex *
prepare(pcre2_code *code, struct slice pattern)
{
	struct regex *r = mem_zero(1, sizeof(*r));
	r->code = code;
	/* without executable memory PCRE2 interprets: slower, the same */
	r->compiled = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0;
	r->found = pcre2_match_data_create_from_pattern(code, NULL);
	r->limits = pcre2_match_context_create(NULL);
	if (!r->found || !r->limits) {
		regex_free(r);
		return NULL;
	}
	pcre2_set_match_limit(r->limits, MATCH_LIMIT);
	pcre2_set_heap_limit(r->limits, HEAP_LIMIT_KIB);
	pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &r->n_names);
	pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &r->name_size);
	pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &r->names);
	find_prefix(r, pattern);
	r->n_literal = literal_of(pattern, r->literal);
	return r;
}

static struct regex *
compile(struct slice pattern, uint32_t options, struct regex_error *error)
{
	int code = 0;
	PCRE2_SIZE offset = 0;
	if (pattern.n > PATTERN_LIMIT) {
		*error = (struct regex_error){.offset = PATTERN_LIMIT};
		snprintf(error->reason, sizeof(error->reason),
		    "longer than %d bytes", PATTERN_LIMIT);
		return NULL;
	}
	pcre2_code *compiled =
	    pcre2_compile((PCRE2_SPTR)(pattern.n ? pattern.p : ""), pattern.n,
		options | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C, &code,
		&offset, NULL);
	struct regex *r = compiled ? prepare(compiled, pattern) : NULL;
	if (r)
		return r;
	*error = (struct regex_error){.offset = offset};
	if (compiled)
		code = PCRE2_ERROR_NOMEMORY;
	if (pcre2_get_error_message(
		code, (PCRE2_UCHAR *)error->reason, sizeof(error->reason)) < 0)
		snprintf(error->reason, sizeof(error->reason), "PCRE2 error %d",
		    code);
	return NULL;
}

struct regex *
regex_new(struct slice pattern, struct regex_error *error)
{
	return compile(pattern, PCRE2_UTF | PCRE2_MATCH_INVALID_UTF, error);
}

struct regex *
regex_new_bytes(struct slice pattern)
{
	struct regex_error error;
	/* (*UTF) would promise that the text is */
	return compile(pattern, PCRE2_NEVER_UTF, &error);
}

void
regex_free(struct regex *r)
{
	if (!r)
		return;
	pcre2_match_context_free(r->limits);
	pcre2_match_data_free(r->found);
	pcre2_code_free(r->code);
	free(r);
}

/* Machine code first: its own entry spares the checks of pcre2_match, of which
 * patterns compiled for any bytes need none. It has 32 KiB of stack; a text
 * that needs more is interpreted with the heap, and so is every text where the
 * pattern itself asks for it, `(*NO_JIT)`, of which the compiler says
 * nothing. */
static int
search(struct regex *r, struct slice text)
{
	PCRE2_SPTR subject = (PCRE2_SPTR)text.p;
	int got = PCRE2_ERROR_JIT_STACKLIMIT;
	if (r->compiled)
		got = pcre2_jit_match(
		    r->code, subject, text.n, 0, 0, r->found, r->limits);
	if (got == PCRE2_ERROR_JIT_BADOPTION)
		r->compiled = false;
	if (got == PCRE2_ERROR_JIT_STACKLIMIT ||
	    got == PCRE2_ERROR_JIT_BADOPTION)
		got = pcre2_match(r->code, subject, text.n, 0, PCRE2_NO_JIT,
		    r->found, r->limits);
	return got;
}

enum regex_result
regex_match(struct regex *r, struct slice text)
{
	if (r->n_prefix > 0 && !slice_starts(text, regex_prefix(r)))
		return REGEX_MISS;
	if (text.n == 0)
		text.p = "";
	r->text = text;
	int got = search(r, text);
	if (got >= 0)
		return REGEX_MATCH;
	if (got == PCRE2_ERROR_NOMATCH)
		return REGEX_MISS;
	if (pcre2_get_error_message(
		got, (PCRE2_UCHAR *)r->why, sizeof(r->why)) < 0)
		snprintf(r->why, sizeof(r->why), "PCRE2 error %d", got);
	return REGEX_GAVE_UP;
}

const char *
regex_why(const struct regex *r)
{
	return r->why;
}

unsigned
regex_names(const struct regex *r)
{
	return r->n_names;
}

struct slice
regex_name(const struct regex *r, unsigned i)
{
	const unsigned char *entry = r->names + (size_t)i * r->name_size;
	return slice_of((const char *)entry + NAME_NUMBER);
}

bool
regex_group(const struct regex *r, unsigned i, struct slice *found)
{
	const unsigned char *entry = r->names + (size_t)i * r->name_size;
	unsigned group = entry[0] * 256u + entry[1];
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(r->found);
	if (group >= pcre2_get_ovector_count(r->found) ||
	    at[2 * group] == PCRE2_UNSET)
		return false;
	*found = (struct slice){
	    r->text.p + at[2 * group], at[2 * group + 1] - at[2 * group]};
	return true;
}

struct slice
regex_prefix(const struct regex *r)
{
	return (struct slice){r->prefix, r->n_prefix};
}

struct slice
regex_literal(const struct regex *r)
{
	return (struct slice){r->literal, r->n_literal};
}
