/* SPDX-License-Identifier: MIT */
/* The words of a rules file: bytes to tokens, each with its place. */
#ifndef CJM_RULES_LEXER_H
#define CJM_RULES_LEXER_H

#include "rules/ast.h"

enum token_kind {
	TOKEN_END,
	TOKEN_WORD,   /* names, columns, keywords; may begin with a digit */
	TOKEN_NUMBER, /* a decimal or a duration */
	TOKEN_STRING, /* text is what stands between the quotes, as written */
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_COMMA,
	TOKEN_SET, /* = */
	TOKEN_EQUAL,
	TOKEN_NOT_EQUAL,
	TOKEN_LESS,
	TOKEN_LESS_EQUAL,
	TOKEN_MORE,
	TOKEN_MORE_EQUAL,
	TOKEN_MATCH,
	TOKEN_NO_MATCH
};

/* Its bytes are those of the text that is read. */
struct token {
	enum token_kind kind;
	struct slice text;
	struct place place;
};

struct lexer {
	const char *p, *end;
	struct place place; /* of p */
};

/* Begins at the text's first character, behind a byte order mark. False with
 * *error filled when the text is not UTF-8, or holds controls (NUL, escape…)
 * or the blanks of other scripts, which the eye cannot tell from a space. */
bool lexer_init(struct lexer *l, struct slice text, struct rules_error *error);

/* Reads the next token; at the end TOKEN_END for ever. False with *error
 * filled on a character that begins none and on a string without end. */
bool lexer_next(struct lexer *l, struct token *t, struct rules_error *error);

/* Whether a word or number is one of these texts: for keywords. */
static inline bool
token_is(const struct token *t, const char *word)
{
	return t->kind == TOKEN_WORD && slice_is(t->text, word);
}

/* The bytes that a string literal stands for: \" \\ \t \n \r; memory from the
 * arena. False with *error filled at another escape. (A pattern is taken as
 * written instead: its backslashes are the pattern's own.) */
bool string_text(const struct token *t, struct arena *memory,
    struct slice *text, struct rules_error *error);

#endif
