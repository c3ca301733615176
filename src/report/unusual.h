/* SPDX-License-Identifier: MIT */
/* A figure of a table beside the same figure on the same weekdays of the eight
 * weeks before. */
#ifndef CJM_REPORT_UNUSUAL_H
#define CJM_REPORT_UNUSUAL_H

#include "report/history.h"

enum { UNUSUAL_WEEKS = 8 };

struct unusual {
	size_t n; /* days before */
	double median, z;
	bool unusual;
};

/* Measures an opened history. A rate whose counts are in the table is unusual
 * only if chance in so few persons does not explain it, too: if the rate of all
 * those days is outside Wilson's interval of this one at the same z. NULL, else
 * why there is no measure. */
const char *unusual_measure(struct unusual *u, const struct history *h);

#endif
