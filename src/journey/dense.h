/* SPDX-License-Identifier: MIT */
/* The inverse of I - W for a full matrix W as sparse.h has them. */
#ifndef CJM_JOURNEY_DENSE_H
#define CJM_JOURNEY_DENSE_H

#include "journey/sparse.h"

/* Rows of lanes: row i begins at at[i * width], its column c is in lane c % 8
 * of at[i * width + c / 8]. */
struct dense {
	uint32_t n, width;
	lanes *at;
};

/* I - W, with W's entries. Aligned memory of n * n * 8 bytes. */
void dense_init(struct dense *d, const struct sparse *w);
void dense_release(struct dense *d);

static inline double
dense_at(const struct dense *d, uint32_t row, uint32_t column)
{
	return d->at[(size_t)row * d->width + column / SPARSE_LANES]
		    [column % SPARSE_LANES];
}

/* Inverts in place, by Gauss-Jordan in blocks of rows that stay in the second
 * cache. Such matrices need no pivots. */
void dense_invert(struct dense *d);

#endif
