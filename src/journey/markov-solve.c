/* SPDX-License-Identifier: MIT */
/* The chain in order, its self-test, and what each key takes away. */
#include "journey/markov.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "journey/dense.h"
#include "journey/markov-chain.h"
#include "journey/sparse.h"

enum {
	DENSE_MOST = 4096, /* states: a matrix of 128 MiB */
	THREADS_MOST = 16,
	LANES_MOST = 256 << 20,   /* bytes of all threads together */
	WORTH_A_THREAD = 1 << 20, /* moves in all batches: some milliseconds */
};

/* Moves and ends by the places of their states. */
struct move {
	uint32_t from, to; /* 0: the start; else 1 + the state's place */
	uint64_t count;
};

struct chain {
	uint32_t n; /* states */
	struct move *moves;
	size_t n_moves;
	struct markov_end *ends; /* state: its place from 0 */
	size_t n_ends;
	uint32_t (*grams)[MARKOV_ORDER_MAX]; /* 1 + places of keys, 0 none */
	uint32_t *turn;                      /* of each place, in sweeps */
	uint64_t *visits;
	uint64_t *nulls;
	uint64_t paths, conversions;
};

/* A text and what has it. */
struct named {
	struct slice text;
	uint32_t number;
};

static int
by_text(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	return slice_compare(x->text, y->text);
}

/* Sorts `n` numbers by their texts; place[number] is then 1 + its place. */
static void
sort_by_text(
    const struct intern *texts, uint32_t *numbers, uint32_t n, uint32_t *place)
{
	struct named *list = mem_alloc(((size_t)n + 1) * sizeof(*list));
	for (uint32_t i = 0; i < n; i++)
		list[i] =
		    (struct named){intern_at(texts, numbers[i]), numbers[i]};
	qsort(list, n, sizeof(*list), by_text);
	for (uint32_t i = 0; i < n; i++) {
		numbers[i] = list[i].number;
		place[list[i].number] = i + 1;
	}
	free(list);
}

/* The keys that states hold; place[key] is 1 + its place in their order. */
static uint32_t *
order_keys(
    const struct markov *m, const struct intern *keys, struct markov_result *r)
{
	uint32_t *place = mem_zero((size_t)keys->n + 1, sizeof(*place));
	r->keys = mem_alloc(((size_t)keys->n + 1) * sizeof(*r->keys));
	r->n = 0;
	for (uint32_t i = 0; i < m->states.n; i++) {
		const struct markov_state *s = roster_at(&m->states, i);
		for (unsigned k = 0; k < m->order && s->gram[k] != 0; k++) {
			if (place[s->gram[k]] != 0)
				continue;
			place[s->gram[k]] = 1;
			r->keys[r->n++] = s->gram[k];
		}
	}
	sort_by_text(keys, r->keys, r->n, place);
	return place;
}

static uint32_t *
order_currencies(const struct markov *m, const struct intern *currencies,
    struct markov_result *r)
{
	uint32_t *place = mem_zero((size_t)currencies->n + 1, sizeof(*place));
	r->currencies =
	    mem_alloc(((size_t)currencies->n + 1) * sizeof(*r->currencies));
	r->n_currencies = 0;
	for (uint32_t i = 0; i < m->ends.n; i++) {
		uint32_t currency = m->sums[i].currency;
		if (place[currency] != 0)
			continue;
		place[currency] = 1;
		r->currencies[r->n_currencies++] = currency;
	}
	sort_by_text(currencies, r->currencies, r->n_currencies, place);
	return place;
}

struct placed {
	uint32_t gram[MARKOV_ORDER_MAX];
	uint32_t number;
};

static int
by_gram(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	for (unsigned k = 0; k < MARKOV_ORDER_MAX; k++)
		if (x->gram[k] != y->gram[k])
			return x->gram[k] < y->gram[k] ? -1 : 1;
	return 0;
}

static void
reverse(uint32_t gram[MARKOV_ORDER_MAX])
{
	unsigned n = 0;
	while (n < MARKOV_ORDER_MAX && gram[n] != 0)
		n++;
	for (unsigned i = 0; i < n / 2; i++) {
		uint32_t key = gram[i];
		gram[i] = gram[n - 1 - i];
		gram[n - 1 - i] = key;
	}
}

/* Gives the states their places, by their keys from the last to the first: what
 * can precede a state has its keys but the last at the end, and so lies side by
 * side. Returns the new number of each old one: 0 for the start, else 1 + the
 * place. */
static uint32_t *
place_states(const struct markov *m, const uint32_t *key_place, struct chain *c,
    struct placed *list)
{
	uint32_t *place = mem_zero((size_t)c->n + 1, sizeof(*place));
	for (uint32_t i = 0; i < c->n; i++) {
		const struct markov_state *s = roster_at(&m->states, i);
		list[i].number = i;
		for (unsigned k = 0; k < MARKOV_ORDER_MAX; k++)
			list[i].gram[k] = key_place[s->gram[k]];
		reverse(list[i].gram);
	}
	qsort(list, c->n, sizeof(*list), by_gram);
	for (uint32_t i = 0; i < c->n; i++) {
		const struct markov_state *s =
		    roster_at(&m->states, list[i].number);
		place[s->number] = i + 1;
		c->nulls[i] = s->nulls;
		reverse(list[i].gram);
		memcpy(c->grams[i], list[i].gram, sizeof(list[i].gram));
		list[i].number = i;
	}
	return place;
}

/* Puts the states in order for sweeps: by their keys from the first to the
 * last, so that those with the same predecessors follow each other. That and
 * place_states make solving 500 keys of order 2 three times faster. */
static uint32_t *
order_states(const struct markov *m, const uint32_t *key_place, struct chain *c)
{
	struct placed *list = mem_alloc(((size_t)c->n + 1) * sizeof(*list));
	uint32_t *place = place_states(m, key_place, c, list);
	qsort(list, c->n, sizeof(*list), by_gram);
	for (uint32_t i = 0; i < c->n; i++)
		c->turn[list[i].number] = i;
	free(list);
	return place;
}

/* Copies moves in the order of one of their states, and else in theirs. begin:
 * room for n_states + 2. */
static void
order_moves(struct move *to, const struct move *from, size_t n, bool by_origin,
    uint64_t *begin, uint32_t n_states)
{
	memset(begin, 0, ((size_t)n_states + 2) * sizeof(*begin));
	for (size_t i = 0; i < n; i++)
		begin[1 + (by_origin ? from[i].from : from[i].to)]++;
	for (uint32_t i = 0; i < n_states; i++)
		begin[i + 1] += begin[i];
	for (size_t i = 0; i < n; i++)
		to[begin[by_origin ? from[i].from : from[i].to]++] = from[i];
}

/* By origin, then by where they go: by counting, since there are millions of
 * them. */
static void
sort_moves(struct chain *c)
{
	struct move *other = mem_alloc((c->n_moves + 1) * sizeof(*other));
	uint64_t *begin = mem_alloc(((size_t)c->n + 2) * sizeof(*begin));
	order_moves(other, c->moves, c->n_moves, false, begin, c->n);
	order_moves(c->moves, other, c->n_moves, true, begin, c->n);
	free(begin);
	free(other);
}

static int
by_state(const void *a, const void *b)
{
	const struct markov_end *x = a, *y = b;
	if (x->state != y->state)
		return x->state < y->state ? -1 : 1;
	return x->currency < y->currency ? -1 : x->currency > y->currency;
}

static void
take_counts(const struct markov *m, const uint32_t *state_place,
    const uint32_t *currency_place, struct chain *c)
{
	for (uint32_t i = 0; i < m->moves.n; i++) {
		const struct markov_move *move = roster_at(&m->moves, i);
		uint32_t from = state_place[move->key.hi >> 32];
		uint32_t to = state_place[(uint32_t)move->key.hi];
		c->moves[i] = (struct move){from, to, move->count};
		c->visits[to - 1] += move->count;
		c->paths += from == 0 ? move->count : 0;
	}
	for (uint32_t i = 0; i < m->ends.n; i++) {
		c->ends[i] = m->sums[i];
		c->ends[i].state = state_place[m->sums[i].state] - 1;
		c->ends[i].currency = currency_place[m->sums[i].currency] - 1;
		c->conversions += m->sums[i].conversions;
	}
	sort_moves(c);
	qsort(c->ends, c->n_ends, sizeof(*c->ends), by_state);
}

static void
chain_init(struct chain *c, const struct markov *m, const struct intern *keys,
    const struct intern *currencies, struct markov_result *r)
{
	*c = (struct chain){
	    .n = m->states.n, .n_moves = m->moves.n, .n_ends = m->ends.n};
	c->moves = mem_alloc((c->n_moves + 1) * sizeof(*c->moves));
	c->ends = mem_alloc((c->n_ends + 1) * sizeof(*c->ends));
	c->grams = mem_alloc(((size_t)c->n + 1) * sizeof(*c->grams));
	c->turn = mem_alloc(((size_t)c->n + 1) * sizeof(*c->turn));
	c->visits = mem_zero((size_t)c->n + 1, sizeof(*c->visits));
	c->nulls = mem_zero((size_t)c->n + 1, sizeof(*c->nulls));
	uint32_t *key_place = order_keys(m, keys, r);
	uint32_t *currency_place = order_currencies(m, currencies, r);
	uint32_t *state_place = order_states(m, key_place, c);
	take_counts(m, state_place, currency_place, c);
	free(key_place);
	free(currency_place);
	free(state_place);
}

static void
chain_release(struct chain *c)
{
	free(c->moves);
	free(c->ends);
	free(c->grams);
	free(c->turn);
	free(c->visits);
	free(c->nulls);
}

/* Every visit to a state goes on, or ends with a conversion or without. */
static bool
balances(const struct chain *c)
{
	uint64_t *left = mem_alloc(((size_t)c->n + 1) * sizeof(*left));
	uint64_t wrong = 0;
	memcpy(left, c->visits, c->n * sizeof(*left));
	for (size_t i = 0; i < c->n_moves; i++)
		if (c->moves[i].from != 0)
			left[c->moves[i].from - 1] -= c->moves[i].count;
	for (size_t i = 0; i < c->n_ends; i++)
		left[c->ends[i].state] -= c->ends[i].conversions;
	for (uint32_t i = 0; i < c->n; i++)
		wrong |= left[i] ^ c->nulls[i];
	free(left);
	return wrong == 0;
}

/* The moves that are not the start's as a matrix: with `forward` each row a
 * state and what follows it, else each row a state and what it follows; shares
 * of the row's visits. */
static void
make_matrix(struct sparse *s, const struct chain *c, bool forward)
{
	const uint32_t *turn = c->turn;
	sparse_init(s, c->n, c->n_moves);
	for (uint32_t i = 0; i < c->n; i++)
		s->row[turn[i]] = i;
	for (size_t i = 0; i < c->n_moves; i++) {
		const struct move *move = &c->moves[i];
		if (move->from != 0)
			s->first[turn[(forward ? move->from : move->to) - 1] +
			    2]++;
	}
	for (uint32_t i = 0; i < c->n; i++)
		s->first[i + 1] += s->first[i];
	/* first[turn + 1] is where the next entry of that row goes */
	for (size_t i = 0; i < c->n_moves; i++) {
		const struct move *move = &c->moves[i];
		if (move->from == 0)
			continue;
		uint32_t row = (forward ? move->from : move->to) - 1;
		uint64_t at = s->first[turn[row] + 1]++;
		s->at[at] = (forward ? move->to : move->from) - 1;
		s->weight[at] = (double)move->count / (double)c->visits[row];
	}
}

/* The probability of a conversion from the start, solved forwards, against
 * what the paths say. */
static enum markov_status
test_chain(struct chain *c)
{
	struct sparse s;
	double *ends = mem_zero((size_t)c->n + 1, sizeof(*ends));
	double from_start = 0;
	if (!balances(c)) {
		free(ends);
		return MARKOV_WRONG;
	}
	for (size_t i = 0; i < c->n_ends; i++)
		ends[c->ends[i].state] += (double)c->ends[i].conversions /
		    (double)c->visits[c->ends[i].state];
	make_matrix(&s, c, true);
	lanes *x = sparse_lanes(c->n), *change = sparse_lanes(c->n);
	sparse_plan(&s);
	bool solved = sparse_solve(&s, ends, NULL, x, change);
	for (size_t i = 0; i < c->n_moves && c->moves[i].from == 0; i++)
		from_start +=
		    (double)c->moves[i].count * x[c->moves[i].to - 1][0];
	sparse_release(&s);
	free(ends);
	free(x);
	free(change);
	if (!solved)
		return MARKOV_SLOW;
	double off = from_start / (double)c->conversions - 1;
	return off < 1e-9 && off > -1e-9 ? MARKOV_GOOD : MARKOV_WRONG;
}

/* Marks the turns whose states hold one of the keys from `key` on, a lane
 * each. */
static void
mark_states(const struct chain *c, uint32_t key, uint8_t *fixed)
{
	for (uint32_t i = 0; i < c->n; i++) {
		uint8_t bits = 0;
		for (unsigned k = 0; k < MARKOV_ORDER_MAX; k++) {
			uint32_t lane = c->grams[i][k] - 1 - key;
			if (c->grams[i][k] != 0 && lane < SPARSE_LANES)
				bits |= (uint8_t)(1 << lane);
		}
		fixed[c->turn[i]] = bits;
	}
}

static void
add_losses(const struct chain *c, const lanes *back, uint32_t key,
    struct markov_result *r)
{
	for (size_t i = 0; i < c->n_ends; i++) {
		const struct markov_end *end = &c->ends[i];
		double conversions = (double)end->conversions;
		double fresh = (double)end->fresh;
		double revenue = (double)end->revenue;
		for (uint32_t k = 0; k < SPARSE_LANES && key + k < r->n; k++) {
			struct markov_loss *loss =
			    &r->losses[(size_t)(key + k) * r->n_currencies +
				end->currency];
			double share = back[end->state][k];
			loss->conversions += share * conversions;
			loss->fresh += share * fresh;
			loss->revenue += share * revenue;
		}
	}
}

/* What dense.h can do in less time: a state is a key, and so many of the moves
 * that could be are there that one inverse costs less than sweeps for each. */
static bool
is_dense(const struct chain *c, unsigned order)
{
	return order == 1 && c->n <= DENSE_MOST &&
	    (uint64_t)c->n * c->n < 16 * (uint64_t)c->n_moves;
}

/* With the inverse G, a visit to s comes after one to the key k in a share of
 * G(s, k) / G(k, k). */
static void
remove_each_dense(struct chain *c, struct markov_result *r)
{
	struct sparse s;
	struct dense d;
	make_matrix(&s, c, false);
	dense_init(&d, &s);
	dense_invert(&d);
	for (size_t i = 0; i < c->n_ends; i++) {
		const struct markov_end *end = &c->ends[i];
		for (uint32_t place = 0; place < c->n; place++) {
			uint32_t key = c->grams[place][0] - 1;
			struct markov_loss *loss =
			    &r->losses[(size_t)key * r->n_currencies +
				end->currency];
			double share = dense_at(&d, end->state, place) /
			    dense_at(&d, place, place);
			loss->conversions += share * (double)end->conversions;
			loss->fresh += share * (double)end->fresh;
			loss->revenue += share * (double)end->revenue;
		}
	}
	dense_release(&d);
	sparse_release(&s);
}

/* Batches of keys, taken in turn by as many threads as there are processors.
 * What a key takes away does not depend on who computes it. */
struct removal {
	const struct chain *c;
	const struct sparse *s;
	struct markov_result *r;
	atomic_uint next; /* batch */
	atomic_bool slow; /* one was not solved */
};

static void *
remove_batches(void *context)
{
	struct removal *removal = context;
	const struct chain *c = removal->c;
	lanes *x = sparse_lanes(c->n), *change = sparse_lanes(c->n);
	uint8_t *fixed = mem_alloc((size_t)c->n + 1);
	for (;;) {
		uint32_t key =
		    atomic_fetch_add(&removal->next, 1) * SPARSE_LANES;
		if (key >= removal->r->n || removal->slow)
			break;
		mark_states(c, key, fixed);
		if (!sparse_solve(removal->s, NULL, fixed, x, change))
			removal->slow = true;
		add_losses(c, x, key, removal->r);
	}
	free(fixed);
	free(x);
	free(change);
	return NULL;
}

/* How many threads besides this one: where there is work for them, and memory
 * that their lanes may take. */
static unsigned
helpers(const struct chain *c, uint32_t keys)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t most = LANES_MOST / (((size_t)c->n + 1) * 2 * sizeof(lanes));
	uint32_t batches = (keys + SPARSE_LANES - 1) / SPARSE_LANES;
	if (processors < 2 || (uint64_t)c->n_moves * batches < WORTH_A_THREAD)
		return 0;
	most = most < THREADS_MOST ? most : THREADS_MOST;
	most = most < batches ? most : batches;
	most = most < (size_t)processors ? most : (size_t)processors;
	return most > 1 ? (unsigned)most - 1 : 0;
}

static bool
remove_each(const struct chain *c, struct markov_result *r)
{
	struct sparse s;
	pthread_t threads[THREADS_MOST];
	unsigned n = 0, wanted = helpers(c, r->n);
	struct removal removal = {.c = c, .s = &s, .r = r};
	make_matrix(&s, c, false);
	sparse_plan(&s);
	while (n < wanted &&
	    pthread_create(&threads[n], NULL, remove_batches, &removal) == 0)
		n++;
	remove_batches(&removal);
	for (unsigned i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	sparse_release(&s);
	return !removal.slow;
}

enum markov_status
markov_solve(struct markov *m, const struct intern *keys,
    const struct intern *currencies, struct markov_result *result)
{
	struct chain c;
	*result = (struct markov_result){0};
	markov_count_moves(m);
	if (m->over)
		return MARKOV_OVER;
	if (m->ends.n == 0)
		return MARKOV_GOOD;
	chain_init(&c, m, keys, currencies, result);
	result->losses = mem_zero((size_t)result->n * result->n_currencies + 1,
	    sizeof(*result->losses));
	enum markov_status status =
	    result->n > m->max_keys ? MARKOV_MANY : test_chain(&c);
	if (status == MARKOV_GOOD && is_dense(&c, m->order))
		remove_each_dense(&c, result);
	else if (status == MARKOV_GOOD && !remove_each(&c, result))
		status = MARKOV_SLOW;
	chain_release(&c);
	return status;
}

void
markov_result_release(struct markov_result *r)
{
	free(r->keys);
	free(r->currencies);
	free(r->losses);
	*r = (struct markov_result){0};
}
