/* SPDX-License-Identifier: MIT */
/* Quantiles by selection, or from buckets. */
#include "journey/quantile.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"

enum { BUCKETS = 64 << SAMPLE_BUCKET_BITS };

/* Values below 1024 have a bucket each; then each power of two has 1024. */
static size_t
bucket_of(int64_t value)
{
	unsigned log = 63 - (unsigned)__builtin_clzll((uint64_t)value);
	if (log < SAMPLE_BUCKET_BITS)
		return (size_t)value;
	unsigned shift = log - SAMPLE_BUCKET_BITS;
	return ((size_t)shift << SAMPLE_BUCKET_BITS) + (size_t)(value >> shift);
}

/* The middle of a bucket. */
static int64_t
bucket_value(size_t bucket)
{
	size_t shift = bucket >> SAMPLE_BUCKET_BITS;
	int64_t value = (int64_t)(bucket & ((1u << SAMPLE_BUCKET_BITS) - 1));
	if (shift == 0)
		return value;
	shift--;
	value += (int64_t)1 << SAMPLE_BUCKET_BITS;
	return (value << shift) + (((int64_t)1 << shift) - 1) / 2;
}

static void
put_in_bucket(struct sample *s, int64_t value)
{
	s->buckets[bucket_of(value)]++;
	s->n_in_buckets++;
}

/* The values are too many to be kept. */
static void
make_buckets(struct sample *s)
{
	s->buckets = mem_zero(BUCKETS, sizeof(*s->buckets));
	for (size_t i = 0; i < s->n; i++)
		put_in_bucket(s, s->values[i]);
	free(s->values);
	s->values = NULL;
	s->n = s->room = 0;
}

void
sample_add(struct sample *s, int64_t value)
{
	if (value == 0) {
		s->zeros++;
		return;
	}
	if (s->n == SAMPLE_EXACT)
		make_buckets(s);
	if (s->buckets) {
		put_in_bucket(s, value);
		return;
	}
	if (s->n == s->room) {
		s->room = s->room ? s->room * 2 : 64;
		s->values = mem_grow(s->values, s->room * sizeof(*s->values));
	}
	s->values[s->n++] = value;
}

void
sample_add_many(struct sample *s, int64_t value, uint64_t count)
{
	if (value == 0) {
		s->zeros += count;
		return;
	}
	for (; count > 0 && !s->buckets; count--)
		sample_add(s, value);
	if (count > 0) {
		s->buckets[bucket_of(value)] += count;
		s->n_in_buckets += count;
	}
}

void
sample_add_all(struct sample *s, const struct sample *other)
{
	s->zeros += other->zeros;
	for (size_t i = 0; i < other->n; i++)
		sample_add(s, other->values[i]);
	for (size_t i = 0; other->buckets && i < BUCKETS; i++)
		if (other->buckets[i] > 0)
			sample_add_many(s, bucket_value(i), other->buckets[i]);
}

void
sample_release(struct sample *s)
{
	free(s->values);
	free(s->buckets);
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
	k -= s->zeros;
	for (size_t i = 0; s->buckets && i < BUCKETS; i++) {
		if (k < s->buckets[i])
			return bucket_value(i);
		k -= s->buckets[i];
	}
	return select_kth(s->values, s->n, (size_t)k);
}

int64_t
sample_quantile(struct sample *s, unsigned num, unsigned den)
{
	return sample_quantile_parts(s, num, den, 1);
}

int64_t
sample_quantile_parts(
    struct sample *s, unsigned num, unsigned den, int64_t parts)
{
	uint64_t n = s->n + s->n_in_buckets + s->zeros;
	if (n == 0)
		return -1;
	/* position (n - 1) * num / den; the rest interpolates */
	uint128 position = (uint128)(n - 1) * num;
	uint64_t k = (uint64_t)(position / den);
	unsigned rest = (unsigned)(position % den);
	int64_t low = kth(s, k) * parts;
	if (rest == 0)
		return low;
	int64_t high = kth(s, k + 1) * parts;
	int128 step = (int128)(high - low) * rest * 2 + den;
	return low + (int64_t)(step / (2 * (int128)den));
}

static int
by_value(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;
	return *a < *b ? -1 : *a > *b;
}

void
sample_each(struct sample *s,
    void (*take)(void *context, int64_t value, uint64_t count), void *context)
{
	if (s->zeros > 0)
		take(context, 0, s->zeros);
	for (size_t i = 0; s->buckets && i < BUCKETS; i++)
		if (s->buckets[i] > 0)
			take(context, bucket_value(i), s->buckets[i]);
	if (s->n > 0)
		qsort(s->values, s->n, sizeof(*s->values), by_value);
	for (size_t i = 0, same; i < s->n; i += same) {
		for (same = 1;
		     i + same < s->n && s->values[i + same] == s->values[i];)
			same++;
		take(context, s->values[i], same);
	}
}
