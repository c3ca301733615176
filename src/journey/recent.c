/* SPDX-License-Identifier: MIT */
/* A short list, newest last. */
#include "journey/recent.h"

#include <stdlib.h>

void
recent_init(struct recent *r, size_t most)
{
	*r = (struct recent){.most = most};
	r->at = mem_zero(most, sizeof(*r->at));
}

void
recent_release(struct recent *r)
{
	for (size_t i = 0; i < r->most; i++)
		buf_release(&r->at[i]);
	free(r->at);
	*r = (struct recent){0};
}

void
recent_clear(struct recent *r)
{
	r->n = 0;
}

/* Takes one out; its room becomes spare. */
static void
drop(struct recent *r, size_t i)
{
	struct buf spare = r->at[i];
	r->n--;
	memmove(&r->at[i], &r->at[i + 1], (r->n - i) * sizeof(*r->at));
	r->at[r->n] = spare;
}

static void
drop_word(struct recent *r, struct slice word)
{
	for (size_t i = r->n; i-- > 0;)
		if (slice_equal(buf_slice(&r->at[i]), word))
			drop(r, i);
}

void
recent_add(struct recent *r, struct slice word)
{
	if (word.n == 0)
		return;
	if (r->n > 0 && slice_equal(buf_slice(&r->at[r->n - 1]), word))
		return;
	drop_word(r, word);
	if (r->n == r->most)
		drop(r, 0);
	struct buf *to = &r->at[r->n++];
	to->n = 0;
	buf_put_slice(to, word);
}

void
recent_add_each(struct recent *r, struct slice field)
{
	while (field.p && field.n > 0)
		recent_add(r, slice_cut(&field, ';'));
}

void
recent_drop_each(struct recent *r, struct slice field)
{
	while (field.p && field.n > 0)
		drop_word(r, slice_cut(&field, ';'));
}

void
recent_put(const struct recent *r, size_t most, struct buf *out)
{
	size_t first = r->n > most ? r->n - most : 0;
	for (size_t i = first; i < r->n; i++) {
		if (i > first)
			buf_put_byte(out, ';');
		size_t from = out->n;
		buf_put_slice(out, buf_slice(&r->at[i]));
		for (; from < out->n; from++)
			if (out->p[from] == ';')
				out->p[from] = ',';
	}
}
