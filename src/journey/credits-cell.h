/* SPDX-License-Identifier: MIT */
/* How credits are kept: what credits.c adds and credits-print.c shows. */
#ifndef CJM_JOURNEY_CREDITS_CELL_H
#define CJM_JOURNEY_CREDITS_CELL_H

#include "journey/credits.h"

/* A key in a currency. */
struct cell {
	struct key id; /* hi: the key's number, then the currency's */
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

/* Whether there is a conversion or spend in a currency; not after
 * credits_settle has moved it to another. */
bool credits_has(const struct credits *c, uint32_t currency);

#endif
