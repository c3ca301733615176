/* SPDX-License-Identifier: MIT */
/* The kernels in plain C, byte by byte: what every other one must equal. */
#include "simd/simd.h"

static size_t
scalar_lines(const char *p, size_t n, uint32_t *at)
{
	size_t found = 0;
	for (size_t i = 0; i < n; i++)
		if (p[i] == '\n')
			at[found++] = (uint32_t)i;
	return found;
}

static size_t
scalar_fields(
    const char *p, size_t n, uint32_t *at, uint32_t *ends, size_t *n_lines)
{
	size_t found = 0;
	*n_lines = 0;
	for (size_t i = 0; i < n; i++) {
		if (p[i] != '\t' && p[i] != '\n')
			continue;
		if (p[i] == '\n')
			ends[(*n_lines)++] = (uint32_t)found;
		at[found++] = (uint32_t)i;
	}
	return found;
}

static const char *
scalar_find(const char *p, const char *end, char a, char b)
{
	while (p < end && *p != a && *p != b)
		p++;
	return p;
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

const struct simd simd_scalar = {
    .name = "scalar",
    .lines = scalar_lines,
    .fields = scalar_fields,
    .find = scalar_find,
    .copy = scalar_copy,
};
