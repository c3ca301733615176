/* SPDX-License-Identifier: MIT */
/* Quantiles by selection. */
#include "journey/quantile.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"

void
sample_add(struct sample *s, int64_t value)
{
	if (value == 0) {
		s->zeros++;
		return;
	}
	if (s->n == s->room) {
		s->room = s->room ? s->room * 2 : 64;
		s->values = mem_grow(s->values, s->room * sizeof(*s->values));
	}
	s->values[s->n++] = value;
}

void
sample_release(struct sample *s)
{
	free(s->values);
	*s = (struct sample){0};
}

static void
swap(int64_t *a, int64_t *b)
{
	int64_t t = *a;
	*a = *b;
	*b = t;
}

/* Hoare's selection: the k-th smallest of v[0..n). The median of three as
 * pivot; equal values are spread over both sides, so that runs of them (times
 * in whole seconds) do not make it quadratic. */
static int64_t
select_kth(int64_t *v, size_t n, size_t k)
{
	size_t low = 0, high = n - 1;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (v[mid] < v[low])
			swap(&v[mid], &v[low]);
		if (v[high] < v[low])
			swap(&v[high], &v[low]);
		if (v[high] < v[mid])
			swap(&v[high], &v[mid]);
		int64_t pivot = v[mid];
		size_t i = low, j = high;
		for (;;) {
			while (v[i] < pivot)
				i++;
			while (v[j] > pivot)
				j--;
			if (i >= j)
				break;
			swap(&v[i++], &v[j--]);
		}
		if (k <= j)
			high = j;
		else
			low = j + 1;
	}
	return v[k];
}

static int64_t
kth(struct sample *s, uint64_t k)
{
	if (k < s->zeros)
		return 0;
	return select_kth(s->values, s->n, (size_t)(k - s->zeros));
}

int64_t
sample_quantile(struct sample *s, unsigned num, unsigned den)
{
	uint64_t n = s->n + s->zeros;
	if (n == 0)
		return -1;
	/* position (n - 1) * num / den; the rest interpolates */
	uint128 position = (uint128)(n - 1) * num;
	uint64_t k = (uint64_t)(position / den);
	unsigned rest = (unsigned)(position % den);
	int64_t low = kth(s, k);
	if (rest == 0)
		return low;
	int64_t high = kth(s, k + 1);
	int128 step = (int128)(high - low) * rest * 2 + den;
	return low + (int64_t)(step / (2 * (int128)den));
}
