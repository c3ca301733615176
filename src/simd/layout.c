/* SPDX-License-Identifier: MIT */
/* What a kernel must know of a table to find its rows, made once. */
#include <stdlib.h>

#include "base/mem.h"
#include "simd/simd.h"

enum { MOST = 64 }; /* delimiters of a chunk */

void
row_layout_init(struct row_layout *layout, unsigned columns)
{
	uint64_t next = 0;
	*layout = (struct row_layout){
	    columns, mem_alloc(columns * sizeof(*layout->ends))};
	for (unsigned i = columns + MOST; i-- > 0;) {
		next = next << 1 | (i % columns == columns - 1);
		if (i < columns)
			layout->ends[i] = next;
	}
}

void
row_layout_release(struct row_layout *layout)
{
	free(layout->ends);
	*layout = (struct row_layout){0};
}
