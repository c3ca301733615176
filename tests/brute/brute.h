/* SPDX-License-Identifier: MIT */
/* A case of the brute force: its settings, the events of a visitor and what
 * becomes of them by the definitions of cjm-funnel(1). */
#ifndef CJM_TESTS_BRUTE_H
#define CJM_TESTS_BRUTE_H

#include <stdbool.h>
#include <stdio.h>

enum {
	STEPS = 4,
	LETTERS = 6, /* events a..f; x excludes */
	MOST = 8,    /* events of a visitor */
	VISITORS = 150,
	SEGMENTS = 512
};

struct event {
	int time, visitor, letter, seq, money;
	char hold, value; /* 0 is empty */
	unsigned mask;    /* steps */
	bool excludes;
};

enum { ENTRY_ANY, ENTRY_FIRST };
enum { ORDERED, STRICT, UNORDERED };
enum { TIES_ANY, TIES_STRICT, TIES_INPUT };
enum { BY_UID, BY_FIRST, BY_LAST, BY_STEP, BY_ALL };

/* The case in hand. */
extern struct setting {
	int n, entry, order, ties, window, step_window, since, until;
	unsigned letters[STEPS]; /* of each step */
	bool excludes, drops, holds, grouped;
	unsigned forbidden;
	int from, to, by, by_step;
	int end; /* the latest time of all */
} c;

/* What became of a unit. */
struct result {
	unsigned reached, continued, open;
	int seconds[STEPS], times[STEPS];
	long money[STEPS];
	bool times_known;
};

/* Tries every way of n events through the steps; r: zeros before. They are
 * all of one unit, in order of time. */
void try_ways(const struct event *e, int n, struct result *r);

/* What is counted of units, by segment: begins a case, adds the n events of a
 * visitor, and writes the rows of segment, step, visitors, entered, continued,
 * dropped, open, median_s, revenue. */
void figures_begin(void);
void figures_add(const struct event *e, int n);
void figures_write(FILE *out);

#endif
