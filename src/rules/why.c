/* SPDX-License-Identifier: MIT */
/* Rules asked one after the other, and what their conditions rested on. */
#include "rules/why.h"

#include <inttypes.h>
#include <stdio.h>

#include "table/escape.h"

void
why_init(struct why *w, const struct rules *rules)
{
	*w = (struct why){.rules = rules};
	scene_init(&w->scene, rules);
	query_text_init(&w->param);
}

void
why_release(struct why *w)
{
	scene_release(&w->scene);
	buf_release(&w->line);
	buf_release(&w->text);
	buf_release(&w->field);
	query_text_release(&w->param);
}

void
why_put_header(struct writer *out)
{
	writer_put_slice(out, SLICE("row\tkind\tname\tplace\twhy\n"));
}

/* Any bytes as a field of the line. */
static void
put_field(struct why *w, struct slice s)
{
	struct buf padded = BUF_INIT;
	buf_need(&padded, s.n + SIMD_PAD);
	buf_put_slice(&padded, s);
	char *to = buf_need(&w->line, escape_room(s.n));
	w->line.n += escape_put(&simd_scalar, to, buf_slice(&padded));
	buf_release(&padded);
}

static void
begin_line(struct why *w, const char *kind)
{
	w->line.n = 0;
	buf_printf(&w->line, "%" PRIu64 "\t%s\t", w->row, kind);
}

static void
end_line(struct why *w, struct writer *out)
{
	buf_put_byte(&w->line, '\n');
	writer_put_slice(out, buf_slice(&w->line));
}

/* What an operand is in this row. */
static struct slice
value_of(struct why *w, const struct operand *o)
{
	if (o->kind >= OPERAND_TEXT)
		return o->text;
	struct slice field =
	    escape_undo(scene_field(&w->scene, o->column), &w->field);
	return o->kind == OPERAND_COLUMN
	    ? field
	    : query_param(field, o->text, &w->param);
}

/* An operand as the rules write it. */
static void
put_operand(struct why *w, const struct operand *o)
{
	if (o->kind == OPERAND_COLUMN)
		buf_put_slice(&w->text, w->rules->columns[o->column].name);
	else if (o->kind == OPERAND_NUMBER)
		buf_put_slice(&w->text, o->text);
	else
		buf_printf(&w->text,
		    o->kind == OPERAND_PARAM ? "param(\"%.*s\")" : "\"%.*s\"",
		    (int)o->text.n, o->text.p);
}

static void
put_test(struct why *w, const struct test *t, bool met)
{
	static const char *const signs[] = {"==", "<", "<=", ">", ">=", "=~"};
	bool list = t->kind == TEST_EQUAL && t->n_right > 1;
	if (w->text.n > 0)
		buf_put_text(&w->text, ", ");
	/* not less is not more or equal: an empty value is neither */
	if (!met)
		buf_put_text(&w->text, "not ");
	put_operand(w, &t->left);
	buf_printf(&w->text, " %s ", list ? "in" : signs[t->kind]);
	if (list)
		buf_put_byte(&w->text, '(');
	for (unsigned i = 0; i < t->n_right; i++) {
		if (i > 0)
			buf_put_text(&w->text, ", ");
		put_operand(w, &t->right[i]);
	}
	if (list)
		buf_put_byte(&w->text, ')');
	if (t->kind == TEST_EQUAL && met && !list)
		return;
	/* the rule does not say the value */
	buf_put_text(&w->text, " [");
	buf_put_slice(&w->text, value_of(w, &t->left));
	buf_put_byte(&w->text, ']');
}

static bool
is_met(struct why *w, const struct expr *e)
{
	return plain_ask(&w->scene, e) == ANSWER_YES;
}

/* The comparisons on which it rests that a condition is met, or is not. */
static void
put_reasons(struct why *w, const struct expr *e, bool met)
{
	if (e->kind == EXPR_TEST) {
		/* that a line is a plain one goes without saying: such a test
		 * stands where its rule begins */
		const struct place *at = &e->test->place;
		const struct place *rule = &e->test->rule->place;
		if (at->line != rule->line || at->column != rule->column)
			put_test(w, e->test, met);
		return;
	}
	if (e->kind == EXPR_NOT) {
		put_reasons(w, e->first, !met);
		return;
	}
	bool all = (e->kind == EXPR_AND) == met;
	for (e = e->first; e; e = e->next) {
		if (!all && is_met(w, e) != met)
			continue;
		put_reasons(w, e, met);
		if (!all)
			return;
	}
}

static void
put_rule(struct why *w, const struct rule *rule, struct writer *out)
{
	static const char *const kinds[] = {"event", "exclude", "touchpoint"};
	char place[32];
	begin_line(w, kinds[rule->kind]);
	if (rule->kind == RULE_TOUCHPOINT) {
		buf_put_slice(&w->line, w->rules->stages[rule->stage].name);
		buf_put_byte(&w->line, ':');
	}
	buf_put_slice(&w->line, rule->name);
	buf_put_byte(&w->line, '\t');
	put_field(w, slice_of(w->rules->source));
	snprintf(place, sizeof(place), ":%" PRIu32 ":%" PRIu32 "\t",
	    rule->place.line, rule->place.column);
	buf_put_text(&w->line, place);
	w->text.n = 0;
	put_reasons(w, rule->when, true);
	put_field(w, buf_slice(&w->text));
	end_line(w, out);
}

bool
why_put(struct why *w, const struct row *row, struct writer *out)
{
	struct outcome o;
	struct scene *s = &w->scene;
	bool any = false;
	w->row++;
	if (!plain_decide(s, row, &o))
		return false;
	/* excludes and events see the row as it came */
	scene_begin(s, row);
	const struct rule *first = o.excluded ? o.excluded : o.event;
	if (first)
		put_rule(w, first, out);
	if (o.event && !scene_assign(s, o.event))
		return false;
	for (unsigned i = 0; i < w->rules->touchpoints.n; i++) {
		if (!touchpoint_is(o.touchpoints, i))
			continue;
		put_rule(w, w->rules->touchpoints.at[i], out);
		any = true;
	}
	if (!first && !any) {
		begin_line(w, "none");
		buf_put_text(&w->line, "\t\t");
		end_line(w, out);
	}
	return true;
}

void
why_put_repeat(struct why *w, const char *what, struct writer *out)
{
	begin_line(w, "repeat");
	buf_printf(&w->line, "%s\t\t", what);
	end_line(w, out);
}
