/* SPDX-License-Identifier: MIT */
/* What a kernel must know of a table to find its rows, made once. */
#include <stdlib.h>

#include "base/mem.h"
#include "simd/simd.h"

/* Delimiters of a chunk. */
enum { MOST = 64 };

static bool *
read_wanted(unsigned columns, const uint16_t *tabs)
{
	bool *wanted = mem_zero(columns, sizeof(*wanted));
	for (; *tabs != UINT16_MAX; tabs++)
		wanted[*tabs] = true;
	wanted[columns - 1] = true;
	return wanted;
}

void
row_layout_init(
    struct row_layout *layout, unsigned columns, const uint16_t *tabs)
{
	unsigned last = columns - 1, n = 0;
	bool *wanted = read_wanted(columns, tabs);
	struct row_step *steps = mem_zero(columns, sizeof(*steps)), step = {0};
	uint16_t *places =
	    mem_alloc((columns + MOST + ROW_STEP) * sizeof(*places));
	for (unsigned i = 0; i < columns + MOST; i++) {
		if (i < columns)
			steps[i].places = places + n;
		if (wanted[i % columns])
			places[n++] = (uint16_t)(i + 1);
	}
	for (unsigned i = 0; i < ROW_STEP; i++)
		places[n++] = (uint16_t)(columns + MOST);
	for (unsigned i = columns + MOST; i-- > 0;) {
		step.wanted = step.wanted << 1 | wanted[i % columns];
		step.ends = step.ends << 1 | (i % columns == last);
		if (i < columns) {
			steps[i].wanted = step.wanted;
			steps[i].ends = step.ends;
		}
	}
	free(wanted);
	*layout = (struct row_layout){columns, steps, places};
}

void
row_layout_release(struct row_layout *layout)
{
	free(layout->steps);
	free(layout->places);
	*layout = (struct row_layout){0};
}
