/* SPDX-License-Identifier: MIT */
/* What writes CSV, for those that do beside the renderer of that name. With
 * page->excel it is as Excel opens it without harm. */
#ifndef CJM_REPORT_CSV_H
#define CJM_REPORT_CSV_H

#include "report/renderer.h"

/* In front of all. */
void csv_begin(struct page *page);

/* A cell without its comma, its escapes undone; the name of its column tells
 * what it is. alone: there is no other in the row. Uses page->cell. */
void csv_put_cell(
    struct page *page, struct slice column, struct slice cell, bool alone);

void csv_end_row(struct page *page);

#endif
