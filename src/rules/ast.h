/* SPDX-License-Identifier: MIT */
/* Rules after reading: what a rules file says, as trees.
 *
 * Everything hangs on struct rules and lives until rules_free: rules, names,
 * patterns, the text itself. After parsing nothing changes but the columns'
 * places in the input, which bind.h fills, and stages_joined. The language is
 * cjm-rules(5). */
#ifndef CJM_RULES_AST_H
#define CJM_RULES_AST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/intern.h"
#include "base/mem.h"
#include "base/slice.h"
#include "ext/regex.h"
#include "rules/decimal.h"

enum {
	RULES_MAX_BYTES = 1 << 20, /* of a rules file */
	RULES_MAX_STAGES = 32,
	RULES_MAX_TOUCHPOINTS = 256,
	RULES_MAX_NAME = 100,  /* bytes of a name */
	RULES_MAX_DEPTH = 200, /* of parentheses and nots */
	TOUCHPOINT_WORDS = RULES_MAX_TOUCHPOINTS / 64
};

/* A character of the rules file; both from 1, columns in characters. */
struct place {
	uint32_t line, column;
};

struct rules_error {
	struct place place;
	char reason[320];
};

/* A column that the rules read or set. */
struct column {
	struct slice name;
	struct place place; /* where it is first read; line 0: nowhere */
	unsigned input;     /* its number in the input, or NO_COLUMN */
	unsigned output;    /* its number in rules->outputs, or NO_OUTPUT */
};

#define NO_OUTPUT UINT32_MAX

/* What a comparison compares and what `set` writes. */
enum operand_kind {
	OPERAND_COLUMN,
	OPERAND_PARAM, /* a parameter of the column `query`, decoded */
	OPERAND_TEXT,
	OPERAND_NUMBER /* durations too, in seconds */
};

struct operand {
	enum operand_kind kind;
	unsigned column;       /* rules->columns; of a parameter: `query` */
	struct slice text;     /* name of the parameter; text; decimal */
	struct slice field;    /* text and number as a field of the stream */
	struct decimal number; /* of OPERAND_NUMBER */
};

/* An atomic test. `!=` is a negated TEST_EQUAL, `in` one with several right
 * sides, `!~` a negated TEST_MATCH. The left side is never a constant. */
enum test_kind {
	TEST_EQUAL,
	TEST_LESS,
	TEST_LESS_EQUAL,
	TEST_MORE,
	TEST_MORE_EQUAL,
	TEST_MATCH
};

/* Equal tests of all rules are one; its number is its place in
 * rules->tests. */
struct test {
	enum test_kind kind;
	unsigned number;
	struct operand left;
	const struct operand *right;
	unsigned n_right;
	struct regex *regex;     /* of TEST_MATCH */
	const struct rule *rule; /* the first that has it */
	struct place place;      /* in that rule */
};

/* A test of two columns (or parameters) against each other. */
static inline bool
test_is_pair(const struct test *t)
{
	return t->kind != TEST_MATCH && t->right[0].kind <= OPERAND_PARAM;
}

enum expr_kind { EXPR_AND, EXPR_OR, EXPR_NOT, EXPR_TEST };

struct expr {
	enum expr_kind kind;
	const struct test *test; /* of EXPR_TEST */
	struct expr *first;      /* operands of the others… */
	struct expr *next;       /* …as a list */
};

/* A value that a rule gives a column: an operand, or what a named group of one
 * of its patterns matched. In the order in which they are applied. */
struct target {
	unsigned output; /* rules->outputs */
	unsigned column;
	const struct operand *value; /* NULL: the group */
	const struct test *pattern;
	unsigned group;
	bool amount; /* of money: what is set becomes a plain decimal */
};

enum rule_kind { RULE_EVENT, RULE_EXCLUDE, RULE_TOUCHPOINT };

struct rule {
	enum rule_kind kind;
	unsigned number;    /* rules->all */
	unsigned index;     /* among those of its kind */
	struct slice name;  /* empty for exclude */
	struct place place; /* of its keyword */
	struct expr *when;
	unsigned stage; /* of a touchpoint: rules->stages */
	struct target *targets;
	unsigned n_targets;
	bool varies; /* has a target that is no constant */
};

struct stage {
	struct slice name;
	struct place place;
};

struct rule_list {
	const struct rule **at;
	unsigned n;
};

struct rules {
	const char *source; /* the file's name, for messages */
	struct slice text;
	struct rule_list all, events, excludes, touchpoints;
	struct stage stages[RULES_MAX_STAGES];
	unsigned n_stages;
	struct column *columns;
	unsigned n_columns;
	struct test **tests;
	unsigned n_tests;
	/* The columns that the rules make: stage, touchpoints, event (if
	 * there is an event rule), then those that rules set. */
	const char **outputs;
	unsigned n_outputs;
	unsigned event; /* column `event`, or NO_COLUMN if no rule has it */
	/* the value of `stage` is that of both, with a TAB between: whoever
	 * writes them side by side sets it before a matcher is made */
	bool stages_joined;
	struct arena memory;
	struct intern column_names, test_keys;
};

enum { OUTPUT_STAGE, OUTPUT_TOUCHPOINTS, OUTPUT_EVENT };

/* An empty set of rules; `source` must outlive it. */
struct rules *rules_new(const char *source);
void rules_free(struct rules *r);

/* The number of the named column, made when there is none yet. */
unsigned rules_column(struct rules *r, struct slice name);

/* Makes a column one of the outputs. */
void rules_output(struct rules *r, unsigned column);

/* Appends to a list. */
void rule_list_add(struct rule_list *list, const struct rule *rule);

/* The test that is equal to *t, made as a copy of it when there is none yet;
 * *added tells which. A new test owns t->regex. */
struct test *rules_test(struct rules *r, const struct test *t, bool *added);

/* What a rule is called in messages: `event purchase`, `touchpoint
 * aware:visit`, `exclude`. Writes at most n bytes with a final NUL. */
void
rule_title(const struct rules *r, const struct rule *rule, char *to, size_t n);

#endif
