/* SPDX-License-Identifier: MIT */
/* Remembering the first seven of ten digits. */
#include "base/near.h"

/* Whole seconds that have ten digits. */
static bool
is_ten_digits(int64_t us)
{
	return us >= 1000000000 * SECOND && us < 10000000000 * SECOND &&
	    us % SECOND == 0;
}

bool
near_read_anew(struct near_read *n, struct slice s, int64_t *us)
{
	if (!when_read_unix(s, us))
		return false;
	if (s.n == 10 && is_ten_digits(*us)) {
		n->seven = near_digits(s.p);
		n->us = *us - *us % (1000 * SECOND);
	}
	return true;
}

size_t
near_put_anew(struct near_written *n, char *dst, int64_t us)
{
	size_t length = when_put_unix(dst, us);
	if (is_ten_digits(us)) {
		uint64_t thousand = (uint64_t)us / (1000 * SECOND);
		unsigned i = thousand % NEAR_WRITTEN;
		n->at[i].next = thousand + 1;
		memcpy(n->at[i].digits, dst, 8);
	}
	return length;
}
