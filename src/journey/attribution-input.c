/* SPDX-License-Identifier: MIT */
/* Columns to the fields of an attribution row. */
#include "journey/attribution-input.h"

#include "base/hot.h"
#include "base/junk.h"
#include "base/when.h"

static const char *const source_names[SOURCE_COLUMNS] = {
    "channel", "source", "medium", "campaign", "term", "content"};

static void
find_sources(struct attribution_input *in, const struct table *t)
{
	in->adjacent = true;
	for (unsigned i = 0; i < SOURCE_COLUMNS; i++) {
		unsigned column = table_want(t, source_names[i]);
		if (column == NO_COLUMN)
			continue;
		in->sources[in->n_sources++] = column;
		if (column != in->sources[0] + in->n_sources - 1)
			in->adjacent = false;
	}
}

/* The column that says whether a touch is direct, best first. */
static unsigned
find_channel(const struct attribution_input *in, const struct table *t)
{
	for (unsigned i = 0; i < 3; i++) {
		unsigned column = table_want(t, source_names[i]);
		if (column != NO_COLUMN)
			return column;
	}
	return in->keys[0];
}

static unsigned
find_key(const struct table *t, const char *name)
{
	bool page = strcmp(name, "landing") == 0 &&
	    header_find(&t->header, slice_of(name)) == NO_COLUMN;
	return page ? table_need(t, "path", "cjm-parse")
		    : table_need(t, name, NULL);
}

void
attribution_input_open(struct attribution_input *in, const struct table *t,
    const struct attribution_columns *columns)
{
	*in = (struct attribution_input){
	    .conversion = slice_of(columns->conversion),
	    .milestones = {slice_of(columns->lead),
		slice_of(columns->opportunity)},
	    .earliest = INT64_MAX,
	    .latest = INT64_MIN,
	    .time = table_need(t, "time", "cjm-parse"),
	    .person = table_want(t, "person"),
	    .event = table_need(t, "event", "cjm-parse"),
	    .keys = {find_key(t, columns->by[0]), NO_COLUMN},
	    .hit = table_want(t, "hit"),
	    .order = table_want(t, "order"),
	    .revenue = table_want(t, "revenue"),
	    .currency = table_want(t, "currency")};
	if (columns->by[1])
		in->keys[1] = find_key(t, columns->by[1]);
	if (in->person == NO_COLUMN)
		in->person = table_need(t, "uid", "cjm-parse");
	in->channel = find_channel(in, t);
	find_sources(in, t);
}

static uint64_t
read_sources(const struct attribution_input *in, const struct row *row)
{
	struct slice columns[SOURCE_COLUMNS];
	if (in->n_sources == 0)
		return 0;
	if (in->adjacent) {
		const char *from = row_field(row, in->sources[0]).p;
		uint32_t end = row->at[in->sources[in->n_sources - 1]];
		struct slice span = slice_between(from, row->base + end);
		return attribution_sources(&span, 1);
	}
	for (unsigned i = 0; i < in->n_sources; i++)
		columns[i] = row_field(row, in->sources[i]);
	return attribution_sources(columns, in->n_sources);
}

static enum attribution_kind
kind_of(const struct attribution_input *in, struct slice event)
{
	if (slice_equal(event, in->conversion))
		return ROW_CONVERSION;
	return slice_equal(event, SLICE("refund")) ? ROW_REFUND : ROW_OTHER;
}

/* Reads a row; its slices are those of the table's block. False when the time
 * cannot be read. */
static bool
read_row(const struct attribution_input *in, const struct row *row,
    struct attribution_row *out)
{
	struct slice hit = row_field(row, in->hit);
	struct slice person = row_field(row, in->person);
	struct slice event = row_field(row, in->event);
	if (!when_read_unix(row_field(row, in->time), &out->time))
		return false;
	out->nobody = person.n == 0;
	out->person = hash_key(person);
	out->keys[0] = row_field(row, in->keys[0]);
	out->keys[1] = row_field(row, in->keys[1]);
	out->sources = read_sources(in, row);
	out->kind = kind_of(in, event);
	out->lead = slice_equal(event, in->milestones[0]);
	out->opportunity = slice_equal(event, in->milestones[1]);
	out->begins = hit.n == 1 && *hit.p == '1';
	out->channel = row_field(row, in->channel);
	if (out->kind == ROW_OTHER)
		return true;
	out->order = junk_to_nothing(row_field(row, in->order));
	out->revenue = row_field(row, in->revenue);
	out->currency = row_field(row, in->currency);
	return true;
}

static void
meet(struct attribution_input *in, struct attribution *a,
    const struct attribution_row *row, struct slice event)
{
	in->converts |= row->kind == ROW_CONVERSION;
	in->milestone_met[0] |= row->lead;
	in->milestone_met[1] |= row->opportunity;
	vocabulary_see(&in->events, event);
	if (row->time < in->earliest)
		in->earliest = row->time;
	if (row->time > in->latest)
		in->latest = row->time;
	attribution_meet(a, row);
}

ROW_LOOP bool
attribution_input_block(struct attribution_input *in, const struct table *t,
    struct attribution *a, struct spill *spill, uint64_t *bad_time)
{
	struct attribution_row rows[ATTRIBUTION_BATCH];
	size_t n = 0;
	for (size_t i = 0; i < t->n_rows; i++) {
		struct row row = table_row(t, i);
		if (!read_row(in, &row, &rows[n])) {
			*bad_time += spill->first;
			continue;
		}
		if (spill->first)
			meet(in, a, &rows[n], row_field(&row, in->event));
		if (!rows[n].nobody &&
		    spill_aside(spill, &a->persons, rows[n].person, &row))
			continue;
		if (++n < ATTRIBUTION_BATCH)
			continue;
		if (!attribution_add(a, rows, n))
			return false;
		n = 0;
	}
	bool good = attribution_add(a, rows, n);
	spill_weigh(spill, attribution_bytes(a));
	return good;
}
