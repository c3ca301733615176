/* SPDX-License-Identifier: MIT */
/* Counting what follows what. */
#include "journey/markov.h"

#include <stdlib.h>

#include "base/mem.h"
#include "journey/markov-chain.h"

void
markov_init(
    struct markov *m, unsigned order, uint64_t max_moves, uint64_t max_keys)
{
	*m = (struct markov){
	    .order = order, .max_moves = max_moves, .max_keys = max_keys};
	roster_init(&m->states, sizeof(struct markov_state));
	roster_init(&m->moves, sizeof(struct markov_move));
	roster_init(&m->ends, sizeof(struct markov_end_place));
}

void
markov_release(struct markov *m)
{
	roster_release(&m->states);
	roster_release(&m->moves);
	roster_release(&m->ends);
	free(m->sums);
	*m = (struct markov){.sums = NULL};
}

struct markov_state *
markov_state_of(struct markov *m, const uint32_t gram[MARKOV_ORDER_MAX])
{
	bool added;
	const struct slice bytes = {
	    (const char *)gram, MARKOV_ORDER_MAX * sizeof(*gram)};
	struct key key =
	    m->order <= 2 ? key_numbers(gram[0], gram[1]) : hash_key(bytes);
	struct markov_state *state = roster_get(&m->states, key, &added);
	if (added) {
		memcpy(state->gram, gram, sizeof(state->gram));
		state->number = m->states.n; /* 0 is the start */
	}
	return state;
}

/* Moves are many and far apart in memory: they are looked up together, so that
 * memory is waited for once a batch. 20 million rows with 1000 keys, all
 * models, took 3.8 s of CPU without and 3.6 s with it (make bench,
 * "attribution"). */
void
markov_count_moves(struct markov *m)
{
	bool added;
	for (unsigned i = 0; i < m->n_waiting; i++)
		roster_prefetch_slot(&m->moves, m->waiting[i]);
	for (unsigned i = 0; i < m->n_waiting; i++)
		roster_prefetch_entry(&m->moves, m->waiting[i]);
	for (unsigned i = 0; i < m->n_waiting; i++) {
		struct markov_move *move =
		    roster_get(&m->moves, m->waiting[i], &added);
		move->count++;
	}
	m->n_waiting = 0;
	if (m->moves.n > m->max_moves)
		m->over = true;
}

static void
count_move(struct markov *m, uint32_t from, uint32_t to)
{
	if (m->n_waiting == MARKOV_WAITING)
		markov_count_moves(m);
	m->waiting[m->n_waiting++] = key_numbers(from, to);
}

struct markov_end *
markov_end_of(struct markov *m, uint32_t state, uint32_t currency)
{
	bool added;
	struct markov_end_place *place =
	    roster_get(&m->ends, key_numbers(state, currency), &added);
	if (added) {
		place->number = m->ends.n - 1;
		if (place->number == m->sums_room) {
			m->sums_room = m->sums_room * 2 + 64;
			m->sums =
			    mem_grow(m->sums, m->sums_room * sizeof(*m->sums));
		}
		m->sums[place->number] =
		    (struct markov_end){.state = state, .currency = currency};
	}
	return &m->sums[place->number];
}

static void
count_end(struct markov *m, struct markov_state *state, const struct outcome *o)
{
	state->nulls += o->null;
	if (o->conversions == 0 && o->revenue == 0)
		return;
	struct markov_end *end = markov_end_of(m, state->number, o->currency);
	end->conversions += o->conversions;
	end->fresh += o->fresh;
	end->revenue += o->revenue;
}

void
markov_add(
    struct markov *m, const struct path *path, const struct outcome *outcome)
{
	uint32_t gram[MARKOV_ORDER_MAX] = {0}, from = 0;
	bool refund = outcome->conversions == 0 && !outcome->null;
	struct markov_state *state = NULL;
	if (m->over)
		return;
	/* a refund changes the revenue of its path's last state only */
	size_t i = refund && path->n > m->order ? path->n - m->order : 0;
	size_t seen = 0;
	do {
		for (unsigned j = 0; seen >= m->order && j + 1 < m->order; j++)
			gram[j] = gram[j + 1];
		gram[seen < m->order ? seen : m->order - 1] = path->at[i].key;
		seen++;
		i++;
		if (seen < m->order && i < path->n)
			continue;
		state = markov_state_of(m, gram);
		if (!refund)
			count_move(m, from, state->number);
		from = state->number;
	} while (i < path->n);
	count_end(m, state, outcome);
	if (m->states.n > m->max_moves)
		m->over = true;
}

void
markov_join_currencies(struct markov *m, uint32_t from, uint32_t to)
{
	for (uint32_t i = 0; i < m->ends.n; i++) {
		struct markov_end *end = &m->sums[i];
		if (end->currency != from)
			continue;
		const struct markov_end_place *place =
		    roster_find(&m->ends, key_numbers(end->state, to));
		end->currency = to;
		if (!place)
			continue;
		/* one entry has all: sums do not depend on their order */
		struct markov_end *other = &m->sums[place->number];
		other->conversions += end->conversions;
		other->fresh += end->fresh;
		other->revenue += end->revenue;
		end->conversions = end->fresh = 0;
		end->revenue = 0;
	}
}
