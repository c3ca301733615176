/* SPDX-License-Identifier: MIT */
/* The views of the text renderer. Each looks at a table and either shows it or
 * leaves it to the next: a funnel, an attribution, a trend, cohorts, and any
 * table at all. */
#ifndef CJM_REPORT_TEXT_H
#define CJM_REPORT_TEXT_H

#include "report/grid.h"
#include "report/line.h"
#include "report/renderer.h"

/* Writes the whole view and returns true, or writes nothing and returns
 * false when the table is not of its kind. */
typedef bool
text_view(const struct page *page, struct line *line, const struct grid *grid);

text_view text_funnel, text_attribution, text_trend, text_cohorts, text_table;

/* `… 12 more rows (--rows 10)`: what a view left out because it was told to;
 * `what` are they. Nothing when n is 0. */
void text_left_out(
    const struct page *page, struct line *line, size_t n, enum label what);

#endif
