/* SPDX-License-Identifier: MIT */
/* A cell as people read it, the same in every renderer. */
#ifndef CJM_REPORT_CELL_H
#define CJM_REPORT_CELL_H

#include "base/zone.h"
#include "report/figure.h"
#include "report/grid.h"
#include "report/renderer.h"

enum { CELL_ROOM = FIGURE_ROOM };

/* The cell by its column's style and the currency of its row, as it is where it
 * holds no such value. `text` (CELL_ROOM bytes) holds what is not the cell's
 * own. Times are in the page's zone, lasting ones in its language. */
struct slice cell_show(const struct page *page, const struct grid *g,
    size_t row, unsigned column, struct grid_style style, char *text);

/* The same of a value without a row. */
struct slice cell_show_figure(struct zone *zone, enum lang lang, int128 v,
    struct grid_style style, char *text);

/* Seconds since the epoch as `2026-03-05 09:12:33` in the zone; returns the
 * bytes, 0 for times outside the years 1000 to 9999. */
size_t cell_put_time(char *dst, struct zone *zone, int128 seconds);

#endif
