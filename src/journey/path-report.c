/* SPDX-License-Identifier: MIT */
/* Rows of path reports, counted by what they are of. */
#include "journey/path-report.h"

#include <stdlib.h>

#include "base/mem.h"
#include "journey/path-rows.h"

void
path_report_init(
    struct path_report *r, enum path_report_kind kind, uint32_t nothing)
{
	*r = (struct path_report){
	    .kind = kind, .nothing = nothing, .steps = ARENA_INIT};
	roster_init(&r->cells, sizeof(struct path_cell));
	roster_init(&r->paths, sizeof(struct path_known));
}

void
path_report_release(struct path_report *r)
{
	roster_release(&r->cells);
	roster_release(&r->paths);
	arena_release(&r->steps);
	free(r->rows);
	*r = (struct path_report){0};
}

struct path_row *
path_row_of(struct path_report *r, uint32_t subject, uint32_t currency)
{
	bool added;
	uint64_t both = (uint64_t)subject << 32 | currency;
	uint64_t spread = (both ^ both >> 29) * 0x9e3779b97f4a7c15u;
	const struct key key = {both, spread ^ spread >> 32};
	struct path_cell *cell = roster_get(&r->cells, key, &added);
	if (added) {
		if (r->n_rows == r->room) {
			r->room = r->room * 2 + 64;
			r->rows = mem_grow(r->rows, r->room * sizeof(*r->rows));
		}
		cell->row = r->n_rows++;
		r->rows[cell->row] =
		    (struct path_row){.subject = subject, .currency = currency};
	}
	return &r->rows[cell->row];
}

uint32_t
path_row_number(struct path_report *r, const uint32_t *keys, size_t n)
{
	bool added;
	const struct slice bytes = {(const char *)keys, n * sizeof(*keys)};
	struct path_known *known =
	    roster_get(&r->paths, hash_key(bytes), &added);
	if (added) {
		known->keys =
		    (const uint32_t *)(const void *)arena_copy(&r->steps, bytes)
			.p;
		known->n = (uint32_t)n;
		known->number = r->paths.n - 1;
	}
	return known->number;
}

static uint32_t
path_number(struct path_report *r, const struct path *path)
{
	uint32_t few[64], *keys = few;
	if (path->n > sizeof(few) / sizeof(*few))
		keys = mem_alloc(path->n * sizeof(*keys));
	size_t i = 0;
	do /* a path has a step */
		keys[i] = path->at[i].key;
	while (++i < path->n);
	uint32_t number = path_row_number(r, keys, path->n);
	if (keys != few)
		free(keys);
	return number;
}

static void
add_to(struct path_row *row, enum path_count which, const struct outcome *o)
{
	row->counts[which] += o->conversions;
	row->revenues[which] += o->revenue;
}

static void
add_path(struct path_report *r, const struct path *path,
    const struct outcome *outcome)
{
	struct path_row *row =
	    path_row_of(r, path_number(r, path), outcome->currency);
	add_to(row, COUNT_CONVERSIONS, outcome);
	row->counts[COUNT_NULLS] += outcome->null;
}

static void
add_lag(struct path_report *r, const struct path *path,
    const struct outcome *outcome)
{
	if (outcome->conversions == 0)
		return; /* a refund has no time of its own here */
	int64_t days = (path->end - path->begin) / DAY;
	uint32_t bucket =
	    path->touches == 0 ? LAG_NOTHING : lag_bucket_of_days(days);
	add_to(path_row_of(r, bucket, outcome->currency), COUNT_CONVERSIONS,
	    outcome);
	bucket = path->touches == 0            ? LAG_NOTHING
	    : path->touches < LAG_TOUCHES_MOST ? (uint32_t)path->touches
					       : LAG_TOUCHES_MOST;
	add_to(path_row_of(r, LAG_TOUCHES + bucket, outcome->currency),
	    COUNT_CONVERSIONS, outcome);
}

static void
add_assists(struct path_report *r, const struct path *path,
    const struct outcome *outcome)
{
	uint32_t currency = outcome->currency;
	size_t last = path->n - 1;
	add_to(path_row_of(r, path->at[0].key, currency), COUNT_FIRST, outcome);
	add_to(
	    path_row_of(r, path->at[last].key, currency), COUNT_LAST, outcome);
	for (size_t i = 0; i < last; i++)
		if (!path->at[i].again)
			add_to(path_row_of(r, path->at[i].key, currency),
			    COUNT_ASSISTS, outcome);
}

void
path_report_add(struct path_report *r, const struct path *path,
    const struct outcome *outcome)
{
	if (r->kind == REPORT_PATHS)
		add_path(r, path, outcome);
	else if (r->kind == REPORT_LAG)
		add_lag(r, path, outcome);
	else if (!outcome->null)
		add_assists(r, path, outcome);
}

static bool
is_empty(const struct path_row *row)
{
	for (unsigned i = 0; i < PATH_COUNTS; i++)
		if (row->counts[i] != 0)
			return false;
	return true;
}

/* Moves what has no currency to the only one that occurs, and rows of nothing
 * behind the end. */
static void
settle(struct path_report *r)
{
	uint32_t only = 0;
	size_t n = 0;
	for (size_t i = 0; i < r->n_rows; i++) {
		uint32_t currency = r->rows[i].currency;
		if (currency == 0 || currency == only)
			continue;
		if (only != 0)
			only = UINT32_MAX;
		else
			only = currency;
	}
	for (size_t i = 0, all = r->n_rows;
	     only != 0 && only != UINT32_MAX && i < all; i++) {
		if (r->rows[i].currency != 0)
			continue;
		struct path_row none = r->rows[i];
		struct path_row *to = path_row_of(r, none.subject, only);
		path_row_add(to, &none);
		memset(r->rows[i].counts, 0, sizeof(none.counts));
		memset(r->rows[i].revenues, 0, sizeof(none.revenues));
	}
	for (size_t i = 0; i < r->n_rows; i++)
		if (!is_empty(&r->rows[i]))
			r->rows[n++] = r->rows[i];
	r->n_rows = n;
}

void
path_report_put(struct path_report *r, const struct path_report_print *print,
    struct buf *out)
{
	settle(r);
	if (r->kind == REPORT_PATHS)
		path_rows_put_paths(r, print, out);
	else if (r->kind == REPORT_LAG)
		path_rows_put_lag(r, print, out);
	else
		path_rows_put_assists(r, print, out);
}
