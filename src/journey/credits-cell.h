/* SPDX-License-Identifier: MIT */
/* How credits are kept: what credits.c adds, credits-print.c shows and
 * credits-part.c hands on. */
#ifndef CJM_JOURNEY_CREDITS_CELL_H
#define CJM_JOURNEY_CREDITS_CELL_H

#include "journey/credits.h"

/* A key in a currency. */
struct cell {
	struct key id; /* hi: the key's number, then the currency's */
	uint64_t number;
};

/* A cell as it is printed: its texts, and the numbers of its currency and
 * its own. */
struct cell_text {
	struct slice key, currency;
	uint32_t money;
	uint64_t number;
};

static inline uint32_t
cell_currency(const struct cell *cell)
{
	return (uint32_t)cell->id.hi;
}

static inline uint32_t
cell_key(const struct cell *cell)
{
	return (uint32_t)(cell->id.hi >> 32);
}

/* Of each model. */
static inline struct credit *
cell_sums(const struct credits *c, uint64_t number)
{
	return &c->sums[number * c->models.n];
}

/* The number of a key's cell in a currency, made when there is none yet. */
uint32_t credits_cell(struct credits *c, uint32_t key, uint32_t currency);

void cost_add(struct cost *to, const struct cost *from);

/* Appends impressions, a TAB and clicks, each empty where it is not known. */
void cost_put_counts(struct buf *out, const struct cost *cost);

/* Makes room for what is kept of a currency. */
void credits_know_currency(struct credits *c, uint32_t currency);

/* How many steps with that key were dated where; valid until the next call. */
struct dated *credits_dated(struct credits *c, uint32_t key);

/* Of two units; 0 is none. */
static inline int64_t
credits_least_unit(int64_t a, int64_t b)
{
	return a == 0 || (b > 0 && b < a) ? b : a;
}

/* Whether there is a conversion or spend in a currency; not after
 * credits_settle has moved it to another. */
bool credits_has(const struct credits *c, uint32_t currency);

#endif
