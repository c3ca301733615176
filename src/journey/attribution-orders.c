/* SPDX-License-Identifier: MIT */
/* Conversions and refunds as they are met, in the order of the input. */
#include "journey/attribution-orders.h"

#include "base/mem.h"
#include "base/currency.h"

enum { MONEY_DIGITS = 6 }; /* decimals of a millionth */

/* Decimals of a number as it stands; with `minimal` without trailing zeros. */
static unsigned
decimals(struct slice text, bool minimal)
{
	const char *point = slice_find(text, '.');
	if (!point)
		return 0;
	struct slice part = slice_between(point + 1, text.p + text.n);
	while (minimal && part.n > 0 && part.p[part.n - 1] == '0')
		part.n--;
	return part.n < MONEY_DIGITS ? (unsigned)part.n : MONEY_DIGITS;
}

struct amount
attribution_amount(struct attribution *a, const struct attribution_row *row)
{
	char room[CURRENCY_CODE];
	struct slice code = currency_code(row->currency, room);
	struct amount amount = {.text = row->revenue};
	amount.currency = intern_add(&a->currencies, code);
	if (amount.text.n > 0 && !decimal_read(amount.text, &amount.millionths))
		amount = (struct amount){
		    .text = {"", 0}, .currency = amount.currency, .bad = true};
	/* a currency tells what 12000.00 won are; without one the writer's
	 * own decimals are all there is to go by */
	unsigned own = decimals(amount.text, code.n > 0);
	unsigned digits = code.n > 0 ? currency_digits(code) : 0;
	amount.digits = (uint8_t)(own > digits ? own : digits);
	return amount;
}

void
attribution_credit(struct attribution *a, int64_t millionths, unsigned digits,
    uint32_t currency, bool conversion, bool fresh)
{
	int64_t unit = 1;
	for (unsigned i = digits; i < MONEY_DIGITS; i++)
		unit *= 10;
	const struct credited what = {conversion, fresh,
	    {(uint64_t)millionths, !conversion, unit, currency}};
	const struct outcome outcome = {.conversions = conversion,
	    .fresh = fresh,
	    .revenue = conversion ? millionths : -millionths,
	    .currency = currency};
	path_mark_again(&a->path);
	if (a->options.report != REPORT_NONE)
		path_report_add(&a->report, &a->path, &outcome);
	else
		credits_add(&a->credits, &a->path, &what);
	if (a->markov_model < a->credits.models.n &&
	    a->path.at[0].key != a->nothing)
		markov_add(&a->markov, &a->path, &outcome);
}

/* What a refund row takes back of an order: its revenue, or all that is left
 * where it has none. False when it cannot be told. */
static bool
refund_amount(
    struct order *order, const struct amount *amount, int64_t *millionths)
{
	int64_t left;
	if (amount->bad ||
	    (amount->currency != 0 && amount->currency != order->currency))
		return false;
	*millionths = amount->millionths;
	if (amount->text.n == 0)
		*millionths = order->left > 0 ? order->left : 0;
	else if (*millionths < 0)
		*millionths = -*millionths;
	if (__builtin_sub_overflow(order->left, *millionths, &left))
		return false;
	order->left = left;
	unsigned own = decimals(amount->text, order->currency != 0);
	if (own > order->digits)
		order->digits = (uint8_t)own;
	return true;
}

static void
take_back(struct attribution *a, const struct order *order, int64_t millionths,
    unsigned digits)
{
	path_restore(&a->path, &a->kept, &order->path);
	attribution_credit(
	    a, millionths, digits, order->currency, false, false);
}

static void
wait_for_path(struct attribution *a, struct order *order, int64_t millionths)
{
	if (a->n_pending + 1 >= a->pending_room) {
		a->pending_room = a->pending_room * 2 + 64;
		a->pending =
		    mem_grow(a->pending, a->pending_room * sizeof(*a->pending));
	}
	a->pending[++a->n_pending] =
	    (struct pending_refund){millionths, order->pending, order->digits};
	order->pending = a->n_pending;
}

void
orders_refund_pending(struct attribution *a, struct order *order)
{
	for (uint32_t i = order->pending; i != 0; i = a->pending[i].next)
		take_back(
		    a, order, a->pending[i].millionths, a->pending[i].digits);
	order->pending = 0;
}

static void
meet_refund(struct attribution *a, const struct attribution_row *row,
    const struct amount *amount)
{
	int64_t millionths;
	struct order *order = NULL;
	if (row->order.n > 0)
		order = roster_find(&a->orders, hash_key(row->order));
	if (!order) {
		a->counts.refunds_lost++;
	} else if (!order->counted) {
		a->counts.refunds_outside++;
	} else if (!refund_amount(order, amount, &millionths)) {
		a->counts.refunds_bad++;
	} else {
		a->counts.refunds++;
		if (order->taken)
			take_back(a, order, millionths, order->digits);
		else
			wait_for_path(a, order, millionths);
	}
}

static void
meet_conversion(struct attribution *a, const struct attribution_row *row,
    const struct amount *amount)
{
	bool added = true;
	bool counted = attribution_counts(a, row->time);
	if (row->order.n > 0) {
		struct order *order =
		    roster_get(&a->orders, hash_key(row->order), &added);
		if (added) {
			order->left = amount->millionths;
			order->owner = row->nobody ? 0 : row->person.lo;
			order->currency = amount->currency;
			order->digits = amount->digits;
			order->counted = counted;
		}
	}
	a->counts.repeated += !added;
	a->counts.bad_revenue += added && counted && amount->bad;
	a->counts.conversions += added && counted;
	a->counts.outside += added && !counted;
}

void
attribution_meet(struct attribution *a, const struct attribution_row *row)
{
	a->counts.nobody += row->nobody;
	if (row->kind == ROW_OTHER)
		return;
	struct amount amount = attribution_amount(a, row);
	bool negative = row->kind == ROW_CONVERSION && amount.millionths < 0;
	a->counts.negative += negative;
	if (negative || row->kind == ROW_REFUND)
		meet_refund(a, row, &amount);
	else
		meet_conversion(a, row, &amount);
}

bool
orders_claim(struct attribution *a, const struct attribution_row *row,
    struct order **order)
{
	*order = NULL;
	if (row->order.n == 0)
		return true;
	*order = roster_find(&a->orders, hash_key(row->order));
	if (!*order || (*order)->taken ||
	    (*order)->owner != (row->nobody ? 0 : row->person.lo))
		return false;
	(*order)->taken = true;
	return true;
}
