/* SPDX-License-Identifier: MIT */
/* The tables of a report: each from files of its own, `NAME=FILE ...`. */
#ifndef CJM_REPORT_SECTION_H
#define CJM_REPORT_SECTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/opt.h"
#include "report/grid.h"
#include "report/labels.h"

struct section {
	struct slice name; /* empty for a table that has none */
	const char **files;
	size_t n_files;   /* 0: standard input */
	struct grid grid; /* no columns where the input has not a byte */
	bool compared;    /* made by --compare */
};

/* All of a report, in the order of the operands. */
struct sections {
	struct section *at;
	size_t n;
	uint64_t rows_read, rows_ragged, rows_long; /* counters of the tables */
};

/* Operands `NAME=FILE` begin a section of that name (letters, digits, `_`,
 * `-` and any character beyond ASCII; a file that is named like that is given
 * as ./NAME=FILE); others are further files of the section before, or of the
 * first one, which has no name then. Nothing is opened. The operands must
 * outlive the sections. */
void sections_init(struct sections *s, const struct opt_list *operands);
void sections_release(struct sections *s);

/* Puts a section, whose grid it takes over, behind number `at`, or in its
 * place. */
void sections_insert(struct sections *s, size_t at,
    const struct section *section, bool in_place);

/* Reads a section's files into its grid, at most max_rows rows. False with
 * the message printed when reading failed or there are more. */
bool section_load(struct sections *s, struct section *section,
    const struct opt_common *common, uint64_t max_rows);

/* Sorts by `COLUMN` or `COLUMN:desc`; false when there is no such column. */
bool section_sort(struct section *section, struct slice by);

/* Puts people's words in place of the names of columns and of the suite's own
 * values. The columns are still found by their names. */
void section_translate(struct section *section, enum lang lang);

#endif
