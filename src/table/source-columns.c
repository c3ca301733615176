/* SPDX-License-Identifier: MIT */
/* Six columns as one text. */
#include "table/source-columns.h"

static const char *const names[SOURCE_COLUMNS] = {
    "channel", "source", "medium", "campaign", "term", "content"};
static const char *const direct[SOURCE_COLUMNS] = {
    "Direct", "(direct)", "(none)", "", "", ""};

enum { CAMPAIGN = 3 };

void
source_columns_init(struct source_columns *s, const struct table *t)
{
	*s = (struct source_columns){.adjacent = true};
	bool found = false;
	for (unsigned i = 0; i < SOURCE_COLUMNS; i++) {
		unsigned column = header_find(&t->header, slice_of(names[i]));
		if (column == NO_COLUMN)
			continue;
		if (i == CAMPAIGN) {
			s->campaign = s->n;
			found = true;
		}
		buf_put_text(&s->direct, s->n > 0 ? "\t" : "");
		buf_put_text(&s->direct, direct[i]);
		s->names[s->n] = names[i];
		s->columns[s->n++] = column;
		if (column != s->columns[0] + s->n - 1)
			s->adjacent = false;
	}
	if (!found)
		s->campaign = s->n;
	for (unsigned i = 0; i < s->n; i++)
		table_use(t, s->columns[i]);
}

void
source_columns_release(struct source_columns *s)
{
	buf_release(&s->joined);
	buf_release(&s->direct);
}

struct slice
source_columns_join(struct source_columns *s, const struct row *row)
{
	s->joined.n = 0;
	for (unsigned i = 0; i < s->n; i++) {
		if (i > 0)
			buf_put_byte(&s->joined, '\t');
		buf_put_slice(&s->joined, row_field(row, s->columns[i]));
	}
	return buf_slice(&s->joined);
}

struct slice
source_columns_campaign(const struct source_columns *s, struct slice text)
{
	struct slice campaign = {"", 0};
	if (text.n == 0)
		return campaign;
	for (unsigned i = 0; i <= s->campaign && text.p; i++)
		campaign = slice_cut(&text, '\t');
	if (s->campaign == s->n || slice_is(campaign, "(direct)") ||
	    slice_is(campaign, "(not set)"))
		campaign.n = 0;
	return campaign;
}
