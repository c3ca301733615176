/* SPDX-License-Identifier: MIT */
/* Orders and refunds: what a row adds to revenue.
 *
 * An order id counts once for a person; a row that repeats it adds nothing. A
 * refund takes back its revenue, or all that is left of its order where it has
 * none, at its own time. So revenue is net. An order of less than nothing is
 * the refund of one. */
#ifndef CJM_JOURNEY_SALES_H
#define CJM_JOURNEY_SALES_H

#include "base/num.h"
#include "base/roster.h"
#include "journey/kinds.h"
#include "table/table.h"

struct sales {
	unsigned order, revenue, currency; /* columns, or NO_COLUMN */
	struct roster orders;              /* of (person, order id) */
	char first[8];                     /* the first currency seen */
	size_t n_first;
	bool mixed; /* there are several currencies */

	uint64_t bad;      /* orders whose revenue cannot be read */
	uint64_t repeated; /* rows that repeat an order */
	uint64_t lost;     /* refunds without an amount or a known order */
};

/* What a row adds: to the orders 1 or 0, to revenue any millionths. */
struct sale {
	int64_t revenue;
	int64_t time; /* of the order, also where its refund comes later */
	uint32_t orders;
};

void sales_init(struct sales *s, const struct table *t);
void sales_release(struct sales *s);
void sales_forget(struct sales *s); /* the orders, not what was counted */

/* The kind of a row of KIND_ORDER: KIND_REFUND instead where it is one. */
static inline unsigned
sales_kind(const struct sales *s, const struct row *row, unsigned kind)
{
	if (!(kind & KIND_ORDER) ||
	    !decimal_is_negative(row_field(row, s->revenue)))
		return kind;
	return (kind & ~(unsigned)KIND_ORDER) | KIND_REFUND;
}

/* A row of KIND_ORDER or KIND_REFUND of a person, after sales_kind. */
struct sale sales_read(struct sales *s, const struct row *row,
    struct key person, int64_t time, unsigned kind);

#endif
