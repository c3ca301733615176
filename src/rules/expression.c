/* SPDX-License-Identifier: MIT */
/* Expressions to trees, by recursive descent. */
#include "rules/expression.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/when.h"
#include "simd/simd.h"
#include "table/escape.h"
#include "table/table.h"

bool
parser_step(struct parser *p)
{
	return lexer_next(&p->lexer, &p->token, p->error);
}

bool
parser_fail(struct parser *p, struct place place, const char *format, ...)
{
	va_list args;
	p->error->place = place;
	va_start(args, format);
	vsnprintf(p->error->reason, sizeof(p->error->reason), format, args);
	va_end(args);
	return false;
}

/* What a message shows of a word: 60 bytes at most, whole characters. */
static int
shown(struct slice word)
{
	size_t n = word.n < 60 ? word.n : 60;
	while (n > 0 && n < word.n && (word.p[n] & 0xc0) == 0x80)
		n--;
	return (int)n;
}

bool
parser_expected(struct parser *p, const char *what)
{
	const struct token *t = &p->token;
	if (t->kind == TOKEN_END)
		return parser_fail(p, t->place,
		    "expected %s, found the end of the file", what);
	if (t->kind == TOKEN_STRING)
		return parser_fail(
		    p, t->place, "expected %s, found a string", what);
	return parser_fail(p, t->place, "expected %s, found '%.*s'", what,
	    shown(t->text), t->text.p);
}

bool
parser_take(struct parser *p, enum token_kind kind, const char *what)
{
	if (p->token.kind != kind)
		return parser_expected(p, what);
	return parser_step(p);
}

bool
word_is_reserved(struct slice word)
{
	static const char *const words[] = {
	    "and", "or", "not", "in", "when", "set"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_is(word, words[i]))
			return true;
	return false;
}

static struct slice
escaped(struct parser *p, struct slice text)
{
	/* the kernels read behind the text */
	char *from = mem_zero(text.n + SIMD_PAD, 1);
	char *to =
	    arena_alloc(&p->rules->memory, escape_room(text.n) + SIMD_PAD);
	memcpy(from, text.p, text.n);
	size_t n = escape_put(&simd_scalar, to, (struct slice){from, text.n});
	free(from);
	return (struct slice){to, n};
}

static void
read_number(struct parser *p, struct operand *o)
{
	int64_t us = 0;
	o->kind = OPERAND_NUMBER;
	o->text = p->token.text;
	if (!decimal_parse(o->text, &o->number)) {
		(void)duration_read(o->text, &us); /* the lexer has tried */
		/* a second is a million of microseconds and of millionths */
		char *text =
		    arena_alloc(&p->rules->memory, NUM_MAX_TEXT + SIMD_PAD);
		o->text = (struct slice){text, decimal_put(text, us)};
		(void)decimal_parse(o->text, &o->number);
	}
	o->field = o->text;
}

static void
read_column(struct parser *p, struct operand *o, struct slice name)
{
	o->column = rules_column(p->rules, name);
	struct column *c = &p->rules->columns[o->column];
	if (c->place.line == 0)
		c->place = p->token.place;
	p->reads_event = p->reads_event || slice_is(name, "event");
}

/* What other languages call no value, and the answers of a test. */
static bool
is_constant(struct slice word)
{
	static const char *const words[] = {
	    "null", "nil", "none", "undefined", "true", "false"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_equal_nocase(word, slice_of(words[i])))
			return true;
	return false;
}

/* Pounds, yen, euros and won, wide ones too, before a digit. */
static bool
is_money(struct slice word)
{
	static const char *const signs[] = {"\xc2\xa3", "\xc2\xa5",
	    "\xe2\x82\xac", "\xe2\x82\xa9", "\xef\xbf\xa5", "\xef\xbf\xa6"};
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		struct slice sign = slice_of(signs[i]);
		if (slice_starts(word, sign) && word.n > sign.n)
			return word.p[sign.n] >= '0' && word.p[sign.n] <= '9';
	}
	return false;
}

static bool
read_word(struct parser *p, struct operand *o)
{
	struct token word = p->token;
	char first = word.text.p[0];
	if (word_is_reserved(word.text))
		return parser_expected(p, "a column, a string or a number");
	if ((first >= '0' && first <= '9') || first == '-')
		return parser_fail(p, word.place,
		    "'%.*s' is no number, duration (30m, 1h30m, 14d) or "
		    "column",
		    shown(word.text), word.text.p);
	if (is_constant(word.text))
		return parser_fail(p, word.place,
		    "'%.*s' is no column; a text stands in quotes, and no "
		    "value is \"\"",
		    shown(word.text), word.text.p);
	if (is_money(word.text))
		return parser_fail(p, word.place,
		    "'%.*s' is no number; numbers are without a currency",
		    shown(word.text), word.text.p);
	if (!parser_step(p))
		return false;
	struct token next = p->token;
	p->token = word; /* whose place the column gets */
	if (next.kind == TOKEN_OPEN && !slice_is(word.text, "param"))
		return parser_fail(p, word.place,
		    "'%.*s' is no function; the only one is param(\"x\")",
		    shown(word.text), word.text.p);
	if (next.kind != TOKEN_OPEN) {
		o->kind = OPERAND_COLUMN;
		o->text = word.text;
		read_column(p, o, word.text);
		p->token = next;
		return true;
	}
	o->kind = OPERAND_PARAM;
	read_column(p, o, SLICE("query"));
	if (!parser_step(p))
		return false;
	if (p->token.kind != TOKEN_STRING)
		return parser_expected(p, "a parameter's name in quotes");
	return string_text(&p->token, &p->rules->memory, &o->text, p->error) &&
	    parser_step(p) && parser_take(p, TOKEN_CLOSE, "')'");
}

bool
parse_operand(struct parser *p, struct operand *o)
{
	*o = (struct operand){.column = NO_COLUMN};
	switch (p->token.kind) {
	case TOKEN_WORD:
		return read_word(p, o);
	case TOKEN_NUMBER:
		read_number(p, o);
		return parser_step(p);
	case TOKEN_STRING:
		o->kind = OPERAND_TEXT;
		if (!string_text(
			&p->token, &p->rules->memory, &o->text, p->error))
			return false;
		o->field = escaped(p, o->text);
		return parser_step(p);
	default:
		return parser_expected(p, "a column, a string or a number");
	}
}

bool
parser_target(struct parser *p, struct slice column, struct place place,
    struct target target)
{
	if (p->rule->kind != RULE_EVENT || p->negated)
		return parser_fail(p, place,
		    "the group '%.*s' would set a column; only a =~ of an "
		    "event rule does",
		    (int)column.n, column.p);
	if (slice_is(column, "event") || slice_is(column, "stage") ||
	    slice_is(column, "touchpoints"))
		return parser_fail(p, place,
		    "column '%.*s' is made by the rules themselves",
		    (int)column.n, column.p);
	target.column = rules_column(p->rules, column);
	rules_output(p->rules, target.column);
	target.output = p->rules->columns[target.column].output;
	target.amount =
	    slice_is(column, "revenue") || slice_is(column, "price");
	p->targets =
	    mem_grow(p->targets, (p->n_targets + 1) * sizeof(*p->targets));
	p->targets[p->n_targets++] = target;
	return true;
}

static struct expr *
new_expr(struct parser *p, enum expr_kind kind, struct expr *first)
{
	struct expr *e = arena_alloc(&p->rules->memory, sizeof(*e));
	*e = (struct expr){.kind = kind, .first = first};
	return e;
}

static struct expr *
negate(struct parser *p, struct expr *e)
{
	return e ? new_expr(p, EXPR_NOT, e) : NULL;
}

/* The place of a byte of a string literal, which is written as it is. */
static struct place
place_within(const struct token *string, size_t offset)
{
	struct place place = string->place;
	place.column++;
	for (size_t i = 0; i < offset && i < string->text.n; i++)
		place.column += (string->text.p[i] & 0xc0) != 0x80;
	return place;
}

static bool
compile_pattern(struct parser *p, struct test *t)
{
	struct regex_error error;
	t->regex = regex_new(p->token.text, &error);
	if (!t->regex)
		return parser_fail(p, place_within(&p->token, error.offset),
		    "pattern: %s", error.reason);
	return true;
}

static struct expr *
add_test(struct parser *p, struct test *t)
{
	bool added;
	t->rule = p->rule;
	struct test *kept = rules_test(p->rules, t, &added);
	if (kept->kind == TEST_MATCH) {
		if (added && !compile_pattern(p, kept))
			return NULL;
		for (unsigned i = 0; i < regex_names(kept->regex); i++)
			if (!parser_target(p, regex_name(kept->regex, i),
				p->token.place,
				(struct target){.pattern = kept, .group = i}))
				return NULL;
	}
	struct expr *e = new_expr(p, EXPR_TEST, NULL);
	e->test = kept;
	return e;
}

/* Behind =~ and !~. */
static struct expr *
parse_pattern(struct parser *p, struct test *t)
{
	struct operand pattern = {.kind = OPERAND_TEXT, .text = p->token.text};
	if (t->left.kind >= OPERAND_TEXT) {
		parser_fail(p, t->place,
		    "a pattern is compared with a column or param()");
		return NULL;
	}
	if (p->token.kind != TOKEN_STRING) {
		parser_expected(p, "a pattern in quotes");
		return NULL;
	}
	struct operand *right = arena_alloc(&p->rules->memory, sizeof(*right));
	*right = pattern;
	t->kind = TEST_MATCH;
	t->right = right;
	t->n_right = 1;
	struct expr *e = add_test(p, t);
	return e && parser_step(p) ? e : NULL;
}

/* Behind `in`. */
static struct expr *
parse_list(struct parser *p, struct test *t)
{
	struct operand *list = NULL, *kept;
	unsigned n = 0;
	bool more = parser_take(p, TOKEN_OPEN, "'(' after in");
	if (more && t->left.kind >= OPERAND_TEXT)
		more = parser_fail(
		    p, t->place, "'in' asks about a column or param()");
	bool good = more;
	while (more) {
		struct place place = p->token.place;
		list = mem_grow(list, (n + 1) * sizeof(*list));
		good = parse_operand(p, &list[n]);
		if (good && list[n].kind <= OPERAND_PARAM)
			good = parser_fail(p, place,
			    "only strings and numbers stand in a list");
		n++;
		more = good && p->token.kind == TOKEN_COMMA;
		if (more)
			more = good = parser_step(p);
	}
	if (good && parser_take(p, TOKEN_CLOSE, "',' or ')'")) {
		kept = arena_alloc(&p->rules->memory, n * sizeof(*kept));
		memcpy(kept, list, n * sizeof(*kept));
		free(list);
		t->kind = TEST_EQUAL;
		t->right = kept;
		t->n_right = n;
		return add_test(p, t);
	}
	free(list);
	return NULL;
}

static enum test_kind
mirrored(enum test_kind kind)
{
	switch (kind) {
	case TEST_LESS:
		return TEST_MORE;
	case TEST_LESS_EQUAL:
		return TEST_MORE_EQUAL;
	case TEST_MORE:
		return TEST_LESS;
	case TEST_MORE_EQUAL:
		return TEST_LESS_EQUAL;
	default:
		return kind;
	}
}

/* Behind == != < <= > >=. */
static struct expr *
parse_right(struct parser *p, struct test *t, enum token_kind sign)
{
	struct operand *right = arena_alloc(&p->rules->memory, sizeof(*right));
	if (!parse_operand(p, right))
		return NULL;
	t->kind = sign == TOKEN_LESS   ? TEST_LESS
	    : sign == TOKEN_LESS_EQUAL ? TEST_LESS_EQUAL
	    : sign == TOKEN_MORE       ? TEST_MORE
	    : sign == TOKEN_MORE_EQUAL ? TEST_MORE_EQUAL
				       : TEST_EQUAL;
	if (t->left.kind >= OPERAND_TEXT) {
		struct operand left = t->left;
		t->left = *right;
		*right = left;
		t->kind = mirrored(t->kind);
	}
	if (t->left.kind >= OPERAND_TEXT) {
		parser_fail(p, t->place, "both sides are constants");
		return NULL;
	}
	t->right = right;
	t->n_right = 1;
	return add_test(p, t);
}

/* Behind a left side, which *t holds, stands no comparison. */
static bool
expected_comparison(struct parser *p, const struct test *t)
{
	static const struct {
		const char *word, *text;
	} others[] = {{"in", "in"}, {"is", "=="}, {"eq", "=="}, {"ne", "!="},
	    {"like", "=~ \"part\""}, {"matches", "=~ \"pattern\""},
	    {"contains", "=~ \"part\""}, {"startswith", "=~ \"^part\""},
	    {"endswith", "=~ \"part$\""}};
	struct slice word = p->token.text;
	if (t->left.kind == OPERAND_COLUMN &&
	    slice_equal_nocase(t->left.text, SLICE("not")))
		return parser_fail(p, t->place,
		    "unknown word '%.*s', did you mean not?",
		    (int)t->left.text.n, t->left.text.p);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (p->token.kind == TOKEN_WORD &&
		    slice_equal_nocase(word, slice_of(others[i].word)))
			return parser_fail(p, p->token.place,
			    "unknown comparison '%.*s', did you mean %s?",
			    (int)word.n, word.p, others[i].text);
	return parser_expected(p,
	    p->token.kind == TOKEN_SET
		? "a comparison ('==' compares)"
		: "a comparison (== != < <= > >= =~ !~ in)");
}

static struct expr *
parse_comparison(struct parser *p)
{
	struct test t = {.place = p->token.place};
	if (!parse_operand(p, &t.left))
		return NULL;
	enum token_kind sign = p->token.kind;
	bool list = token_is(&p->token, "in");
	if (token_is(&p->token, "not")) {
		parser_fail(p, p->token.place,
		    "'not' stands before a comparison: not x in (...)");
		return NULL;
	}
	if (!list && (sign < TOKEN_EQUAL || sign > TOKEN_NO_MATCH)) {
		expected_comparison(p, &t);
		return NULL;
	}
	if (!parser_step(p))
		return NULL;
	if (list)
		return parse_list(p, &t);
	p->negated = sign == TOKEN_NO_MATCH;
	struct expr *e = sign == TOKEN_MATCH || sign == TOKEN_NO_MATCH
	    ? parse_pattern(p, &t)
	    : parse_right(p, &t, sign);
	p->negated = false;
	return sign == TOKEN_NOT_EQUAL || sign == TOKEN_NO_MATCH ? negate(p, e)
								 : e;
}

static struct expr *
parse_one(struct parser *p)
{
	struct expr *e = NULL;
	bool group = p->token.kind == TOKEN_OPEN;
	if (!group && !token_is(&p->token, "not"))
		return parse_comparison(p);
	if (++p->depth > RULES_MAX_DEPTH) {
		parser_fail(p, p->token.place,
		    "more than %d parentheses and nots inside each other",
		    RULES_MAX_DEPTH);
		return NULL;
	}
	if (!parser_step(p))
		return NULL;
	if (!group)
		e = negate(p, parse_one(p));
	else
		e = parse_condition(p);
	if (e && group && !parser_take(p, TOKEN_CLOSE, "'and', 'or' or ')'"))
		e = NULL;
	p->depth--;
	return e;
}

/* Operands with a word between them; a single one is itself. */
static struct expr *
parse_chain(struct parser *p, enum expr_kind kind, const char *word,
    struct expr *(*parse)(struct parser *))
{
	struct expr *first = parse(p), *last = first;
	if (!first || !token_is(&p->token, word))
		return first;
	while (token_is(&p->token, word)) {
		if (!parser_step(p))
			return NULL;
		last->next = parse(p);
		if (!last->next)
			return NULL;
		last = last->next;
	}
	return new_expr(p, kind, first);
}

static struct expr *
parse_all(struct parser *p)
{
	return parse_chain(p, EXPR_AND, "and", parse_one);
}

struct expr *
parse_condition(struct parser *p)
{
	return parse_chain(p, EXPR_OR, "or", parse_all);
}
