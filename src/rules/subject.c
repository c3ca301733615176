/* SPDX-License-Identifier: MIT */
/* Values to classes. */
#include "rules/subject.h"

#include <stdlib.h>

#include "base/hash.h"
#include "table/escape.h"

enum {
	FEW = 4,               /* tests that are cheaper than a memo */
	MANY = 8,              /* patterns that are worth a sieve */
	MAX_KEY = 200,         /* bytes of a value that is remembered */
	MAX_ANSWERS = 16 << 20 /* bytes of answers, a column */
};

static struct subject_group *
add_group(struct subject *s, struct slice param)
{
	s->groups = mem_grow(s->groups, (s->n_groups + 1) * sizeof(*s->groups));
	s->groups[s->n_groups] =
	    (struct subject_group){param, 0, NO_TEST, NO_TEST};
	return &s->groups[s->n_groups++];
}

void
subject_init(struct subject *s, unsigned column)
{
	*s = (struct subject){.column = column};
	query_text_init(&s->decoded);
	for (size_t i = 0; i < sizeof(s->singles) / sizeof(*s->singles); i++)
		s->singles[i].class = NO_CLASS;
	add_group(s, SLICE(""));
}

void
subject_init_pair(struct subject *s, const struct test *pair)
{
	*s = (struct subject){.column = pair->left.column, .pair = pair};
	query_text_init(&s->decoded);
}

void
subject_release(struct subject *s)
{
	memo_release(&s->memo);
	buf_release(&s->plain);
	query_text_release(&s->decoded);
	free(s->tests);
	free(s->groups);
	free(s->next);
	free(s->needs);
	free(s->answers);
	free(s->scratch);
	free(s->slots);
	if (s->briefs)
		mem_unmap(s->briefs, (s->brief_mask + 1) * sizeof(*s->briefs));
}

static struct subject_group *
group_of(struct subject *s, const struct test *t)
{
	if (t->left.kind != OPERAND_PARAM)
		return &s->groups[0];
	for (unsigned i = 1; i < s->n_groups; i++)
		if (slice_equal(s->groups[i].param, t->left.text))
			return &s->groups[i];
	return add_group(s, t->left.text);
}

unsigned
subject_add(struct subject *s, const struct test *t)
{
	unsigned bit = s->n_tests++;
	s->tests = mem_grow(s->tests, s->n_tests * sizeof(t));
	s->next = mem_grow(s->next, s->n_tests * sizeof(*s->next));
	s->needs = mem_grow(s->needs, s->n_tests * sizeof(*s->needs));
	s->tests[bit] = t;
	s->next[bit] = NO_TEST;
	s->needs[bit] = sieve_need(
	    t->kind == TEST_MATCH ? regex_literal(t->regex) : SLICE(""));
	struct subject_group *g = group_of(s, t);
	g->patterns += t->kind == TEST_MATCH;
	if (g->first == NO_TEST)
		g->first = bit;
	else
		s->next[g->last] = bit;
	g->last = bit;
	if (t->kind == TEST_MATCH && regex_names(t->regex) > 0)
		s->remembers = true;
	return bit;
}

static bool
asks_if_empty(const struct test *t)
{
	return t->kind == TEST_EQUAL && t->n_right == 1 &&
	    t->right->text.n == 0;
}

/* A few orders of constants. */
static bool
is_cheap(const struct subject *s)
{
	if (s->n_tests > FEW || s->n_groups > 1)
		return false;
	for (unsigned i = 0; i < s->n_tests; i++) {
		const struct test *t = s->tests[i];
		if (t->kind == TEST_MATCH ||
		    (t->kind == TEST_EQUAL && !asks_if_empty(t)))
			return false;
	}
	return true;
}

static uint32_t
power_of_two(uint32_t at_least)
{
	uint32_t n = 1;
	while (n < at_least)
		n *= 2;
	return n;
}

void
subject_ready(struct subject *s, const struct matcher_limits *limits)
{
	unsigned n = s->pair ? 1 : s->n_tests;
	s->words = (n + 63) / 64;
	s->direct = s->pair || is_cheap(s);
	s->only_empty = n == 1 && !s->pair && s->n_groups == 1 &&
	    asks_if_empty(s->tests[0]);
	s->remembered = !s->direct && !s->only_empty;
	if (s->only_empty)
		s->singles[256].class = 1;
	if (s->direct) {
		s->n_classes = s->max_classes = 1u << n;
		s->answers = mem_zero(s->n_classes, sizeof(*s->answers));
		for (unsigned i = 0; i < s->n_classes; i++)
			s->answers[i] = i;
		return;
	}
	size_t fit = MAX_ANSWERS / (s->words * sizeof(*s->answers));
	s->max_classes =
	    limits->classes < fit ? limits->classes : (unsigned)fit;
	s->answers = mem_zero(s->max_classes, s->words * sizeof(*s->answers));
	s->scratch = mem_zero(s->words, sizeof(*s->scratch));
	s->mask = 2 * power_of_two(s->max_classes) - 1;
	s->slots = mem_zero((size_t)s->mask + 1, sizeof(*s->slots));
	s->briefs = mem_map(limits->values * sizeof(*s->briefs));
	s->brief_mask = limits->values - 1;
	for (uint64_t i = 0; i < 4; i++)
		s->seed[i] =
		    hash_seeded((struct slice){(const char *)&i, sizeof(i)});
	memo_init(&s->memo, limits->values, MAX_KEY, sizeof(struct verdict));
}

/* The class of the answers in s->scratch. */
static uint32_t
find_class(struct subject *s)
{
	size_t size = s->words * sizeof(*s->answers);
	struct slice key = {(const char *)s->scratch, size};
	uint32_t at = (uint32_t)hash_seeded(key) & s->mask;
	for (; s->slots[at] != 0; at = (at + 1) & s->mask) {
		uint32_t class = s->slots[at] - 1;
		if (memcmp(s->answers + (size_t) class * s->words, s->scratch,
			size) == 0)
			return class;
	}
	if (s->n_classes == s->max_classes)
		return NO_CLASS;
	memcpy(s->answers + (size_t)s->n_classes * s->words, s->scratch, size);
	s->slots[at] = ++s->n_classes;
	return s->n_classes - 1;
}

/* Notes where the groups of a pattern that has just matched lie. */
static void
capture(struct verdict *v, const struct test *t, struct slice field)
{
	unsigned n = regex_names(t->regex);
	if (n == 0 || n > CAPTURES || field.n >= CAPTURE_NONE ||
	    t->left.kind != OPERAND_COLUMN)
		return;
	for (unsigned i = 0; i < n; i++) {
		struct slice found;
		v->at[i].from = CAPTURE_NONE;
		if (!regex_group(t->regex, i, &found))
			continue;
		v->at[i].from = (uint8_t)(found.p - field.p);
		v->at[i].length = (uint8_t)found.n;
	}
	v->pattern = t;
}

/* Asks the tests of a group; false when a pattern gave up. */
static bool
judge_group(struct subject *s, const struct subject_group *g, struct slice text,
    const struct slice *field, struct verdict *v)
{
	struct sieve sieve;
	bool sieved = g->patterns > MANY;
	if (sieved)
		sieve_fill(&sieve, text);
	for (unsigned i = g->first; i != NO_TEST; i = s->next[i]) {
		const struct test *t = s->tests[i];
		if (sieved && !sieve_passes(&sieve, s->needs[i]))
			continue;
		enum answer answer = test_ask(t, text, SLICE(""));
		if (answer == ANSWER_GAVE_UP) {
			s->failed = t;
			return false;
		}
		if (answer == ANSWER_NO)
			continue;
		s->scratch[i / 64] |= (uint64_t)1 << (i % 64);
		if (t->kind == TEST_MATCH && !v->pattern && text.p == field->p)
			capture(v, t, *field);
	}
	return true;
}

static void
judge(struct subject *s, struct slice field, struct verdict *v)
{
	struct slice text = escape_undo(field, &s->plain);
	*v = (struct verdict){.class = CLASS_FAILED};
	memset(s->scratch, 0, s->words * sizeof(*s->scratch));
	for (unsigned i = 0; i < s->n_groups; i++) {
		const struct subject_group *g = &s->groups[i];
		struct slice value =
		    i == 0 ? text : query_param(text, g->param, &s->decoded);
		if (!judge_group(s, g, value, &field, v))
			return;
	}
	v->class = find_class(s);
}

static const struct verdict *
judge_direct(struct subject *s, struct slice field)
{
	struct slice text = escape_undo(field, &s->plain);
	uint32_t class = 0;
	for (unsigned i = 0; i < s->n_tests; i++)
		if (test_ask(s->tests[i], text, SLICE("")) == ANSWER_YES)
			class |= 1u << i;
	s->own.class = class;
	return &s->own;
}

void
subject_judge_single(struct subject *s, struct slice field, struct verdict *v)
{
	judge(s, field, v);
}

const struct verdict *
subject_judge_anew(struct subject *s, struct slice field, struct brief *slot)
{
	bool known = false;
	if (s->direct)
		return judge_direct(s, field);
	struct verdict *v =
	    slot ? &slot->verdict : memo_get(&s->memo, field, &known);
	if (!v) {
		v = &s->own;
		known = false;
	}
	if (!known)
		judge(s, field, v);
	return v;
}

const struct verdict *
subject_judge(struct subject *s, struct slice field)
{
	return subject_judge_here(s, field);
}
