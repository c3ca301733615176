/* SPDX-License-Identifier: MIT */
/* Rows of reports about paths, out and in again. */
#include "journey/path-part.h"

#include "journey/path-rows.h"

/* What the rows of a kind of report are called, and what they count. */
static const struct {
	const char *row, *counts[PATH_COUNTS];
} kinds[] = {[REPORT_PATHS] = {"path", {"conversions", "nulls", NULL}},
    [REPORT_LAG] = {"lag", {"conversions", NULL, NULL}},
    [REPORT_ASSISTS] = {"assist", {"first", "last", "assists"}}};

static void
put_row(const struct path_report *r, const struct path_row *row,
    struct part_row *part, struct part_out *out)
{
	part->row = slice_of(kinds[r->kind].row);
	part->currency = row->currency;
	for (unsigned k = 0; k < PATH_COUNTS; k++) {
		if (row->counts[k] == 0 && row->revenues[k] == 0)
			continue;
		part->name = slice_of(kinds[r->kind].counts[k]);
		part->count = row->counts[k];
		part->revenue = row->revenues[k];
		part_put(out, part);
	}
}

void
path_part_put(const struct path_report *r, struct part_out *out)
{
	char bucket[NUM_MAX_TEXT];
	for (size_t i = 0; i < r->n_rows; i++) {
		const struct path_row *row = &r->rows[i];
		struct part_row part = {.keys = &row->subject, .n_keys = 1};
		if (r->kind == REPORT_PATHS) {
			const struct path_known *path =
			    roster_at(&r->paths, row->subject);
			part.keys = path->keys;
			part.n_keys = path->n;
		} else if (r->kind == REPORT_LAG) {
			part.n_keys = 0;
			part.value.p = bucket;
			part.value.n = num_put_u64(bucket, row->subject);
		}
		put_row(r, row, &part, out);
	}
	part_flush(out, true);
}

/* What the row is of. False where it is of nothing. */
static bool
subject_of(struct path_report *r, const struct part_row *row, uint32_t *subject)
{
	uint64_t bucket;
	switch (r->kind) {
	case REPORT_PATHS:
		*subject = path_row_number(r, row->keys, row->n_keys);
		return row->n_keys > 0;
	case REPORT_LAG:
		if (!num_read_u64(
			row->value, LAG_TOUCHES + LAG_TOUCHES_MOST, &bucket) ||
		    (bucket > LAG_DAYS_MOST && bucket < LAG_TOUCHES))
			return false;
		*subject = (uint32_t)bucket;
		return true;
	default:
		*subject = row->n_keys == 1 ? row->keys[0] : 0;
		return row->n_keys == 1;
	}
}

const char *
path_part_take(struct path_report *r, const struct part_row *row)
{
	const char *const *counts = kinds[r->kind].counts;
	unsigned k = 0;
	uint32_t subject;
	if (r->kind == REPORT_NONE || !slice_is(row->row, kinds[r->kind].row))
		return "a row of another report";
	while (k < PATH_COUNTS && counts[k] && !slice_is(row->name, counts[k]))
		k++;
	if (k == PATH_COUNTS || !counts[k] || !subject_of(r, row, &subject))
		return "a row of nothing that is counted";
	struct path_row *sum = path_row_of(r, subject, row->currency);
	return part_count(&sum->counts[k], row->count) &&
		part_add(&sum->revenues[k], row->revenue)
	    ? NULL
	    : "a figure is too large";
}
