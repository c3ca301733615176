/* SPDX-License-Identifier: MIT */
/* The products of one hit, as the columns item, item_name, category, quantity
 * and price have them: one value a product, with `;` between. */
#ifndef CJM_LOG_ITEMS_H
#define CJM_LOG_ITEMS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/slice.h"

/* What is not told is empty, or the amount that nobody has. */
#define ITEM_NONE INT64_MIN

struct item {
	struct slice id, name, category; /* UTF-8, the reader's */
	int64_t quantity, price;         /* millionths; price is of one unit */
	unsigned number;                 /* the reader's own, 0 at first */
};

struct items {
	struct item *at;
	size_t n, room;
};

void items_release(struct items *items);

/* One more, empty. Valid until the next call. */
struct item *items_add(struct items *items);

/* Takes the last one away again when it tells nothing. */
void items_drop_empty(struct items *items);

enum item_list {
	ITEM_IDS,
	ITEM_NAMES,
	ITEM_CATEGORIES,
	ITEM_QUANTITIES,
	ITEM_PRICES,
	N_ITEM_LISTS
};

/* A list, put behind *text; empty when nothing in it is told. A `;` within a
 * value becomes a comma, so that all lists are of one length. *text must have
 * items_room left, so that it does not move. */
struct slice
items_put(const struct items *items, enum item_list list, struct buf *text);

/* What all lists take when the names and such have so many bytes. */
size_t items_room(const struct items *items, size_t bytes);

/* The sum of price times quantity, where each price is told; a quantity that
 * is not told is one. False where a price is not, or the sum does not fit. */
bool items_total(const struct items *items, int64_t *millionths);

#endif
