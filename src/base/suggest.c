/* SPDX-License-Identifier: MIT */
/* The distance of Damerau and Levenshtein (optimal string alignment). */
#include "base/suggest.h"

enum { LONGEST = 40, FARTHEST = 3 };

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
distance(struct slice a, struct slice b)
{
	size_t d[LONGEST + 1][LONGEST + 1];
	for (size_t i = 0; i <= a.n; i++)
		d[i][0] = i;
	for (size_t j = 0; j <= b.n; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		for (size_t j = 1; j <= b.n; j++) {
			bool same =
			    byte_lower(a.p[i - 1]) == byte_lower(b.p[j - 1]);
			size_t change = d[i - 1][j - 1] + !same;
			size_t shift = least(d[i - 1][j], d[i][j - 1]) + 1;
			d[i][j] = least(change, shift);
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
			    a.p[i - 2] == b.p[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	}
	return d[a.n][b.n];
}

void
suggest_try(struct suggestion *s, struct slice name)
{
	size_t longer = s->wanted.n > name.n ? s->wanted.n : name.n;
	if (longer > LONGEST)
		return;
	size_t n = distance(s->wanted, name);
	if (n > FARTHEST || 3 * n > longer || (s->name.p && n >= s->distance))
		return;
	s->name = name;
	s->distance = n;
}
