/* SPDX-License-Identifier: MIT */
/* Rounding what each model gave the keys of a currency. */
#include <stdlib.h>

#include "base/mem.h"
#include "journey/credits-cell.h"

struct rounding {
	struct credits *c;
	uint64_t *numbers; /* the cells of a currency, in their order */
	size_t n;
	int128 *values; /* of one model: a place for each of them */
	struct split_rest *rests;
};

static int
by_key(const void *a, const void *b)
{
	const struct cell_text *x = a, *y = b;
	int order = slice_compare(x->key, y->key);
	return order ? order : slice_compare(x->currency, y->currency);
}

static void
sort_cells(struct credits *c, const struct intern *keys,
    const struct intern *currencies)
{
	c->sorted = mem_alloc(((size_t)c->cells.n + 1) * sizeof(*c->sorted));
	for (uint32_t i = 0; i < c->cells.n; i++) {
		const struct cell *cell = roster_at(&c->cells, i);
		uint32_t currency = cell_currency(cell);
		if (!credits_has(c, currency))
			continue; /* moved by credits_settle */
		c->sorted[c->n_sorted++] = (struct cell_text){
		    intern_at(keys, cell_key(cell)),
		    intern_at(currencies, currency), currency, cell->number};
	}
	qsort(c->sorted, c->n_sorted, sizeof(*c->sorted), by_key);
}

static int128 *
credit_value(struct credit *credit, unsigned which)
{
	int128 *const values[] = {
	    &credit->conversions, &credit->fresh, &credit->revenue};
	return values[which];
}

static void
round_values(
    const struct rounding *r, unsigned model, unsigned which, int64_t unit)
{
	for (size_t i = 0; i < r->n; i++)
		r->values[i] = *credit_value(
		    &cell_sums(r->c, r->numbers[i])[model], which);
	split_round(r->values, r->n, unit, r->rests);
	for (size_t i = 0; i < r->n; i++)
		*credit_value(&cell_sums(r->c, r->numbers[i])[model], which) =
		    r->values[i];
}

static void
round_currency(const struct rounding *r, int64_t unit)
{
	for (unsigned m = 0; m < r->c->models.n; m++) {
		round_values(r, m, 0, 1);
		round_values(r, m, 1, 1);
		round_values(r, m, 2, unit > 0 ? unit : 1);
	}
}

/* Equal rests are of the first key by its bytes: its number depends on which
 * row came first. */
void
credits_round(struct credits *c, const struct intern *keys,
    const struct intern *currencies)
{
	sort_cells(c, keys, currencies);
	size_t n = c->n_sorted;
	struct rounding r = {.c = c,
	    .numbers = mem_alloc((n + 1) * sizeof(*r.numbers)),
	    .values = mem_alloc((n + 1) * sizeof(*r.values)),
	    .rests = mem_alloc((n + 1) * sizeof(*r.rests))};
	/* of each currency its first cell, and of each cell the next; from 1 */
	size_t *first = mem_zero(c->n_given + 1, sizeof(*first));
	size_t *next = mem_alloc((n + 1) * sizeof(*next));
	for (size_t i = n; i > 0; i--) {
		next[i] = first[c->sorted[i - 1].money];
		first[c->sorted[i - 1].money] = i;
	}
	for (size_t money = 0; money < c->n_given; money++) {
		r.n = 0;
		for (size_t i = first[money]; i > 0; i = next[i])
			r.numbers[r.n++] = c->sorted[i - 1].number;
		if (r.n > 0)
			round_currency(&r, c->units[money]);
	}
	free(first);
	free(next);
	free(r.numbers);
	free(r.values);
	free(r.rests);
}
