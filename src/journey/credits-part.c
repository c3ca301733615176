/* SPDX-License-Identifier: MIT */
/* Sums of cells and currencies out, and added up again. */
#include "journey/credits-part.h"

#include "journey/credits-cell.h"

static bool
is_nothing(const struct credit *sum)
{
	return sum->conversions == 0 && sum->fresh == 0 && sum->revenue == 0;
}

/* A cell has a row even if no model gave it anything: the result has one. */
static void
put_cell(const struct credits *c, const struct cell *cell, struct part_out *out)
{
	const struct credit *sums = cell_sums(c, cell->number);
	uint32_t key = cell_key(cell);
	for (unsigned m = 0; m < c->models.n; m++) {
		if (m > 0 && is_nothing(&sums[m]))
			continue;
		part_put(out,
		    &(struct part_row){.row = SLICE("credit"),
			.name = slice_of(c->models.at[m]->name),
			.keys = &key,
			.n_keys = 1,
			.currency = cell_currency(cell),
			.conversions = sums[m].conversions,
			.fresh = sums[m].fresh,
			.revenue = sums[m].revenue});
	}
}

static void
put_currency(const struct credit *sum, struct slice row, uint32_t currency,
    int64_t unit, struct part_out *out)
{
	if (is_nothing(sum) && unit == 0)
		return;
	part_put(out,
	    &(struct part_row){.row = row,
		.currency = currency,
		.conversions = sum->conversions,
		.fresh = sum->fresh,
		.revenue = sum->revenue,
		.count = (uint64_t)unit});
}

static void
put_dated(const char *name, uint32_t key, uint64_t count, struct part_out *out)
{
	if (count > 0)
		part_put(out,
		    &(struct part_row){.row = SLICE("dated"),
			.name = slice_of(name),
			.keys = &key,
			.n_keys = 1,
			.count = count});
}

void
credits_part_put(const struct credits *c, struct part_out *out)
{
	for (uint32_t i = 0; i < c->n_given; i++) {
		put_currency(&c->given[i], SLICE("given"), i, c->units[i], out);
		put_currency(&c->later[i], SLICE("later"), i, 0, out);
	}
	for (uint32_t i = 0; i < c->cells.n; i++)
		put_cell(c, roster_at(&c->cells, i), out);
	for (uint32_t i = 0; i < c->n_dated; i++) {
		put_dated("inside", i, c->dated[i].inside, out);
		put_dated("outside", i, c->dated[i].outside, out);
	}
	part_flush(out, true);
}

static const char *
add(struct credit *sum, const struct part_row *row)
{
	return part_add(&sum->conversions, row->conversions) &&
		part_add(&sum->fresh, row->fresh) &&
		part_add(&sum->revenue, row->revenue)
	    ? NULL
	    : "a figure is too large";
}

static const char *
take_cell(struct credits *c, const struct part_row *row)
{
	unsigned m = 0;
	while (m < c->models.n && !slice_is(row->name, c->models.at[m]->name))
		m++;
	if (m == c->models.n || row->n_keys != 1)
		return "a credit of no key, or of another model";
	uint32_t cell = credits_cell(c, row->keys[0], row->currency);
	return add(&cell_sums(c, cell)[m], row);
}

static const char *
take_dated(struct credits *c, const struct part_row *row)
{
	bool inside = slice_is(row->name, "inside");
	if (row->n_keys != 1 || (!inside && !slice_is(row->name, "outside")))
		return "dated as nothing is";
	struct dated *dated = credits_dated(c, row->keys[0]);
	return part_count(inside ? &dated->inside : &dated->outside, row->count)
	    ? NULL
	    : "a figure is too large";
}

const char *
credits_part_take(struct credits *c, const struct part_row *row)
{
	if (slice_is(row->row, "credit"))
		return take_cell(c, row);
	if (slice_is(row->row, "dated"))
		return take_dated(c, row);
	if (slice_is(row->row, "later"))
		return add(&c->later[row->currency], row);
	if (row->count > MILLION)
		return "a unit of money is too large";
	int64_t *unit = &c->units[row->currency];
	*unit = credits_least_unit(*unit, (int64_t)row->count);
	return add(&c->given[row->currency], row);
}
