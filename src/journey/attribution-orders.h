/* SPDX-License-Identifier: MIT */
/* Orders: which conversion is an order's own, and what is taken back of it. */
#ifndef CJM_JOURNEY_ATTRIBUTION_ORDERS_H
#define CJM_JOURNEY_ATTRIBUTION_ORDERS_H

#include "journey/attribution.h"

/* An entry of a->orders. */
struct order {
	struct key key;
	int64_t left;      /* revenue not taken back, millionths */
	uint64_t owner;    /* of the person whose conversion it is */
	struct trail path; /* once taken */
	uint32_t currency;
	uint32_t pending; /* refunds that wait for the path; 0 for none */
	uint8_t digits;   /* of its minor unit */
	bool counted;     /* in since and until */
	bool taken;       /* its conversion was added */
};

/* A refund whose order's path is not known yet. */
struct pending_refund {
	int64_t millionths;
	uint32_t next;
	uint8_t digits;
};

/* Whether a conversion of that time is credited. */
static inline bool
attribution_counts(const struct attribution *a, int64_t time)
{
	return time >= a->options.since &&
	    (time < a->options.until || a->options.by_touch);
}

/* Reads what a conversion or a refund is worth. */
struct amount
attribution_amount(struct attribution *a, const struct attribution_row *row);

/* The conversion's order when it is that order's own and not yet taken; NULL
 * in *order where it has no id. False for a repeat. */
bool orders_claim(struct attribution *a, const struct attribution_row *row,
    struct order **order);

/* Takes back what waited for the order's path. */
void orders_refund_pending(struct attribution *a, struct order *order);

/* Credits an amount to the steps of the path at hand; where `conversions` is 0
 * it is taken back. */
void attribution_credit(struct attribution *a, int64_t millionths,
    unsigned digits, uint32_t currency, bool conversion, bool fresh);

#endif
