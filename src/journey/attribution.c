/* SPDX-License-Identifier: MIT */
/* The walk over rows: touches are kept, conversions split. */
#include "journey/attribution.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/when.h"
#include "journey/attribution-orders.h"
#include "journey/direct.h"

struct person {
	struct key key;
	int64_t latest;   /* time of the latest row */
	uint64_t sources; /* the ones so far */
	struct touch_list touches;
};

/* One who has an order, and the path of the latest. */
struct buyer {
	struct key key;
	struct trail path;
};

/* Marks of a person, kept beside the touches. */
enum { TOUCHES_AHEAD = 8 }; /* persons */

enum {
	PERSON_COUNTED = 1, /* has a conversion in since and until */
	PERSON_BOUGHT = 2   /* has one at all */
};

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
	const struct slice outside[2] = {
	    SLICE(ATTRIBUTION_OUTSIDE), SLICE(ATTRIBUTION_OUTSIDE)};
	*a = (struct attribution){
	    .options = *options, .path = PATH_INIT, .text = BUF_INIT};
	if (options->report != REPORT_NONE)
		a->options.models.n = 0;
	roster_init(&a->persons, sizeof(struct person));
	roster_init(&a->orders, sizeof(struct order));
	roster_init(&a->buyers, sizeof(struct buyer));
	touch_pool_init(&a->touches);
	touch_pool_init(&a->kept);
	intern_init(&a->keys);
	intern_init(&a->currencies);
	const struct model_set *models = &a->options.models;
	credits_init(&a->credits, models, &options->model);
	a->markov_model = models_find(models, &model_markov);
	a->milestones = models_ask_milestones(models);
	markov_init(&a->markov, options->markov_order,
	    (uint64_t)options->markov_moves, (uint64_t)options->markov_keys);
	transforms_bind(&a->options.transforms, &a->keys, options->n_keys);
	a->nothing = intern_add(&a->keys, key_text(a, nothing));
	a->credits.nothing = a->nothing;
	if (options->by_touch) {
		a->credits.outside = intern_add(&a->keys, key_text(a, outside));
		a->credits.from = options->since;
		a->credits.to = options->until;
	}
	path_report_init(&a->report, options->report, a->nothing);
}

void
attribution_release(struct attribution *a)
{
	roster_release(&a->persons);
	roster_release(&a->orders);
	roster_release(&a->buyers);
	touch_pool_release(&a->touches);
	touch_pool_release(&a->kept);
	free(a->pending);
	intern_release(&a->keys);
	intern_release(&a->currencies);
	credits_release(&a->credits);
	markov_release(&a->markov);
	path_report_release(&a->report);
	path_release(&a->path);
	buf_release(&a->text);
}

/* What follows the range leads to no conversion in it, and ends no path. */
static bool
is_beyond(const struct attribution *a, const struct attribution_row *row)
{
	return row->time >= a->options.until && !a->options.by_touch;
}

static bool
is_touch(const struct attribution *a, const struct person *person,
    const struct attribution_row *row)
{
	if (is_beyond(a, row))
		return false;
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

const char *
attribution_too_many_keys(struct attribution *a)
{
	snprintf(a->full_text, sizeof(a->full_text),
	    "more than %" PRId64 " keys; name fewer columns in --by, or raise "
	    "--max-keys",
	    a->options.max_keys);
	return a->full_text;
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
	if (a->keys.n > a->options.max_keys) {
		a->full = attribution_too_many_keys(a);
		return false;
	}
	if (touch_add(&a->touches, list, row->time,
		key | (is_direct(row->channel) ? TOUCH_DIRECT : 0)))
		return true;
	a->full = "too many touches; shorten --lookback";
	return false;
}

/* Keeps the path at hand, along which a refund is to be split. */
static bool
keep_path(struct attribution *a, const struct attribution_row *row,
    struct order *order)
{
	bool added;
	if (row->nobody)
		return path_keep(&a->path, &a->kept, &order->path);
	struct buyer *buyer = roster_get(&a->buyers, row->person, &added);
	bool good = path_keep(&a->path, &a->kept, &buyer->path);
	order->path = buyer->path;
	return good;
}

static bool
credit_conversion(struct attribution *a, struct person *person,
    const struct attribution_row *row, struct order *order)
{
	const struct path_rule rule = {horizon(a, person), row->time};
	const struct amount amount = attribution_amount(a, row);
	bool fresh = !row->nobody && !(person->touches.mark & PERSON_BOUGHT);
	person->touches.mark |= PERSON_COUNTED;
	path_take(&a->path, &a->touches, &person->touches, &rule);
	if (a->path.n == 0) {
		a->counts.unattributed++;
		path_single(&a->path, a->nothing, row->time);
	} else {
		transforms_apply(&a->options.transforms, &a->keys, &a->path);
	}
	a->path.end = row->time;
	a->counts.fresh += fresh;
	attribution_credit(
	    a, amount.millionths, amount.digits, amount.currency, true, fresh);
	if (!order)
		return true;
	if (!keep_path(a, row, order)) {
		a->full = "too many orders; shorten --since to --until";
		return false;
	}
	orders_refund_pending(a, order);
	return true;
}

static bool
convert(struct attribution *a, struct person *person,
    const struct attribution_row *row)
{
	bool good = true;
	struct order *order;
	if (attribution_amount(a, row).millionths < 0 ||
	    !orders_claim(a, row, &order))
		return true;
	if (attribution_counts(a, row->time))
		good = credit_conversion(a, person, row, order);
	person->touches.mark |= PERSON_BOUGHT;
	if (a->options.since_conversion && !is_beyond(a, row))
		touch_drop_all(&a->touches, &person->touches);
	return good;
}

/* A lead or an opportunity marks the touch that it followed. */
static void
reach_milestones(struct attribution *a, const struct person *person,
    const struct attribution_row *row)
{
	if (!a->milestones || person->touches.n == 0)
		return;
	struct touch *newest = touch_at(&a->touches, person->touches.newest);
	newest->key |= (row->lead ? TOUCH_LEAD : 0) |
	    (row->opportunity ? TOUCH_OPPORTUNITY : 0);
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
	if (row->lead || row->opportunity)
		reach_milestones(a, person, row);
	if (row->kind == ROW_CONVERSION)
		good = good && convert(a, person, row);
	return good;
}

/* A row without a person shares its touches with no other. */
static bool
take_nobody(struct attribution *a, const struct attribution_row *row)
{
	struct person nobody = {.latest = WHEN_NONE};
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
	for (size_t i = 0; i < n; i++)
		roster_prefetch_slot(&a->persons, rows[i].person);
	for (size_t i = 0; i < n; i++)
		persons[i] = roster_prefetch_entry(&a->persons, rows[i].person);
	for (size_t i = 0; i < n; i++) {
		persons[i] = rows[i].nobody
		    ? NULL
		    : find_person(a, rows[i].person, persons[i]);
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

size_t
attribution_bytes(const struct attribution *a)
{
	return roster_peak(&a->persons) + touch_pool_bytes(&a->touches);
}

/* The path of a person without a conversion in the range: the touches within
 * the lookback before the last one. */
static bool
take_null(struct attribution *a, const struct person *person)
{
	struct path_rule rule = {INT64_MIN, INT64_MAX};
	path_take(&a->path, &a->touches, &person->touches, &rule);
	if (a->path.n == 0)
		return false;
	int64_t last = a->path.at[a->path.n - 1].last;
	if (last < a->options.since || last >= a->options.until)
		return false;
	if (__builtin_sub_overflow(last, a->options.lookback, &rule.from))
		rule.from = INT64_MIN;
	bool old = false;
	for (size_t i = 0; i < a->path.n; i++)
		old |= a->path.at[i].last < rule.from;
	if (old)
		path_take(&a->path, &a->touches, &person->touches, &rule);
	transforms_apply(&a->options.transforms, &a->keys, &a->path);
	return true;
}

/* Fetches the touches of persons soon to come: their newest, then the oldest,
 * which that one links to. */
static void
prefetch_touches(const struct attribution *a, uint32_t i)
{
	const struct person *far, *near;
	if (i + 2 * TOUCHES_AHEAD >= a->persons.n)
		return;
	far = roster_at(&a->persons, i + 2 * TOUCHES_AHEAD);
	near = roster_at(&a->persons, i + TOUCHES_AHEAD);
	if (far->touches.n > 0)
		__builtin_prefetch(touch_at(&a->touches, far->touches.newest));
	if (near->touches.n > 0)
		__builtin_prefetch(touch_at(
		    &a->touches, touch_oldest(&a->touches, &near->touches)));
}

static void
take_nulls(struct attribution *a)
{
	const struct outcome outcome = {.null = true};
	bool markov = a->markov_model < a->credits.models.n;
	if (!markov && a->options.report != REPORT_PATHS)
		return;
	for (uint32_t i = 0; i < a->persons.n; i++) {
		prefetch_touches(a, i);
		const struct person *person = roster_at(&a->persons, i);
		if (person->touches.mark & PERSON_COUNTED ||
		    !take_null(a, person))
			continue;
		a->counts.nulls++;
		if (markov)
			markov_add(&a->markov, &a->path, &outcome);
		else
			path_report_add(&a->report, &a->path, &outcome);
	}
}

void
attribution_end_pass(struct attribution *a)
{
	take_nulls(a);
	roster_clear(&a->persons);
	roster_clear(&a->buyers);
	touch_pool_release(&a->touches);
}

static void
share_in(struct attribution *a, const struct markov_result *r, uint32_t k)
{
	struct credit_share *shares =
	    mem_alloc(((size_t)r->n + 1) * sizeof(*shares));
	for (uint32_t i = 0; i < r->n; i++) {
		const struct markov_loss *loss =
		    &r->losses[(size_t)i * r->n_currencies + k];
		shares[i] = (struct credit_share){
		    loss->conversions, loss->fresh, loss->revenue};
	}
	credits_share(&a->credits, a->markov_model, r->currencies[k], r->keys,
	    shares, r->n);
	free(shares);
}

enum markov_status
attribution_settle(struct attribution *a)
{
	struct markov_result result = {0};
	enum markov_status status = MARKOV_GOOD;
	uint32_t only = credits_settle(&a->credits);
	if (only != 0)
		markov_join_currencies(&a->markov, 0, only);
	if (a->markov_model < a->credits.models.n)
		status =
		    markov_solve(&a->markov, &a->keys, &a->currencies, &result);
	for (uint32_t k = 0; status == MARKOV_GOOD && k < result.n_currencies;
	     k++)
		share_in(a, &result, k);
	markov_result_release(&result);
	return status;
}
