/* SPDX-License-Identifier: MIT */
/* Sparse systems x = constant + W x whose rows of W are not negative and add
 * up to 1 at most: what chains of states need solved.
 *
 * Eight right-hand sides ("lanes") are solved at once, so that each weight is
 * read once for all, by Gauss-Seidel sweeps in the order of the rows. Each
 * eight sweeps the slowest part of the error, which shrinks by the same factor
 * in each, is taken away at once (Aitken). It is done when what is left to come
 * is below 10^-14 of the solution. The result depends on the system alone, not
 * on the machine, or on the width of its vectors (CJM_SIMD chooses). */
#ifndef CJM_JOURNEY_SPARSE_H
#define CJM_JOURNEY_SPARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Rows whose own values are fetched ahead of a sweep. */
enum { SPARSE_LANES = 8, SPARSE_AHEAD = 64 };

typedef double lanes __attribute__((vector_size(64)));

struct sparse {
	uint32_t n;
	uint32_t *row;   /* the rows in the order of a sweep */
	uint64_t *first; /* n + 1: where the entries of a row begin */
	uint32_t *at;    /* their columns */
	double *weight;
	unsigned fetches; /* columns that each turn of a sweep fetches ahead */
	uint32_t *fetch;  /* those of each turn; NULL for none */
};

/* n lanes of zeros, on large pages: at random, small ones cost more than the
 * arithmetic. */
lanes *sparse_lanes(size_t n);

/* Room for `n` rows and `entries` entries; all zeros. */
void sparse_init(struct sparse *s, uint32_t n, uint64_t entries);

/* Plans, once all entries are there, which columns sweeps fetch when: only
 * those that a cache has lost since, as many in each turn as in the next.
 * Nothing but time depends on it, and only systems larger than a cache get one:
 * with 200,000 states sweeps took a quarter less than with a fetch for each
 * entry, with 20,000 a quarter more. */
void sparse_plan(struct sparse *s);
void sparse_release(struct sparse *s);

/* Solves into x (n of them). constant: for each row, the same in all lanes, or
 * NULL for zeros. fixed: for each turn of a sweep, a bit for each lane in which
 * the row's x is 1 instead, or NULL. change: room for n lanes. False when
 * 10,000 sweeps did not do. */
bool sparse_solve(const struct sparse *s, const double *constant,
    const uint8_t *fixed, lanes *x, lanes *change);

#endif
