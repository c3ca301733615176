/* SPDX-License-Identifier: MIT */
/* Profiles to rows of an audience. */
#include "rules/audience.h"

#include <stdlib.h>

#include "rules/open.h"

static void
add_column(struct header *h, struct slice name)
{
	h->names = mem_grow(h->names, (h->n + 1) * sizeof(*h->names));
	h->names[h->n++] = name;
}

void
audience_open(struct audience *a, struct slice columns, const char *segments,
    const char *where, const char *tag)
{
	*a = (struct audience){.tag = tag, .chooses = where != NULL};
	while (columns.n > 0)
		add_column(&a->header, slice_cut(&columns, '\t'));
	segments_init(&a->segments, rules_open_segments(segments), &a->header);
	add_column(&a->header, SLICE("segments"));
	if (tag)
		add_column(&a->header, SLICE("tag"));
	if (where)
		segments_init(&a->where, rules_open_condition("--where", where),
		    &a->header);
	a->places = mem_zero(a->header.n + 1, sizeof(*a->places));
}

void
audience_release(struct audience *a)
{
	segments_release(&a->segments);
	segments_release(&a->where);
	free(a->header.names);
	free(a->places);
	buf_release(&a->row);
}

/* The row as rules read it, with a pad behind. */
static struct row
row_at_hand(struct audience *a, unsigned columns)
{
	memset(buf_need(&a->row, SIMD_PAD), 0, SIMD_PAD);
	return row_of(buf_slice(&a->row), a->places, columns);
}

enum audience_answer
audience_take(struct audience *a, struct slice profile)
{
	struct slice found;
	unsigned n = a->header.n - 1 - (a->tag != NULL);
	a->row.n = 0;
	buf_put_slice(&a->row, profile);
	a->row.n--; /* the last TAB */
	struct row row = row_at_hand(a, n);
	if (!segments_of(&a->segments, &row, &a->names))
		return AUDIENCE_FAILED;
	buf_put_byte(&a->row, '\t');
	buf_put_slice(&a->row, a->names);
	if (a->tag) {
		buf_put_byte(&a->row, '\t');
		buf_put_text(&a->row, a->tag);
	}
	if (a->chooses) {
		row = row_at_hand(a, a->header.n);
		if (!segments_of(&a->where, &row, &found))
			return AUDIENCE_FAILED;
		if (found.n == 0)
			return AUDIENCE_OUT;
	}
	buf_put_byte(&a->row, '\n');
	return AUDIENCE_IN;
}

void
audience_put_header(const struct audience *a, struct buf *out)
{
	for (unsigned i = 0; i < a->header.n; i++) {
		if (i > 0)
			buf_put_byte(out, '\t');
		buf_put_slice(out, a->header.names[i]);
	}
	buf_put_byte(out, '\n');
}
