/* SPDX-License-Identifier: MIT */
/* Rosters that come and go together. */
#include "journey/metrics-kept.h"

static void
init(struct roster *r, size_t size)
{
	if (size > 0)
		roster_init(r, size);
}

void
kept_init(struct kept *k, size_t person, size_t pair, size_t deed)
{
	*k = (struct kept){.uid = NO_COLUMN};
	init(&k->persons, person);
	init(&k->pairs, pair);
	init(&k->deeds, deed);
	carts_init(&k->carts, 0);
}

void
kept_split(struct kept *k, const struct table *t, unsigned persons_column)
{
	k->uid = table_want(t, "uid");
	k->has_visitors = k->uid != NO_COLUMN && k->uid != persons_column;
	if (k->has_visitors)
		roster_init(&k->visitors, k->persons.entry_size);
}

void
kept_release(struct kept *k)
{
	roster_release(&k->persons);
	roster_release(&k->visitors);
	roster_release(&k->pairs);
	roster_release(&k->deeds);
	carts_release(&k->carts);
}

static void
clear(struct roster *r)
{
	if (r->entry_size > 0)
		roster_clear(r);
}

void
kept_clear(struct kept *k)
{
	clear(&k->persons);
	clear(&k->visitors);
	clear(&k->pairs);
	clear(&k->deeds);
	int64_t grace = k->carts.grace;
	carts_release(&k->carts);
	carts_init(&k->carts, grace);
}

static size_t
bytes(const struct roster *r)
{
	return r->entry_size > 0 ? roster_peak(r) : 0;
}

size_t
kept_bytes(const struct kept *k)
{
	return bytes(&k->persons) + bytes(&k->visitors) + bytes(&k->pairs) +
	    bytes(&k->deeds) +
	    (k->carts.grace > 0 ? carts_bytes(&k->carts) : 0);
}
