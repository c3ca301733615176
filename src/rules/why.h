/* SPDX-License-Identifier: MIT */
/* Which rules took a row, and why: for people who wonder. */
#ifndef CJM_RULES_WHY_H
#define CJM_RULES_WHY_H

#include "io/writer.h"
#include "rules/plain.h"

struct why {
	const struct rules *rules;
	struct scene scene;
	uint64_t row; /* the number of the last one */
	struct buf line, text, field;
	struct query_text param;
};

/* The rules must be bound and outlive it. */
void why_init(struct why *w, const struct rules *rules);
void why_release(struct why *w);

void why_put_header(struct writer *out);

/* Writes a line for each rule that takes the row: its number among the rows
 * from 1, kind and name of the rule, its place as `file:line:column`, and the
 * comparisons that decided, with the values where the rule does not say them. A
 * row that no rule takes has a line of kind `none`. False when a pattern gave
 * up (w->scene.failed). */
bool why_put(struct why *w, const struct row *row, struct writer *out);

/* Adds a line that the row repeats an earlier one, of the kind `repeat`. */
void why_put_repeat(struct why *w, const char *what, struct writer *out);

#endif
