/* SPDX-License-Identifier: MIT */
/* The stream between tools, written: an input row with some columns replaced
 * and some appended, everything between copied as it is. */
#ifndef CJM_TABLE_OUTPUT_H
#define CJM_TABLE_OUTPUT_H

#include "table/table.h"

/* One value's part in a row: it takes the place of the bytes behind delimiter
 * `from` up to delimiter `to` (as struct row counts them), or, where `to` is
 * NO_COLUMN, stands behind the row. */
struct output_part {
	unsigned value; /* by name */
	unsigned from, to;
};

/* What a kind of row may have: those that are replaced by place, then all that
 * are appended. */
struct output_parts {
	struct output_part *at;
	unsigned n_replaced, n;
};

/* The columns that a tool sets. Each has a place: in the row where the input
 * has that column already (it is replaced), else behind the row. */
struct output {
	struct writer *out;
	unsigned n_input; /* columns of the input */
	unsigned n;       /* columns that the tool sets */
	unsigned *places; /* input column, or NO_COLUMN for appended */
	unsigned *widths; /* columns set at once, 1 as a rule */
	unsigned *order;  /* replaced ones by place, then the appended */
	unsigned n_replaced;
	struct output_parts all;
};

/* `names`: the n columns that the tool sets, in the order in which new ones
 * are appended. Writes the header line unless --no-header. An input without a
 * header line (not a single byte) gets none. */
void output_open(struct output *o, struct writer *out, const struct table *t,
    const char *const *names, unsigned n);

/* Writes the row with the values of the tool's columns, in the order of the
 * names. A value whose p is NULL keeps what the input has (an appended one is
 * empty then). Values are written as they are: they must be escaped, and
 * SIMD_PAD bytes behind each that is not empty can be read. */
void
output_row(struct output *o, const struct row *row, const struct slice *values);

/* The same for rows that have only some of the values: those are looked at
 * whose `set` is true, and the appended ones. That took 90 of 1,380
 * instructions a row off cjm-stage. */
void output_pick(
    const struct output *o, const bool *set, struct output_parts *parts);
void output_row_of(struct output *o, const struct row *row,
    const struct slice *values, const struct output_parts *parts);
void output_parts_release(struct output_parts *parts);

/* Makes value i stand for `width` neighbouring input columns from its own on,
 * or, where it is appended, for it and the names behind it; it holds their
 * TABs then. */
void output_widen(struct output *o, unsigned i, unsigned width);

void output_close(struct output *o);

/* For tools that write rows by themselves, with writer_need and writer_used.
 */

/* Copies a piece of a row in steps of SIMD_PAD: most are shorter than one, and
 * with smaller steps their number is often guessed wrong. As many bytes behind
 * it are read, and written. */
static inline char *
output_piece(char *to, const char *from, const char *end)
{
	size_t n = (size_t)(end - from);
	memcpy(to, from, SIMD_PAD);
	for (size_t i = SIMD_PAD; i < n; i += SIMD_PAD)
		memcpy(to + i, from + i, SIMD_PAD);
	return to + n;
}

/* The same of a value, which may be empty. */
static inline char *
output_value(char *to, struct slice value)
{
	return value.n > 0 ? output_piece(to, value.p, value.p + value.n) : to;
}

/* Closes a tool's standard output and ends its run: a write error is a message
 * and EXIT_SYSTEM; --stats and -v are served. Returns the exit status: the
 * largest of `status` and what happened here. */
int output_finish(struct writer *out, const struct opt_common *common,
    const struct counter *counters, int status);

/* The part of it that serves --stats and -v. */
int output_counters(const struct opt_common *common,
    const struct counter *counters, int status);

#endif
