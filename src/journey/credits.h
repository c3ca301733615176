/* SPDX-License-Identifier: MIT */
/* Credits: what each key earned by each model, in each currency.
 *
 * All sums are integers: conversions in units of 10^-12, money in millionths
 * of the currency. Adding is exact in any order, so what a model gave away can
 * be compared with what there was to give. */
#ifndef CJM_JOURNEY_CREDITS_H
#define CJM_JOURNEY_CREDITS_H

#include "base/intern.h"
#include "base/num.h"
#include "base/roster.h"
#include "journey/models.h"
#include "journey/split.h"

enum { CONVERSION_SCALE = 12 };
#define CONVERSION_UNITS ((uint64_t)1000000000000)

struct credit {
	int128 conversions; /* units of 10^-12 */
	int128 revenue;     /* millionths */
};

/* Money that is split in whole minor units, the last digit that is paid. */
struct money {
	uint64_t minor;    /* amount in minor units */
	int64_t unit;      /* millionths in one of them; negative takes back */
	uint32_t currency; /* the caller's number */
};

struct credits {
	struct model_set models;
	struct model_options options;
	struct roster cells;  /* (key, currency) to its number */
	struct credit *sums;  /* n models for each cell */
	size_t sums_room;     /* cells */
	struct credit *given; /* what there was, for each currency */
	size_t n_given;

	/* of the conversion at hand, one for each step */
	uint64_t *weights, *parts;
	struct split_rest *rests;
	uint32_t *numbers;
	size_t steps_room;
};

void credits_init(struct credits *c, const struct model_set *models,
    const struct model_options *options);
void credits_release(struct credits *c);

/* Splits one conversion (0 or 1 of them) and its money among the steps of a
 * path that has at least one. */
void credits_add(struct credits *c, const struct path *path,
    unsigned conversions, const struct money *money);

/* To be called once, when all is added: where a single currency occurs besides
 * 0 (none), what has none is moved to it. */
void credits_settle(struct credits *c);

/* Whether each model gave away exactly what there was: NULL, or the first
 * model that did not. */
const struct model *credits_audit(const struct credits *c);

/* Appends the result to *out as rows of the stream: key, model, conversions,
 * revenue, currency, and an LF; sorted by the bytes of the key, then of the
 * currency, then in the order of the models. The texts are those of the
 * numbers in `keys` and `currencies`, written as they are. */
void credits_print(const struct credits *c, const struct intern *keys,
    const struct intern *currencies, struct buf *out);

#endif
