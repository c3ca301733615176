/* SPDX-License-Identifier: MIT */
/* Rounding what each model gave the keys of a currency. */
#include <stdlib.h>

#include "base/mem.h"
#include "journey/credits-cell.h"

struct rounding {
	struct credits *c;
	int128 *values; /* of one model: a place for each cell of a currency */
	struct split_rest *rests;
};

struct cell_place {
	struct slice key;
	uint32_t currency;
	uint64_t number;
};

/* Equal rests are of the first key by its bytes: its number depends on which
 * row came first. */
static int
by_currency(const void *a, const void *b)
{
	const struct cell_place *x = a, *y = b;
	if (x->currency != y->currency)
		return x->currency < y->currency ? -1 : 1;
	return slice_compare(x->key, y->key);
}

static struct cell_place *
sorted_places(const struct credits *c, const struct intern *keys)
{
	size_t n = c->cells.n;
	struct cell_place *places = mem_alloc((n + 1) * sizeof(*places));
	for (size_t i = 0; i < n; i++) {
		const struct cell *cell = roster_at(&c->cells, (uint32_t)i);
		places[i] = (struct cell_place){intern_at(keys, cell_key(cell)),
		    cell_currency(cell), cell->number};
	}
	qsort(places, n, sizeof(*places), by_currency);
	return places;
}

static int128 *
credit_value(struct credit *credit, unsigned which)
{
	int128 *const values[] = {
	    &credit->conversions, &credit->fresh, &credit->revenue};
	return values[which];
}

static void
round_values(const struct rounding *r, const struct cell_place *places,
    size_t n, unsigned model, unsigned which, int64_t unit)
{
	for (size_t i = 0; i < n; i++)
		r->values[i] = *credit_value(
		    &cell_sums(r->c, places[i].number)[model], which);
	split_round(r->values, n, unit, r->rests);
	for (size_t i = 0; i < n; i++)
		*credit_value(&cell_sums(r->c, places[i].number)[model],
		    which) = r->values[i];
}

void
credits_round(struct credits *c, const struct intern *keys)
{
	size_t n = c->cells.n, end;
	struct cell_place *places = sorted_places(c, keys);
	struct rounding r = {.c = c,
	    .values = mem_alloc((n + 1) * sizeof(*r.values)),
	    .rests = mem_alloc((n + 1) * sizeof(*r.rests))};
	for (size_t i = 0; i < n; i = end) {
		uint32_t currency = places[i].currency;
		int64_t unit = c->units[currency] ? c->units[currency] : 1;
		for (end = i; end < n && places[end].currency == currency;)
			end++;
		for (unsigned m = 0; m < c->models.n; m++) {
			round_values(&r, places + i, end - i, m, 0, 1);
			round_values(&r, places + i, end - i, m, 1, 1);
			round_values(&r, places + i, end - i, m, 2, unit);
		}
	}
	free(places);
	free(r.values);
	free(r.rests);
}
