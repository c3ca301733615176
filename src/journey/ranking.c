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
ranking_add(struct ranking *r, struct slice name, uint32_t number,
    uint64_t first, uint64_t second)
{
	if ((first > 0 || second > 0) && r->n < r->room)
		r->at[r->n++] = (struct ranked){name, number, first, second};
}

static int
compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->first != y->first)
		return x->first > y->first ? -1 : 1;
	if (x->second != y->second)
		return x->second > y->second ? -1 : 1;
	return slice_compare(x->name, y->name);
}

void
ranking_sort(struct ranking *r, uint64_t n)
{
	qsort(r->at, r->n, sizeof(*r->at), compare);
	if (n > 0 && r->n > n)
		r->n = (size_t)n;
}
