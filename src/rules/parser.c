/* SPDX-License-Identifier: MIT */
/* The statements of a rules file: event, exclude, stage and touchpoint; or
 * segments of persons, which are touchpoints of a stage of their own. */
#include "rules/parser.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/amount.h"
#include "base/num.h"
#include "base/suggest.h"
#include "rules/expression.h"
#include "simd/simd.h"

static bool
take_name(struct parser *p, const char *what, struct slice *name)
{
	const struct token *t = &p->token;
	if (t->kind == TOKEN_STRING)
		return parser_fail(
		    p, t->place, "%s is one word, without quotes", what);
	if ((t->kind != TOKEN_WORD && t->kind != TOKEN_NUMBER) ||
	    word_is_reserved(t->text) || *t->text.p == '-')
		return parser_expected(p, what);
	if (slice_find(t->text, ':'))
		return parser_fail(p, t->place, "a name has no ':'");
	if (t->text.n > RULES_MAX_NAME)
		return parser_fail(p, t->place,
		    "a name has at most %d bytes, this one %zu", RULES_MAX_NAME,
		    t->text.n);
	*name = t->text;
	return parser_step(p);
}

static bool
take_when(struct parser *p)
{
	if (!token_is(&p->token, "when"))
		return parser_expected(p,
		    p->rule->name.n > 0 && p->token.kind == TOKEN_WORD
			? "'when' behind the name, which is one word"
			: "'when'");
	if (!parser_step(p))
		return false;
	p->rule->when = parse_condition(p);
	return p->rule->when != NULL;
}

/* Begins a rule at its keyword, which is taken. */
static bool
begin(struct parser *p, enum rule_kind kind)
{
	struct rule *rule = arena_alloc(&p->rules->memory, sizeof(*rule));
	*rule = (struct rule){.kind = kind, .place = p->token.place};
	p->rule = rule;
	p->n_targets = 0;
	p->reads_event = false;
	return parser_step(p);
}

static void
finish(struct parser *p, struct rule_list *list)
{
	struct rule *rule = p->rule;
	size_t size = p->n_targets * sizeof(*rule->targets);
	rule->targets = arena_alloc(&p->rules->memory, size);
	rule->n_targets = p->n_targets;
	if (size > 0)
		memcpy(rule->targets, p->targets, size);
	for (unsigned i = 0; i < rule->n_targets; i++) {
		const struct operand *value = rule->targets[i].value;
		if (!value || value->kind <= OPERAND_PARAM)
			rule->varies = true;
	}
	rule->number = p->rules->all.n;
	rule->index = list->n;
	rule_list_add(&p->rules->all, rule);
	rule_list_add(list, rule);
}

/* What a plain line's event is: `event in ("", "page_view", …)`, put before
 * the condition of a rule that does not ask for the event itself. */
static void
guard(struct parser *p)
{
	static const char *const plain[] = {
	    "", "page_view", "form_submit", "redirect"};
	enum { PLAIN = sizeof(plain) / sizeof(*plain) };
	struct arena *memory = &p->rules->memory;
	struct operand *right = arena_alloc(memory, PLAIN * sizeof(*right));
	for (size_t i = 0; i < PLAIN; i++)
		right[i] = (struct operand){.kind = OPERAND_TEXT,
		    .text = slice_of(plain[i]),
		    .field = slice_of(plain[i])};
	struct test t = {.kind = TEST_EQUAL,
	    .left = {.kind = OPERAND_COLUMN,
		.column = p->rules->event,
		.text = SLICE("event")},
	    .right = right,
	    .n_right = PLAIN,
	    .rule = p->rule,
	    .place = p->rule->place};
	bool added;
	struct expr *test = arena_alloc(memory, sizeof(*test));
	struct expr *both = arena_alloc(memory, sizeof(*both));
	*test = (struct expr){.kind = EXPR_TEST,
	    .test = rules_test(p->rules, &t, &added),
	    .next = p->rule->when};
	*both = (struct expr){.kind = EXPR_AND, .first = test};
	p->rule->when = both;
}

/* A constant amount becomes what a field that is written so becomes (scene.c):
 * `set revenue = "50,000"` sets 50000. */
static void
set_amount(struct parser *p, struct operand *value)
{
	char *to = arena_alloc(&p->rules->memory, NUM_MAX_TEXT + SIMD_PAD);
	size_t n = amount_put_plain(to, value->field);
	if (n > 0)
		value->field = (struct slice){to, n};
}

static bool
parse_set(struct parser *p)
{
	do {
		struct operand *value =
		    arena_alloc(&p->rules->memory, sizeof(*value));
		if (!parser_step(p))
			return false; /* takes `set` or the comma */
		struct token column = p->token;
		if (column.kind != TOKEN_WORD || word_is_reserved(column.text))
			return parser_expected(p, "a column to set");
		if (!parser_step(p) ||
		    !parser_take(p, TOKEN_SET, "'=' after the column") ||
		    !parse_operand(p, value) ||
		    !parser_target(p, column.text, column.place,
			(struct target){.value = value}))
			return false;
		if (value->kind == OPERAND_TEXT &&
		    p->targets[p->n_targets - 1].amount)
			set_amount(p, value);
	} while (p->token.kind == TOKEN_COMMA);
	return true;
}

static bool
parse_event(struct parser *p)
{
	if (!begin(p, RULE_EVENT) ||
	    !take_name(p, "the event's name", &p->rule->name))
		return false;
	rules_output(p->rules, rules_column(p->rules, SLICE("event")));
	if (!take_when(p))
		return false;
	bool asks = p->reads_event;
	if (token_is(&p->token, "set") && !parse_set(p))
		return false;
	if (!asks)
		guard(p);
	finish(p, &p->rules->events);
	return true;
}

static bool
parse_exclude(struct parser *p)
{
	if (!begin(p, RULE_EXCLUDE) || !take_when(p))
		return false;
	finish(p, &p->rules->excludes);
	return true;
}

static bool
parse_stage(struct parser *p)
{
	struct rules *r = p->rules;
	struct stage stage = {.place = p->token.place};
	struct place name_place;
	if (!parser_step(p))
		return false;
	name_place = p->token.place;
	if (!take_name(p, "the stage's name", &stage.name))
		return false;
	for (unsigned i = 0; i < r->n_stages; i++)
		if (slice_equal(r->stages[i].name, stage.name))
			return parser_fail(p, name_place,
			    "stage '%.*s' stands at line %u already",
			    (int)stage.name.n, stage.name.p,
			    r->stages[i].place.line);
	if (r->n_stages == RULES_MAX_STAGES)
		return parser_fail(
		    p, stage.place, "more than %d stages", RULES_MAX_STAGES);
	r->stages[r->n_stages++] = stage;
	p->rule = NULL;
	return true;
}

static bool
check_touchpoint(struct parser *p, struct place name_place)
{
	const struct rules *r = p->rules;
	const struct rule *rule = p->rule;
	if (r->n_stages == 0)
		return parser_fail(
		    p, rule->place, "a touchpoint before the first stage");
	if (r->touchpoints.n == RULES_MAX_TOUCHPOINTS)
		return parser_fail(p, rule->place, "more than %d touchpoints",
		    RULES_MAX_TOUCHPOINTS);
	for (unsigned i = 0; i < r->touchpoints.n; i++) {
		const struct rule *other = r->touchpoints.at[i];
		if (other->stage == rule->stage &&
		    slice_equal(other->name, rule->name))
			return parser_fail(p, name_place,
			    p->segments
				? "segment '%.*s' stands at line %u already"
				: "touchpoint '%.*s' of this stage "
				  "stands at line %u already",
			    (int)rule->name.n, rule->name.p, other->place.line);
	}
	return true;
}

static bool
parse_touchpoint(struct parser *p)
{
	if (!begin(p, RULE_TOUCHPOINT))
		return false;
	struct place name_place = p->token.place;
	p->rule->stage = p->rules->n_stages - 1;
	const char *what =
	    p->segments ? "the segment's name" : "the touchpoint's name";
	if (!take_name(p, what, &p->rule->name) ||
	    !check_touchpoint(p, name_place) || !take_when(p))
		return false;
	finish(p, &p->rules->touchpoints);
	return true;
}

static const struct statement {
	const char *word;
	bool (*parse)(struct parser *p);
} statements[] = {{"event", parse_event}, {"exclude", parse_exclude},
    {"stage", parse_stage}, {"touchpoint", parse_touchpoint}},
  segments[] = {{"segment", parse_touchpoint}};

enum { STATEMENTS = sizeof(statements) / sizeof(*statements) };

/* What goes on with the rule before stands in front. */
static bool
expected_statement(struct parser *p)
{
	const struct rule *rule = p->rule;
	bool set = rule && rule->n_targets > 0 &&
	    rule->targets[rule->n_targets - 1].value;
	bool stage = !rule && !p->segments && p->rules->n_stages > 0;
	char what[128];
	snprintf(what, sizeof(what), "%s%s%s",
	    !rule     ? ""
		: set ? "',', "
		      : "and, or, ",
	    p->segments ? "segment" : "event, exclude, stage or touchpoint",
	    stage ? " behind the stage's name, which is one word" : "");
	return parser_expected(p, what);
}

static bool
unknown_statement(struct parser *p)
{
	/* what could go on with the rule before */
	static const char *const behind[] = {"and", "or", "set"};
	struct suggestion s = {.wanted = p->token.text};
	if (token_is(&p->token, "set"))
		return parser_fail(
		    p, p->token.place, "only event rules set columns");
	if (p->token.kind == TOKEN_COMMA)
		return parser_fail(p, p->token.place,
		    "unexpected ','; numbers have none, and lists stand behind "
		    "'in'");
	if (p->token.kind != TOKEN_WORD)
		return expected_statement(p);
	for (size_t i = 0; i < sizeof(behind) / sizeof(*behind); i++)
		suggest_try(&s, slice_of(behind[i]));
	for (size_t i = 0; i < STATEMENTS && !p->segments; i++)
		suggest_try(&s, slice_of(statements[i].word));
	if (!s.name.p)
		return expected_statement(p);
	return parser_fail(p, p->token.place,
	    "unknown word '%.*s', did you mean %.*s?", (int)s.wanted.n,
	    s.wanted.p, (int)s.name.n, s.name.p);
}

static bool
parse_statements(struct parser *p)
{
	const struct statement *list = p->segments ? segments : statements;
	size_t n = p->segments ? 1 : STATEMENTS;
	while (p->token.kind != TOKEN_END) {
		size_t i = 0;
		while (i < n && !token_is(&p->token, list[i].word))
			i++;
		if (i == n)
			return unknown_statement(p);
		if (!list[i].parse(p))
			return false;
	}
	return true;
}

/* A condition alone is the one touchpoint of its rules. */
static bool
parse_alone(struct parser *p)
{
	struct rule *rule = arena_alloc(&p->rules->memory, sizeof(*rule));
	*rule = (struct rule){.kind = RULE_TOUCHPOINT,
	    .name = SLICE("condition"),
	    .place = p->token.place};
	p->rule = rule;
	rule->when = parse_condition(p);
	if (!rule->when)
		return false;
	if (p->token.kind != TOKEN_END)
		return parser_expected(p, "the end, 'and' or 'or'");
	finish(p, &p->rules->touchpoints);
	return true;
}

/* Segments and conditions belong to a stage that nobody names. */
static void
add_stage(struct rules *r)
{
	r->stages[r->n_stages++] = (struct stage){.name = SLICE("segment")};
}

static bool
parse_kind(struct parser *p, enum rules_text kind)
{
	if (kind != RULES_STAGES)
		add_stage(p->rules);
	p->segments = kind == RULES_SEGMENTS;
	return kind == RULES_CONDITION ? parse_alone(p) : parse_statements(p);
}

struct rules *
rules_parse(const char *source, struct slice text, enum rules_text kind,
    struct rules_error *error)
{
	*error = (struct rules_error){.place = {1, 1}};
	if (text.n > RULES_MAX_BYTES) {
		snprintf(error->reason, sizeof(error->reason),
		    "larger than %d bytes", RULES_MAX_BYTES);
		return NULL;
	}
	struct rules *r = rules_new(source);
	/* names and numbers in it are used as fields: kernels read behind */
	char *copy = arena_alloc(&r->memory, text.n + SIMD_PAD);
	memset(copy + text.n, 0, SIMD_PAD);
	if (text.n > 0)
		memcpy(copy, text.p, text.n);
	r->text = (struct slice){copy, text.n};
	struct parser p = {.rules = r, .error = error};
	bool good = lexer_init(&p.lexer, r->text, error) && parser_step(&p) &&
	    parse_kind(&p, kind);
	free(p.targets);
	if (good)
		return r;
	rules_free(r);
	return NULL;
}
