/* SPDX-License-Identifier: MIT */
/* Making the nodes of the graph. */
#include "rules/graph.h"

#include <stdlib.h>

enum {
	MAX_MEMORY = 64 << 20, /* bytes of nodes and their texts */
	BRANCHES = 16          /* room for branches, a node, on average */
};

static unsigned
add_subject(struct graph *g)
{
	g->subjects =
	    mem_grow(g->subjects, (g->n_subjects + 1) * sizeof(*g->subjects));
	return g->n_subjects++;
}

static void
seat_tests(struct graph *g)
{
	const struct rules *r = g->rules;
	unsigned *by_column = mem_alloc(r->n_columns * sizeof(*by_column));
	memset(by_column, 0xff, r->n_columns * sizeof(*by_column));
	g->seats = mem_zero(r->n_tests, sizeof(*g->seats));
	for (unsigned i = 0; i < r->n_tests; i++) {
		const struct test *t = r->tests[i];
		unsigned *place = &by_column[t->left.column];
		if (test_is_pair(t)) {
			g->seats[i].subject = add_subject(g);
			subject_init_pair(&g->subjects[g->seats[i].subject], t);
			continue;
		}
		if (*place == UINT32_MAX) {
			*place = add_subject(g);
			subject_init(&g->subjects[*place], t->left.column);
		}
		g->seats[i].subject = *place;
		g->seats[i].bit = subject_add(&g->subjects[*place], t);
	}
	free(by_column);
}

static void
ready_subjects(struct graph *g)
{
	for (unsigned i = 0; i < g->n_subjects; i++)
		subject_ready(&g->subjects[i], &g->limits);
	g->as_came = mem_alloc(g->n_subjects * sizeof(*g->as_came));
	g->as_set = mem_alloc(g->n_subjects * sizeof(*g->as_set));
}

enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN };

/* The last target of an event rule that gives a column its value: *field is
 * that value where it is a constant, else its p is NULL. */
static bool
rule_sets(const struct graph *g, const struct rule *event, unsigned column,
    struct slice *field)
{
	*field = (struct slice){NULL, 0};
	if (!event)
		return false;
	if (column == g->rules->event) {
		*field = event->name;
		return true;
	}
	for (unsigned i = event->n_targets; i-- > 0;) {
		const struct target *t = &event->targets[i];
		if (t->column != column)
			continue;
		if (t->value && t->value->kind >= OPERAND_TEXT)
			*field = t->value->field;
		return true;
	}
	return false;
}

static uint32_t
judge_constant(struct graph *g, struct subject *s, struct slice constant)
{
	g->text.n = 0;
	buf_need(&g->text, constant.n + SIMD_PAD);
	buf_put_slice(&g->text, constant);
	return subject_judge(s, buf_slice(&g->text))->class;
}

/* The class of a test's subject, as far as the way to the node tells. */
static uint32_t
class_known(struct graph *g, const struct test *t, bool *set)
{
	unsigned number = g->seats[t->number].subject;
	struct subject *s = &g->subjects[number];
	struct slice constant, other;
	*set = rule_sets(g, g->event, t->left.column, &constant);
	if (s->pair && rule_sets(g, g->event, t->right->column, &other))
		*set = true;
	if (!*set)
		return g->as_came[number];
	if (constant.p && !s->pair) {
		uint32_t class = judge_constant(g, s, constant);
		/* a failure is told when a row comes along here */
		if (class < CLASS_FAILED)
			return class;
	}
	return g->as_set[number];
}

static enum truth
consider_test(struct graph *g, const struct test *t)
{
	bool set;
	uint32_t class = class_known(g, t, &set);
	struct seat seat = g->seats[t->number];
	struct subject *s = &g->subjects[seat.subject];
	if (class < CLASS_FAILED)
		return subject_answer(s, class, seat.bit) ? TRUTH_YES
							  : TRUTH_NO;
	if (!g->wanted) {
		g->wanted = s;
		g->wanted_set = set;
	}
	return TRUTH_UNKNOWN;
}

/* Three-valued: what is unknown need not matter. */
static enum truth
consider(struct graph *g, const struct expr *e)
{
	enum truth truth;
	if (e->kind == EXPR_TEST)
		return consider_test(g, e->test);
	if (e->kind == EXPR_NOT) {
		truth = consider(g, e->first);
		return truth == TRUTH_UNKNOWN ? truth
		    : truth == TRUTH_YES      ? TRUTH_NO
					      : TRUTH_YES;
	}
	enum truth goes_on = e->kind == EXPR_AND ? TRUTH_YES : TRUTH_NO;
	enum truth stops = e->kind == EXPR_AND ? TRUTH_NO : TRUTH_YES;
	enum truth result = goes_on;
	for (e = e->first; e; e = e->next) {
		truth = consider(g, e);
		if (truth == stops)
			return stops;
		if (truth == TRUTH_UNKNOWN)
			result = TRUTH_UNKNOWN;
	}
	return result;
}

static void
want(const struct graph *g, struct node *node)
{
	const struct subject *s = g->wanted;
	node->subject = g->wanted;
	node->set = g->wanted_set;
	node->step = node->set || s->pair ? STEP_ANY : STEP_COLUMN;
	node->input = g->rules->columns[s->column].input;
	/* a column that only rules make is empty until they do */
	if (node->input == NO_COLUMN)
		node->step = STEP_ANY;
}

/* Goes on with a list of rules until one says yes (*found) or lacks a subject:
 * then false. */
static bool
consider_list(struct graph *g, struct node *node, const struct rule_list *list,
    const struct rule **found)
{
	for (; node->rule < list->n; node->rule++) {
		const struct rule *rule = list->at[node->rule];
		g->wanted = NULL;
		enum truth truth = consider(g, rule->when);
		if (truth == TRUTH_UNKNOWN) {
			want(g, node);
			return false;
		}
		if (truth == TRUTH_YES) {
			*found = rule;
			return true;
		}
	}
	return true;
}

static void
make_end(struct graph *g, struct node *node, const struct rule *excluded)
{
	const struct rules *r = g->rules;
	struct end *end = arena_alloc(&g->memory, sizeof(*end));
	size_t size = r->n_outputs * sizeof(*end->values);
	*end = (struct end){
	    .excluded = excluded, .event = node->event, .next = g->ends};
	memcpy(end->touchpoints, node->touchpoints, sizeof(end->touchpoints));
	node->end = end;
	g->ends = end;
	if (excluded)
		return;
	end->values = arena_alloc(&g->memory, size);
	memset(end->values, 0, size);
	size_t stage_n = stages_put(r, end->touchpoints, &g->text);
	stages_set(r, end->values, arena_copy(&g->memory, buf_slice(&g->text)),
	    stage_n);
	if (!end->event || end->event->varies)
		return;
	end->values[OUTPUT_EVENT] = end->event->name;
	for (unsigned i = 0; i < end->event->n_targets; i++) {
		const struct target *t = &end->event->targets[i];
		end->values[t->output] = t->value->field;
	}
}

/* Decides as much as the way to the node allows. */
static void
resume(struct graph *g, struct node *node)
{
	const struct rules *r = g->rules;
	const struct rule *found = NULL;
	g->event = node->event;
	if (node->phase == PHASE_EXCLUDES) {
		if (!consider_list(g, node, &r->excludes, &found))
			return;
		if (found) {
			make_end(g, node, found);
			return;
		}
		node->phase = PHASE_EVENTS;
		node->rule = 0;
	}
	if (node->phase == PHASE_EVENTS) {
		if (!consider_list(g, node, &r->events, &found))
			return;
		node->phase = PHASE_TOUCHPOINTS;
		node->rule = 0;
		g->event = node->event = found;
	}
	for (;; node->rule++) {
		found = NULL;
		if (!consider_list(g, node, &r->touchpoints, &found))
			return;
		if (!found)
			break;
		touchpoint_add(node->touchpoints, found->index);
	}
	make_end(g, node, NULL);
}

static void
remember_way(struct graph *g, const struct node *node)
{
	memset(g->as_came, 0xff, g->n_subjects * sizeof(*g->as_came));
	memset(g->as_set, 0xff, g->n_subjects * sizeof(*g->as_set));
	for (; node->from; node = node->from) {
		ptrdiff_t s = node->from->subject - g->subjects;
		(node->from->set ? g->as_set : g->as_came)[s] = node->class;
	}
}

static void
forget_usual(struct node *node)
{
	for (unsigned i = 0; i < USUAL; i++)
		node->usual[i] = (struct branch){NULL, NO_USUAL};
}

static struct node *
make_node(struct graph *g, struct node *from, uint32_t class)
{
	struct node *node = arena_alloc(&g->memory, sizeof(*node));
	*node = from ? *from : (struct node){0};
	node->from = from;
	node->class = class;
	node->subject = NULL;
	node->step = STEP_END;
	node->next = NULL;
	forget_usual(node);
	node->room = 0;
	node->older = g->nodes;
	g->nodes = node;
	g->n_nodes++;
	remember_way(g, node);
	resume(g, node);
	return node;
}

struct node *
graph_grow(struct graph *g, struct node *node, uint32_t class)
{
	unsigned room = node->room ? node->room : 4;
	while (room <= class)
		room *= 2;
	size_t added = room - node->room;
	if (g->n_nodes >= g->limits.nodes || g->memory.total > MAX_MEMORY ||
	    g->n_branches + added > (size_t)g->limits.nodes * BRANCHES)
		return NULL;
	if (added > 0) {
		node->next = mem_grow(node->next, room * sizeof(*node->next));
		memset(node->next + node->room, 0, added * sizeof(*node->next));
		node->room = room;
		g->n_branches += added;
	}
	return node->next[class] = make_node(g, node, class);
}

static void
add_usual(struct node *from, struct node *node)
{
	struct branch *usual = from->usual;
	unsigned i = USUAL;
	while (i > 0 &&
	    (!usual[i - 1].node || usual[i - 1].node->rows < node->rows))
		i--;
	if (i == USUAL)
		return;
	memmove(usual + i + 1, usual + i, (USUAL - 1 - i) * sizeof(*usual));
	usual[i] = (struct branch){node, node->class};
}

void
graph_settle(struct graph *g)
{
	for (struct node *node = g->nodes; node; node = node->older) {
		forget_usual(node);
		node->rows = node->step == STEP_END ? node->end->rows : 0;
	}
	/* the nodes behind one are newer */
	for (struct node *node = g->nodes; node; node = node->older) {
		struct node *from = node->from;
		if (!from)
			continue;
		from->rows += node->rows;
		add_usual(from, node);
	}
}

void
graph_init(struct graph *g, const struct rules *rules,
    const struct matcher_limits *limits)
{
	*g = (struct graph){.rules = rules, .limits = *limits};
	seat_tests(g);
	ready_subjects(g);
	g->root = make_node(g, NULL, 0);
}

void
graph_release(struct graph *g)
{
	for (struct node *node = g->nodes; node; node = node->older)
		free(node->next);
	for (unsigned i = 0; i < g->n_subjects; i++)
		subject_release(&g->subjects[i]);
	free(g->subjects);
	free(g->seats);
	free(g->as_came);
	free(g->as_set);
	buf_release(&g->text);
	arena_release(&g->memory);
}
