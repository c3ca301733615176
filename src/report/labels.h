/* SPDX-License-Identifier: MIT */
/* Every word of a report, in English and in the Korean of journey reports:
 * what the renderers say themselves, names of columns, and the values whose
 * names are the suite's own (stages, touchpoints, models). */
#ifndef CJM_REPORT_LABELS_H
#define CJM_REPORT_LABELS_H

#include <stdbool.h>

#include "base/mem.h"
#include "base/slice.h"

enum lang { LANG_EN, LANG_KO, LANGS };

enum label {
	LABEL_CONTINUED,
	LABEL_DROPPED,
	LABEL_OPEN,
	LABEL_ENTERED,
	LABEL_REVENUE,
	LABEL_COST,
	LABEL_ROAS,
	LABEL_ACQUISITION,
	LABEL_OVERALL,
	LABEL_WITHIN,
	LABEL_DROP_RATE,
	LABEL_MEDIAN,
	LABEL_P90,
	LABEL_INTERVAL,
	LABEL_TO,
	LABEL_BY,
	LABEL_TOTAL,
	LABEL_OTHERS, /* behind their count */
	LABEL_NONE,
	LABEL_UNATTRIBUTED,
	LABEL_MORE,       /* between a count and what is left out */
	LABEL_MORE_AFTER, /* behind it */
	LABEL_ROW,        /* each followed by its plural */
	LABEL_ROWS,
	LABEL_SEGMENT,
	LABEL_SEGMENTS,
	LABEL_FUNNEL,
	LABEL_FUNNELS,
	LABEL_NO_VISITORS,
	LABEL_NO_CONVERSIONS,
	LABEL_NO_ROWS,
	LABEL_COMPARED,
	LABEL_POINTS, /* of a percentage */
	LABEL_PERSON, /* likewise, behind their count */
	LABEL_PERSONS,
	LABEL_LOW,
	LABEL_HIGH,
	LABEL_LAST,
	LABEL_MEAN,
	LABEL_COHORT,
	LABEL_PERIOD, /* followed by its plural */
	LABEL_PERIODS,
	LABEL_REPORT,
	LABEL_CONTENTS,
	LABEL_SHARE,
	LABEL_SORT,
	LABEL_FIND,
	LABEL_MEDIAN_TIME,
	LABEL_TABLE,
	LABEL_SESSIONS,
	LABEL_SKIP,
	LABELS
};

/* `en` or `ko`; false for others. */
bool lang_find(const char *name, enum lang *lang);
const char *lang_name(enum lang lang);

const char *label(enum lang lang, enum label which);

/* The word for so many: that one, or its plural, which follows it. */
const char *label_of(enum lang lang, enum label one, size_t n);

/* A column's name for people; where there is none, the name itself with
 * blanks for `_`, which *b holds (it is emptied first). */
struct slice label_column(enum lang lang, struct slice name, struct buf *b);

/* The same of one of a table's n columns: `in_STAGE` is a time where the table
 * is a profile (column_stage), and `item` no product in cjm-parse --check. */
struct slice label_heading(enum lang lang, const struct slice *names,
    unsigned n, unsigned column, struct buf *b);

/* A value for people: of columns that hold stages, touchpoints, events or
 * models, of measure, outcome and change, and `(total)` and `(none)` of any;
 * all else is returned as it is.
 * `stage:name` is told by its parts, and so is the step `A|B`. */
struct slice label_value(
    enum lang lang, struct slice column, struct slice value, struct buf *b);

/* That of a row's cell in a table of such columns, which also tell the words of
 * cjm-parse --check and the usual segments of cjm-profile. */
struct slice label_cell(enum lang lang, const struct slice *names,
    const struct slice *row, unsigned column, struct buf *b);

/* Whether a value is the `(total)` of cjm-metrics, translated or not. */
bool label_is_total(struct slice value);

/* The heading of a section by the name that the user gave it, which may be
 * that of columns with `-` between. *b may hold it. */
struct slice label_section(enum lang lang, struct slice name, struct buf *b);

#endif
