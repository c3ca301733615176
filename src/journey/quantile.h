/* SPDX-License-Identifier: MIT */
/* Exact quantiles of durations. */
#ifndef CJM_JOURNEY_QUANTILE_H
#define CJM_JOURNEY_QUANTILE_H

#include <stddef.h>
#include <stdint.h>

/* All values seen, 8 bytes each; zeros, of which funnels have many (two steps
 * filled by one page), are only counted. */
struct sample {
	int64_t *values;
	size_t n, room;
	uint64_t zeros;
};

void sample_add(struct sample *s, int64_t value); /* value >= 0 */
void sample_release(struct sample *s);

/* The quantile num/den by linear interpolation between order statistics (type
 * 7 of Hyndman and Fan 1996), rounded half up to whole units. -1 for an empty
 * sample. Reorders the values. */
int64_t sample_quantile(struct sample *s, unsigned num, unsigned den);

#endif
