/* SPDX-License-Identifier: MIT */
/* Sums by key, currency and model. */
#include "journey/credits.h"

#include <stdlib.h>

#include "base/mem.h"

struct cell {
	struct key id; /* hi: the key's number, then the currency's */
	uint64_t number;
};

void
credits_init(struct credits *c, const struct model_set *models,
    const struct model_options *options)
{
	*c = (struct credits){.models = *models, .options = *options};
	roster_init(&c->cells, sizeof(struct cell));
}

void
credits_release(struct credits *c)
{
	roster_release(&c->cells);
	free(c->sums);
	free(c->given);
	free(c->weights);
	free(c->parts);
	free(c->rests);
	free(c->numbers);
	*c = (struct credits){0};
}

/* Both numbers are small and dense: spread them over the slots. */
static struct key
cell_id(uint32_t key, uint32_t currency)
{
	uint64_t both = (uint64_t)key << 32 | currency;
	uint64_t spread = (both ^ both >> 29) * 0x9e3779b97f4a7c15u;
	return (struct key){both, spread ^ spread >> 32};
}

static uint32_t
cell_currency(const struct cell *cell)
{
	return (uint32_t)cell->id.hi;
}

static struct credit *
cell_sums(const struct credits *c, uint64_t number)
{
	return &c->sums[number * c->models.n];
}

static uint32_t
cell_number(struct credits *c, uint32_t key, uint32_t currency)
{
	bool added;
	struct cell *cell =
	    roster_get(&c->cells, cell_id(key, currency), &added);
	if (!added)
		return (uint32_t)cell->number;
	cell->number = c->cells.n - 1;
	size_t size = c->models.n * sizeof(*c->sums);
	if (cell->number == c->sums_room) {
		c->sums_room = c->sums_room * 2 + 64;
		c->sums = mem_grow(c->sums, c->sums_room * size);
	}
	memset(cell_sums(c, cell->number), 0, size);
	return (uint32_t)cell->number;
}

static struct credit *
given_in(struct credits *c, uint32_t currency)
{
	if (currency >= c->n_given) {
		size_t n = (size_t)currency + 16;
		c->given = mem_grow(c->given, n * sizeof(*c->given));
		memset(c->given + c->n_given, 0,
		    (n - c->n_given) * sizeof(*c->given));
		c->n_given = n;
	}
	return &c->given[currency];
}

static void
make_room(struct credits *c, size_t n)
{
	if (n <= c->steps_room)
		return;
	n += n / 2 + 16;
	c->weights = mem_grow(c->weights, n * sizeof(*c->weights));
	c->parts = mem_grow(c->parts, n * sizeof(*c->parts));
	c->rests = mem_grow(c->rests, n * sizeof(*c->rests));
	c->numbers = mem_grow(c->numbers, n * sizeof(*c->numbers));
	c->steps_room = n;
}

/* Splits by the weights at hand and adds for the model of that number. */
static void
add_for_model(struct credits *c, unsigned model, size_t n, unsigned conversions,
    const struct money *money)
{
	if (conversions > 0) {
		split(CONVERSION_UNITS, c->weights, n, c->parts, c->rests);
		for (size_t i = 0; i < n; i++)
			cell_sums(c, c->numbers[i])[model].conversions +=
			    (int128)c->parts[i] * conversions;
	}
	if (money->minor > 0) {
		split(money->minor, c->weights, n, c->parts, c->rests);
		for (size_t i = 0; i < n; i++)
			cell_sums(c, c->numbers[i])[model].revenue +=
			    (int128)c->parts[i] * money->unit;
	}
}

void
credits_add(struct credits *c, const struct path *path, unsigned conversions,
    const struct money *money)
{
	struct credit *given = given_in(c, money->currency);
	given->conversions += (int128)CONVERSION_UNITS * conversions;
	given->revenue += (int128)money->minor * money->unit;
	make_room(c, path->n);
	for (size_t i = 0; i < path->n; i++)
		c->numbers[i] =
		    cell_number(c, path->at[i].key, money->currency);
	for (unsigned m = 0; m < c->models.n; m++) {
		c->models.at[m]->weigh(path, &c->options, c->weights);
		add_for_model(c, m, path->n, conversions, money);
	}
}

static void
add_sums(struct credit *to, const struct credit *from, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		to[i].conversions += from[i].conversions;
		to[i].revenue += from[i].revenue;
	}
}

/* The one currency besides none that has conversions; 0 if there is none or
 * more than one. */
static uint32_t
only_currency(const struct credits *c)
{
	uint32_t only = 0;
	for (uint32_t i = 1; i < c->n_given; i++) {
		if (c->given[i].conversions == 0)
			continue;
		if (only != 0)
			return 0;
		only = i;
	}
	return only;
}

void
credits_settle(struct credits *c)
{
	uint32_t only = only_currency(c);
	if (only == 0)
		return;
	unsigned n_models = c->models.n;
	for (uint32_t i = 0, n = c->cells.n; i < n; i++) {
		const struct cell *cell = roster_at(&c->cells, i);
		if (cell_currency(cell) != 0)
			continue;
		uint32_t key = (uint32_t)(cell->id.hi >> 32);
		uint32_t to = cell_number(c, key, only);
		struct credit *from = cell_sums(c, cell->number);
		add_sums(cell_sums(c, to), from, n_models);
		memset(from, 0, n_models * sizeof(*from));
	}
	add_sums(&c->given[only], &c->given[0], 1);
	c->given[0] = (struct credit){0, 0};
}

static bool
adds_up(const struct credits *c, unsigned model, struct credit *sums)
{
	memset(sums, 0, c->n_given * sizeof(*sums));
	for (uint32_t i = 0; i < c->cells.n; i++) {
		const struct cell *cell = roster_at(&c->cells, i);
		add_sums(&sums[cell_currency(cell)],
		    &cell_sums(c, cell->number)[model], 1);
	}
	for (size_t i = 0; i < c->n_given; i++)
		if (sums[i].conversions != c->given[i].conversions ||
		    sums[i].revenue != c->given[i].revenue)
			return false;
	return true;
}

const struct model *
credits_audit(const struct credits *c)
{
	const struct model *wrong = NULL;
	struct credit *sums = mem_zero(c->n_given + 1, sizeof(*sums));
	for (unsigned m = 0; m < c->models.n && !wrong; m++)
		if (!adds_up(c, m, sums))
			wrong = c->models.at[m];
	free(sums);
	return wrong;
}

/* A cell on its way out. */
struct cell_text {
	struct slice key, currency;
	const struct credit *sums; /* by model */
};

static int
by_key(const void *a, const void *b)
{
	const struct cell_text *x = a, *y = b;
	int order = slice_compare(x->key, y->key);
	return order ? order : slice_compare(x->currency, y->currency);
}

static struct cell_text *
sorted_cells(const struct credits *c, const struct intern *keys,
    const struct intern *currencies, size_t *n)
{
	struct cell_text *cells =
	    mem_alloc(((size_t)c->cells.n + 1) * sizeof(*cells));
	*n = 0;
	for (uint32_t i = 0; i < c->cells.n; i++) {
		const struct cell *cell = roster_at(&c->cells, i);
		uint32_t currency = cell_currency(cell);
		if (c->given[currency].conversions == 0)
			continue; /* moved by credits_settle */
		cells[(*n)++] = (struct cell_text){
		    .key = intern_at(keys, (uint32_t)(cell->id.hi >> 32)),
		    .currency = intern_at(currencies, currency),
		    .sums = cell_sums(c, cell->number)};
	}
	qsort(cells, *n, sizeof(*cells), by_key);
	return cells;
}

static void
print_row(struct buf *out, const struct cell_text *cell, const char *model,
    const struct credit *sum)
{
	buf_put_slice(out, cell->key);
	buf_put_byte(out, '\t');
	buf_put_text(out, model);
	buf_put_byte(out, '\t');
	char *number = buf_need(out, NUM_MAX_TEXT);
	out->n +=
	    decimal_put_scaled(number, sum->conversions, CONVERSION_SCALE);
	buf_put_byte(out, '\t');
	number = buf_need(out, NUM_MAX_TEXT);
	out->n += decimal_put(number, sum->revenue);
	buf_put_byte(out, '\t');
	buf_put_slice(out, cell->currency);
	buf_put_byte(out, '\n');
}

void
credits_print(const struct credits *c, const struct intern *keys,
    const struct intern *currencies, struct buf *out)
{
	size_t n;
	struct cell_text *cells = sorted_cells(c, keys, currencies, &n);
	for (size_t i = 0; i < n; i++)
		for (unsigned m = 0; m < c->models.n; m++)
			print_row(out, &cells[i], c->models.at[m]->name,
			    &cells[i].sums[m]);
	free(cells);
}
