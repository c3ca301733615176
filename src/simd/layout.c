/* SPDX-License-Identifier: MIT */
/* What a kernel must know of a table to find its rows, made once. */
#include <stdlib.h>

#include "base/mem.h"
#include "simd/simd.h"

enum { MOST = 64 }; /* delimiters of a chunk */

/* What a delimiter is. */
enum { WANTED = 1, END = 2 };

/* Of a row's delimiters and as many behind as a chunk may have. */
static uint8_t *
read_kinds(unsigned columns, const uint16_t *tabs)
{
	uint8_t *kinds = mem_zero(columns + MOST, sizeof(*kinds));
	for (; *tabs != UINT16_MAX; tabs++)
		kinds[*tabs] = WANTED;
	kinds[columns - 1] = WANTED | END;
	for (unsigned i = columns; i < columns + MOST; i++)
		kinds[i] = kinds[i - columns];
	return kinds;
}

void
row_layout_init(
    struct row_layout *layout, unsigned columns, const uint16_t *tabs)
{
	unsigned n = 0;
	uint8_t *kinds = read_kinds(columns, tabs);
	struct row_step *steps = mem_zero(columns, sizeof(*steps)), step = {0};
	uint16_t *places =
	    mem_alloc((columns + MOST + ROW_STEP) * sizeof(*places));
	for (unsigned i = 0; i < columns + MOST; i++) {
		if (i < columns)
			steps[i].places = places + n;
		if (kinds[i] & WANTED)
			places[n++] = (uint16_t)(i + 1);
	}
	for (unsigned i = 0; i < ROW_STEP; i++)
		places[n++] = (uint16_t)(columns + MOST);
	for (unsigned i = columns + MOST; i-- > 0;) {
		step.wanted = step.wanted << 1 | (kinds[i] & WANTED);
		step.ends = step.ends << 1 | (kinds[i] & END ? 1u : 0u);
		if (i < columns) {
			steps[i].wanted = step.wanted;
			steps[i].ends = step.ends;
		}
	}
	free(kinds);
	*layout = (struct row_layout){columns, steps, places};
}

void
row_layout_release(struct row_layout *layout)
{
	free(layout->steps);
	free(layout->places);
	*layout = (struct row_layout){0};
}
