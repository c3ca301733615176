/* SPDX-License-Identifier: MIT */
/* Money of rows. */
#include "journey/sales.h"

#include "base/junk.h"

struct order {
	struct key key;
	int64_t time;
	int64_t left; /* millionths, not refunded so far */
};

void
sales_init(struct sales *s, const struct table *t)
{
	*s = (struct sales){.order = table_want(t, "order"),
	    .revenue = table_want(t, "revenue"),
	    .currency = table_want(t, "currency")};
	roster_init(&s->orders, sizeof(struct order));
}

void
sales_release(struct sales *s)
{
	roster_release(&s->orders);
}

void
sales_forget(struct sales *s)
{
	roster_clear(&s->orders);
}

/* Money of different currencies adds up to nothing. */
static void
see_currency(struct sales *s, struct slice currency)
{
	if (currency.n == 0 || currency.n > sizeof(s->first))
		return;
	if (s->n_first == 0) {
		memcpy(s->first, currency.p, currency.n);
		s->n_first = currency.n;
	}
	s->mixed = s->mixed ||
	    !slice_equal(currency, (struct slice){s->first, s->n_first});
}

static int64_t
read_money(struct sales *s, const struct row *row)
{
	int64_t revenue = 0;
	struct slice money = row_field(row, s->revenue);
	if (money.n == 0)
		return 0;
	if (decimal_read(money, &revenue))
		see_currency(s, row_field(row, s->currency));
	else
		s->bad++;
	return revenue;
}

static int64_t
read_refund(struct sales *s, const struct row *row, struct order *order)
{
	int64_t back = read_money(s, row);
	if (back < 0)
		back = -back;
	if (row_field(row, s->revenue).n == 0) {
		if (!order) {
			s->lost++;
			return 0;
		}
		back = order->left > 0 ? order->left : 0;
	}
	if (order && __builtin_sub_overflow(order->left, back, &order->left))
		order->left = 0;
	return -back;
}

struct sale
sales_read(struct sales *s, const struct row *row, struct key person,
    int64_t time, unsigned kind)
{
	struct slice id = junk_to_nothing(row_field(row, s->order));
	struct order *order = NULL;
	bool added = true;
	if (id.n > 0) {
		struct key key = key_pair(person, hash_key(id));
		if (kind & KIND_ORDER)
			order = roster_get(&s->orders, key, &added);
		else
			order = roster_find(&s->orders, key);
	}
	if (kind & KIND_REFUND) {
		if (order)
			time = order->time;
		return (struct sale){read_refund(s, row, order), time, 0};
	}
	if (!added) {
		s->repeated++;
		return (struct sale){.time = time};
	}
	int64_t revenue = read_money(s, row);
	if (order) {
		order->left = revenue;
		order->time = time;
	}
	return (struct sale){revenue, time, 1};
}
