/* SPDX-License-Identifier: MIT */
/* Recency, frequency and money: scores from 1 to 5 by rank.
 *
 * score = 1 + floor(5 * L / n), where L of the n buyers are strictly worse. So
 * equal buyers have equal scores whatever their order, and a score may be
 * nobody's; NTILE would split equals at random. */
#ifndef CJM_JOURNEY_RFM_H
#define CJM_JOURNEY_RFM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"

struct rfm {
	int64_t days;  /* whole ones since the last order: less is better */
	int64_t money; /* millionths */
	uint32_t orders;
	uint8_t recency, frequency, monetary; /* the scores */
};

/* The buyers, 32 bytes each, in the order in which they were added. */
struct rfm_list {
	struct rfm *at;
	size_t n, room;
};

void rfm_add(struct rfm_list *l, int64_t days, uint32_t orders, int64_t money);
void rfm_release(struct rfm_list *l);

/* Fills in the scores. nested: frequency among those of equal recency, and
 * money among those of equal recency and frequency. */
void rfm_score(struct rfm_list *l, bool nested);

/* Appends the names of the columns, and a buyer's scores (NULL: nobody's, empty
 * ones), with a TAB behind each. */
void rfm_put_header(struct buf *out);
void rfm_put(const struct rfm *buyer, struct buf *out);

#endif
