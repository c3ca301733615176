/* SPDX-License-Identifier: MIT */
/* The lists of source-lists.h as one table that finds a host among them. */
#ifndef CJM_LOG_HOSTS_H
#define CJM_LOG_HOSTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "log/source-lists.h"

struct hosts {
	struct hosts_slot *slots;
	uint64_t mask;
	size_t n;          /* entries */
	const char *twice; /* one that two lists have: a test looks at it */
};

enum { HOST_MAX = 255 }; /* longer hosts are not known */

void hosts_init(struct hosts *h);
void hosts_release(struct hosts *h);

/* What is known of a host, or of a word without a dot; both in lower case.
 * NULL when nothing is. */
const struct site *hosts_find(const struct hosts *h, struct slice host);

#endif
