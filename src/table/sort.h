/* SPDX-License-Identifier: MIT */
/* Rows in the order of some of their columns, whatever their number: an
 * external merge sort. Rows with equal keys stay in the order of the input.
 *
 *	const struct sort_key keys[] = {{uid, SORT_TEXT}, {time, SORT_TIME}};
 *	struct sort *sort = sort_new(&table, keys, 2, options.memory);
 *	while (table_next(&table))
 *		for (size_t i = 0; i < table.n_rows; i++)
 *			… sort_add(sort, &row)
 *	sort_finish(sort);
 *	while (table_next(&table))
 *		… the same rows, sorted
 *	sort_free(sort);
 *
 * Rows are gathered within the limit, sorted, and written to a temporary file;
 * the files are merged 64 at a time. Rows that all fit are never written. A
 * log is nearly sorted, and sorting what is in order takes one comparison a
 * row. */
#ifndef CJM_TABLE_SORT_H
#define CJM_TABLE_SORT_H

#include "base/mem.h"
#include "table/table.h"

enum sort_kind {
	SORT_TEXT, /* by bytes */
	SORT_TIME  /* Unix seconds, as when_read_unix reads them */
};

struct sort_key {
	unsigned column; /* that was asked for of the table */
	enum sort_kind kind;
};

struct sort;

/* Over a table that is open; `memory` in bytes, at least 256 KiB. */
struct sort *sort_new(
    struct table *t, const struct sort_key *keys, unsigned n, int64_t memory);

/* Takes a row of the table; false, and it is left out, when a time in its key
 * cannot be read. */
bool sort_add(struct sort *s, const struct row *row);

/* Makes table_next give the rows in order. */
void sort_finish(struct sort *s);
void sort_free(struct sort *s);

/* The same without a table (NULL to sort_new), for lines of the tool's own: a
 * key is put together of times and texts, in a buffer; a line has no LF. */
void sort_key_time(struct buf *key, int64_t us);
void sort_key_text(struct buf *key, struct slice text);
void sort_put(struct sort *s, struct slice key, struct slice line);

/* Lines in order, as many as a block holds, each with its LF; false at the
 * end. sort_finish comes first. */
bool sort_lines(struct sort *s, struct slice *lines);

/* Temporary files written so far, for --stats. */
uint64_t sort_runs(const struct sort *s);

#endif
