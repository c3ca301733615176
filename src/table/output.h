/* SPDX-License-Identifier: MIT */
/* The stream between tools, written: an input row with some columns replaced
 * and some appended, everything between copied as it is. */
#ifndef CJM_TABLE_OUTPUT_H
#define CJM_TABLE_OUTPUT_H

#include "table/table.h"

/* The columns that a tool sets. Each has a place: in the row where the input
 * has that column already (it is replaced), else behind the row. */
struct output {
	struct writer *out;
	unsigned n_input; /* columns of the input */
	unsigned n;       /* columns that the tool sets */
	unsigned *places; /* input column, or NO_COLUMN for appended */
	unsigned *widths; /* input columns replaced at once, 1 as a rule */
	unsigned *order;  /* replaced ones by place, then the appended */
	unsigned n_replaced;
};

/* `names`: the n columns that the tool sets, in the order in which new ones
 * are appended. Writes the header line unless --no-header. An input without a
 * header line (not a single byte) gets none. */
void output_open(struct output *o, struct writer *out, const struct table *t,
    const char *const *names, unsigned n);

/* Writes the row with the values of the tool's columns, in the order of the
 * names. A value whose p is NULL keeps what the input has (an appended one is
 * empty then). Values are written as they are: they must be escaped. */
void
output_row(struct output *o, const struct row *row, const struct slice *values);

/* Makes value i stand for `width` neighbouring input columns from its own on;
 * it holds their TABs then. */
void output_widen(struct output *o, unsigned i, unsigned width);

void output_close(struct output *o);

/* Closes a tool's standard output and ends its run: a write error is a message
 * and EXIT_SYSTEM; --stats and -v are served. Returns the exit status: the
 * largest of `status` and what happened here. */
int output_finish(struct writer *out, const struct opt_common *common,
    const struct counter *counters, int status);

#endif
