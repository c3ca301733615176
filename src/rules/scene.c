/* SPDX-License-Identifier: MIT */
/* Values of columns and parameters, and setting them. */
#include "rules/scene.h"

#include <stdlib.h>

#include "rules/query.h"
#include "table/escape.h"

void
scene_init(struct scene *s, const struct rules *rules)
{
	*s = (struct scene){.rules = rules, .simd = simd_probe()};
	s->values = mem_zero(rules->n_outputs, sizeof(*s->values));
	s->known = mem_zero(rules->n_columns, sizeof(*s->known));
}

void
scene_release(struct scene *s)
{
	free(s->values);
	free(s->known);
	buf_release(&s->made);
	for (int i = 0; i < 2; i++) {
		buf_release(&s->plain[i]);
		buf_release(&s->decoded[i]);
	}
}

/* The value of an operand without escapes; side 0 and 1 have buffers of their
 * own. */
static struct slice
value_of(struct scene *s, const struct operand *o, int side)
{
	if (o->kind >= OPERAND_TEXT)
		return o->text;
	struct slice text =
	    escape_undo(scene_field(s, o->column), &s->plain[side]);
	if (o->kind == OPERAND_PARAM)
		text = query_param(text, o->text, &s->decoded[side]);
	return text;
}

enum answer
scene_ask(struct scene *s, const struct test *t)
{
	struct slice left = value_of(s, &t->left, 0), right = {"", 0};
	if (test_is_pair(t))
		right = value_of(s, t->right, 1);
	enum answer answer = test_ask(t, left, right);
	if (answer == ANSWER_GAVE_UP)
		s->failed = t;
	return answer;
}

/* Any bytes as a field in s->made, which has room for them. */
static struct slice
make_field(struct scene *s, struct slice text)
{
	char *to = s->made.p + s->made.n;
	/* the kernels read behind the text: it needs bytes there */
	char *padded = to + escape_room(text.n) + SIMD_PAD;
	memcpy(padded, text.p, text.n);
	size_t n = escape_put(s->simd, to, (struct slice){padded, text.n});
	s->made.n += n;
	return (struct slice){to, n};
}

/* A parameter; where nothing was decoded it stands in the field as it is. */
static struct slice
param_field(struct scene *s, const struct operand *o)
{
	struct slice field = scene_field(s, o->column);
	struct slice value = value_of(s, o, 0);
	if (value.p >= field.p && value.p <= field.p + field.n)
		return value;
	return make_field(s, value);
}

static void
apply_value(struct scene *s, const struct target *t)
{
	const struct operand *o = t->value;
	struct slice *to = &s->values[s->rules->columns[t->column].output];
	if (o->kind >= OPERAND_TEXT)
		*to = o->field;
	else if (o->kind == OPERAND_COLUMN)
		*to = scene_field(s, o->column);
	else
		*to = param_field(s, o);
}

static void
apply_group(struct scene *s, const struct target *t, bool plain)
{
	struct slice found;
	if (!regex_group(t->pattern->regex, t->group, &found))
		return;
	s->values[s->rules->columns[t->column].output] =
	    plain ? found : make_field(s, found);
}

/* The groups of one pattern; targets [i, the result) are its own. */
static unsigned
apply_pattern(struct scene *s, const struct rule *event, unsigned i, bool *good)
{
	const struct test *pattern = event->targets[i].pattern;
	const struct verdict *known = s->known[pattern->left.column];
	bool remembered = known && known->pattern == pattern;
	bool plain = pattern->left.kind == OPERAND_COLUMN &&
	    !slice_find(scene_field(s, pattern->left.column), '\\');
	enum answer answer = remembered ? ANSWER_NO : scene_ask(s, pattern);
	struct slice field =
	    row_field(&s->row, s->rules->columns[pattern->left.column].input);
	*good = answer != ANSWER_GAVE_UP;
	for (; i < event->n_targets && event->targets[i].pattern == pattern;
	     i++) {
		const struct target *t = &event->targets[i];
		if (answer == ANSWER_YES)
			apply_group(s, t, plain);
		if (!remembered || known->at[t->group].from == CAPTURE_NONE)
			continue;
		s->values[s->rules->columns[t->column].output] =
		    (struct slice){field.p + known->at[t->group].from,
			known->at[t->group].length};
	}
	return i;
}

/* Patterns look at the row as it came: no target is set while they are asked,
 * since they stand before `set`… but for the groups of an earlier pattern,
 * which is why s->event is only set behind them. */
bool
scene_assign(struct scene *s, const struct rule *event)
{
	bool good = true;
	unsigned i = 0;
	memset(s->values, 0, s->rules->n_outputs * sizeof(*s->values));
	s->values[OUTPUT_EVENT] = event->name;
	s->made.n = 0;
	if (event->varies)
		/* each made field, its source and the padding of both */
		buf_need(&s->made,
		    event->n_targets *
			    (escape_room(row_text(&s->row).n) + SIMD_PAD) +
			row_text(&s->row).n + 2 * SIMD_PAD);
	while (good && i < event->n_targets && event->targets[i].pattern)
		i = apply_pattern(s, event, i, &good);
	s->event = event;
	for (; i < event->n_targets; i++)
		apply_value(s, &event->targets[i]);
	return good;
}
