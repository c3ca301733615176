/* SPDX-License-Identifier: MIT */
/* The Test Anything Protocol for unit tests in C: prove(1) runs them. */
#ifndef CJM_TESTS_TAP_H
#define CJM_TESTS_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/slice.h"

static int tap_count, tap_failed;

/* One test: ok, or not ok with its place. */
#define ok(condition, ...) \
	tap_result((condition), __FILE__, __LINE__, __VA_ARGS__)

__attribute__((format(printf, 4, 5))) static inline bool
tap_result(bool good, const char *file, int line, const char *format, ...)
{
	va_list args;
	printf("%sok %d - ", good ? "" : "not ", ++tap_count);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	if (!good)
		printf("# failed at %s:%d\n", file, line);
	tap_failed += !good;
	return good;
}

/* Equal bytes; shows both when they differ. */
#define is(got, want, name) tap_is((got), (want), __FILE__, __LINE__, (name))

static inline bool
tap_is(struct slice got, struct slice want, const char *file, int line,
    const char *name)
{
	bool good = tap_result(slice_equal(got, want), file, line, "%s", name);
	if (!good)
		printf("#  got: '%.*s'\n# want: '%.*s'\n", (int)got.n,
		    got.p ? got.p : "", (int)want.n, want.p);
	return good;
}

/* The plan; the status for main to return. */
static inline int
tap_done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed != 0;
}

#endif
