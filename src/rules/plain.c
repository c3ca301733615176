/* SPDX-License-Identifier: MIT */
/* Asking rules in their order. */
#include "rules/plain.h"

enum answer
plain_ask(struct scene *s, const struct expr *e)
{
	enum answer answer = ANSWER_NO;
	switch (e->kind) {
	case EXPR_TEST:
		return scene_ask(s, e->test);
	case EXPR_NOT:
		answer = plain_ask(s, e->first);
		return answer == ANSWER_GAVE_UP ? answer
		    : answer == ANSWER_YES      ? ANSWER_NO
						: ANSWER_YES;
	case EXPR_AND:
	case EXPR_OR:
		break;
	}
	enum answer goes_on = e->kind == EXPR_AND ? ANSWER_YES : ANSWER_NO;
	for (e = e->first; e; e = e->next) {
		answer = plain_ask(s, e);
		if (answer != goes_on)
			return answer;
	}
	return answer;
}

/* The first rule of a list that says yes, to *found. */
static bool
first_of(
    struct scene *s, const struct rule_list *list, const struct rule **found)
{
	for (unsigned i = 0; i < list->n; i++) {
		enum answer answer = plain_ask(s, list->at[i]->when);
		if (answer == ANSWER_GAVE_UP)
			return false;
		if (answer == ANSWER_YES) {
			*found = list->at[i];
			return true;
		}
	}
	return true;
}

bool
plain_decide(struct scene *s, const struct row *row, struct outcome *o)
{
	*o = (struct outcome){0};
	scene_begin(s, row);
	if (!first_of(s, &s->rules->excludes, &o->excluded))
		return false;
	if (o->excluded)
		return true;
	if (!first_of(s, &s->rules->events, &o->event))
		return false;
	if (o->event && !scene_assign(s, o->event))
		return false;
	for (unsigned i = 0; i < s->rules->touchpoints.n; i++) {
		enum answer answer =
		    plain_ask(s, s->rules->touchpoints.at[i]->when);
		if (answer == ANSWER_GAVE_UP)
			return false;
		if (answer == ANSWER_YES)
			touchpoint_add(o->touchpoints, i);
	}
	return true;
}

static struct slice
furthest_stage(const struct rules *r, const uint64_t *touchpoints)
{
	for (unsigned i = r->touchpoints.n; i-- > 0;)
		if (touchpoint_is(touchpoints, i))
			return r->stages[r->touchpoints.at[i]->stage].name;
	return SLICE("");
}

size_t
stages_put(const struct rules *r, const uint64_t *touchpoints, struct buf *text)
{
	struct slice stage = furthest_stage(r, touchpoints);
	bool any = false;
	text->n = 0;
	buf_put_slice(text, stage);
	buf_put_byte(text, '\t');
	for (unsigned i = 0; i < r->touchpoints.n; i++) {
		const struct rule *rule = r->touchpoints.at[i];
		if (!touchpoint_is(touchpoints, i))
			continue;
		if (any)
			buf_put_byte(text, ',');
		any = true;
		buf_put_slice(text, r->stages[rule->stage].name);
		buf_put_byte(text, ':');
		buf_put_slice(text, rule->name);
	}
	buf_need(text, SIMD_PAD);
	return stage.n;
}
