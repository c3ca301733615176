/* SPDX-License-Identifier: MIT */
/* Gauss-Seidel over lanes. */
#include "journey/sparse.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "simd/simd.h"

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

/* A sweep; see sparse-sweep.h. */
typedef void sweep_fn(const struct sparse *s, const double *constant,
    const uint8_t *fixed, lanes *x, lanes *change, struct sums *sums);

#define SWEEP       sweep_16
#define SWEEP_BYTES 16
#define SWEEP_TARGET
#include "journey/sparse-sweep.h"

#if defined(__x86_64__)
#define SWEEP        sweep_32
#define SWEEP_BYTES  32
#define SWEEP_TARGET __attribute__((target("avx2")))
#include "journey/sparse-sweep.h"
#endif

static sweep_fn *
choose_sweep(void)
{
#if defined(__x86_64__)
	if (simd_probe() == &simd_avx2)
		return sweep_32;
#endif
	return sweep_16;
}

/* By lane: how often to add the last change, and the factor by which changes
 * shrank in the worst of the last sweeps: behind a leap they are small for a
 * while and tell little.
 *
 * Where the slowest part of the error turns about instead of shrinking alike, as
 * the visits of A > B > C > A do, a leap can make it larger: then the lane lets
 * one, three, seven… of them pass, since sweeps alone do not fail. */
struct verdict {
	bool done;
	lanes ahead, worst;
	lanes leapt;                     /* change before the leap; 0: none */
	unsigned failures[SPARSE_LANES]; /* leaps that did no good */
	unsigned wait[SPARSE_LANES];     /* leaps to let pass */
};

static const double fading = 0.98; /* of the worst factor, a sweep */

/* A leap must at least halve the change. */
static void
judge_leap(struct verdict *v, unsigned k, double change)
{
	if (v->leapt[k] > 0 && change > v->leapt[k] / 2) {
		v->failures[k] += v->failures[k] < 16;
		v->wait[k] = (1u << v->failures[k]) - 1;
	}
	v->leapt[k] = 0;
}

static void
judge(struct verdict *v, const struct sums *now, const struct sums *before)
{
	v->done = true;
	for (unsigned k = 0; k < SPARSE_LANES; k++) {
		double by = before->change[k] > 0
		    ? now->change[k] / before->change[k]
		    : 0;
		double worst = v->worst[k] * fading;
		worst = by > worst && v->leapt[k] == 0 ? by : worst;
		worst = worst < 0.99999 ? worst : 0.99999;
		v->worst[k] = worst;
		v->ahead[k] = by < 0.9999 ? by / (1 - by) : 0;
		judge_leap(v, k, now->change[k]);
		if (now->change[k] > noise * now->size[k] &&
		    now->change[k] * worst >
			enough * (1 - worst) * now->size[k])
			v->done = false;
	}
}

static void
leap(struct verdict *v, const struct sums *now, lanes *x, const lanes *change,
    uint32_t n)
{
	for (unsigned k = 0; k < SPARSE_LANES; k++) {
		if (v->wait[k] > 0) {
			v->wait[k]--;
			v->ahead[k] = 0;
		} else if (v->ahead[k] > 0) {
			v->leapt[k] = now->change[k];
		}
	}
	for (uint32_t i = 0; i < n; i++)
		x[i] += change[i] * v->ahead;
}

bool
sparse_solve(const struct sparse *s, const double *constant,
    const uint8_t *fixed, lanes *x, lanes *change)
{
	struct sums now, before = {{0}, {0}};
	struct verdict v = {.done = false};
	sweep_fn *sweep = choose_sweep();
	memset(x, 0, s->n * sizeof(*x));
	for (unsigned sweeps = 1; sweeps <= SWEEPS_MOST; sweeps++) {
		bool bold = sweeps % SWEEPS_BETWEEN == 5;
		sweep(s, constant, fixed, x, bold ? change : NULL, &now);
		judge(&v, &now, &before);
		if (sweeps > 1 && v.done)
			return true;
		before = now;
		if (bold)
			leap(&v, &now, x, change, s->n);
	}
	return false;
}
