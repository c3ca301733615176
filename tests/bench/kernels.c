/* SPDX-License-Identifier: MIT */
/* How fast each vector unit scans: 16 KiB of text in the first cache, again
 * and again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "simd/simd.h"

enum { SIZE = 16 << 10, ROUNDS = 20000, COLUMNS = 29 };

static char text[SIZE + SIMD_PAD], copy[SIZE + SIMD_PAD];
static uint32_t at[SIZE + 2 * SIMD_PAD];
static struct row_layout layout;
static struct line_end ends[SIZE];
static volatile size_t sink;

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A log: an LF every 240 bytes. A table: rows of 29 columns, most of them
 * empty, 200 bytes long. */
static void
fill(int table)
{
	memset(text, 'x', SIZE);
	for (size_t i = 0; i < SIZE; i++) {
		size_t in_row = i % 200;
		if (table && in_row >= 60 && in_row % 5 == 0)
			text[i] = '\t';
		if (i % (table ? 200 : 240) == (table ? 199 : 239))
			text[i] = '\n';
	}
	text[SIZE - 1] = '\n';
}

static void
rows(const struct simd *k)
{
	struct rows r = {.at = at};
	k->rows(text, SIZE, &layout, &r);
	sink += r.n;
}

static void
lines(const struct simd *k)
{
	struct lines found = {.ends = ends, .marks = at};
	k->lines(text, 0, SIZE, &found);
	sink += found.n;
}

static void
find(const struct simd *k)
{
	sink += (size_t)(k->find(text, text + SIZE, '"', '\\') - text);
}

static void
copied(const struct simd *k)
{
	/* the text without its LF at the end is all plain */
	for (size_t i = 0; i < SIZE; i += 240)
		sink += k->copy(copy + i, text + i, 239);
}

static void
control(const struct simd *k)
{
	for (size_t i = 0; i < SIZE; i += 240)
		sink += k->control(text + i, 239);
}

static void
measure(
    const struct simd *k, const char *name, void (*run)(const struct simd *))
{
	double start = now();
	for (int i = 0; i < ROUNDS; i++)
		run(k);
	double seconds = now() - start;
	printf("%s %5.1f  ", name, (double)SIZE * ROUNDS / seconds / 1e9);
}

int
main(void)
{
	static const uint16_t tabs[] = {0, 1, 2, 3, 27, UINT16_MAX};
	row_layout_init(&layout, COLUMNS, tabs);
	for (const struct simd *const *k = simd_all(); *k; k++) {
		printf("%-8s", (*k)->name);
		fill(0);
		measure(*k, "lines", lines);
		measure(*k, "find", find);
		measure(*k, "copy", copied);
		measure(*k, "control", control);
		fill(1);
		measure(*k, "rows", rows);
		putchar('\n');
	}
	row_layout_release(&layout);
	return 0;
}
