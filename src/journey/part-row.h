/* SPDX-License-Identifier: MIT */
/* Rows of a part of an attribution: exact sums of some of the persons, as text
 * that another process adds up.
 *
 * All have the same columns: row (which kind it is), name, value, key,
 * currency, conversions, new_customers, revenue and count; what a kind has no
 * use for is empty, and so is 0. Keys and currencies are numbered by each
 * process in its own way, so rows have their texts: of several keys with an LF
 * between, of a key of two columns with a TAB, and all of it escaped once more
 * (`\n`, `\t`), since the columns of a key are fields of the stream already. */
#ifndef CJM_JOURNEY_PART_ROW_H
#define CJM_JOURNEY_PART_ROW_H

#include "base/intern.h"
#include "base/num.h"
#include "io/writer.h"
#include "table/table.h"

struct part_row {
	struct slice row, name, value;
	const uint32_t *keys; /* numbers */
	size_t n_keys;
	uint32_t currency; /* its number; 0 is none */
	int128 conversions, fresh, revenue;
	uint64_t count;
};

/* Adds what a row says to a sum. False where that is more than figures of this
 * kind may be (split.h's 2^77 units with their fraction): no input has so
 * much, and what follows need not fear for its 128 bits. */
bool part_add(int128 *sum, int128 amount);
bool part_count(uint64_t *sum, uint64_t count);

/* Rows on their way out. */
struct part_out {
	struct writer *out;
	const struct intern *keys, *currencies; /* the texts of the numbers */
	struct buf text;                        /* rows, until part_flush */
	uint64_t rows;                          /* since part_out_init */
};

/* Writes the names of the columns where `header` asks for them. */
void part_out_init(struct part_out *p, const struct intern *keys,
    const struct intern *currencies, bool header, struct writer *out);
void part_put(struct part_out *p, const struct part_row *row);

/* Writes what was put since the last time: `sorted` by bytes, which makes the
 * order in which a run has met its keys and states of no account, or as it
 * came. */
void part_flush(struct part_out *p, bool sorted);
void part_out_release(struct part_out *p);

/* Rows on their way in. */
struct part_in {
	struct {
		unsigned row, name, value, key, currency;
		unsigned conversions, fresh, revenue, count;
	} columns;
	struct buf texts[3]; /* of the row at hand, without escapes */
	struct slice key, currency;
	uint32_t *keys;
	size_t room;
};

/* Finds the columns; one that is missing is a message and EXIT_SYSTEM. */
void part_in_open(struct part_in *p, const struct table *t);
void part_in_release(struct part_in *p);

/* Reads a row but for its keys and currency: its texts are valid until the next
 * one. False where a figure is no number. */
bool part_read(struct part_in *p, const struct row *row, struct part_row *part);

/* Gives them their numbers here, valid until the next row. False where a key
 * is empty, which none is. */
bool part_read_keys(struct part_in *p, struct intern *keys,
    struct intern *currencies, struct part_row *part);

#endif
