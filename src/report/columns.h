/* SPDX-License-Identifier: MIT */
/* What the name of a column tells of its cells. */
#ifndef CJM_REPORT_COLUMNS_H
#define CJM_REPORT_COLUMNS_H

#include "base/slice.h"

enum column_kind {
	COLUMN_OTHER,  /* its cells decide */
	COLUMN_ID,     /* ids, times, codes: digits that are no quantity */
	COLUMN_FIGURE, /* a count, money or seconds */
	COLUMN_RATE    /* a share from 0 to 1 */
};

enum column_kind column_kind(struct slice name);

#endif
