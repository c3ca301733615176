/* SPDX-License-Identifier: MIT */
/* Equality, order and patterns. */
#include "rules/test.h"

/* The right side as a number; a pair's is one if it looks like one. */
static bool
right_number(const struct operand *o, struct slice text, struct decimal *d)
{
	if (o->kind == OPERAND_NUMBER) {
		*d = o->number;
		return true;
	}
	return o->kind != OPERAND_TEXT && decimal_parse(text, d);
}

static bool
equal(const struct operand *o, struct slice left, struct slice right)
{
	struct decimal a, b;
	if (slice_equal(left, right))
		return true;
	return right_number(o, right, &b) && decimal_parse(left, &a) &&
	    decimal_order(&a, &b) == 0;
}

static int
order(const struct operand *o, struct slice left, struct slice right)
{
	struct decimal a, b;
	if (right_number(o, right, &b) && decimal_parse(left, &a))
		return decimal_order(&a, &b);
	return slice_compare(left, right);
}

static enum answer
match(const struct test *t, struct slice text)
{
	switch (regex_match(t->regex, text)) {
	case REGEX_MATCH:
		return ANSWER_YES;
	case REGEX_MISS:
		return ANSWER_NO;
	case REGEX_GAVE_UP:
		break;
	}
	return ANSWER_GAVE_UP;
}

static bool
equals_one(const struct test *t, struct slice left, struct slice right)
{
	if (test_is_pair(t))
		return equal(t->right, left, right);
	for (unsigned i = 0; i < t->n_right; i++)
		if (equal(&t->right[i], left, t->right[i].text))
			return true;
	return false;
}

enum answer
test_ask(const struct test *t, struct slice left, struct slice right)
{
	if (t->kind == TEST_MATCH)
		return match(t, left);
	if (t->kind == TEST_EQUAL)
		return equals_one(t, left, right) ? ANSWER_YES : ANSWER_NO;
	if (!test_is_pair(t))
		right = t->right[0].text;
	if (left.n == 0 || right.n == 0)
		return ANSWER_NO;
	int o = order(t->right, left, right);
	bool yes = t->kind == TEST_LESS  ? o < 0
	    : t->kind == TEST_LESS_EQUAL ? o <= 0
	    : t->kind == TEST_MORE       ? o > 0
					 : o >= 0;
	return yes ? ANSWER_YES : ANSWER_NO;
}
