/* SPDX-License-Identifier: MIT */
/* Spend: what was paid for advertisements, as their platforms export it.
 *
 *	struct spend_options options = SPEND_OPTIONS_INIT;
 *	… spend_map(&options, text, &bad) for each --spend-map …
 *	if (spend_read(path, &options, take, context, &counts, &why) !=
 *	    SPEND_GOOD)
 *		… *why is `file:line:column: reason` …
 *
 * A file has a line of column names somewhere in its first lines (titles and
 * dates may stand before it) and then a row for each day and campaign, or
 * whatever it is cut by. Column names are those of spend-names.h, or told by
 * spend_map; separators are commas, semicolons or TABs; the text is UTF-8,
 * UTF-16 with a byte order mark, or CP949. Rows that are sums of others, and
 * notes of a single cell, are counted and left out. Everything else that
 * cannot be read is an error: no money is lost silently. */
#ifndef CJM_TABLE_SPEND_FILE_H
#define CJM_TABLE_SPEND_FILE_H

#include "table/spend-names.h"
#include "table/spend-value.h"

/* One row: what one day's advertisements of one kind cost. Slices are fields
 * of the stream (table/escape.h), valid during the call. */
struct spend_row {
	int64_t day;                   /* days since 1970-01-01, local */
	struct slice keys[SPEND_KEYS]; /* empty: the row does not say */
	char currency[4];              /* its code, "" likewise */
	int64_t cost;                  /* millionths; negative: a credit */
	uint64_t impressions, clicks;
	/* the file has no such column: what 0 stands for is not known */
	bool no_impressions, no_clicks;
};

struct spend_options {
	int64_t max_bytes; /* of a decompressed file */
	struct spend_mapped *mapped;
	size_t n_mapped;
	enum spend_order order;
	/* keys that a file must tell, else its money would stand beside
	 * `(none)`; a channel follows from source and medium, too */
	bool needed[SPEND_KEYS];
};

#define SPEND_OPTIONS_INIT            \
	{                             \
		.max_bytes = 64 << 20 \
	}

/* What to say of what spend_map does not take, *bad. */
#define SPEND_MAP_WRONG                                                       \
	"not COLUMN=HEADER, COLUMN:VALUE (of a currency its code), date:mdy " \
	"or date:dmy: '%.*s'"

/* Takes a list such as `campaign=Kampagne,cost=Kosten`: the column is the one
 * with that header. `currency:EUR` gives a column that a file lacks that value
 * in all its rows, `date:mdy` and `date:dmy` tell the order of dates like
 * 03/01/2026. The text must outlive *options. False with the piece at fault
 * in *bad. */
bool
spend_map(struct spend_options *options, const char *text, struct slice *bad);
void spend_options_release(struct spend_options *options);

struct spend_counts {
	uint64_t rows;   /* handed out */
	uint64_t totals; /* left out: sums of other rows */
	uint64_t notes;  /* left out: a single cell behind the table */
};

/* To be put in a tool's list of counters. */
#define SPEND_FILE_COUNTERS(c)                                    \
	{"spend_rows", &(c).rows}, {"spend_totals", &(c).totals}, \
	{                                                         \
		"spend_notes", &(c).notes                         \
	}

enum spend_status {
	SPEND_GOOD,
	SPEND_WRONG, /* an error in the file: EXIT_USAGE */
	SPEND_LOST   /* the file cannot be read: EXIT_SYSTEM */
};

/* Reads a file (compressed ones too; "-" is standard input) and hands out its
 * rows in order; *counts grows. Otherwise *why says what is wrong,
 * `path:line:column: reason`, or `path: reason` where it is not at one place.
 * Rows may have been handed out before an error. */
enum spend_status
spend_read(const char *path, const struct spend_options *options,
    void (*take)(void *context, const struct spend_row *row), void *context,
    struct spend_counts *counts, struct buf *why);

#endif
