/* SPDX-License-Identifier: MIT */
/* Rules applied to rows, each distinct case once.
 *
 * The matcher grows a graph: a node names the column that decides what comes
 * next, and has a branch for each class of its values (subject.h); at the end
 * of each way stands a decision with its texts ready. A row walks down from
 * the root and looks only at the columns on its way. A way that no row went
 * before is found by asking the rules with what is known so far, until one of
 * them needs a column more. */
#ifndef CJM_RULES_MATCHER_H
#define CJM_RULES_MATCHER_H

#include "rules/plain.h"
#include "rules/subject.h"

struct matcher;

/* What the rules make of a row. */
struct decision {
	const struct rule *excluded; /* the rule that drops it, or NULL */
	const struct rule *event;    /* the event rule that won, or NULL */
	/* The values of rules->outputs; p is NULL where the row keeps what it
	 * has. They are fields of the stream. NULL when excluded. */
	const struct slice *values;
};

/* Over rules that are bound (bind.h), which must outlive it; without limits
 * (NULL) the usual ones. */
struct matcher *
matcher_new(const struct rules *rules, const struct matcher_limits *limits);
void matcher_free(struct matcher *m);

/* Asks memory in advance for what is remembered of a row to come. That took
 * cjm-stage to .94 of its time: thousands of paths are not in the first
 * cache. */
void matcher_ask(struct matcher *m, const struct row *row);

/* Behind some hundred rows: learns which decisions are usual, the first,
 * second, fourth, eighth… time. That took cjm-stage to .8 of its time. */
void matcher_settle(struct matcher *m);

/* Decides a row, whose bytes must stay while the values are used; valid until
 * the next call. False when a pattern gave up. */
bool
matcher_decide(struct matcher *m, const struct row *row, struct decision *d);

/* The test whose pattern gave up; regex_why tells why. */
const struct test *matcher_failed(const struct matcher *m);

/* How many rows each rule took so far, by rule->number: an exclude those that
 * it dropped, an event rule those that it won, a touchpoint those that
 * reached it. `rows` has room for rules->all.n. */
void matcher_counts(const struct matcher *m, uint64_t *rows);

#endif
