/* SPDX-License-Identifier: MIT */
/* A cell as people read it, the same in every renderer. */
#ifndef CJM_REPORT_CELL_H
#define CJM_REPORT_CELL_H

#include "base/zone.h"
#include "report/figure.h"
#include "report/grid.h"

enum { CELL_ROOM = FIGURE_ROOM };

/* The cell by its column's style, as it is where it holds no such value.
 * `text` (CELL_ROOM bytes) holds what is not the cell's own. Times are in the
 * zone, lasting ones in the language. */
struct slice cell_show(struct zone *zone, enum lang lang, struct slice cell,
    struct grid_style style, char *text);

/* The same of a value. */
struct slice cell_show_figure(struct zone *zone, enum lang lang, int128 v,
    struct grid_style style, char *text);

/* Seconds since the epoch as `2026-03-05 09:12:33` in the zone; returns the
 * bytes, 0 for times outside the years 1000 to 9999. */
size_t cell_put_time(char *dst, struct zone *zone, int128 seconds);

#endif
