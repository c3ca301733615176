/* SPDX-License-Identifier: MIT */
/* Keys of a block's rows. */
#include "table/visitor.h"

#include <stdlib.h>

void
visitors_init(struct visitors *v, const struct table *t, bool by_session)
{
	*v = (struct visitors){.session = NO_COLUMN};
	v->column = table_want(t, "person");
	if (v->column == NO_COLUMN)
		v->column = table_need(t, "uid", "cjm-parse");
	if (by_session)
		v->session = table_need(t, "session", "cjm-sessionize");
}

struct key
visitors_key(const struct visitors *v, const struct row *row)
{
	struct key key = hash_key(row_field(row, v->column));
	return v->session == NO_COLUMN
	    ? key
	    : key_pair(key, hash_key(row_field(row, v->session)));
}

void
visitors_hash(struct visitors *v, const struct table *t)
{
	if (v->room < t->n_rows) {
		free(v->keys);
		v->room = t->n_rows + t->n_rows / 2;
		v->keys = mem_alloc(v->room * sizeof(*v->keys));
	}
	v->n = t->n_rows;
	if (v->n == 0)
		return;
	if (v->session != NO_COLUMN) {
		for (size_t i = 0; i < v->n; i++) {
			struct row row = table_row(t, i);
			v->keys[i] = visitors_key(v, &row);
		}
		return;
	}
	/* one column alone: its two places, a row's length apart */
	const uint32_t *at = t->at + v->column;
	for (size_t i = 0; i < v->n; i++, at += t->header.n) {
		uint32_t from = at[0] + 1;
		v->keys[i] =
		    hash_key((struct slice){t->base + from, at[1] - from});
	}
}

void
visitors_release(struct visitors *v)
{
	free(v->keys);
	*v = (struct visitors){0};
}
