/* SPDX-License-Identifier: MIT */
/* The removal effect: what share of the conversions would be lost if a key
 * were not there (Anderl and others, IJRM 33(3), 2016).
 *
 * Paths become a chain of states: the last `order` keys of a path so far (a
 * shorter path is one state as a whole). From a state the next one, a
 * conversion or the end without one follow with the frequencies that were
 * counted. Removing a key turns every step into a state that holds it into an
 * end without conversion. The removal effect of a key is the share of the
 * conversion probability that this takes away; its credit is its share of the
 * sum of all removal effects. For revenue a conversion counts with the mean
 * revenue of the conversions from its state.
 *
 * The chain is solved, not walked at random. Since what goes into a state comes
 * out of it, visits are known without solving anything: they are the counts.
 * Let back(s) be the share of a state's visits that came after (or at) a visit
 * to the removed key: 1 where s holds the key, 0 at the start, and elsewhere
 * the mean of its predecessors' by how often s was entered from each. That is
 * a sparse linear system for each key (sparse.h), and what the key takes away
 * is the sum of back(s) times the conversions, or the revenue, from s. It has
 * no differences, so that the smallest effects keep all their digits.
 *
 * Keys are independent of each other and are solved by as many threads as there
 * are processors, where that pays.
 *
 * States and keys are put in order by their texts before anything is solved:
 * the result does not depend on the order of persons, or on memory. */
#ifndef CJM_JOURNEY_MARKOV_H
#define CJM_JOURNEY_MARKOV_H

#include "base/intern.h"
#include "base/num.h"
#include "base/roster.h"
#include "journey/path.h"

enum { MARKOV_ORDER_MAX = 4, MARKOV_WAITING = 64 };

/* What happened at the end of a path. */
struct outcome {
	uint64_t conversions; /* 1, or 0 for a refund and a path without one */
	uint64_t fresh;       /* of those, the first of their person */
	bool null;            /* the path ends without a conversion */
	int128 revenue;       /* millionths; negative for a refund */
	uint32_t currency;
};

struct markov {
	unsigned order;
	uint64_t max_moves, max_keys;
	struct roster states, moves, ends;
	struct markov_end *sums; /* of ends */
	size_t sums_room;
	struct key waiting[MARKOV_WAITING]; /* moves not yet counted */
	unsigned n_waiting;
	bool over; /* more than max_moves: nothing is kept any more */
};

/* Keys are solved one by one, each in time that grows with the moves: with as
 * many moves as keys 20,000 of them take a minute of two processors, and
 * 100,000 a good twenty. Whoever makes up campaigns must not keep a run busy.
 */
void markov_init(
    struct markov *m, unsigned order, uint64_t max_moves, uint64_t max_keys);
void markov_release(struct markov *m);

/* Counts a path that has at least one step. */
void markov_add(
    struct markov *m, const struct path *path, const struct outcome *outcome);

/* Takes conversions in one currency for conversions in the other. */
void markov_join_currencies(struct markov *m, uint32_t from, uint32_t to);

/* What a key takes away, in each currency. */
struct markov_loss {
	double conversions, fresh, revenue;
};

struct markov_result {
	uint32_t *keys; /* numbers, in the order of their texts */
	uint32_t n;
	uint32_t *currencies; /* numbers, likewise */
	uint32_t n_currencies;
	struct markov_loss *losses; /* n_currencies for each key */
};

enum markov_status {
	MARKOV_GOOD,
	MARKOV_OVER, /* more moves than max_moves */
	MARKOV_MANY, /* more keys than max_keys */
	MARKOV_SLOW, /* the system was not solved */
	MARKOV_WRONG /* the chain does not convert as often as its paths */
};

/* Solves. The self-test of every run: the probability of a conversion, solved
 * from the chain, must be the conversions' share of all paths, and every
 * state's visits must go on or end. */
enum markov_status markov_solve(struct markov *m, const struct intern *keys,
    const struct intern *currencies, struct markov_result *result);
void markov_result_release(struct markov_result *r);

#endif
