/* SPDX-License-Identifier: MIT */
/* Credits as text, and the text added up again. */
#include <stdlib.h>

#include "base/mem.h"
#include "journey/credits-cell.h"

/* What is left of a rounded sum without its fraction. */
static int128
whole(int128 sum)
{
	return sum / ((int128)1 << SPLIT_BITS);
}

static void
put_units(struct buf *out, int128 sum)
{
	char *number = buf_need(out, NUM_MAX_TEXT);
	out->n += decimal_put_scaled(number, whole(sum), CONVERSION_SCALE);
}

static void
put_money(struct buf *out, int128 millionths)
{
	out->n += decimal_put(buf_need(out, NUM_MAX_TEXT), millionths);
}

/* part/all to the nearest millionth, halves away from nothing; empty where
 * all is nothing. */
static void
put_ratio(struct buf *out, int128 part, int128 all)
{
	if (all <= 0)
		return;
	int128 sign = part < 0 ? -1 : 1, scaled = part * sign * MILLION;
	int128 ratio = scaled / all;
	ratio += scaled % all * 2 >= all;
	put_money(out, ratio * sign);
}

static void
put_count(struct buf *out, uint64_t count)
{
	out->n += num_put_u64(buf_need(out, NUM_MAX_TEXT), count);
}

void
cost_put_counts(struct buf *out, const struct cost *cost)
{
	if (cost->known && !cost->no_impressions)
		put_count(out, cost->impressions);
	buf_put_byte(out, '\t');
	if (cost->known && !cost->no_clicks)
		put_count(out, cost->clicks);
}

/* Money over credits: both have their own scale. */
static void
put_cost_per(struct buf *out, int128 cost, int128 sum)
{
	put_ratio(out, cost * MILLION, whole(sum));
}

static void
put_costs(struct buf *out, const struct cost *cost, const struct credit *sum)
{
	if (!cost->known) {
		buf_put_text(out, "\t\t\t\t\t\t\t\t");
		return;
	}
	buf_put_byte(out, '\t');
	cost_put_counts(out, cost);
	buf_put_byte(out, '\t');
	put_money(out, cost->cost);
	buf_put_byte(out, '\t');
	if (!cost->no_clicks && !cost->no_impressions)
		put_ratio(out, cost->clicks, cost->impressions);
	buf_put_byte(out, '\t');
	if (!cost->no_clicks)
		put_ratio(out, cost->cost, (int128)cost->clicks * MILLION);
	buf_put_byte(out, '\t');
	put_cost_per(out, cost->cost, sum->conversions);
	buf_put_byte(out, '\t');
	put_cost_per(out, cost->cost, sum->fresh);
	buf_put_byte(out, '\t');
	put_ratio(out, whole(sum->revenue), cost->cost);
}

static void
print_row(struct buf *out, const struct credits *c,
    const struct cell_text *cell, unsigned model,
    const struct credits_columns *columns)
{
	const struct credit *sum = &cell_sums(c, cell->number)[model];
	buf_put_slice(out, cell->key);
	buf_put_byte(out, '\t');
	buf_put_text(out, c->models.at[model]->name);
	buf_put_byte(out, '\t');
	put_units(out, sum->conversions);
	buf_put_byte(out, '\t');
	put_money(out, whole(sum->revenue));
	buf_put_byte(out, '\t');
	buf_put_slice(out, cell->currency);
	if (columns->fresh) {
		buf_put_byte(out, '\t');
		put_units(out, sum->fresh);
	}
	if (columns->cost)
		put_costs(out, &c->costs[cell->number], sum);
	buf_put_byte(out, '\n');
}

void
credits_print_header(const struct credits_columns *columns, struct buf *out)
{
	buf_put_text(out, "model\tconversions\trevenue\tcurrency");
	if (columns->fresh)
		buf_put_text(out, "\tnew_customers");
	if (columns->cost)
		buf_put_text(out,
		    "\timpressions\tclicks\tcost\tctr\tcpc\tcpa\tcac\troas");
	buf_put_byte(out, '\n');
}

void
credits_print(const struct credits *c, const struct credits_columns *columns,
    struct buf *out)
{
	for (size_t i = 0; i < c->n_sorted; i++)
		for (unsigned m = 0; m < c->models.n; m++)
			if (m + 1 != c->left_out)
				print_row(out, c, &c->sorted[i], m, columns);
}

/* A decimal as it was printed, in units of 10^-scale. */
static int128
read_printed(struct slice s, unsigned scale)
{
	bool negative = s.n > 0 && s.p[0] == '-';
	int128 value = 0;
	unsigned decimals = 0;
	bool point = false;
	for (size_t i = negative; i < s.n; i++) {
		if (s.p[i] == '.') {
			point = true;
			continue;
		}
		value = value * 10 + (s.p[i] - '0');
		decimals += point;
	}
	for (; decimals < scale; decimals++)
		value *= 10;
	return negative ? -value : value;
}

bool
credits_audit_text(const struct credits *c, struct slice rows, unsigned n_keys)
{
	struct credit *sums = mem_zero(c->models.n + 1, sizeof(*sums));
	struct credit all = {0};
	bool good = true;
	for (unsigned m = 0; rows.n > 0; m = (m + 1) % c->models.n) {
		if (m + 1 == c->left_out)
			continue;
		struct slice row = slice_cut(&rows, '\n');
		for (unsigned i = 0; i < n_keys + 1; i++)
			slice_cut(&row, '\t'); /* key, model */
		sums[m].conversions +=
		    read_printed(slice_cut(&row, '\t'), CONVERSION_SCALE);
		sums[m].revenue += read_printed(slice_cut(&row, '\t'), 6);
	}
	for (size_t i = 0; i < c->n_given; i++) {
		all.conversions += c->given[i].conversions;
		all.revenue += c->given[i].revenue;
	}
	for (unsigned m = 0; m < c->models.n; m++)
		good = (good && sums[m].conversions == whole(all.conversions) &&
			   sums[m].revenue == whole(all.revenue)) ||
		    m + 1 == c->left_out;
	free(sums);
	return good;
}
