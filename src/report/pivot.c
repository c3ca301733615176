/* SPDX-License-Identifier: MIT */
/* Turning an attribution table. */
#include "report/pivot.h"

#include <stdlib.h>

#include "base/intern.h"
#include "report/columns.h"
#include "report/figure.h"

static bool
all_figures(const struct grid *g, unsigned column)
{
	struct figure f;
	for (size_t i = 0; i < g->n_rows; i++) {
		struct slice cell = grid_cell(g, i, column);
		if (cell.n > 0 && !figure_read(cell, &f))
			return false;
	}
	return true;
}

static bool
is_one_of(unsigned column, const unsigned *columns, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (columns[i] == column)
			return true;
	return false;
}

/* Whether a figure is a quotient of others of the table. */
static bool
is_worked_out(struct slice name)
{
	static const char *const names[] = {"ctr", "cpc", "cpa", "cac", "roas"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (slice_is(name, names[i]))
			return true;
	return false;
}

/* The columns that are left are keys; false when one of them is a figure. */
static bool
find_keys(struct pivot_columns *c, const struct grid *g)
{
	for (unsigned i = 0; i < g->n; i++) {
		if (i == c->model || i == c->currency ||
		    is_one_of(i, c->metrics, PIVOT_METRICS) ||
		    is_one_of(i, c->spends, PIVOT_SPENDS) ||
		    is_worked_out(g->names[i]))
			continue;
		if (column_is_quantity(g->names[i]))
			return false;
		c->keys[c->n_keys++] = i;
	}
	return c->n_keys > 0;
}

static bool
are_figures(const struct grid *g, const unsigned *columns, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (columns[i] != NO_COLUMN && !all_figures(g, columns[i]))
			return false;
	return true;
}

/* A column of few different texts: one by one they get a column or a block of
 * the page. */
static bool
few(const struct grid *g, unsigned column)
{
	struct intern texts;
	intern_init(&texts);
	uint32_t most = 0;
	for (size_t i = 0; i < g->n_rows && most <= PIVOT_MODELS; i++) {
		uint32_t at = intern_add(&texts, grid_cell(g, i, column));
		if (at > most)
			most = at;
	}
	intern_release(&texts);
	return most <= PIVOT_MODELS;
}

bool
pivot_columns_find(struct pivot_columns *c, const struct grid *g)
{
	static const char *const metrics[PIVOT_METRICS] = {
	    "conversions", "revenue", "new_customers"};
	static const char *const spends[PIVOT_SPENDS] = {
	    "impressions", "clicks", "cost"};
	*c = (struct pivot_columns){.model = grid_find(g, SLICE("model")),
	    .currency = grid_find(g, SLICE("currency"))};
	for (unsigned i = 0; i < PIVOT_METRICS; i++)
		c->metrics[i] = grid_find(g, slice_of(metrics[i]));
	for (unsigned i = 0; i < PIVOT_SPENDS; i++)
		c->spends[i] = grid_find(g, slice_of(spends[i]));
	if (c->model == NO_COLUMN || c->metrics[PIVOT_CONVERSIONS] == NO_COLUMN)
		return false;
	c->keys = mem_zero(g->n, sizeof(*c->keys));
	if (find_keys(c, g) && are_figures(g, c->metrics, PIVOT_METRICS) &&
	    are_figures(g, c->spends, PIVOT_SPENDS) && few(g, c->model) &&
	    (c->currency == NO_COLUMN || few(g, c->currency)))
		return true;
	pivot_columns_release(c);
	return false;
}

void
pivot_columns_release(struct pivot_columns *c)
{
	free(c->keys);
	*c = (struct pivot_columns){0};
}

void
pivot_currencies_find(struct pivot_currencies *list,
    const struct pivot_columns *c, const struct grid *g)
{
	list->n = 0;
	for (size_t row = 0; row < g->n_rows; row++) {
		struct slice currency = {"", 0};
		if (c->currency != NO_COLUMN)
			currency = grid_cell(g, row, c->currency);
		size_t at = 0;
		while (at < list->n && !slice_equal(list->at[at], currency))
			at++;
		if (at == list->n)
			list->at[list->n++] = currency;
	}
}

/* Distinct texts in the order in which they come, from 0 on. */
struct distinct {
	struct intern texts;
	uint32_t *numbers; /* by the intern's numbers, plus one */
	struct slice *list;
	size_t n, room;
};

static size_t
distinct_add(struct distinct *d, struct slice text)
{
	uint32_t at = intern_add(&d->texts, text);
	if (at >= d->room) {
		size_t room = 2 * (size_t)at + 16;
		d->numbers = mem_grow(d->numbers, room * sizeof(*d->numbers));
		d->list = mem_grow(d->list, room * sizeof(*d->list));
		memset(d->numbers + d->room, 0,
		    (room - d->room) * sizeof(*d->numbers));
		d->room = room;
	}
	if (d->numbers[at] == 0) {
		d->list[d->n++] = intern_at(&d->texts, at);
		d->numbers[at] = (uint32_t)d->n;
	}
	return d->numbers[at] - 1;
}

/* Hands the list over, its texts copied. */
static struct slice *
distinct_finish(struct distinct *d, struct arena *text)
{
	for (size_t i = 0; i < d->n; i++)
		d->list[i] = arena_copy(text, d->list[i]);
	free(d->numbers);
	intern_release(&d->texts);
	return d->list;
}

/* Where a row of the grid goes. */
struct place {
	bool taken;
	size_t key, model;
};

static void
add_row(struct pivot *p, const struct pivot_columns *c, const struct grid *g,
    size_t row, const struct place *place)
{
	size_t cell = place->key * p->n_models + place->model;
	p->given[cell] = true;
	for (unsigned m = 0; m < PIVOT_METRICS; m++) {
		struct figure f = {0};
		if (c->metrics[m] == NO_COLUMN)
			continue;
		figure_read(grid_cell(g, row, c->metrics[m]), &f);
		p->values[m][cell] += f.v;
		p->any[m] = p->any[m] || f.v != 0;
		if (f.decimals > p->decimals[m])
			p->decimals[m] = f.decimals;
	}
}

/* What was spent for a key stands in the row of each of its models: it is added
 * up from those of the model of the first. */
static void
add_spend(struct pivot *p, const struct pivot_columns *c, const struct grid *g,
    size_t row, const struct place *place, size_t *models)
{
	size_t key = place->key;
	bool first = models[key] == SIZE_MAX, any = false;
	bool given[PIVOT_SPENDS];
	struct figure f[PIVOT_SPENDS] = {{0}};
	for (unsigned i = 0; i < PIVOT_SPENDS; i++) {
		given[i] = c->spends[i] != NO_COLUMN &&
		    figure_read(grid_cell(g, row, c->spends[i]), &f[i]);
		any = any || given[i];
	}
	if (!any || (!first && models[key] != place->model))
		return;
	models[key] = place->model;
	for (unsigned i = 0; i < PIVOT_SPENDS; i++) {
		p->spends[i][key] += f[i].v;
		p->spent[i][key] = given[i] && (first || p->spent[i][key]);
	}
	p->any_cost = p->any_cost || given[PIVOT_COST];
	if (f[PIVOT_COST].decimals > p->cost_decimals)
		p->cost_decimals = f[PIVOT_COST].decimals;
}

static struct slice
key_of(struct buf *b, const struct pivot_columns *c, const struct grid *g,
    size_t row)
{
	b->n = 0;
	for (unsigned i = 0; i < c->n_keys; i++) {
		if (i > 0)
			buf_put_byte(b, '\t');
		buf_put_slice(b, grid_cell(g, row, c->keys[i]));
	}
	return buf_slice(b);
}

void
pivot_build(struct pivot *p, const struct pivot_columns *c,
    const struct grid *g, struct slice currency)
{
	struct distinct keys = {.n = 0}, models = {.n = 0};
	struct buf key = BUF_INIT;
	struct place *places = mem_zero(g->n_rows, sizeof(*places));
	*p = (struct pivot){.currency = currency};
	intern_init(&keys.texts);
	intern_init(&models.texts);
	for (size_t i = 0; i < g->n_rows; i++) {
		places[i].taken = c->currency == NO_COLUMN ||
		    slice_equal(grid_cell(g, i, c->currency), currency);
		if (!places[i].taken)
			continue;
		places[i].key = distinct_add(&keys, key_of(&key, c, g, i));
		places[i].model =
		    distinct_add(&models, grid_cell(g, i, c->model));
	}
	p->n_keys = keys.n;
	p->n_models = models.n;
	p->keys = distinct_finish(&keys, &p->text);
	p->models = distinct_finish(&models, &p->text);
	size_t n = p->n_keys * p->n_models;
	p->given = mem_zero(n, sizeof(*p->given));
	for (unsigned m = 0; m < PIVOT_METRICS; m++)
		p->values[m] = mem_zero(n, sizeof(**p->values));
	for (unsigned i = 0; i < PIVOT_SPENDS; i++) {
		p->spends[i] = mem_zero(p->n_keys, sizeof(**p->spends));
		p->spent[i] = mem_zero(p->n_keys, sizeof(**p->spent));
	}
	size_t *spend_models = mem_alloc(p->n_keys * sizeof(*spend_models));
	for (size_t i = 0; i < p->n_keys; i++)
		spend_models[i] = SIZE_MAX;
	for (size_t i = 0; i < g->n_rows; i++)
		if (places[i].taken) {
			add_row(p, c, g, i, &places[i]);
			add_spend(p, c, g, i, &places[i], spend_models);
		}
	free(spend_models);
	free(places);
	buf_release(&key);
}

void
pivot_release(struct pivot *p)
{
	for (unsigned m = 0; m < PIVOT_METRICS; m++)
		free(p->values[m]);
	for (unsigned i = 0; i < PIVOT_SPENDS; i++) {
		free(p->spends[i]);
		free(p->spent[i]);
	}
	free(p->given);
	free(p->keys);
	free(p->models);
	arena_release(&p->text);
}

int128
pivot_sum(const struct pivot *p, enum pivot_metric metric, size_t model,
    const uint32_t *order, size_t from, size_t to)
{
	int128 sum = 0;
	for (; from < to; from++)
		sum += p->values[metric][order[from] * p->n_models + model];
	return sum;
}

struct sorted {
	int128 v;
	uint32_t key;
};

static int
largest_first(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	if (x->v != y->v)
		return x->v > y->v ? -1 : 1;
	return x->key < y->key ? -1 : x->key > y->key;
}

uint32_t *
pivot_order(const struct pivot *p, enum pivot_metric metric, bool as_they_come)
{
	struct sorted *keys = mem_zero(p->n_keys, sizeof(*keys));
	uint32_t *order = mem_zero(p->n_keys, sizeof(*order));
	for (size_t i = 0; i < p->n_keys; i++)
		keys[i] = (struct sorted){
		    p->values[metric][i * p->n_models], (uint32_t)i};
	if (!as_they_come)
		qsort(keys, p->n_keys, sizeof(*keys), largest_first);
	for (size_t i = 0; i < p->n_keys; i++)
		order[i] = keys[i].key;
	free(keys);
	return order;
}
