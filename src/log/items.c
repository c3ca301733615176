/* SPDX-License-Identifier: MIT */
/* Products to lists. */
#include "log/items.h"

#include <stdlib.h>

#include "base/amount.h"
#include "base/num.h"

void
items_release(struct items *items)
{
	free(items->at);
	*items = (struct items){NULL, 0, 0};
}

struct item *
items_add(struct items *items)
{
	if (items->n == items->room) {
		items->room = items->room ? 2 * items->room : 16;
		items->at =
		    mem_grow(items->at, items->room * sizeof(*items->at));
	}
	struct item *item = &items->at[items->n++];
	struct slice none = SLICE("");
	*item = (struct item){none, none, none, ITEM_NONE, ITEM_NONE, 0};
	return item;
}

void
items_drop_empty(struct items *items)
{
	const struct item *last = &items->at[items->n - 1];
	if (last->id.n + last->name.n + last->category.n == 0 &&
	    last->quantity == ITEM_NONE && last->price == ITEM_NONE)
		items->n--;
}

size_t
items_room(const struct items *items, size_t bytes)
{
	return bytes + items->n * (2 * NUM_MAX_TEXT + 5);
}

static size_t
put_text(char *to, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		to[i] = s.p[i] == ';' ? ',' : s.p[i];
	return s.n;
}

static size_t
put_value(char *to, const struct item *item, enum item_list list)
{
	switch (list) {
	case ITEM_IDS:
		return put_text(to, item->id);
	case ITEM_NAMES:
		return put_text(to, item->name);
	case ITEM_CATEGORIES:
		return put_text(to, item->category);
	default:
		break;
	}
	int64_t v = list == ITEM_PRICES ? item->price : item->quantity;
	return v == ITEM_NONE ? 0 : decimal_put(to, v);
}

struct slice
items_put(const struct items *items, enum item_list list, struct buf *text)
{
	char *start = text->p + text->n, *to = start;
	bool told = false;
	for (size_t i = 0; i < items->n; i++) {
		if (i > 0)
			*to++ = ';';
		size_t n = put_value(to, &items->at[i], list);
		told = told || n > 0;
		to += n;
	}
	if (!told)
		return SLICE("");
	text->n += (size_t)(to - start);
	return slice_between(start, to);
}

bool
items_total(const struct items *items, int64_t *millionths)
{
	int64_t sum = 0;
	for (size_t i = 0; i < items->n; i++) {
		const struct item *item = &items->at[i];
		int64_t quantity =
		    item->quantity == ITEM_NONE ? MILLION : item->quantity;
		int64_t line;
		if (item->price == ITEM_NONE ||
		    !amount_multiply(item->price, quantity, &line) ||
		    __builtin_add_overflow(sum, line, &sum))
			return false;
	}
	*millionths = sum;
	return items->n > 0;
}
