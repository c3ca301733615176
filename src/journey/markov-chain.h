/* SPDX-License-Identifier: MIT */
/* What markov.c counts and markov-solve.c reads. */
#ifndef CJM_JOURNEY_MARKOV_CHAIN_H
#define CJM_JOURNEY_MARKOV_CHAIN_H

#include "journey/markov.h"

/* Counts the moves that wait. */
void markov_count_moves(struct markov *m);

/* Entries of rosters. State numbers are 1, 2, 3…; 0 is the start. */
struct markov_state {
	struct key key;
	uint32_t gram[MARKOV_ORDER_MAX]; /* keys, oldest first; 0 for none */
	uint64_t nulls;                  /* paths that ended without */
	uint32_t number;
	uint32_t unused;
};

struct markov_move {
	struct key key; /* hi: from << 32 | to */
	uint64_t count;
};

struct markov_end_place {
	struct key key; /* hi: state << 32 | currency */
	uint64_t number;
};

/* Conversions from a state in one currency. */
struct markov_end {
	uint32_t state, currency;
	uint64_t conversions, fresh;
	int128 revenue;
};

/* The state of these keys, made when there is none yet. */
struct markov_state *
markov_state_of(struct markov *m, const uint32_t gram[MARKOV_ORDER_MAX]);

/* The same of a state's conversions in a currency; valid until the next. */
struct markov_end *
markov_end_of(struct markov *m, uint32_t state, uint32_t currency);

#endif
