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
static uint32_t ends[SIZE + 1];
static volatile size_t sink;

static double
now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A log: an LF every 240 bytes. A table: rows of 29 columns, of which half are
 * empty and the others of no length that can be foretold. */
static void
fill(int table)
{
	uint32_t draw = 1;
	memset(text, 'x', SIZE);
	for (size_t i = table ? 0 : 239, column = 1; i < SIZE; column++) {
		bool last = !table || column % COLUMNS == 0;
		text[i] = last ? '\n' : '\t';
		draw = draw * 1664525 + 1013904223;
		i += !table ? 240 : draw >> 31 ? 1 : 1 + (draw >> 16) % 23;
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
	row_layout_init(&layout, COLUMNS);
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
