/* SPDX-License-Identifier: MIT */
/* Gauss-Seidel over lanes. */
#include "journey/sparse.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "simd/simd.h"

enum {
	SWEEPS_MOST = 10000,
	SWEEPS_BETWEEN = 8, /* from one extrapolation to the next */
	CACHE_LANES = 2048, /* 128 KiB: what surely is in the second cache */
	PLAN_ABOVE = 65536, /* rows: 4 MiB, which no second cache holds */
	IDLE_SWEEPS = 32,   /* without a smaller change than ever before */
	FETCH_TURNS = 32    /* turns that a fetch takes, at most */
};

static const double enough = 1e-14; /* of the solution, still to come */
static const double noise = 4e-16;  /* of the solution: rounding */

lanes *
sparse_lanes(size_t n)
{
	const size_t large = 2 << 20; /* far below it mem_zero_large has none */
	size_t size = n * sizeof(lanes);
	return mem_zero_large(size > large ? size : large);
}

void
sparse_init(struct sparse *s, uint32_t n, uint64_t entries)
{
	s->n = n;
	s->row = mem_zero(1, ((size_t)n + SPARSE_AHEAD + 1) * sizeof(*s->row));
	s->first = mem_zero((size_t)n + 2, sizeof(*s->first));
	s->at = mem_alloc((entries + 1) * sizeof(*s->at));
	s->weight = mem_alloc((entries + 1) * sizeof(*s->weight));
	s->fetches = 0;
	s->fetch = NULL;
}

void
sparse_release(struct sparse *s)
{
	free(s->row);
	free(s->first);
	free(s->at);
	free(s->weight);
	free(s->fetch);
	*s = (struct sparse){0};
}

/* A column that a turn needs and that no cache has. */
struct miss {
	uint32_t turn, column;
};

/* What a sweep misses in a cache that loses what it has had for longest;
 * returns how many. misses: room for all entries. */
static uint64_t
find_misses(const struct sparse *s, struct miss *misses)
{
	/* by column: 1 + how many had missed when it last did */
	uint64_t n = 0, *last = mem_zero((size_t)s->n + 1, sizeof(*last));
	for (uint32_t r = 0; r < s->n; r++)
		for (uint64_t e = s->first[r]; e < s->first[r + 1]; e++) {
			uint32_t column = s->at[e];
			if (last[column] != 0 && n - last[column] < CACHE_LANES)
				continue;
			misses[n++] = (struct miss){r, column};
			last[column] = n;
		}
	free(last);
	return n;
}

/* From the last miss to the first, each to the latest turn that is early enough
 * and has room. */
void
sparse_plan(struct sparse *s)
{
	uint64_t entries = s->first[s->n];
	if (s->n <= PLAN_ABOVE)
		return;
	struct miss *misses = mem_alloc((entries + 1) * sizeof(*misses));
	uint64_t n = find_misses(s, misses);
	s->fetches = (unsigned)((n + s->n - 1) / s->n);
	uint64_t room = (uint64_t)s->n * s->fetches;
	s->fetch = mem_zero(room + 1, sizeof(*s->fetch));
	while (n-- > 0 && room > 0) {
		const struct miss *miss = &misses[n];
		uint64_t latest = miss->turn > FETCH_TURNS
		    ? (uint64_t)(miss->turn - FETCH_TURNS) * s->fetches
		    : 0;
		room = room < latest ? room : latest;
		if (room > 0)
			s->fetch[--room] = miss->column;
	}
	free(misses);
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

#define SWEEP        sweep_64
#define SWEEP_BYTES  64
#define SWEEP_TARGET __attribute__((target("avx512f")))
#include "journey/sparse-sweep.h"
#endif

static sweep_fn *
choose_sweep(void)
{
#if defined(__x86_64__)
	const struct simd *unit = simd_probe();
	if (unit == &simd_avx512)
		return sweep_64;
	if (unit == &simd_avx2)
		return sweep_32;
#endif
	return sweep_16;
}

/* By lane: how often to add the last change, and the factor by which changes
 * shrank in the worst of the last sweeps: behind a leap they are small for a
 * while and tell little.
 *
 * Where the slowest part of the error turns about instead of shrinking alike,
 * as the visits of A > B > C > A do, a leap can make it larger: then the lane
 * lets one, three, seven… of them pass, since sweeps alone do not fail.
 *
 * What rounding leaves may turn about, too, and never get smaller: a change
 * below `enough` that is no new least one for some sweeps is nothing else. */
struct verdict {
	bool done;
	lanes least;                 /* change so far */
	unsigned idle[SPARSE_LANES]; /* sweeps since then */
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
		v->idle[k]++;
		if (v->least[k] == 0 || now->change[k] < v->least[k]) {
			v->least[k] = now->change[k];
			v->idle[k] = 0;
		}
		bool turns = v->idle[k] >= IDLE_SWEEPS &&
		    now->change[k] < enough * now->size[k];
		if (!turns && now->change[k] > noise * now->size[k] &&
		    now->change[k] * worst >
			enough * (1 - worst) * now->size[k])
			v->done = false;
	}
}

static void
leap(struct verdict *v, const struct sums *now, const struct sparse *s,
    lanes *x, const lanes *change)
{
	for (unsigned k = 0; k < SPARSE_LANES; k++) {
		if (v->wait[k] > 0) {
			v->wait[k]--;
			v->ahead[k] = 0;
		} else if (v->ahead[k] > 0) {
			v->leapt[k] = now->change[k];
		}
	}
	for (uint32_t r = 0; r < s->n; r++) {
		__builtin_prefetch(&x[s->row[r + SPARSE_AHEAD]], 1);
		x[s->row[r]] += change[r] * v->ahead;
	}
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
			leap(&v, &now, s, x, change);
	}
	return false;
}
