/* SPDX-License-Identifier: MIT */
/* A rules file's text to rules. */
#ifndef CJM_RULES_PARSER_H
#define CJM_RULES_PARSER_H

#include "rules/ast.h"

/* Parses rules; `text` is copied, `source` (the name for messages) must
 * outlive the result. NULL with *error filled at the first mistake. */
struct rules *
rules_parse(const char *source, struct slice text, struct rules_error *error);

#endif
