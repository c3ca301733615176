/* SPDX-License-Identifier: MIT */
/* The walk over rows: touches are kept, conversions and refunds split. */
#include "journey/attribution.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/when.h"
#include "journey/currency.h"

struct person {
	struct key key;
	int64_t latest;   /* time of the latest row */
	uint64_t sources; /* the ones so far */
	struct touch_list touches;
};

struct order {
	struct key key;
	int64_t left; /* revenue that was not taken back, millionths */
	struct touch_list path;
	uint32_t currency;
	uint8_t digits; /* of its minor unit */
	bool counted;   /* its conversion was credited */
};

/* A revenue as it was read. */
struct amount {
	int64_t millionths;
	struct slice text;
	uint32_t currency;
	uint8_t digits; /* decimals of its minor unit */
	bool bad;
};

enum { MONEY_DIGITS = 6 }; /* decimals of a millionth */

uint64_t
attribution_sources(const struct slice *columns, unsigned n)
{
	uint64_t hashes[8];
	size_t length = 0;
	if (n == 1) {
		for (size_t i = 0; i < columns->n; i++)
			if (columns->p[i] != '\t')
				return hash_seeded(*columns) | 1;
		return 0;
	}
	for (unsigned i = 0; i < n; i++) {
		length += columns[i].n;
		hashes[i] = hash_seeded(columns[i]);
	}
	const char *bytes = (const char *)hashes;
	struct slice all = {bytes, n * sizeof(*hashes)};
	return length == 0 ? 0 : hash_seeded(all) | 1;
}

static struct slice
key_text(struct attribution *a, const struct slice *keys)
{
	if (a->options.n_keys == 1)
		return keys[0].n > 0 ? keys[0] : SLICE(ATTRIBUTION_NONE);
	a->text.n = 0;
	for (unsigned i = 0; i < a->options.n_keys; i++) {
		if (i > 0)
			buf_put_byte(&a->text, '\t');
		buf_put_slice(&a->text,
		    keys[i].n > 0 ? keys[i] : SLICE(ATTRIBUTION_NONE));
	}
	return buf_slice(&a->text);
}

void
attribution_init(
    struct attribution *a, const struct attribution_options *options)
{
	const struct slice nothing[2] = {
	    SLICE(ATTRIBUTION_NOTHING), SLICE(ATTRIBUTION_NOTHING)};
	*a = (struct attribution){
	    .options = *options, .path = PATH_INIT, .text = BUF_INIT};
	roster_init(&a->persons, sizeof(struct person));
	roster_init(&a->orders, sizeof(struct order));
	touch_pool_init(&a->touches);
	intern_init(&a->keys);
	intern_init(&a->currencies);
	credits_init(&a->credits, &options->models, &options->model);
	a->nothing = intern_add(&a->keys, key_text(a, nothing));
}

void
attribution_release(struct attribution *a)
{
	roster_release(&a->persons);
	roster_release(&a->orders);
	touch_pool_release(&a->touches);
	intern_release(&a->keys);
	intern_release(&a->currencies);
	credits_release(&a->credits);
	path_release(&a->path);
	buf_release(&a->text);
}

/* The words for a visit that nothing brought, in the columns channel, source
 * and medium. */
static bool
is_direct(struct slice text)
{
	return text.n == 0 || slice_equal_nocase(text, SLICE("direct")) ||
	    slice_equal_nocase(text, SLICE("(direct)")) ||
	    slice_equal_nocase(text, SLICE("(none)"));
}

static bool
is_touch(const struct attribution *a, const struct person *person,
    const struct attribution_row *row)
{
	if (a->options.has_hit)
		return row->begins ||
		    (row->sources != 0 && row->sources != person->sources);
	if (row->kind != ROW_OTHER)
		return false;
	return row->keys[0].n > 0 ||
	    (a->options.n_keys > 1 && row->keys[1].n > 0);
}

/* The earliest moment that the lookback reaches from a person's latest row. */
static int64_t
horizon(const struct attribution *a, const struct person *person)
{
	int64_t from;
	if (__builtin_sub_overflow(person->latest, a->options.lookback, &from))
		return INT64_MIN;
	return from;
}

static bool
keep_touch(struct attribution *a, struct person *person,
    const struct attribution_row *row)
{
	struct touch_list *list = &person->touches;
	int64_t from = horizon(a, person);
	while (list->n > 0) {
		uint32_t oldest = touch_oldest(&a->touches, list);
		bool old = touch_at(&a->touches, oldest)->time < from;
		if (!old && list->n < a->options.max_touches)
			break;
		a->counts.touches_over += !old;
		touch_drop_oldest(&a->touches, list);
	}
	uint32_t key = intern_add(&a->keys, key_text(a, row->keys));
	a->counts.touches++;
	return touch_add(&a->touches, list, row->time,
	    key | (is_direct(row->channel) ? TOUCH_DIRECT : 0));
}

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

static struct amount
read_amount(struct attribution *a, const struct attribution_row *row)
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

/* Splits an amount (which is taken back where sign is -1) among the steps of
 * the path at hand. */
static void
credit(struct attribution *a, int64_t millionths, unsigned digits, int sign,
    uint32_t currency)
{
	int64_t unit = 1;
	for (unsigned i = digits; i < MONEY_DIGITS; i++)
		unit *= 10;
	struct money money = {.minor = (uint64_t)(millionths / unit),
	    .unit = sign * unit,
	    .currency = currency};
	credits_add(&a->credits, &a->path, sign > 0, &money);
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
refund(struct attribution *a, const struct attribution_row *row,
    const struct amount *amount)
{
	static const struct path_rule whole = {INT64_MIN, INT64_MAX, false};
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
		path_take(&a->path, &a->touches, &order->path, &whole);
		credit(a, millionths, order->digits, -1, order->currency);
	}
}

static bool
credit_conversion(struct attribution *a, const struct person *person,
    const struct attribution_row *row, const struct amount *amount,
    struct order *order)
{
	const struct path_rule rule = {
	    horizon(a, person), row->time, a->options.exposure};
	path_take(&a->path, &a->touches, &person->touches, &rule);
	if (a->path.n == 0) {
		a->counts.unattributed++;
		path_single(&a->path, a->nothing, row->time);
	}
	a->counts.conversions++;
	credit(a, amount->millionths, amount->digits, 1, amount->currency);
	if (!order)
		return true;
	order->left = amount->millionths;
	order->currency = amount->currency;
	order->digits = amount->digits;
	order->counted = true;
	return path_keep(&a->path, &a->touches, &order->path);
}

static bool
convert(struct attribution *a, struct person *person,
    const struct attribution_row *row)
{
	bool added = true, good = true;
	struct order *order = NULL;
	struct amount amount = read_amount(a, row);
	if (amount.millionths < 0) {
		a->counts.negative++;
		refund(a, row, &amount);
		return true;
	}
	if (row->order.n > 0)
		order = roster_get(&a->orders, hash_key(row->order), &added);
	if (!added) {
		a->counts.repeated++;
		return true;
	}
	a->counts.bad_revenue += amount.bad;
	if (row->time >= a->options.since && row->time < a->options.until)
		good = credit_conversion(a, person, row, &amount, order);
	else
		a->counts.outside++;
	if (a->options.since_conversion)
		touch_drop_all(&a->touches, &person->touches);
	return good;
}

static bool
take_row(struct attribution *a, struct person *person,
    const struct attribution_row *row)
{
	bool good = true;
	if (row->time < person->latest)
		a->counts.late++;
	else
		person->latest = row->time;
	if (is_touch(a, person, row))
		good = keep_touch(a, person, row);
	/* a session begins anew; later rows without sources change nothing */
	if (row->begins || row->sources != 0)
		person->sources = row->sources;
	if (row->kind == ROW_CONVERSION) {
		good = good && convert(a, person, row);
	} else if (row->kind == ROW_REFUND) {
		struct amount amount = read_amount(a, row);
		refund(a, row, &amount);
	}
	return good;
}

/* A row without a person shares its touches with no other. */
static bool
take_nobody(struct attribution *a, const struct attribution_row *row)
{
	struct person nobody = {.latest = WHEN_NONE};
	a->counts.nobody++;
	bool good = take_row(a, &nobody, row);
	touch_drop_all(&a->touches, &nobody.touches);
	return good;
}

/* `likely`: the one that the prefetch found, or NULL. */
static struct person *
find_person(struct attribution *a, struct key key, struct person *likely)
{
	bool added = false;
	struct person *person = likely;
	if (!likely || !key_equal(likely->key, key))
		person = roster_get(&a->persons, key, &added);
	if (added) {
		person->latest = WHEN_NONE;
		a->counts.persons++;
	}
	return person;
}

/* Looks up the persons of a few rows at once: their slots, then their entries,
 * then their newest touches are all on their way before the first is read. */
static void
find_persons(struct attribution *a, const struct attribution_row *rows,
    size_t n, struct person **persons)
{
	struct key keys[ATTRIBUTION_BATCH];
	for (size_t i = 0; i < n; i++) {
		keys[i] = hash_key(rows[i].person);
		roster_prefetch_slot(&a->persons, keys[i]);
	}
	for (size_t i = 0; i < n; i++)
		persons[i] = roster_prefetch_entry(&a->persons, keys[i]);
	for (size_t i = 0; i < n; i++) {
		persons[i] = rows[i].person.n == 0
		    ? NULL
		    : find_person(a, keys[i], persons[i]);
		if (persons[i] && persons[i]->touches.n > 0)
			__builtin_prefetch(
			    touch_at(&a->touches, persons[i]->touches.newest));
	}
}

bool
attribution_add(
    struct attribution *a, const struct attribution_row *rows, size_t n)
{
	struct person *persons[ATTRIBUTION_BATCH];
	find_persons(a, rows, n, persons);
	for (size_t i = 0; i < n; i++) {
		bool good = persons[i] ? take_row(a, persons[i], &rows[i])
				       : take_nobody(a, &rows[i]);
		if (!good)
			return false;
	}
	return true;
}
