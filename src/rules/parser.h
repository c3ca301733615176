/* SPDX-License-Identifier: MIT */
/* A rules file's text to rules. */
#ifndef CJM_RULES_PARSER_H
#define CJM_RULES_PARSER_H

#include "rules/ast.h"

/* The kinds of text: rules of events and stages; `segment NAME when …`, whose
 * names are touchpoints of the stage `segment`; or one condition alone, which
 * is the touchpoint `segment:condition`. */
enum rules_text { RULES_STAGES, RULES_SEGMENTS, RULES_CONDITION };

/* Parses rules; `text` is copied, `source` (the name for messages) must
 * outlive the result. NULL with *error filled at the first mistake. */
struct rules *rules_parse(const char *source, struct slice text,
    enum rules_text kind, struct rules_error *error);

#endif
