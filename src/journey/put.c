/* SPDX-License-Identifier: MIT */
/* Fields of figures. */
#include "journey/put.h"

void
put_count(struct buf *out, uint64_t v)
{
	out->n += num_put_u64(buf_need(out, NUM_MAX_TEXT), v);
	buf_put_byte(out, '\t');
}

void
put_ratio(struct buf *out, uint64_t part, uint64_t whole, unsigned digits)
{
	if (whole > 0)
		out->n +=
		    ratio_put(buf_need(out, NUM_MAX_TEXT), part, whole, digits);
	buf_put_byte(out, '\t');
}

void
put_decimal(struct buf *out, int128 millionths)
{
	out->n += decimal_put(buf_need(out, NUM_MAX_TEXT), millionths);
	buf_put_byte(out, '\t');
}

void
put_mean(struct buf *out, int128 millionths, uint64_t n)
{
	if (n == 0) {
		buf_put_byte(out, '\t');
		return;
	}
	int128 half = (int128)(n / 2);
	int128 sum = millionths < 0 ? millionths - half : millionths + half;
	put_decimal(out, sum / (int128)n);
}

void
put_quotient(struct buf *out, int128 part, int128 whole)
{
	if (whole > 0) {
		int128 whole_part = part / whole, rest = part % whole;
		int128 half = part < 0 ? -whole : whole;
		put_decimal(out,
		    whole_part * MILLION +
			(rest * MILLION * 2 + half) / (whole * 2));
		return;
	}
	buf_put_byte(out, '\t');
}

void
put_end(struct buf *out)
{
	out->p[out->n - 1] = '\n';
}
