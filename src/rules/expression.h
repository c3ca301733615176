/* SPDX-License-Identifier: MIT */
/* The parser's state, and its half that reads expressions:
 *
 *	condition  = all {"or" all}
 *	all        = one {"and" one}
 *	one        = "not" one | "(" condition ")" | comparison
 *	comparison = operand ("==" | "!=" | "<" | "<=" | ">" | ">=") operand
 *	           | operand ("=~" | "!~") pattern
 *	           | operand "in" "(" constant {"," constant} ")"
 *	operand    = column | "param" "(" string ")" | constant
 *	constant   = string | number | duration
 */
#ifndef CJM_RULES_EXPRESSION_H
#define CJM_RULES_EXPRESSION_H

#include "rules/ast.h"
#include "rules/lexer.h"

struct parser {
	struct lexer lexer;
	struct token token; /* the next one, not yet taken */
	struct rules *rules;
	struct rules_error *error;

	/* the rule that is being read; NULL behind a stage */
	struct rule *rule;
	struct target *targets;
	unsigned n_targets;
	bool reads_event;
	bool segments; /* the text has segments, and nothing else */
	bool negated;  /* behind !~ */
	unsigned depth;
};

/* All return false, or NULL, with *p->error filled at a mistake. */

bool parser_step(struct parser *p); /* takes the token */

/* Fails at a place. */
bool parser_fail(struct parser *p, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Fails at the token: `expected WHAT, found 'x'`. */
bool parser_expected(struct parser *p, const char *what);

/* Takes a token of that kind, or fails. */
bool parser_take(struct parser *p, enum token_kind kind, const char *what);

/* Whether a word has a meaning of its own: and or not in when set. */
bool word_is_reserved(struct slice word);

struct expr *parse_condition(struct parser *p);
bool parse_operand(struct parser *p, struct operand *o);

/* Adds a target to the rule, which must be an event rule; fails when the
 * column is not for rules to set. */
bool parser_target(struct parser *p, struct slice column, struct place place,
    struct target target);

#endif
