/* SPDX-License-Identifier: MIT */
/* Sums by key, currency and model. */
#include "journey/credits.h"

#include <stdlib.h>

#include "base/mem.h"
#include "journey/credits-cell.h"

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
	free(c->costs);
	free(c->given);
	free(c->later);
	free(c->units);
	free(c->paid);
	free(c->dated);
	free(c->weights);
	free(c->parts);
	free(c->rests);
	free(c->numbers);
	free(c->sorted);
	*c = (struct credits){0};
}

uint32_t
credits_cell(struct credits *c, uint32_t key, uint32_t currency)
{
	bool added;
	struct cell *cell =
	    roster_get(&c->cells, key_numbers(key, currency), &added);
	if (!added)
		return (uint32_t)cell->number;
	cell->number = c->cells.n - 1;
	size_t size = c->models.n * sizeof(*c->sums);
	if (cell->number == c->sums_room) {
		c->sums_room = c->sums_room * 2 + 64;
		c->sums = mem_grow(c->sums, c->sums_room * size);
		c->costs = mem_grow(c->costs, c->sums_room * sizeof(*c->costs));
	}
	if (size > 0)
		memset(cell_sums(c, cell->number), 0, size);
	c->costs[cell->number] = (struct cost){0};
	return (uint32_t)cell->number;
}

/* p with room for n elements of which `before` were there: zeros behind. */
static void *
grow_zeros(void *p, size_t before, size_t n, size_t size)
{
	char *bytes = mem_grow(p, n * size);
	memset(bytes + before * size, 0, (n - before) * size);
	return bytes;
}

void
credits_know_currency(struct credits *c, uint32_t currency)
{
	size_t n = (size_t)currency + 16, before = c->n_given;
	if (currency < before)
		return;
	c->given = grow_zeros(c->given, before, n, sizeof(*c->given));
	c->later = grow_zeros(c->later, before, n, sizeof(*c->later));
	c->units = grow_zeros(c->units, before, n, sizeof(*c->units));
	c->paid = grow_zeros(c->paid, before, n, sizeof(*c->paid));
	c->n_given = n;
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
add_for_model(
    struct credits *c, unsigned model, size_t n, const struct credited *what)
{
	const struct money *money = &what->money;
	if (what->conversions > 0) {
		split(CONVERSION_UNITS, c->weights, n, c->parts, c->rests);
		for (size_t i = 0; i < n; i++) {
			struct credit *sum =
			    &cell_sums(c, c->numbers[i])[model];
			sum->conversions += c->parts[i];
			sum->fresh += what->fresh > 0 ? c->parts[i] : 0;
		}
	}
	if (money->millionths > 0) {
		split(money->millionths, c->weights, n, c->parts, c->rests);
		for (size_t i = 0; i < n; i++)
			cell_sums(c, c->numbers[i])[model].revenue +=
			    money->back ? -c->parts[i] : c->parts[i];
	}
}

static int128
finely(int128 whole)
{
	return whole * ((int128)1 << SPLIT_BITS);
}

static void
add_whole(struct credit *to, const struct credited *what)
{
	int128 money = finely(what->money.millionths);
	to->conversions += finely(CONVERSION_UNITS * what->conversions);
	to->fresh += finely(CONVERSION_UNITS * what->fresh);
	to->revenue += what->money.back ? -money : money;
}

struct dated *
credits_dated(struct credits *c, uint32_t key)
{
	if (key >= c->n_dated) {
		size_t n = (size_t)key * 2 + 64;
		c->dated =
		    grow_zeros(c->dated, c->n_dated, n, sizeof(*c->dated));
		c->n_dated = n;
	}
	return &c->dated[key];
}

/* The key that a step's credit goes to. */
static uint32_t
credited_key(struct credits *c, const struct step *step, bool counts)
{
	if (c->outside == 0)
		return step->key;
	bool inside = step->last >= c->from && step->last < c->to;
	struct dated *dated = credits_dated(c, step->key);
	dated->inside += counts && inside;
	dated->outside += counts && !inside;
	return inside ? step->key : c->outside;
}

void
credits_add(
    struct credits *c, const struct path *path, const struct credited *what)
{
	uint32_t currency = what->money.currency;
	bool nothing = path->at[0].key == c->nothing;
	credits_know_currency(c, currency);
	add_whole(&c->given[currency], what);
	if (!nothing)
		add_whole(&c->later[currency], what);
	c->units[currency] =
	    credits_least_unit(c->units[currency], what->money.unit);
	make_room(c, path->n);
	for (size_t i = 0; i < path->n; i++)
		c->numbers[i] = credits_cell(c,
		    credited_key(c, &path->at[i], what->conversions > 0),
		    currency);
	for (unsigned m = 0; m < c->models.n; m++) {
		const struct model *model = c->models.at[m];
		if (nothing)
			c->weights[0] = 1;
		else if (model->weigh)
			model->weigh(path, &c->options, c->weights);
		if (nothing || model->weigh)
			add_for_model(c, m, path->n, what);
	}
}

/* Shares as weights that add up to less than 2^50: split_large's. False where
 * all are nothing. */
static bool
weigh_shares(const struct credit_share *shares, size_t n,
    double (*of)(const struct credit_share *), uint64_t *weights)
{
	double sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += of(&shares[i]) > 0 ? of(&shares[i]) : 0;
	for (size_t i = 0; i < n && sum > 0; i++) {
		double share = of(&shares[i]) > 0 ? of(&shares[i]) / sum : 0;
		weights[i] = (uint64_t)(share * 0x1p49 + 0.5);
	}
	return sum > 0;
}

static double
of_conversions(const struct credit_share *share)
{
	return share->conversions;
}

static double
of_fresh(const struct credit_share *share)
{
	return share->fresh;
}

static double
of_revenue(const struct credit_share *share)
{
	return share->revenue;
}

/* Splits an amount in whole units, which may be less than nothing. */
static void
split_amount(int128 amount, int64_t unit, const uint64_t *weights, size_t n,
    int128 *parts, struct split_rest *rests)
{
	const int128 step = finely(unit);
	int128 units = amount / step, sign = units < 0 ? -1 : 1;
	uint128 *shares = mem_alloc(n * sizeof(*shares));
	split_large((uint128)(units * sign), weights, n, shares, rests);
	for (size_t i = 0; i < n; i++)
		parts[i] = (int128)shares[i] * sign * step;
	free(shares);
}

static void
share_among(struct credits *c, unsigned model, uint32_t currency,
    const uint32_t *keys, const struct credit_share *shares, size_t n)
{
	const struct credit *all = &c->later[currency];
	int64_t unit = c->units[currency] > 0 ? c->units[currency] : 1;
	uint64_t *weights = mem_zero(n + 1, sizeof(*weights));
	int128 *parts = mem_alloc((n + 1) * sizeof(*parts));
	struct split_rest *rests = mem_alloc((n + 1) * sizeof(*rests));
	uint32_t *numbers = mem_alloc((n + 1) * sizeof(*numbers));
	for (size_t i = 0; i < n; i++)
		numbers[i] = credits_cell(c, keys[i], currency);
	weigh_shares(shares, n, of_conversions, weights);
	split_amount(all->conversions, 1, weights, n, parts, rests);
	for (size_t i = 0; i < n; i++)
		cell_sums(c, numbers[i])[model].conversions += parts[i];
	if (!weigh_shares(shares, n, of_fresh, weights))
		weigh_shares(shares, n, of_conversions, weights);
	split_amount(all->fresh, 1, weights, n, parts, rests);
	for (size_t i = 0; i < n; i++)
		cell_sums(c, numbers[i])[model].fresh += parts[i];
	if (!weigh_shares(shares, n, of_revenue, weights))
		weigh_shares(shares, n, of_conversions, weights);
	split_amount(all->revenue, unit, weights, n, parts, rests);
	for (size_t i = 0; i < n; i++)
		cell_sums(c, numbers[i])[model].revenue += parts[i];
	free(weights);
	free(parts);
	free(rests);
	free(numbers);
}

static struct credit_share
part_of(const struct credit_share *share, double part)
{
	return (struct credit_share){share->conversions * part,
	    share->fresh * part, share->revenue * part};
}

void
credits_share(struct credits *c, unsigned model, uint32_t currency,
    const uint32_t *keys, const struct credit_share *shares, size_t n)
{
	if (c->outside == 0) {
		share_among(c, model, currency, keys, shares, n);
		return;
	}
	/* a key earns evenly by its steps, of which some have other dates */
	struct credit_share *some = mem_zero(n + 1, sizeof(*some));
	uint32_t *all = mem_alloc((n + 1) * sizeof(*all));
	for (size_t i = 0; i < n; i++) {
		struct dated d = {0, 0};
		if (keys[i] < c->n_dated)
			d = c->dated[keys[i]];
		double steps = (double)(d.inside + d.outside);
		double out = steps > 0 ? (double)d.outside / steps : 0;
		struct credit_share lost = part_of(&shares[i], out);
		some[i] = part_of(&shares[i], 1 - out);
		some[n].conversions += lost.conversions;
		some[n].fresh += lost.fresh;
		some[n].revenue += lost.revenue;
		all[i] = keys[i];
	}
	all[n] = c->outside;
	share_among(c, model, currency, all, some, n + 1);
	free(some);
	free(all);
}

void
cost_add(struct cost *to, const struct cost *from)
{
	to->impressions += from->impressions;
	to->clicks += from->clicks;
	to->cost += from->cost;
	to->known |= from->known;
	to->no_impressions |= from->no_impressions;
	to->no_clicks |= from->no_clicks;
}

void
credits_spend(
    struct credits *c, uint32_t key, uint32_t currency, const struct cost *cost)
{
	credits_know_currency(c, currency);
	uint32_t cell = credits_cell(c, key, currency); /* may move the costs */
	cost_add(&c->paid[currency], cost);
	cost_add(&c->costs[cell], cost);
}

static void
add_sums(struct credit *to, const struct credit *from, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		to[i].conversions += from[i].conversions;
		to[i].fresh += from[i].fresh;
		to[i].revenue += from[i].revenue;
	}
}

bool
credits_has(const struct credits *c, uint32_t currency)
{
	return c->given[currency].conversions != 0 || c->paid[currency].known;
}

/* The one currency besides none that occurs; 0 if there is none or more than
 * one. */
static uint32_t
only_currency(const struct credits *c)
{
	uint32_t only = 0;
	for (uint32_t i = 1; i < c->n_given; i++) {
		if (!credits_has(c, i))
			continue;
		if (only != 0)
			return 0;
		only = i;
	}
	return only;
}

uint32_t
credits_settle(struct credits *c)
{
	uint32_t only = only_currency(c);
	if (only == 0)
		return 0;
	unsigned n_models = c->models.n;
	for (uint32_t i = 0, n = c->cells.n; i < n; i++) {
		const struct cell *cell = roster_at(&c->cells, i);
		if (cell_currency(cell) != 0)
			continue;
		uint32_t to = credits_cell(c, cell_key(cell), only);
		struct credit *from = cell_sums(c, cell->number);
		add_sums(cell_sums(c, to), from, n_models);
		memset(from, 0, n_models * sizeof(*from));
		cost_add(&c->costs[to], &c->costs[cell->number]);
		c->costs[cell->number] = (struct cost){0};
	}
	c->units[only] = credits_least_unit(c->units[only], c->units[0]);
	add_sums(&c->given[only], &c->given[0], 1);
	add_sums(&c->later[only], &c->later[0], 1);
	cost_add(&c->paid[only], &c->paid[0]);
	c->given[0] = c->later[0] = (struct credit){0};
	c->paid[0] = (struct cost){0};
	return only;
}

static bool
same_credit(const struct credit *a, const struct credit *b)
{
	return a->conversions == b->conversions && a->fresh == b->fresh &&
	    a->revenue == b->revenue;
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
		if (!same_credit(&sums[i], &c->given[i]))
			return false;
	return true;
}

const struct model *
credits_audit(const struct credits *c)
{
	const struct model *wrong = NULL;
	struct credit *sums = mem_zero(c->n_given + 1, sizeof(*sums));
	for (unsigned m = 0; m < c->models.n && !wrong; m++)
		if (m + 1 != c->left_out && !adds_up(c, m, sums))
			wrong = c->models.at[m];
	free(sums);
	return wrong;
}

bool
credits_audit_costs(const struct credits *c)
{
	struct cost *sums = mem_zero(c->n_given + 1, sizeof(*sums));
	bool good = true;
	for (uint32_t i = 0; i < c->cells.n; i++) {
		const struct cell *cell = roster_at(&c->cells, i);
		cost_add(&sums[cell_currency(cell)], &c->costs[cell->number]);
	}
	for (size_t i = 0; i < c->n_given; i++)
		good = good && sums[i].cost == c->paid[i].cost &&
		    sums[i].clicks == c->paid[i].clicks &&
		    sums[i].impressions == c->paid[i].impressions;
	free(sums);
	return good;
}
