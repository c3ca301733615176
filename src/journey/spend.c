/* SPDX-License-Identifier: MIT */
/* Rows of spend, kept until the keys of the touches are known. */
#include "journey/spend.h"

#include <stdlib.h>

#include "base/mem.h"
#include "journey/attribution.h"
#include "journey/credits-cell.h"
#include "table/small.h"

enum spend_fate { FATE_MATCHED, FATE_NO_TOUCH, FATE_OUTSIDE };

struct spend_item {
	uint32_t key; /* of names */
	char currency[4];
	int64_t day;
	uint64_t rows;
	struct cost cost;
	enum spend_fate fate;
};

bool
spend_init(struct spend *s, const char *const *by, unsigned n_by)
{
	*s = (struct spend){.n_keys = n_by, .text = BUF_INIT};
	intern_init(&s->names);
	for (unsigned i = 0; i < n_by; i++) {
		s->roles[i] = spend_role_named(slice_of(by[i]));
		if (s->roles[i] >= SPEND_KEYS)
			return false;
	}
	return true;
}

void
spend_release(struct spend *s)
{
	intern_release(&s->names);
	free(s->items);
	buf_release(&s->text);
	*s = (struct spend){0};
}

static uint32_t
name_of(struct spend *s, const struct spend_row *row)
{
	s->text.n = 0;
	for (unsigned i = 0; i < s->n_keys; i++) {
		struct slice part = row->keys[s->roles[i]];
		if (i > 0)
			buf_put_byte(&s->text, '\t');
		buf_put_slice(
		    &s->text, part.n > 0 ? part : SLICE(ATTRIBUTION_NONE));
	}
	return intern_add(&s->names, buf_slice(&s->text));
}

void
spend_take(void *spend, const struct spend_row *row)
{
	struct spend *s = spend;
	if (s->n == s->room) {
		s->room = s->room * 2 + 256;
		s->items = mem_grow(s->items, s->room * sizeof(*s->items));
	}
	struct spend_item *item = &s->items[s->n++];
	*item = (struct spend_item){.key = name_of(s, row),
	    .day = row->day,
	    .rows = 1,
	    .cost = {row->impressions, row->clicks, row->cost, true,
		row->no_impressions, row->no_clicks}};
	memcpy(item->currency, row->currency, sizeof(item->currency));
}

/* The keys of touches by their texts in small letters; of several the first in
 * byte order. */
struct folded {
	struct intern texts;
	uint32_t *keys; /* of each text */
	uint32_t room;
	struct buf small;
};

static uint32_t
fold(struct folded *f, struct slice text)
{
	f->small.n = 0;
	small_put(&f->small, text);
	uint32_t number = intern_add(&f->texts, buf_slice(&f->small));
	if (number >= f->room) {
		uint32_t room = number * 2 + 64;
		f->keys = mem_grow(f->keys, room * sizeof(*f->keys));
		memset(
		    f->keys + f->room, 0, (room - f->room) * sizeof(*f->keys));
		f->room = room;
	}
	return number;
}

static void
fold_keys(struct folded *f, const struct intern *keys)
{
	*f = (struct folded){.small = BUF_INIT};
	intern_init(&f->texts);
	for (uint32_t i = 1; i < keys->n; i++) {
		uint32_t number = fold(f, intern_at(keys, i));
		uint32_t *known = &f->keys[number];
		if (*known == 0 ||
		    slice_compare(intern_at(keys, i), intern_at(keys, *known)) <
			0)
			*known = i;
	}
}

static void
folded_release(struct folded *f)
{
	intern_release(&f->texts);
	free(f->keys);
	buf_release(&f->small);
}

void
spend_join(struct spend *s, struct credits *credits, struct intern *keys,
    struct intern *currencies, int64_t first, int64_t last)
{
	struct folded folded;
	uint32_t n_known = keys->n;
	fold_keys(&folded, keys);
	for (size_t i = 0; i < s->n; i++) {
		struct spend_item *item = &s->items[i];
		struct slice name = intern_at(&s->names, item->key);
		if (item->day < first || item->day > last) {
			item->fate = FATE_OUTSIDE;
			s->outside++;
			continue;
		}
		uint32_t key = intern_add(keys, name);
		if (key >= n_known) {
			uint32_t number = fold(&folded, name);
			uint32_t alike = folded.keys[number];
			key = alike != 0 ? alike : key;
		}
		item->fate = key < n_known ? FATE_MATCHED : FATE_NO_TOUCH;
		s->matched += key < n_known;
		s->no_touch += key >= n_known;
		credits_spend(credits, key,
		    intern_add(currencies, slice_of(item->currency)),
		    &item->cost);
	}
	folded_release(&folded);
}

/* Same fate, key and currency are one row. */
static int
by_fate(const void *a, const void *b, void *names)
{
	const struct spend_item *x = a, *y = b;
	if (x->fate != y->fate)
		return x->fate < y->fate ? -1 : 1;
	int order =
	    slice_compare(intern_at(names, x->key), intern_at(names, y->key));
	return order ? order : memcmp(x->currency, y->currency, 4);
}

static void
put_item(struct buf *out, const char *kind, struct slice key,
    const struct cost *cost, struct slice currency)
{
	buf_put_text(out, kind);
	buf_put_byte(out, '\t');
	buf_put_slice(out, key);
	buf_put_byte(out, '\t');
	cost_put_counts(out, cost);
	buf_put_byte(out, '\t');
	if (cost->known)
		out->n += decimal_put(buf_need(out, NUM_MAX_TEXT), cost->cost);
	buf_put_byte(out, '\t');
	buf_put_slice(out, currency);
	buf_put_byte(out, '\n');
}

static void
put_spend(const struct spend *s, struct buf *out)
{
	struct spend_item *list = mem_alloc((s->n + 1) * sizeof(*list));
	struct intern *names = (struct intern *)(uintptr_t)&s->names;
	if (s->n > 0)
		memcpy(list, s->items, s->n * sizeof(*list));
	qsort_r(list, s->n, sizeof(*list), by_fate, names);
	for (size_t i = 0, k; i < s->n; i = k) {
		struct cost sum = {.known = true};
		for (k = i; k < s->n && by_fate(&list[i], &list[k], names) == 0;
		     k++)
			cost_add(&sum, &list[k].cost);
		if (list[i].fate != FATE_MATCHED)
			put_item(out,
			    list[i].fate == FATE_NO_TOUCH ? "no_touch"
							  : "outside",
			    intern_at(names, list[i].key), &sum,
			    slice_of(list[i].currency));
	}
	free(list);
}

static int
by_bytes(const void *a, const void *b)
{
	const struct slice *x = a, *y = b;
	return slice_compare(*x, *y);
}

static bool
lacks_spend(const struct credits *c, const struct cell *cell)
{
	uint32_t key = cell_key(cell);
	return !c->costs[cell->number].known && key != c->nothing &&
	    key != c->outside && credits_has(c, cell_currency(cell));
}

void
spend_count(struct spend *s, const struct credits *c)
{
	for (uint32_t i = 0; i < c->cells.n; i++)
		s->no_spend += lacks_spend(c, roster_at(&c->cells, i));
}

static void
put_no_spend(
    const struct credits *c, const struct intern *keys, struct buf *out)
{
	struct slice *list =
	    mem_alloc(((size_t)c->cells.n + 1) * sizeof(*list));
	const struct cost nothing = {.known = false};
	size_t n = 0;
	for (uint32_t i = 0; i < c->cells.n; i++) {
		const struct cell *cell = roster_at(&c->cells, i);
		if (lacks_spend(c, cell))
			list[n++] = intern_at(keys, cell_key(cell));
	}
	qsort(list, n, sizeof(*list), by_bytes);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || !slice_equal(list[i], list[i - 1]))
			put_item(out, "no_spend", list[i], &nothing,
			    (struct slice){"", 0});
	free(list);
}

void
spend_put_unmatched(const struct spend *s, const char *const *by,
    const struct credits *credits, const struct intern *keys, struct buf *out)
{
	buf_put_text(out, "kind");
	for (unsigned i = 0; i < s->n_keys; i++)
		buf_printf(out, "\t%s", by[i]);
	buf_put_text(out, "\timpressions\tclicks\tcost\tcurrency\n");
	put_spend(s, out);
	put_no_spend(credits, keys, out);
}
