/* SPDX-License-Identifier: MIT */
/* The columns that rules name, found in an input. */
#ifndef CJM_RULES_BIND_H
#define CJM_RULES_BIND_H

#include "rules/ast.h"
#include "table/table.h"

/* Finds each column's place in the input. Returns the first one (by its place
 * in the file) that the rules read though neither the input has it nor a rule
 * sets it; NULL when all is well. */
const struct column *rules_bind(struct rules *r, const struct header *h);

/* The tool that makes a column of the stream; NULL for any other name. */
const char *column_maker(struct slice name);

/* The column of the input, or one that the rules set, whose name is nearest to
 * this one; p is NULL when none is near. */
struct slice column_suggest(
    const struct rules *r, const struct header *h, struct slice name);

#endif
