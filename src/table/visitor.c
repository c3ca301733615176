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

static struct key
session_key(struct key visitor, struct slice session)
{
	struct key k = hash_key(session);
	/* the visitor's key is as good as random: mixing it in by a multiply
	 * and a sum keeps distinct pairs apart */
	k.hi = (k.hi ^ visitor.lo) * 0x9e3779b97f4a7c15u + visitor.hi;
	k.lo = (k.lo ^ visitor.hi) * 0xc2b2ae3d27d4eb4fu + visitor.lo;
	return k;
}

struct key
visitors_key(const struct visitors *v, const struct row *row)
{
	struct key key = hash_key(row_field(row, v->column));
	return v->session == NO_COLUMN
	    ? key
	    : session_key(key, row_field(row, v->session));
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
	for (size_t i = 0; i < v->n; i++) {
		struct row row = table_row(t, i);
		v->keys[i] = visitors_key(v, &row);
	}
}

void
visitors_release(struct visitors *v)
{
	free(v->keys);
	*v = (struct visitors){0};
}
