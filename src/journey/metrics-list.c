/* SPDX-License-Identifier: MIT */
/* Names with figures, ranked. */
#include "journey/metrics-list.h"

void
list_init(struct list *l, size_t size)
{
	*l = (struct list){.figures = {.size = size}};
	intern_init(&l->names);
}

void
list_release(struct list *l)
{
	intern_release(&l->names);
	group_array_release(&l->figures);
}

uint32_t
list_take(struct metrics *m, struct list *l, const struct act *act,
    struct slice name, bool *met)
{
	uint32_t number = intern_add(&l->names, name);
	m->over = m->over || number > m->options->max_groups;
	kept_pair(&m->kept.pairs, act->person, number, met);
	return number;
}

void
list_put(struct metrics *m, struct list *l, const struct ranked *other,
    const struct list_rows *rows, struct buf *out)
{
	struct ranking ranking;
	ranking_init(&ranking, (size_t)l->names.n + 1);
	for (uint32_t i = 1; i < l->names.n; i++) {
		struct ranked r = {
		    .name = intern_at(&l->names, i), .number = i};
		rows->rank(m, list_at(l, i), &r);
		ranking_add(&ranking, &r);
	}
	if (other)
		ranking_add(&ranking, other);
	ranking_sort(&ranking, m->options->top_n);
	for (size_t i = 0; i < ranking.n; i++) {
		buf_put_slice(out, ranking.at[i].name);
		buf_put_byte(out, '\t');
		rows->put(m, &ranking.at[i], out);
	}
	ranking_release(&ranking);
}
