/* SPDX-License-Identifier: MIT */
/* Gauss-Jordan by blocks. */
#include "journey/dense.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BLOCK = 32 };

void
dense_init(struct dense *d, const struct sparse *w)
{
	d->n = w->n;
	d->width = (w->n + SPARSE_LANES - 1) / SPARSE_LANES;
	d->at = sparse_lanes((size_t)d->n * d->width);
	for (uint32_t r = 0; r < w->n; r++) {
		lanes *row = d->at + (size_t)w->row[r] * d->width;
		for (uint64_t e = w->first[r]; e < w->first[r + 1]; e++)
			row[w->at[e] / SPARSE_LANES][w->at[e] % SPARSE_LANES] -=
			    w->weight[e];
		row[w->row[r] / SPARSE_LANES][w->row[r] % SPARSE_LANES] += 1;
	}
}

void
dense_release(struct dense *d)
{
	free(d->at);
	d->at = NULL;
}

static void
set(lanes *row, uint32_t column, double value)
{
	row[column / SPARSE_LANES][column % SPARSE_LANES] = value;
}

/* Inverts the n x n block at the diagonal from `from` on, into b. */
static void
invert_block(
    const struct dense *d, uint32_t from, uint32_t n, double b[BLOCK][BLOCK])
{
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < n; k++)
			b[i][k] = dense_at(d, from + i, from + k);
	for (uint32_t p = 0; p < n; p++) {
		double by = 1 / b[p][p];
		b[p][p] = 1;
		for (uint32_t k = 0; k < n; k++)
			b[p][k] *= by;
		for (uint32_t i = 0; i < n; i++) {
			double f = b[i][p];
			if (i == p)
				continue;
			b[i][p] = 0;
			for (uint32_t k = 0; k < n; k++)
				b[i][k] -= f * b[p][k];
		}
	}
}

/* row += f[0] * rows[0] + … */
static void
add_rows(
    lanes *row, const double *f, const lanes *rows, uint32_t n, uint32_t width)
{
	uint32_t k = 0;
	for (; k + 4 <= n; k += 4) {
		const lanes *a = rows + (size_t)k * width, *b = a + width;
		const lanes *c = b + width, *e = c + width;
		for (uint32_t i = 0; i < width; i++)
			row[i] += f[k] * a[i] + f[k + 1] * b[i] +
			    (f[k + 2] * c[i] + f[k + 3] * e[i]);
	}
	for (; k < n; k++)
		for (uint32_t i = 0; i < width; i++)
			row[i] += f[k] * rows[(size_t)k * width + i];
}

/* Eliminates the rows from `from` on; `above` gets what they become. */
static void
eliminate(struct dense *d, uint32_t from, uint32_t n, lanes *above)
{
	double b[BLOCK][BLOCK], f[BLOCK];
	uint32_t width = d->width;
	invert_block(d, from, n, b);
	memset(above, 0, (size_t)n * width * sizeof(*above));
	for (uint32_t i = 0; i < n; i++) {
		lanes *row = above + (size_t)i * width;
		add_rows(row, b[i], d->at + (size_t)from * width, n, width);
		for (uint32_t k = 0; k < n; k++)
			set(row, from + k, b[i][k]);
	}
	for (uint32_t i = 0; i < d->n; i++) {
		lanes *row = d->at + (size_t)i * width;
		if (i >= from && i < from + n)
			continue;
		for (uint32_t k = 0; k < n; k++) {
			f[k] = -dense_at(d, i, from + k);
			set(row, from + k, 0);
		}
		add_rows(row, f, above, n, width);
	}
	memcpy(d->at + (size_t)from * width, above,
	    (size_t)n * width * sizeof(*above));
}

void
dense_invert(struct dense *d)
{
	lanes *above = sparse_lanes((size_t)BLOCK * d->width);
	for (uint32_t from = 0; from < d->n; from += BLOCK)
		eliminate(
		    d, from, d->n - from < BLOCK ? d->n - from : BLOCK, above);
	free(above);
}
