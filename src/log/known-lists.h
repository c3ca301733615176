/* SPDX-License-Identifier: MIT */
/* The names of known parameters, for those who look one up
 * (known-lookup.c). */
#ifndef CJM_LOG_KNOWN_LISTS_H
#define CJM_LOG_KNOWN_LISTS_H

#include <stddef.h>
#include <stdint.h>

struct known {
	const char *name; /* lower case */
	uint8_t n;
	uint8_t param; /* enum known_param */
};

struct known_list {
	const struct known *names; /* short ones first */
	uint32_t n;
	/* A bit for the low five bits of each second letter of these names:
	 * most names of a site's own fail there. tests/unit/scrub.c looks
	 * whether all are found. */
	uint32_t seconds;
};

/* By the low five bits of the first letter, which are those of both cases. */
extern const struct known_list known_lists[32];

/* What stands behind mtm_, pk_, piwik_, matomo_. */
extern const struct known_list known_matomo;

#endif
