/* SPDX-License-Identifier: MIT */
/* Quantiles of durations: exact, but for very many. */
#ifndef CJM_JOURNEY_QUANTILE_H
#define CJM_JOURNEY_QUANTILE_H

#include <stddef.h>
#include <stdint.h>

/* So many values are kept, 8 bytes each; zeros, of which funnels have many
 * (two steps filled by one page), are only counted. When there are more, all go
 * into buckets, 1024 for each power of two, and a quantile is within 0.05 % of
 * the exact one. Which of the two it is, and the quantile, depend on the values
 * alone and not on their order. */
enum { SAMPLE_EXACT = 1 << 20, SAMPLE_BUCKET_BITS = 10 };

struct sample {
	int64_t *values;
	size_t n, room;
	uint64_t zeros;
	uint64_t *buckets; /* instead of the values, or NULL */
	uint64_t n_in_buckets;
};

void sample_add(struct sample *s, int64_t value); /* value >= 0 */
void sample_add_many(struct sample *s, int64_t value, uint64_t count);
/* Adds all of another sample; what is in buckets stays as near. */
void sample_add_all(struct sample *s, const struct sample *other);
void sample_release(struct sample *s);

/* The quantile num/den by linear interpolation between order statistics (type
 * 7 of Hyndman and Fan 1996), rounded half up to whole units. -1 for an empty
 * sample. Reorders the values. */
int64_t sample_quantile(struct sample *s, unsigned num, unsigned den);

/* The same in parts of a unit: of millionths 2.5 has 2500000. Values times
 * `parts` must be below 2^63. */
int64_t sample_quantile_parts(
    struct sample *s, unsigned num, unsigned den, int64_t parts);

/* Gives each distinct value, ascending, and how often it was added: what makes
 * the same sample again, also when it is added up with others. Of buckets it is
 * a value in each, which falls into that bucket again. Reorders the values. */
void sample_each(struct sample *s,
    void (*take)(void *context, int64_t value, uint64_t count), void *context);

#endif
