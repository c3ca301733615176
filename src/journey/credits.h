/* SPDX-License-Identifier: MIT */
/* Credits: what each key earned by each model, in each currency.
 *
 * All sums are integers: conversions in units of 10^-12, money in millionths
 * of the currency, both with SPLIT_BITS of a fraction. Adding is exact in any
 * order, so what a model gave away can be compared with what there was to give;
 * fractions are rounded once, at the end. */
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
	int128 conversions; /* units of 10^-12 * 2^-SPLIT_BITS */
	int128 fresh;       /* of those, the first of their person */
	int128 revenue;     /* millionths * 2^-SPLIT_BITS */
};

/* What a key has earned of something, relative to others. */
struct credit_share {
	double conversions, fresh, revenue;
};

struct money {
	uint64_t millionths;
	bool back;         /* it is taken back */
	int64_t unit;      /* millionths of the last digit that is paid */
	uint32_t currency; /* the caller's number */
};

/* One conversion, or a refund of one, to be shared out. */
struct credited {
	unsigned conversions; /* 1, or 0 for a refund */
	unsigned fresh;       /* 1 for the first of its person */
	struct money money;
};

/* What was paid for a key, in one currency. */
struct cost {
	uint64_t impressions, clicks;
	int128 cost; /* millionths */
	bool known;  /* there was a row of spend */
	/* of one the file does not tell, so that there is no sum */
	bool no_impressions, no_clicks;
};

/* How many steps with a key were dated in the range, and how many not. */
struct dated {
	uint64_t inside, outside;
};

struct credits {
	struct model_set models;
	struct model_options options;
	struct roster cells;  /* (key, currency) to its number */
	struct credit *sums;  /* n models for each cell */
	struct cost *costs;   /* of each cell */
	size_t sums_room;     /* cells */
	struct credit *given; /* what there was, for each currency */
	struct credit *later; /* of that, what credits_share gives out */
	int64_t *units;       /* the smallest of each currency's money, or 0 */
	struct cost *paid;    /* what there was of spend, likewise */
	size_t n_given;
	uint32_t nothing; /* the key of a conversion without a path */

	/* where credits are dated by their touches: those of other days go to
	 * the key `outside` (0: there is no such rule) */
	uint32_t outside;
	int64_t from, to;
	struct dated *dated; /* steps of conversions, by key */
	size_t n_dated;

	unsigned left_out; /* 1 + the place of a model that has failed */

	/* by the bytes of the key, then of the currency, by credits_round */
	struct cell_text *sorted;
	size_t n_sorted;

	/* of the conversion at hand, one for each step */
	uint64_t *weights;
	int128 *parts;
	struct split_rest *rests;
	uint32_t *numbers;
	size_t steps_room;
};

/* `nothing`: the key that conversions without a path are credited to, by every
 * model. */
void credits_init(struct credits *c, const struct model_set *models,
    const struct model_options *options);
void credits_release(struct credits *c);

/* Splits one conversion and its money among the steps of a path that has at
 * least one. Models that look at all paths together get theirs later, by
 * credits_share. */
void credits_add(
    struct credits *c, const struct path *path, const struct credited *what);

/* Gives what a model has not given out yet, in one currency, to n keys in
 * proportion to their shares; one below nothing, as refunds can make it, is
 * nothing, and where none has any, revenue and first conversions follow the
 * conversions. */
void credits_share(struct credits *c, unsigned model, uint32_t currency,
    const uint32_t *keys, const struct credit_share *shares, size_t n);

/* Adds spend to a key. */
void credits_spend(struct credits *c, uint32_t key, uint32_t currency,
    const struct cost *cost);

/* To be called once, when all is added but shares: where a single currency
 * occurs besides 0 (none), what has none is moved to it. Returns that one, or
 * 0 where there is none to move to. */
uint32_t credits_settle(struct credits *c);

/* Rounds what each model gave: conversions to their unit, revenue to the
 * smallest unit of its currency's money; what it gave in all stays the same.
 * To be called once, behind credits_settle. Sorts the cells by the texts of
 * their numbers in `keys` and `currencies`, which must stay. */
void credits_round(struct credits *c, const struct intern *keys,
    const struct intern *currencies);

/* Whether each model gave away exactly what there was: NULL, or the first
 * model that did not. */
const struct model *credits_audit(const struct credits *c);

/* Whether what the keys cost is what was paid. */
bool credits_audit_costs(const struct credits *c);

/* Columns besides conversions and revenue. */
struct credits_columns {
	bool fresh; /* new_customers */
	bool cost;  /* impressions to roas */
};

/* Appends the names of the columns from `model` on, and an LF. */
void
credits_print_header(const struct credits_columns *columns, struct buf *out);

/* Appends the rounded result to *out as rows of the stream: key, model,
 * conversions, revenue, currency, what else `columns` asks for, and an LF;
 * sorted by the bytes of the key, then of the currency, then in the order of
 * the models. Texts are written as they are. Figures that are not known are
 * empty, and ratios without a denominator. */
void credits_print(const struct credits *c,
    const struct credits_columns *columns, struct buf *out);

/* Adds the rows that credits_print wrote behind its header up again, as text:
 * whether they show exactly what there was. n_keys: columns of the key. */
bool
credits_audit_text(const struct credits *c, struct slice rows, unsigned n_keys);

#endif
