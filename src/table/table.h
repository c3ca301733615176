/* SPDX-License-Identifier: MIT */
/* The stream between tools, read: a header, then rows whose fields are found
 * by column name.
 *
 *	struct table t;
 *	table_open(&t, &options.common, &out);
 *	unsigned time = table_need(&t, "time", "cjm-parse");
 *	while (table_next(&t))
 *		for (size_t i = 0; i < t.n_rows; i++) {
 *			struct row row = table_row(&t, i);
 *			struct slice text = row_field(&row, time);
 *			…
 *		}
 *	return table_close(&t);
 *
 * All delimiters of a block are found in one pass; after that a field costs two
 * loads and a row is passed on by one memcpy. */
#ifndef CJM_TABLE_TABLE_H
#define CJM_TABLE_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/counters.h"
#include "base/mem.h"
#include "base/opt.h"
#include "base/slice.h"
#include "io/reader.h"
#include "io/writer.h"
#include "simd/simd.h"

/* Column names in order. The bytes are the header's own. */
struct header {
	struct slice *names;
	unsigned n;
	struct arena text;
};

#define NO_COLUMN UINT32_MAX

/* The number of the named column, or NO_COLUMN. */
unsigned header_find(const struct header *h, struct slice name);

struct table {
	struct header header;
	size_t n_rows;

	/* the rows in hand: see struct rows */
	const char *base;
	uint32_t *at;

	uint64_t rows_read;   /* --stats: rows handed out */
	uint64_t rows_ragged; /* with more or fewer fields than columns */
	uint64_t rows_long;   /* longer than --max-line */

	const struct simd *simd;
	struct reader *reader;
	const struct opt_common *common;
	struct writer *out;
	bool *used; /* columns that are read, by table_use */
	struct row_layout layout;
	size_t room;       /* of at */
	struct slice rest; /* of the block read, not yet handed out */
	bool (*lines)(void *from, struct slice *lines); /* see table_feed */
	void *from;
	bool ended; /* no more blocks */
	bool crlf;  /* lines end in CR LF: an export of another system */
	bool failed;
};

/* One row of the current block. */
struct row {
	const char *base;
	const uint32_t *at; /* the ends of its columns */
	unsigned n;         /* fields */
};

/* Opens the files named in common->operands (none: standard input) and reads
 * the header; `out` is flushed whenever the input pauses (NULL: nothing is).
 * A first file that cannot be read up to its header, an empty or duplicated
 * column name, one with control bytes, or headers that differ end the process
 * with EXIT_SYSTEM. An input without a single byte has no columns: t->header.n
 * is 0, and there are no rows. */
void table_open(
    struct table *t, const struct opt_common *common, struct writer *out);

/* The named column. When it is missing: a message that names the tool that
 * makes it (NULL: that names those which are there), and EXIT_SYSTEM; with an
 * empty input NO_COLUMN. */
unsigned table_need(const struct table *t, const char *name, const char *maker);

/* The named column, or NO_COLUMN. */
unsigned table_want(const struct table *t, const char *name);

/* Says before the first table_next that a column found through the header will
 * be read: table/spill.h keeps no others of a row. */
void table_use(const struct table *t, unsigned column);

/* Reads the next block of rows; false at the end, or when reading failed
 * (t->failed; the reason is printed). Rows of the last block are gone then. */
bool table_next(struct table *t);

/* Begins to read the files again, which are files of the disk; rows are counted
 * anew. */
void table_restart(struct table *t);

/* From now on rows come from elsewhere: put aside before, and in the same
 * columns. lines(from, &lines) gives whole lines, valid until its next call
 * and with SIMD_PAD readable bytes behind them; false at the end. They have
 * been counted already, so they are not counted again. */
void table_feed(struct table *t, bool (*lines)(void *from, struct slice *lines),
    void *from);

/* A second table of the same columns whose rows come from table_feed alone;
 * the first one must outlive it. */
void table_derive(struct table *t, const struct table *from);

static inline struct row
table_row(const struct table *t, size_t i)
{
	size_t n = t->header.n;
	return (struct row){t->base, t->at + i * n + 1, t->header.n};
}

/* The text of a field as it stands in the stream (escaped), of a column that
 * is there. Valid until the next table_next. */
static inline struct slice
row_cell(const struct row *row, unsigned column)
{
	/* in front of a block's first row stands UINT32_MAX */
	uint32_t from = row->at[(ptrdiff_t)column - 1] + 1;
	return (struct slice){row->base + from, row->at[column] - from};
}

/* The same; empty for NO_COLUMN. */
static inline struct slice
row_field(const struct row *row, unsigned column)
{
	return column == NO_COLUMN ? (struct slice){"", 0}
				   : row_cell(row, column);
}

/* The whole row without its LF. */
static inline struct slice
row_text(const struct row *row)
{
	uint32_t from = row->at[-1] + 1;
	return (struct slice){row->base + from, row->at[row->n - 1] - from};
}

/* A line without its LF as a row of n columns, whose ends go to places[0..n]:
 * for rows that come from no table. A line has n fields. */
struct row row_of(struct slice line, uint32_t *places, unsigned n);

/* Frees. EXIT_SYSTEM when reading failed, else EXIT_DONE. */
int table_close(struct table *t);

/* The counters of every table reader, to be put in a tool's list. */
#define TABLE_COUNTERS(t)                                                 \
	{"rows_read", &(t).rows_read}, {"rows_ragged", &(t).rows_ragged}, \
	{                                                                 \
		"rows_long", &(t).rows_long                               \
	}

#endif
