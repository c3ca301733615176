/* SPDX-License-Identifier: MIT */
/* Figures as fields of a row, each with a TAB behind it. What cannot be said
 * (a share of nothing) is empty, never infinite. */
#ifndef CJM_JOURNEY_PUT_H
#define CJM_JOURNEY_PUT_H

#include "base/mem.h"
#include "base/num.h"

void put_count(struct buf *out, uint64_t v);

/* part / whole with that many decimals, rounded half up. */
void put_ratio(struct buf *out, uint64_t part, uint64_t whole, unsigned digits);

/* Millionths, and millionths / n rounded half away from zero to millionths. */
void put_decimal(struct buf *out, int128 millionths);
void put_mean(struct buf *out, int128 millionths, uint64_t n);

/* part / whole of two decimals with six decimals, rounded half away from zero;
 * empty where whole is 0 or less. */
void put_quotient(struct buf *out, int128 part, int128 whole);

/* Takes the last TAB back and ends the row. */
void put_end(struct buf *out);

#endif
