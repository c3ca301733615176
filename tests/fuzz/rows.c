/* SPDX-License-Identifier: MIT */
/* Rows of a table, found by every kernel, against a plain reading. The first
 * two bytes choose how many columns there are, and which are wanted. */
#include "fuzz/fuzz.h"

enum { MOST = 12, LONGEST = 300 };

struct plain {
	uint32_t at[MOST + 1];
	uint64_t ragged, too_long;
};

/* Reads one line; whether it is a row. */
static bool
read_line(struct plain *p, const char *base, struct slice line, unsigned n)
{
	unsigned tabs = 0;
	p->at[0] = (uint32_t)(line.p - base) - 1;
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] == '\t' && ++tabs < n)
			p->at[tabs] = (uint32_t)(line.p - base + (long)i);
	p->at[n] = (uint32_t)(line.p - base + (long)line.n);
	if (line.n > LONGEST)
		p->too_long++;
	else if (tabs + 1 != n)
		p->ragged++;
	else
		return true;
	return false;
}

static void
compare(
    const struct rows *rows, const struct row_layout *layout, struct slice text)
{
	struct plain p = {{0}, 0, 0};
	struct slice rest = {text.p, text.n - 1};
	size_t row = 0, places = layout->columns + (size_t)1;
	while (rest.p) {
		struct slice line = slice_cut(&rest, '\n');
		if (!read_line(&p, text.p, line, layout->columns))
			continue;
		must(row < rows->n);
		const uint32_t *at = rows->at + row++ * places;
		must(at[0] == p.at[0]);
		must(at[layout->columns] == p.at[layout->columns]);
		for (size_t i = 0; layout->tabs[i] != UINT16_MAX; i++)
			must(at[layout->tabs[i] + 1] ==
			    p.at[layout->tabs[i] + 1]);
	}
	must(row == rows->n);
	must(p.ragged == rows->ragged && p.too_long == rows->too_long);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint16_t tabs[MOST];
	size_t n = 0;
	if (size < 3)
		return 0;
	struct row_layout layout = {data[0] % MOST + 1u, tabs, LONGEST};
	for (uint16_t i = 0; i + 1u < layout.columns; i++)
		if (data[1] >> i % 8 & 1)
			tabs[n++] = i;
	tabs[n] = UINT16_MAX;
	struct slice text = fuzz_copy(data + 2, size - 2);
	*(char *)(uintptr_t)(text.p + text.n - 1) = '\n';
	uint32_t *at = malloc(
	    (text.n / layout.columns + 2) * (layout.columns + 1) * sizeof(*at));
	for (size_t k = 0; simd_all()[k]; k++) {
		struct rows rows = {.at = at};
		simd_all()[k]->rows(text.p, text.n, &layout, &rows);
		compare(&rows, &layout, text);
	}
	free(at);
	fuzz_free(text);
	return 0;
}
