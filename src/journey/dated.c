/* SPDX-License-Identifier: MIT */
/* A roster by group and date, sorted. */
#include "journey/dated.h"

#include <stdlib.h>

#include "base/mem.h"

void *
dated_get(struct roster *r, uint32_t group, int32_t date, bool *added)
{
	struct {
		uint32_t group;
		int32_t date;
	} id = {group, date};
	struct dated *d = roster_get(
	    r, hash_key((struct slice){(const char *)&id, sizeof(id)}), added);
	d->group = group;
	d->date = date;
	return d;
}

static int
compare(const void *a, const void *b)
{
	const struct dated *x = *(const struct dated *const *)a;
	const struct dated *y = *(const struct dated *const *)b;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return x->date < y->date ? -1 : x->date > y->date;
}

void
dated_list_init(struct dated_list *l, const struct roster *r, uint32_t groups)
{
	l->n = r->n;
	l->at = mem_alloc(((size_t)l->n + 1) * sizeof(*l->at));
	l->from = mem_zero((size_t)groups + 1, sizeof(*l->from));
	for (uint32_t i = 0; i < l->n; i++)
		l->at[i] = roster_at(r, i);
	qsort(l->at, l->n, sizeof(*l->at), compare);
	for (uint32_t i = l->n; i-- > 0;)
		l->from[l->at[i]->group] = i;
}

void
dated_list_release(struct dated_list *l)
{
	free(l->at);
	free(l->from);
	*l = (struct dated_list){0};
}

struct dated *const *
dated_list_of(const struct dated_list *l, uint32_t group, uint32_t *n)
{
	uint32_t from = l->from[group], end = from;
	while (end < l->n && l->at[end]->group == group)
		end++;
	*n = end - from;
	return l->at + from;
}
