/* SPDX-License-Identifier: MIT */
/* Numbers as people read them: 1,234,567.50, 37.5%, 2h 05m.
 *
 * A figure is an integer of 10^-12, so that sums of a column are exact in any
 * order; only what is shown is rounded, halves away from zero. */
#ifndef CJM_REPORT_FIGURE_H
#define CJM_REPORT_FIGURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/num.h"
#include "base/slice.h"
#include "report/labels.h"

#define FIGURE_ONE ((int128)1000000000000)

enum {
	FIGURE_DECIMALS = 12, /* most that are kept */
	FIGURE_DIGITS = 18,   /* most before the point */
	FIGURE_ROOM = 80      /* bytes that any of the puts here needs */
};

struct figure {
	int128 v;
	unsigned digits;   /* before the point */
	unsigned decimals; /* behind it, as written; 12 for more */
};

/* `[-]digits[.digits]` without needless zeros in front: a number with such
 * zeros is an id. Decimals behind the twelfth, as programs write those of a
 * double, are rounded. False leaves *f alone. */
bool figure_read(struct slice s, struct figure *f);

/* Writes v with commas between thousands and exactly so many decimals (at most
 * 12); returns the bytes. */
size_t figure_put(char *dst, int128 v, unsigned decimals);

/* part of whole as a percentage with so many decimals and its sign: `37.5%`;
 * nothing where whole is 0, or less than it (refunds beyond all revenue). */
size_t
figure_put_share(char *dst, int128 part, int128 whole, unsigned decimals);

/* Seconds as the two largest units: `45s`, `12m 30s`, `2h 05m`, `3d 4h` (`3d`
 * for days alone), in Korean `12분 30초`, rounded to the smaller one; `<1s` for
 * what is not quite one. v >= 0. */
size_t figure_put_seconds(char *dst, int128 v, enum lang lang);

#endif
