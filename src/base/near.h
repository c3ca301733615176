/* SPDX-License-Identifier: MIT */
/* Times near each other, as those of a stream mostly are, whose rows come in
 * the order of time: for 1,000 seconds the first seven of their ten digits are
 * the same, and what those stand for is remembered. Of 832 instructions a row
 * that took 49 off cjm-sessionize. */
#ifndef CJM_BASE_NEAR_H
#define CJM_BASE_NEAR_H

#include "base/num.h"
#include "base/when.h"

/* Zeros are ready. */
struct near_read {
	uint64_t seven; /* digits: see near_digits */
	int64_t us;     /* their moment */
};

/* Of the starts of sessions, most lie within the last hour. */
enum { NEAR_WRITTEN = 8 };

struct near_written {
	struct {
		uint64_t next; /* seconds / 1000, and one */
		char digits[8];
	} at[NEAR_WRITTEN];
};

bool near_read_anew(struct near_read *n, struct slice s, int64_t *us);
size_t near_put_anew(struct near_written *n, char *dst, int64_t us);

/* Seven bytes as a number, 0 for seven times '0'. */
static inline uint64_t
near_digits(const char *p)
{
	uint32_t first, last;
	memcpy(&first, p, 4);
	memcpy(&last, p + 3, 4);
	return ((uint64_t)first << 32 | last) ^ 0x3030303030303030u;
}

/* As when_read_unix. */
static inline bool
near_read_unix(struct near_read *n, struct slice s, int64_t *us)
{
	if (s.n == 10 && near_digits(s.p) == n->seven) {
		unsigned a = (unsigned char)s.p[7] - (unsigned)'0';
		unsigned b = (unsigned char)s.p[8] - (unsigned)'0';
		unsigned c = (unsigned char)s.p[9] - (unsigned)'0';
		if (a <= 9 && b <= 9 && c <= 9) {
			*us = n->us + (a * 100 + b * 10 + c) * SECOND;
			return true;
		}
	}
	return near_read_anew(n, s, us);
}

/* As when_put_unix. */
static inline size_t
near_put_unix(struct near_written *n, char *dst, int64_t us)
{
	uint64_t thousand = (uint64_t)us / (1000 * SECOND);
	unsigned rest = (unsigned)((uint64_t)us - thousand * (1000 * SECOND));
	unsigned second = rest / MILLION, i = thousand % NEAR_WRITTEN;
	if (n->at[i].next != thousand + 1 || second * MILLION != rest)
		return near_put_anew(n, dst, us);
	memcpy(dst, n->at[i].digits, sizeof(n->at[i].digits));
	dst[7] = (char)('0' + second / 100);
	dst[8] = (char)('0' + second / 10 % 10);
	dst[9] = (char)('0' + second % 10);
	return 10;
}

#endif
