/* SPDX-License-Identifier: MIT */
/* Sorting by figures. */
#include "journey/ranking.h"

#include <stdlib.h>

#include "base/mem.h"

void
ranking_init(struct ranking *r, size_t room)
{
	*r = (struct ranking){.room = room};
	r->at = mem_alloc((room + 1) * sizeof(*r->at));
}

void
ranking_release(struct ranking *r)
{
	free(r->at);
	*r = (struct ranking){0};
}

void
ranking_add(struct ranking *r, const struct ranked *ranked)
{
	bool has = ranked->first > 0 || ranked->second > 0 || ranked->third > 0;
	if (has && r->n < r->room)
		r->at[r->n++] = *ranked;
}

static int
compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->first != y->first)
		return x->first > y->first ? -1 : 1;
	if (x->second != y->second)
		return x->second > y->second ? -1 : 1;
	if (x->third != y->third)
		return x->third > y->third ? -1 : 1;
	return slice_compare(x->name, y->name);
}

void
ranking_sort(struct ranking *r, uint64_t n)
{
	qsort(r->at, r->n, sizeof(*r->at), compare);
	if (n > 0 && r->n > n)
		r->n = (size_t)n;
}
