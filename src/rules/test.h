/* SPDX-License-Identifier: MIT */
/* Asking one atomic test about values.
 *
 * Equality and order are those of exact decimals where both sides are numbers
 * (a text in quotes never is one), else of bytes. Nothing is less or more than
 * an empty value, nor an empty value than anything. */
#ifndef CJM_RULES_TEST_H
#define CJM_RULES_TEST_H

#include "rules/ast.h"

enum answer {
	ANSWER_NO,
	ANSWER_YES,
	ANSWER_GAVE_UP /* the pattern ran away; regex_why(t->regex) tells */
};

/* `left` is the value of t->left, `right` that of t->right[0] where the test
 * is a pair; both without the stream's escapes, parameters decoded. */
enum answer
test_ask(const struct test *t, struct slice left, struct slice right);

#endif
