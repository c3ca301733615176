/* SPDX-License-Identifier: MIT */
/* Visitors that memory has no room for: hybrid hashing over files.
 *
 * A tool that keeps something of every visitor takes rows as ever while its
 * state stays within --memory. Above that, rows of visitors that it knows are
 * taken as before; those of new ones are put aside, by a hash of the visitor's
 * key, in one of 64 temporary files. When the input ends, what is kept of the
 * visitors in memory is whole: the tool adds it to its sums, forgets it, and
 * takes the files' rows, one file after the other, in the same way. A file
 * that is again too large is divided once more.
 *
 *	spill_init(&spill, &table, options.memory);
 *	do {
 *		while (table_next(&table)) {
 *			visitors_hash(&visitors, &table);
 *			for (size_t i = 0; i < table.n_rows; i++) {
 *				struct row row = table_row(&table, i);
 *				struct key key = visitors.keys[i];
 *				if (!spill_aside(&spill, &roster, key, &row))
 *					… take the row
 *			}
 *			spill_weigh(&spill, roster_peak(&roster) + …);
 *		}
 *		… add what is kept of these visitors to the sums; roster_clear
 *	} while (spill_next(&spill));
 *	spill_release(&spill);
 *
 * So a result that is a sum over visitors has the same bytes for any limit.
 * Three things are the tool's to see to:
 *
 * - A visitor's rows come in the order of the input, those of different
 *   visitors do not, and a row that was put aside comes again. What concerns
 *   all rows (the latest time, the first currency) is taken before
 *   spill_aside while `spill.first` is true, and whole when that pass ends;
 *   what is counted a row is counted before it once, by the same token, or
 *   behind it.
 * - Rows put aside have only the columns that were asked for of the table
 *   (table_want, table_use); the others are empty.
 * - Only memory that the pass frees counts: what must be kept to the end
 *   (sums, names) does not.
 *
 * On top of the limit come the files' buffers: 8 MiB while rows are put aside.
 * When one visitor alone is too much, the limit is broken: dividing by
 * visitors has an end. */
#ifndef CJM_TABLE_SPILL_H
#define CJM_TABLE_SPILL_H

#include "base/roster.h"
#include "io/temp.h"
#include "table/table.h"

enum { SPILL_BITS = 6, SPILL_FILES = 1 << SPILL_BITS };

struct spill_part;
struct spill_piece;

struct spill {
	struct table *table;
	int64_t memory;
	bool full;      /* new visitors are put aside */
	bool first;     /* the rows are the input's */
	unsigned level; /* how often the rows at hand were divided */
	uint32_t id;    /* of the file at hand: 1, 2, 3…; 0 is the input */

	struct temp *files; /* of the level below, or NULL */
	uint64_t *n_rows;   /* in each */
	uint32_t ids[SPILL_FILES];
	struct spill_part *parts; /* waiting, the last one first */
	size_t n_parts;
	struct temp current;
	struct spill_piece *pieces; /* of a row that are put aside */
	unsigned n_pieces, tail;

	uint64_t rows;       /* put aside, once for each division */
	uint64_t partitions; /* files that were made */
};

/* Over a table that is open; `memory` in bytes. */
void spill_init(struct spill *s, struct table *t, int64_t memory);
void spill_release(struct spill *s);

/* Which of the files a visitor's rows go to: by bits of the key that rosters do
 * not use, others at each level. */
static inline unsigned
spill_file(const struct spill *s, struct key key)
{
	return (unsigned)(key.hi >> s->level * SPILL_BITS) & (SPILL_FILES - 1);
}

/* Puts a row aside. */
void spill_put(struct spill *s, struct key key, const struct row *row);

/* Puts a line of the tool's own aside, without its LF: it must have as many
 * fields as the table has columns. */
void spill_put_line(struct spill *s, struct key key, struct slice line);

/* Whether a visitor's rows are to be put aside: there is no room, and they are
 * not in the roster. */
static inline bool
spill_wants(const struct spill *s, const struct roster *known, struct key key)
{
	return s->full && !roster_find(known, key);
}

/* True when the row was put aside. */
static inline bool
spill_aside(struct spill *s, const struct roster *known, struct key key,
    const struct row *row)
{
	if (!spill_wants(s, known, key))
		return false;
	spill_put(s, key, row);
	return true;
}

/* Says how many bytes are held of visitors: after each table_next. */
void spill_weigh(struct spill *s, size_t bytes);

/* Makes table_next give the rows of the next file; false when there is none.
 * The tool keeps no visitors when it calls this. */
bool spill_next(struct spill *s);

/* To be put in a tool's list of counters. */
#define SPILL_COUNTERS(s)                     \
	{"rows_spilled", &(s).rows},          \
	{                                     \
		"partitions", &(s).partitions \
	}

#endif
