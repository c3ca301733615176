/* SPDX-License-Identifier: MIT */
/* Rows down the graph of decisions. */
#include "rules/matcher.h"

#include <stdlib.h>

#include "rules/graph.h"

static const struct matcher_limits usual = {
    .values = 1 << 15, .classes = 1 << 12, .nodes = 1 << 16};

struct matcher {
	const struct rules *rules;
	struct graph graph;
	struct scene scene;
	struct subject **remembering; /* those whose verdicts have groups */
	unsigned n_remembering;
	const struct test *failed;
	struct subject *asked; /* of matcher_ask; NULL without one */
	unsigned asked_input;
	uint64_t settled; /* calls of matcher_settle */

	/* rows that were decided without the graph */
	struct buf text;
	uint64_t *rows; /* by rule */
};

static void
forget_captures(struct matcher *m)
{
	for (unsigned i = 0; i < m->n_remembering; i++)
		m->remembering[i]->last = NULL;
}

static struct node *
grow(struct matcher *m, struct node *node, uint32_t class)
{
	struct node *next = graph_grow(&m->graph, node, class);
	/* what was remembered of this row's values may be overwritten */
	forget_captures(m);
	return next;
}

/* What takes more than a look at a column of the row. */
static uint32_t
judge(struct matcher *m, const struct node *node)
{
	struct subject *s = node->subject;
	struct scene *scene = &m->scene;
	if (node->set && !scene->event && !scene_assign(scene, node->event)) {
		m->failed = scene->failed;
		return CLASS_FAILED;
	}
	if (s->pair) {
		enum answer answer = scene_ask(scene, s->pair);
		m->failed = scene->failed;
		return answer == ANSWER_GAVE_UP ? CLASS_FAILED
						: answer == ANSWER_YES;
	}
	struct slice field = node->set ? scene_field(scene, s->column)
				       : row_field(scene->row, node->input);
	uint32_t class = subject_judge(s, field)->class;
	if (class == CLASS_FAILED)
		m->failed = s->failed;
	return class;
}

/* One of the usual branches, NULL where it is none of them. The processor
 * guesses which it is and goes on, where to look the branch up it must wait for
 * the value's class; in a loop gcc 12 makes it wait, too. */
__attribute__((always_inline)) static inline struct node *
usual_branch(const struct node *node, uint32_t class)
{
	_Static_assert(USUAL == 4, "as many as are asked here");
	if (class == node->usual[0].class)
		return node->usual[0].node;
	if (class == node->usual[1].class)
		return node->usual[1].node;
	if (class == node->usual[2].class)
		return node->usual[2].node;
	if (class == node->usual[3].class)
		return node->usual[3].node;
	return NULL;
}

/* The end of a row's way; NULL when the graph does not lead there, or a
 * pattern gave up (m->failed). */
static struct end *
walk(struct matcher *m, const struct row *row)
{
	struct node *node = m->graph.root;
	while (node->step != STEP_END) {
		uint32_t class;
		struct node *next = NULL;
		if (node->step == STEP_COLUMN) {
			struct subject *s = node->subject;
			s->last =
			    subject_judge_here(s, row_cell(row, node->input));
			class = s->last->class;
		} else {
			class = judge(m, node);
		}
		next = usual_branch(node, class);
		if (next) {
			node = next;
			continue;
		}
		if (class < node->room)
			next = node->next[class];
		if (!next) {
			if (class == CLASS_FAILED && node->step == STEP_COLUMN)
				m->failed = node->subject->failed;
			if (class >= CLASS_FAILED)
				return NULL;
			next = grow(m, node, class);
			if (!next)
				return NULL;
		}
		node = next;
	}
	return node->end;
}

static bool
decide_plainly(struct matcher *m, const struct row *row, struct decision *d)
{
	const struct rules *r = m->rules;
	struct outcome outcome, *o = &outcome;
	struct slice *values = m->scene.values;
	forget_captures(m);
	if (!plain_decide(&m->scene, row, o)) {
		m->failed = m->scene.failed;
		return false;
	}
	*d = (struct decision){o->excluded, o->event, NULL};
	if (o->excluded) {
		m->rows[o->excluded->number]++;
		return true;
	}
	if (o->event)
		m->rows[o->event->number]++;
	else
		memset(values, 0, r->n_outputs * sizeof(*values));
	for (unsigned i = 0; i < r->touchpoints.n; i++)
		if (touchpoint_is(o->touchpoints, i))
			m->rows[r->touchpoints.at[i]->number]++;
	size_t stage_n = stages_put(r, o->touchpoints, &m->text);
	stages_set(r, values, buf_slice(&m->text), stage_n);
	d->values = values;
	return true;
}

/* The subject of most tests: that is the column whose values are most. */
static void
pick_asked(struct matcher *m)
{
	for (unsigned i = 0; i < m->graph.n_subjects; i++) {
		struct subject *s = &m->graph.subjects[i];
		if (s->remembered &&
		    (!m->asked || s->n_tests > m->asked->n_tests))
			m->asked = s;
	}
	m->asked_input = NO_COLUMN;
	if (m->asked)
		m->asked_input = m->rules->columns[m->asked->column].input;
	if (m->asked_input == NO_COLUMN)
		m->asked = NULL;
}

void
matcher_ask(struct matcher *m, const struct row *row)
{
	uint64_t w[4];
	if (!m->asked)
		return;
	struct slice field = row_cell(row, m->asked_input);
	if (field.n > BRIEF)
		return;
	brief_read(w, field.p, field.n);
	__builtin_prefetch(brief_slot(m->asked, w, field.n));
}

void
matcher_settle(struct matcher *m)
{
	uint64_t n = ++m->settled;
	if ((n & (n - 1)) == 0)
		graph_settle(&m->graph);
}

bool
matcher_decide(struct matcher *m, const struct row *row, struct decision *d)
{
	struct scene *scene = &m->scene;
	scene_begin(scene, row);
	forget_captures(m);
	struct end *end = walk(m, row);
	if (!end)
		return !m->failed && decide_plainly(m, row, d);
	end->rows++;
	*d = (struct decision){end->excluded, end->event, end->values};
	if (!end->event || !end->event->varies)
		return true;
	if (!scene->event && !scene_assign(scene, end->event)) {
		m->failed = scene->failed;
		return false;
	}
	scene->values[OUTPUT_STAGE] = end->values[OUTPUT_STAGE];
	scene->values[OUTPUT_TOUCHPOINTS] = end->values[OUTPUT_TOUCHPOINTS];
	d->values = scene->values;
	return true;
}

const struct test *
matcher_failed(const struct matcher *m)
{
	return m->failed;
}

void
matcher_counts(const struct matcher *m, uint64_t *rows)
{
	const struct rules *r = m->rules;
	memcpy(rows, m->rows, r->all.n * sizeof(*rows));
	for (const struct end *end = m->graph.ends; end; end = end->next) {
		if (end->excluded) {
			rows[end->excluded->number] += end->rows;
			continue;
		}
		if (end->event)
			rows[end->event->number] += end->rows;
		for (unsigned i = 0; i < r->touchpoints.n; i++)
			if (touchpoint_is(end->touchpoints, i))
				rows[r->touchpoints.at[i]->number] += end->rows;
	}
}

struct matcher *
matcher_new(const struct rules *rules, const struct matcher_limits *limits)
{
	struct matcher *m = mem_zero(1, sizeof(*m));
	struct graph *g = &m->graph;
	m->rules = rules;
	scene_init(&m->scene, rules);
	graph_init(g, rules, limits ? limits : &usual);
	m->rows = mem_zero(rules->all.n, sizeof(*m->rows));
	m->remembering = mem_zero(g->n_subjects, sizeof(*m->remembering));
	for (unsigned i = 0; i < g->n_subjects; i++)
		if (g->subjects[i].remembers) {
			struct subject *s = &g->subjects[i];
			m->remembering[m->n_remembering++] = s;
			m->scene.known[s->column] = &s->last;
		}
	pick_asked(m);
	return m;
}

void
matcher_free(struct matcher *m)
{
	if (!m)
		return;
	graph_release(&m->graph);
	scene_release(&m->scene);
	buf_release(&m->text);
	free(m->remembering);
	free(m->rows);
	free(m);
}
