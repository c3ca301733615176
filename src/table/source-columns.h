/* SPDX-License-Identifier: MIT */
/* Where a hit came from: the columns channel, source, medium, campaign, term
 * and content, those that a table has, taken as one text with TABs between.
 *
 * Where they stand side by side, as cjm-parse writes them, the text is the
 * row's own and costs nothing. */
#ifndef CJM_TABLE_SOURCE_COLUMNS_H
#define CJM_TABLE_SOURCE_COLUMNS_H

#include "base/mem.h"
#include "table/table.h"

enum { SOURCE_COLUMNS = 6 };

struct source_columns {
	const char *names[SOURCE_COLUMNS];
	unsigned columns[SOURCE_COLUMNS]; /* of the table */
	unsigned n;                       /* of those that it has */
	unsigned campaign;                /* its place among them, or n */
	bool adjacent;
	struct buf joined;
	struct buf direct; /* what a direct visit has in them */
};

void source_columns_init(struct source_columns *s, const struct table *t);
void source_columns_release(struct source_columns *s);

/* The same where they do not stand side by side. */
struct slice
source_columns_join(struct source_columns *s, const struct row *row);

/* The row's own source; empty where all columns are. Valid until the next
 * call. */
static inline struct slice
source_columns_text(struct source_columns *s, const struct row *row)
{
	struct slice text = {"", 0};
	if (s->n == 0)
		return text;
	if (s->adjacent) {
		const uint32_t *at = row->at + s->columns[0];
		uint32_t from = at[-1] + 1;
		text = (struct slice){row->base + from, at[s->n - 1] - from};
	} else {
		text = source_columns_join(s, row);
	}
	if (text.n < s->n) /* TABs alone */
		text.n = 0;
	return text;
}

/* The same, empty also where they tell of a direct visit, which is nothing
 * new. */
static inline struct slice
source_columns_news(struct source_columns *s, const struct row *row)
{
	struct slice text = source_columns_text(s, row);
	if (slice_equal(text, buf_slice(&s->direct)))
		text.n = 0;
	return text;
}

/* The campaign in such a text; empty without one, which `(direct)` and
 * `(not set)` are too. */
struct slice
source_columns_campaign(const struct source_columns *s, struct slice text);

#endif
