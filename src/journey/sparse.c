/* SPDX-License-Identifier: MIT */
/* Gauss-Seidel over lanes. */
#include "journey/sparse.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	SWEEPS_MOST = 10000,
	SWEEPS_BETWEEN = 8 /* from one extrapolation to the next */
};

static const double enough = 1e-14; /* of the solution, still to come */
static const double noise = 4e-16;  /* of the solution: rounding */

lanes *
sparse_lanes(size_t n)
{
	const size_t large = 2 << 20; /* below it mem_zero_large has none */
	size_t size = n * sizeof(lanes);
	return mem_zero_large(size > large ? size : large);
}

void
sparse_init(struct sparse *s, uint32_t n, uint64_t entries)
{
	s->n = n;
	s->row = mem_zero(1, ((size_t)n + SPARSE_AHEAD + 1) * sizeof(*s->row));
	s->first = mem_zero((size_t)n + 2, sizeof(*s->first));
	s->at = mem_zero(1, (entries + SPARSE_AHEAD + 1) * sizeof(*s->at));
	s->weight = mem_alloc((entries + 1) * sizeof(*s->weight));
}

void
sparse_release(struct sparse *s)
{
	free(s->row);
	free(s->first);
	free(s->at);
	free(s->weight);
	*s = (struct sparse){0};
}

/* Sums over the rows, lane by lane. */
struct sums {
	lanes change, size;
};

static inline void
add_row(const struct sparse *s, uint32_t i, const lanes *x, lanes *value)
{
	lanes sum = *value;
	for (uint64_t e = s->first[i]; e < s->first[i + 1]; e++) {
		__builtin_prefetch(&x[s->at[e + SPARSE_AHEAD]]);
		sum += s->weight[e] * x[s->at[e]];
	}
	*value = sum;
}

/* change: NULL where nobody will ask for it. */
static struct sums
sweep(const struct sparse *s, const double *constant, const uint8_t *fixed,
    lanes *x, lanes *change)
{
	typedef int64_t bits __attribute__((vector_size(64)));
	struct sums sums = {{0}, {0}};
	for (uint32_t r = 0; r < s->n; r++) {
		uint32_t i = s->row[r];
		__builtin_prefetch(&x[s->row[r + SPARSE_AHEAD]], 1);
		lanes value = {0};
		if (constant)
			value += constant[i];
		add_row(s, r, x, &value);
		if (fixed && fixed[i] != 0)
			for (unsigned k = 0; k < SPARSE_LANES; k++)
				if (fixed[i] >> k & 1)
					value[k] = 1;
		lanes step = value - x[i];
		x[i] = value;
		if (change)
			change[i] = step;
		sums.change += (lanes)((bits)step & INT64_MAX);
		sums.size += value;
	}
	return sums;
}

/* By lane: whether it is done, how often to add the last change, and the factor
 * by which changes shrank in the worst of the last sweeps: behind an
 * extrapolation they are small for a while and tell little. */
struct verdict {
	bool done;
	lanes ahead, worst;
};

static const double fading = 0.98; /* of the worst factor, a sweep */

static void
judge(struct verdict *v, const struct sums *now, const struct sums *before)
{
	v->done = true;
	for (unsigned k = 0; k < SPARSE_LANES; k++) {
		double by = before->change[k] > 0
		    ? now->change[k] / before->change[k]
		    : 0;
		double worst = v->worst[k] * fading;
		worst = by > worst ? by : worst;
		worst = worst < 0.99999 ? worst : 0.99999;
		v->worst[k] = worst;
		v->ahead[k] = by < 0.9999 ? by / (1 - by) : 0;
		if (now->change[k] > noise * now->size[k] &&
		    now->change[k] * worst >
			enough * (1 - worst) * now->size[k])
			v->done = false;
	}
}

bool
sparse_solve(const struct sparse *s, const double *constant,
    const uint8_t *fixed, lanes *x, lanes *change)
{
	struct sums before = {{0}, {0}};
	struct verdict v = {false, {0}, {0}};
	memset(x, 0, s->n * sizeof(*x));
	for (unsigned sweeps = 1; sweeps <= SWEEPS_MOST; sweeps++) {
		bool bold = sweeps % SWEEPS_BETWEEN == 5;
		struct sums now =
		    sweep(s, constant, fixed, x, bold ? change : NULL);
		judge(&v, &now, &before);
		if (sweeps > 1 && v.done)
			return true;
		before = now;
		for (uint32_t i = 0; bold && i < s->n; i++)
			x[i] += change[i] * v.ahead;
	}
	return false;
}
