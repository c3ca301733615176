/* SPDX-License-Identifier: MIT */
/* Moves by the texts of their keys, and counted again. */
#include "journey/markov-part.h"

#include <stdlib.h>

#include "base/mem.h"
#include "journey/markov-chain.h"

static unsigned
gram_length(const struct markov_state *s)
{
	unsigned n = 0;
	while (n < MARKOV_ORDER_MAX && s->gram[n] != 0)
		n++;
	return n;
}

/* States by their numbers, which begin with 1. */
static const struct markov_state **
list_states(const struct markov *m)
{
	const struct markov_state **states =
	    mem_zero((size_t)m->states.n + 1, sizeof(*states));
	for (uint32_t i = 0; i < m->states.n; i++) {
		const struct markov_state *s = roster_at(&m->states, i);
		states[s->number] = s;
	}
	return states;
}

static void
put_move(const struct markov_state *from, const struct markov_state *to,
    uint64_t count, struct part_out *out)
{
	uint32_t keys[MARKOV_ORDER_MAX + 1];
	unsigned before = from ? gram_length(from) : 0, n = gram_length(to);
	if (from) {
		memcpy(keys, from->gram, before * sizeof(*keys));
		keys[before] = to->gram[n - 1];
		n = before + 1;
	} else {
		memcpy(keys, to->gram, n * sizeof(*keys));
	}
	part_put(out,
	    &(struct part_row){.row = from ? SLICE("move") : SLICE("start"),
		.keys = keys,
		.n_keys = n,
		.count = count});
}

static void
put_ends(const struct markov *m, const struct markov_state *const *states,
    struct part_out *out)
{
	for (uint32_t i = 0; i < m->states.n; i++) {
		const struct markov_state *s = roster_at(&m->states, i);
		if (s->nulls > 0)
			part_put(out,
			    &(struct part_row){.row = SLICE("null"),
				.keys = s->gram,
				.n_keys = gram_length(s),
				.count = s->nulls});
	}
	for (uint32_t i = 0; i < m->ends.n; i++) {
		const struct markov_end *end = &m->sums[i];
		const struct markov_state *s = states[end->state];
		part_put(out,
		    &(struct part_row){.row = SLICE("end"),
			.keys = s->gram,
			.n_keys = gram_length(s),
			.currency = end->currency,
			.conversions = end->conversions,
			.fresh = end->fresh,
			.revenue = end->revenue});
	}
}

void
markov_part_put(struct markov *m, struct part_out *out)
{
	markov_count_moves(m);
	if (m->over) {
		part_put(out, &(struct part_row){.row = SLICE("over")});
		part_flush(out, false);
		return;
	}
	const struct markov_state **states = list_states(m);
	for (uint32_t i = 0; i < m->moves.n; i++) {
		const struct markov_move *move = roster_at(&m->moves, i);
		put_move(states[move->key.hi >> 32],
		    states[(uint32_t)move->key.hi], move->count, out);
	}
	put_ends(m, states, out);
	part_flush(out, true);
	free(states);
}

static struct markov_state *
state_of(struct markov *m, const uint32_t *keys, size_t n)
{
	uint32_t gram[MARKOV_ORDER_MAX] = {0};
	memcpy(gram, keys, n * sizeof(*keys));
	return markov_state_of(m, gram);
}

static const char *
take_move(struct markov *m, const struct part_row *row, bool start)
{
	size_t order = m->order;
	bool added;
	uint32_t from = 0;
	if (!start)
		from = state_of(m, row->keys, order)->number;
	uint32_t to = start ? state_of(m, row->keys, row->n_keys)->number
			    : state_of(m, row->keys + 1, order)->number;
	struct markov_move *move =
	    roster_get(&m->moves, key_numbers(from, to), &added);
	m->over = m->moves.n > m->max_moves || m->states.n > m->max_moves;
	return part_count(&move->count, row->count) ? NULL
						    : "a figure is too large";
}

static const char *
take_end(struct markov *m, const struct part_row *row)
{
	const uint32_t state = state_of(m, row->keys, row->n_keys)->number;
	struct markov_end *end = markov_end_of(m, state, row->currency);
	bool good = row->conversions >= 0 && row->conversions <= INT64_MAX &&
	    row->fresh >= 0 && row->fresh <= row->conversions &&
	    part_count(&end->conversions, (uint64_t)row->conversions) &&
	    part_count(&end->fresh, (uint64_t)row->fresh) &&
	    part_add(&end->revenue, row->revenue);
	return good ? NULL : "a figure is too large";
}

const char *
markov_part_take(struct markov *m, const struct part_row *row)
{
	bool start = slice_is(row->row, "start");
	bool move = slice_is(row->row, "move");
	if (slice_is(row->row, "over"))
		m->over = true;
	if (m->over)
		return NULL;
	if (move ? row->n_keys != m->order + 1
		 : row->n_keys == 0 || row->n_keys > m->order)
		return "a path of more or fewer keys than --markov-order has";
	if (start || move)
		return take_move(m, row, start);
	if (slice_is(row->row, "end"))
		return take_end(m, row);
	struct markov_state *state = state_of(m, row->keys, row->n_keys);
	return part_count(&state->nulls, row->count) ? NULL
						     : "a figure is too large";
}
