/* SPDX-License-Identifier: MIT */
/* The figures that a tool keeps of its own run: `--stats FILE`, `-v`. */
#ifndef CJM_BASE_COUNTERS_H
#define CJM_BASE_COUNTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A counter and the name under which it is printed. A list of them is an
 * array that ends with a NULL name; values point to the tool's own. */
struct counter {
	const char *name;
	const uint64_t *value;
};

/* Writes `counter value` lines as TSV with a header to a file (made anew).
 * False with errno set when it cannot. */
bool counters_write(const struct counter *list, const char *path);

/* Prints the ones that are not zero to standard error, one a line. */
void counters_print(const struct counter *list);

#endif
