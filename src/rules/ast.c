/* SPDX-License-Identifier: MIT */
/* Holding rules: lists that grow, columns and tests by what they say. */
#include "rules/ast.h"

#include <stdio.h>
#include <stdlib.h>

#include "table/table.h"

struct rules *
rules_new(const char *source)
{
	struct rules *r = mem_zero(1, sizeof(*r));
	r->source = source;
	r->event = NO_COLUMN;
	intern_init(&r->column_names);
	intern_init(&r->test_keys);
	r->outputs = mem_alloc(2 * sizeof(*r->outputs));
	r->outputs[r->n_outputs++] = "stage";
	r->outputs[r->n_outputs++] = "touchpoints";
	return r;
}

void
rules_free(struct rules *r)
{
	if (!r)
		return;
	for (unsigned i = 0; i < r->n_tests; i++)
		regex_free(r->tests[i]->regex);
	free(r->tests);
	free(r->columns);
	free(r->outputs);
	free(r->all.at);
	free(r->events.at);
	free(r->excludes.at);
	free(r->touchpoints.at);
	intern_release(&r->column_names);
	intern_release(&r->test_keys);
	arena_release(&r->memory);
	free(r);
}

unsigned
rules_column(struct rules *r, struct slice name)
{
	unsigned i = intern_add(&r->column_names, name) - 1;
	if (i < r->n_columns)
		return i;
	r->columns =
	    mem_grow(r->columns, (r->n_columns + 1) * sizeof(*r->columns));
	r->columns[r->n_columns++] =
	    (struct column){.name = intern_at(&r->column_names, i + 1),
		.input = NO_COLUMN,
		.output = NO_OUTPUT};
	if (slice_is(name, "event"))
		r->event = i;
	return i;
}

void
rules_output(struct rules *r, unsigned column)
{
	struct column *c = &r->columns[column];
	if (c->output != NO_OUTPUT)
		return;
	char *name = arena_alloc(&r->memory, c->name.n + 1);
	memcpy(name, c->name.p, c->name.n);
	name[c->name.n] = '\0';
	r->outputs =
	    mem_grow(r->outputs, (r->n_outputs + 1) * sizeof(*r->outputs));
	c->output = r->n_outputs;
	r->outputs[r->n_outputs++] = name;
}

void
rule_list_add(struct rule_list *list, const struct rule *rule)
{
	list->at = mem_grow(list->at, (list->n + 1) * sizeof(*list->at));
	list->at[list->n++] = rule;
}

static void
put_operand(struct buf *key, const struct operand *o)
{
	buf_printf(key, "%d %u %zu ", (int)o->kind,
	    o->kind <= OPERAND_PARAM ? o->column : 0u, o->text.n);
	buf_put_slice(key, o->text);
}

struct test *
rules_test(struct rules *r, const struct test *t, bool *added)
{
	struct buf key = BUF_INIT;
	buf_printf(&key, "%d ", (int)t->kind);
	put_operand(&key, &t->left);
	for (unsigned i = 0; i < t->n_right; i++)
		put_operand(&key, &t->right[i]);
	unsigned i = intern_add(&r->test_keys, buf_slice(&key)) - 1;
	buf_release(&key);
	*added = i == r->n_tests;
	if (!*added)
		return r->tests[i];
	struct test *copy = arena_alloc(&r->memory, sizeof(*copy));
	*copy = *t;
	copy->number = i;
	r->tests = mem_grow(r->tests, (r->n_tests + 1) * sizeof(*r->tests));
	r->tests[r->n_tests++] = copy;
	return copy;
}

void
rule_title(const struct rules *r, const struct rule *rule, char *to, size_t n)
{
	struct slice name = rule->name;
	struct slice stage = {"", 0};
	if (rule->kind == RULE_TOUCHPOINT)
		stage = r->stages[rule->stage].name;
	if (rule->kind == RULE_EXCLUDE)
		snprintf(to, n, "exclude");
	else if (rule->kind == RULE_EVENT)
		snprintf(to, n, "event %.*s", (int)name.n, name.p);
	else
		snprintf(to, n, "touchpoint %.*s:%.*s", (int)stage.n, stage.p,
		    (int)name.n, name.p);
}
