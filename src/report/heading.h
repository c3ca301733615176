/* SPDX-License-Identifier: MIT */
/* Names above columns that are narrower than they: broken behind `_`, `-` and
 * blanks, over as many lines as it takes. */
#ifndef CJM_REPORT_HEADING_H
#define CJM_REPORT_HEADING_H

#include "report/line.h"

/* The widest piece that cannot be broken. */
size_t heading_width(struct slice name);

/* The lines that a name takes in a column so wide. */
size_t heading_lines(struct slice name, size_t width);

/* Appends line number `at` (from 0) of `lines`, the name standing on the
 * lowest ones, in a cell of the width. */
void heading_put(struct line *line, struct slice name, size_t width, size_t at,
    size_t lines, bool right);

#endif
