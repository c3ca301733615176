/* SPDX-License-Identifier: MIT */
/* The table of cjm-attribute, turned: a row a key, a column a model. */
#ifndef CJM_REPORT_PIVOT_H
#define CJM_REPORT_PIVOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/num.h"
#include "report/grid.h"

/* What is added up for a key and a model, and what for a key alone. */
enum pivot_metric {
	PIVOT_CONVERSIONS,
	PIVOT_REVENUE,
	PIVOT_CUSTOMERS, /* new ones */
	PIVOT_METRICS
};

enum pivot_spend { PIVOT_IMPRESSIONS, PIVOT_CLICKS, PIVOT_COST, PIVOT_SPENDS };

enum { PIVOT_MODELS = 32 }; /* more of them, or of currencies: no pivot */

/* Which column of a grid is what. */
struct pivot_columns {
	unsigned *keys, n_keys;
	/* all but the model and conversions may be NO_COLUMN */
	unsigned model, currency;
	unsigned metrics[PIVOT_METRICS], spends[PIVOT_SPENDS];
};

/* True when the grid has the columns model and conversions, perhaps revenue,
 * currency, new_customers and those of spend, and else only keys (names that
 * are no known figure); and when the figures are numbers, the models and
 * currencies few. What spend and sales give together (ctr, cpc, cpa, cac, roas)
 * is not read: it is worked out again for what a page shows. Release then. */
bool pivot_columns_find(struct pivot_columns *c, const struct grid *g);
void pivot_columns_release(struct pivot_columns *c);

/* The currencies of the rows as they come; one that is empty without the
 * column. */
struct pivot_currencies {
	struct slice at[PIVOT_MODELS + 1]; /* the grid's */
	size_t n;
};
void pivot_currencies_find(struct pivot_currencies *list,
    const struct pivot_columns *c, const struct grid *g);

/* The rows of one currency, which the grid holds. Keys and models are in the
 * order in which they come; keys have TAB between their parts. Texts are the
 * pivot's own. */
struct pivot {
	struct slice currency;
	struct slice *keys, *models;
	size_t n_keys, n_models;
	int128 *values[PIVOT_METRICS]; /* [key * n_models + model], 10^-12 */
	bool *given;                  /* there is a row of that key and model */
	int128 *spends[PIVOT_SPENDS]; /* [key], 10^-12 */
	bool *spent[PIVOT_SPENDS]; /* [key] each of its rows has the figure */
	bool any_cost;
	unsigned cost_decimals;           /* most that are written */
	unsigned decimals[PIVOT_METRICS]; /* most that are written */
	bool any[PIVOT_METRICS];          /* one is not zero */
	struct arena text;
};

/* Values of rows with the same key, model and currency are added. */
void pivot_build(struct pivot *p, const struct pivot_columns *c,
    const struct grid *g, struct slice currency);
void pivot_release(struct pivot *p);

/* The sum of a model over the keys order[from..to). */
int128 pivot_sum(const struct pivot *p, enum pivot_metric metric, size_t model,
    const uint32_t *order, size_t from, size_t to);

/* The keys' numbers in the order of their value, the largest first, by the
 * first model; equal ones as they come. Free with free(3). */
uint32_t *
pivot_order(const struct pivot *p, enum pivot_metric metric, bool as_they_come);

#endif
