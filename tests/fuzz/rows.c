/* SPDX-License-Identifier: MIT */
/* Rows of a table, found by every kernel, against a plain reading. The first
 * byte chooses how many columns there are. */
#include "fuzz/fuzz.h"

enum { MOST = 70 };

/* The places of a line; whether it is a row. */
static bool
read_line(uint32_t *at, const char *base, struct slice line, unsigned n)
{
	unsigned tabs = 0;
	at[0] = (uint32_t)(line.p - base) - 1;
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] == '\t' && ++tabs < n)
			at[tabs] = (uint32_t)(line.p - base + (long)i);
	at[n] = (uint32_t)(line.p - base + (long)line.n);
	return tabs + 1 == n;
}

static void
compare(const struct rows *rows, unsigned columns, struct slice text)
{
	struct slice rest = {text.p, text.n - 1};
	uint32_t right[MOST + 1];
	size_t end = 0;
	for (size_t row = 0; row < rows->n; row++) {
		struct slice line = slice_cut(&rest, '\n');
		must(line.p && read_line(right, text.p, line, columns));
		const uint32_t *at = rows->at + row * columns;
		must(memcmp(at, right, (columns + 1) * sizeof(*at)) == 0);
		end = right[columns] + 1;
	}
	must(rows->end == end);
	must(!rest.p ||
	    !read_line(right, text.p, slice_cut(&rest, '\n'), columns));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct row_layout layout;
	if (size < 2)
		return 0;
	unsigned columns = data[0] % MOST + 1u;
	struct slice text = fuzz_copy(data + 1, size - 1);
	*(char *)(uintptr_t)(text.p + text.n - 1) = '\n';
	uint32_t *at = malloc(rows_room(text.n, columns) * sizeof(*at));
	row_layout_init(&layout, columns);
	for (size_t k = 0; simd_all()[k]; k++) {
		struct rows rows = {.at = at};
		simd_all()[k]->rows(text.p, text.n, &layout, &rows);
		compare(&rows, columns, text);
	}
	row_layout_release(&layout);
	free(at);
	fuzz_free(text);
	return 0;
}
