/* SPDX-License-Identifier: MIT */
/* The graph of decisions: which column to look at next, by the classes of the
 * columns looked at before; at the end of each way, what the rules make of the
 * rows that come along it.
 *
 * It knows no rows: it grows a branch at a time, when somebody stands where no
 * branch is. A new node asks the rules with the classes of its way, three-
 * valued, and goes on until one of them needs a column that is not known. */
#ifndef CJM_RULES_GRAPH_H
#define CJM_RULES_GRAPH_H

#include "rules/plain.h"
#include "rules/subject.h"

enum phase { PHASE_EXCLUDES, PHASE_EVENTS, PHASE_TOUCHPOINTS };

/* A decision, its texts ready. */
struct end {
	const struct rule *excluded;
	const struct rule *event;
	uint64_t touchpoints[TOUCHPOINT_WORDS];
	struct slice *values; /* those that are no constants are missing */
	uint64_t rows;        /* that came here */
	struct end *next;     /* of all */
};

enum step {
	STEP_END,    /* decided */
	STEP_COLUMN, /* judge a column of the row as it came */
	STEP_ANY     /* judge what takes more: see subject and set */
};

enum { USUAL = 4 };

/* No value's class. */
#define NO_USUAL (CLASS_FAILED - 1)

struct node {
	enum step step;
	unsigned input; /* the subject's column in the input */
	struct subject *subject;
	struct node **next; /* by class */
	unsigned room;
	/* the branches that most rows took, when graph_settle last looked, by
	 * falling numbers of rows */
	struct branch {
		struct node *node;
		uint32_t class; /* NO_USUAL: there is none */
	} usual[USUAL];
	bool set; /* judge the column as the event rule sets it */
	struct end *end;

	struct node *older; /* of all nodes */

	/* how a row comes here, and how far the rules are decided then */
	struct node *from;
	uint32_t class;
	uint64_t rows; /* that graph_settle counted */
	enum phase phase;
	unsigned rule; /* the next one of the phase */
	const struct rule *event;
	uint64_t touchpoints[TOUCHPOINT_WORDS];
};

/* The subject that answers a test. */
struct seat {
	unsigned subject, bit;
};

struct graph {
	const struct rules *rules;
	struct matcher_limits limits;
	struct subject *subjects;
	unsigned n_subjects;
	struct seat *seats; /* by test */
	struct node *root, *nodes;
	unsigned n_nodes;
	size_t n_branches;
	struct end *ends;
	struct arena memory;
	struct buf text;

	/* while a node is made: classes of its way, by subject; the event rule
	 * that has won there; the subject that is missing */
	uint32_t *as_came, *as_set;
	const struct rule *event;
	struct subject *wanted;
	bool wanted_set;
};

/* The rules must be bound (bind.h) and outlive the graph. */
void graph_init(struct graph *g, const struct rules *rules,
    const struct matcher_limits *limits);
void graph_release(struct graph *g);

/* Makes the branch of a class, which must be missing, and the node behind it.
 * NULL when the graph is as large as it may be. What subjects said of a value
 * may be overwritten: constants of rules are judged here. */
struct node *graph_grow(struct graph *g, struct node *node, uint32_t class);

/* Finds the usual branches, by the rows that came to the ends so far. Looks at
 * every node. */
void graph_settle(struct graph *g);

#endif
