/* SPDX-License-Identifier: MIT */
/* The kernels in plain C, byte by byte: what every other one must equal. */
#include "simd/simd.h"

static void
scalar_lines(const char *p, size_t from, size_t n, struct lines *l)
{
	for (size_t i = from; i < n; i++) {
		if (p[i] == '\n')
			l->ends[l->n++] = (uint32_t)l->n_marks;
		else if (p[i] != '"' && p[i] != '\\' && p[i] != '?')
			continue;
		l->marks[l->n_marks++] = (uint32_t)i;
	}
}

static void
scalar_rows(
    const char *p, size_t n, const struct row_layout *layout, struct rows *rows)
{
	unsigned last = layout->columns - 1, seen = 0;
	uint32_t *row = rows->at;
	row[0] = UINT32_MAX;
	for (size_t i = 0; i < n; i++) {
		if (p[i] != '\t' && p[i] != '\n')
			continue;
		if ((p[i] == '\n') != (seen == last))
			break;
		row[++seen] = (uint32_t)i;
		if (p[i] == '\n') {
			row += seen;
			rows->n++;
			seen = 0;
		}
	}
	rows->end = (uint32_t)(row[0] + 1);
}

static const char *
scalar_find(const char *p, const char *end, char a, char b)
{
	while (p < end && *p != a && *p != b)
		p++;
	return p;
}

static size_t
scalar_places(const char *p, size_t n, char a, char b, uint32_t *at)
{
	size_t found = 0;
	for (size_t i = 0; i < n; i++)
		if (p[i] == a || p[i] == b)
			at[found++] = (uint32_t)i;
	return found;
}

static size_t
scalar_copy(char *dst, const char *p, size_t n)
{
	size_t i = 0;
	for (; i < n; i++) {
		unsigned char c = (unsigned char)p[i];
		if (c < 0x20 || c >= 0x7f || c == '\\')
			break;
		dst[i] = p[i];
	}
	return i;
}

static bool
scalar_control(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)p[i] < 0x20)
			return true;
	return false;
}

const struct simd simd_scalar = {
    .name = "scalar",
    .lines = scalar_lines,
    .rows = scalar_rows,
    .find = scalar_find,
    .places = scalar_places,
    .copy = scalar_copy,
    .control = scalar_control,
};
