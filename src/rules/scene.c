/* SPDX-License-Identifier: MIT */
/* Values of columns and parameters, and setting them. */
#include "rules/scene.h"

#include <stdlib.h>

#include "base/amount.h"
#include "base/num.h"
#include "table/escape.h"

void
scene_init(struct scene *s, const struct rules *rules)
{
	*s = (struct scene){.rules = rules, .simd = simd_probe()};
	s->values = mem_zero(rules->n_outputs, sizeof(*s->values));
	s->known = mem_zero(rules->n_columns, sizeof(*s->known));
	for (unsigned i = 0; i < rules->events.n; i++)
		if (rules->events.at[i]->n_targets > s->n_made)
			s->n_made = rules->events.at[i]->n_targets;
	s->made = mem_zero(s->n_made, sizeof(*s->made));
	for (int i = 0; i < 2; i++)
		query_text_init(&s->decoded[i]);
}

void
scene_release(struct scene *s)
{
	free(s->values);
	free(s->known);
	for (unsigned i = 0; i < s->n_made; i++)
		buf_release(&s->made[i]);
	free(s->made);
	for (int i = 0; i < 2; i++) {
		buf_release(&s->plain[i]);
		query_text_release(&s->decoded[i]);
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

/* Any bytes as a field, in the buffer of its target: a later target may use
 * the value of an earlier one. */
static struct slice
make_field(struct scene *s, unsigned target, struct slice text)
{
	struct buf *b = &s->made[target];
	size_t room = escape_room(text.n) + SIMD_PAD;
	b->n = 0;
	char *to = buf_need(b, room + text.n + SIMD_PAD);
	/* the kernels read behind the text: it needs bytes there */
	char *padded = to + room;
	memcpy(padded, text.p, text.n);
	return (struct slice){
	    to, escape_put(s->simd, to, (struct slice){padded, text.n})};
}

/* A parameter; where nothing was decoded it stands in the field as it is. */
static struct slice
param_field(struct scene *s, unsigned target, const struct operand *o)
{
	struct slice field = scene_field(s, o->column);
	struct slice value = value_of(s, o, 0);
	if (value.p >= field.p && value.p <= field.p + field.n)
		return value;
	return make_field(s, target, value);
}

/* Gives a target a field of the row, or one made of it. An amount is written
 * as the stream has amounts, whatever way the shop writes them; what is none,
 * as a list of prices, stays. */
static void
set_target(
    struct scene *s, const struct rule *event, unsigned i, struct slice field)
{
	const struct target *t = &event->targets[i];
	char plain[NUM_MAX_TEXT];
	s->values[t->output] = field;
	size_t n = t->amount ? amount_put_plain(plain, field) : 0;
	if (n == 0)
		return;
	/* the field may stand in this buffer, but has been read */
	struct buf *b = &s->made[i];
	b->n = 0;
	char *to = buf_need(b, NUM_MAX_TEXT + SIMD_PAD);
	memcpy(to, plain, n);
	s->values[t->output] = (struct slice){to, n};
}

static void
apply_value(struct scene *s, const struct rule *event, unsigned i)
{
	const struct operand *o = event->targets[i].value;
	if (o->kind >= OPERAND_TEXT)
		s->values[event->targets[i].output] = o->field;
	else if (o->kind == OPERAND_COLUMN)
		set_target(s, event, i, scene_field(s, o->column));
	else
		set_target(s, event, i, param_field(s, i, o));
}

/* Whether a target is a group of that pattern. */
static bool
is_group(const struct rule *event, unsigned i, const struct test *pattern)
{
	return i < event->n_targets && event->targets[i].pattern == pattern;
}

/* The groups of a pattern that matches, as they are remembered. */
static unsigned
apply_known(struct scene *s, const struct rule *event, unsigned i,
    const struct verdict *known)
{
	const struct column *c =
	    &s->rules->columns[known->pattern->left.column];
	const char *from = row_field(s->row, c->input).p;
	for (; is_group(event, i, known->pattern); i++) {
		const struct target *t = &event->targets[i];
		if (known->at[t->group].from != CAPTURE_NONE)
			set_target(s, event, i,
			    (struct slice){from + known->at[t->group].from,
				known->at[t->group].length});
	}
	return i;
}

/* The groups of a pattern that is asked now; *good is false when it gave up. */
static unsigned
apply_asked(struct scene *s, const struct rule *event, unsigned i, bool *good)
{
	const struct test *pattern = event->targets[i].pattern;
	struct slice field = scene_field(s, pattern->left.column), found;
	bool plain =
	    pattern->left.kind == OPERAND_COLUMN && !slice_find(field, '\\');
	enum answer answer = scene_ask(s, pattern);
	*good = answer != ANSWER_GAVE_UP;
	for (; is_group(event, i, pattern); i++) {
		const struct target *t = &event->targets[i];
		if (answer == ANSWER_YES &&
		    regex_group(pattern->regex, t->group, &found))
			set_target(s, event, i,
			    plain ? found : make_field(s, i, found));
	}
	return i;
}

bool
scene_assign(struct scene *s, const struct rule *event)
{
	bool good = true;
	unsigned i = 0;
	memset(s->values, 0, s->rules->n_outputs * sizeof(*s->values));
	s->values[OUTPUT_EVENT] = event->name;
	/* patterns look at the row as it came: s->event is not set yet */
	while (good && i < event->n_targets && event->targets[i].pattern) {
		const struct test *pattern = event->targets[i].pattern;
		const struct verdict *const *known =
		    s->known[pattern->left.column];
		if (known && *known && (*known)->pattern == pattern)
			i = apply_known(s, event, i, *known);
		else
			i = apply_asked(s, event, i, &good);
	}
	s->event = event;
	for (; i < event->n_targets; i++)
		apply_value(s, event, i);
	return good;
}
