/* SPDX-License-Identifier: MIT */
/* What fuzz targets share.
 *
 * A target is one file tests/fuzz/NAME.c with an LLVMFuzzerTestOneInput, and a
 * folder testdata/fuzz/NAME of inputs. `make fuzz` (clang) lets libFuzzer look
 * for more; `make check` replays the inputs under any compiler (replay.c).
 * Harm is told by the sanitizers, a wrong answer by must(). */
#ifndef CJM_TESTS_FUZZ_H
#define CJM_TESTS_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/slice.h"
#include "io/writer.h"
#include "simd/simd.h"
#include "table/escape.h"

/* One input; 0. Its bytes are the caller's and end without a pad. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold for every input. */
#define must(condition)                                                  \
	do {                                                             \
		if (!(condition)) {                                      \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, \
			    __LINE__, #condition);                       \
			abort();                                         \
		}                                                        \
	} while (0)

/* A copy of its own with SIMD_PAD zeros behind it and nothing behind those, so
 * that a sanitizer sees whoever reads on. Free p. */
static inline struct slice
fuzz_copy(const void *data, size_t n)
{
	char *p = calloc(1, n + SIMD_PAD);
	if (!p)
		abort();
	if (n > 0)
		memcpy(p, data, n);
	return (struct slice){p, n};
}

static inline void
fuzz_free(struct slice s)
{
	free((char *)(uintptr_t)s.p);
}

/* Rows are whole lines of that many columns, UTF-8 without any control but TAB
 * and LF. */
static inline void
fuzz_check_stream(struct slice rows, size_t columns)
{
	size_t tabs = 0;
	must(rows.n == 0 || rows.p[rows.n - 1] == '\n');
	for (size_t i = 0; i < rows.n;) {
		unsigned char c = (unsigned char)rows.p[i];
		size_t n = utf8_length(rows.p + i, rows.n - i);
		must(n > 0);
		must((c >= 0x20 && c != 0x7f) || c == '\t' || c == '\n');
		tabs += c == '\t';
		if (c == '\n') {
			must(tabs + 1 == columns);
			tabs = 0;
		}
		i += n;
	}
}

#endif
