/* SPDX-License-Identifier: MIT */
/* A row as the rules see it: its columns as they came, or, once an event rule
 * has won, as that rule sets them. */
#ifndef CJM_RULES_SCENE_H
#define CJM_RULES_SCENE_H

#include "rules/ast.h"
#include "rules/query.h"
#include "rules/test.h"
#include "simd/simd.h"
#include "table/table.h"

/* What is remembered of a value: its class (subject.h), and where the named
 * groups of one pattern lie in it, by the group's number in regex.h. Only of
 * fields without escapes; a longer or richer match is made anew. */
enum { CAPTURES = 5, CAPTURE_NONE = UINT8_MAX };

struct verdict {
	const struct test *pattern; /* NULL: no groups are known */
	uint32_t class;
	struct {
		uint8_t from, length; /* from: CAPTURE_NONE if unmatched */
	} at[CAPTURES];
};

struct scene {
	const struct rules *rules;
	const struct simd *simd;
	const struct row *row;
	const struct rule *event; /* that has won and set its columns */
	struct slice *values;     /* by output; p NULL: as the row has it */
	/* by column: where this row's verdict stands, if there is one; NULL
	 * where verdicts have no groups */
	const struct verdict *const **known;
	const struct test *failed; /* a pattern that gave up */
	struct buf *made;          /* values that had to be made, by target */
	unsigned n_made;
	struct buf plain[2];
	struct query_text decoded[2];
};

/* The rules must be bound (bind.h) and outlive the scene. */
void scene_init(struct scene *s, const struct rules *rules);
void scene_release(struct scene *s);

/* Begins a row, which must stay until the next one. `known` keeps what it
 * has. */
static inline void
scene_begin(struct scene *s, const struct row *row)
{
	s->row = row;
	s->event = NULL;
}

/* A column's field, with the stream's escapes; until the next scene_begin. */
static inline struct slice
scene_field(const struct scene *s, unsigned column)
{
	const struct column *c = &s->rules->columns[column];
	if (s->event && c->output != NO_OUTPUT && s->values[c->output].p)
		return s->values[c->output];
	return row_field(s->row, c->input);
}

/* Lets an event rule set its columns: the event's name, then the groups of
 * those of its patterns that match, then what `set` says, in order. False when
 * a pattern gave up (s->failed). */
bool scene_assign(struct scene *s, const struct rule *event);

/* Asks a test. ANSWER_GAVE_UP sets s->failed. */
enum answer scene_ask(struct scene *s, const struct test *t);

#endif
